// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/unpacker.h"

#include "core/workspace/archive.h"
#include "core/workspace/files.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t answerBytesMax = 4096;

/// "0 <bytes> <files>\n", or the number of the error code and its message.
Result<Unpacked> parseAnswer(const std::string &answer)
{
    const Error none{ErrorCode::Unavailable, "The helper that unpacks zips gave no answer."};
    const auto space = answer.find(' ');
    if (space == std::string::npos || !answer.ends_with('\n'))
        return none;
    const long kind = std::strtol(answer.c_str(), nullptr, 10);
    if (answer.front() == 'E') {
        const long code = std::strtol(answer.c_str() + 1, nullptr, 10);
        if (code < 0 || code > static_cast<long>(ErrorCode::Cancelled))
            return none;
        return Error{static_cast<ErrorCode>(code), answer.substr(space + 1, answer.size() - space - 2)};
    }
    Unpacked unpacked;
    unsigned long long bytes = 0, files = 0;
    if (kind != 0 || std::sscanf(answer.c_str(), "0 %llu %llu", &bytes, &files) != 2 || bytes > unzippedBytesMax)
        return none;
    unpacked.unzippedBytes = bytes;
    unpacked.files = files;
    return unpacked;
}

/// Up to the end of what the helper says, and no more than it may say.
std::string readAnswer(int descriptor)
{
    std::string answer;
    std::array<char, 1024> buffer{};
    while (true) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || answer.size() > answerBytesMax)
            return answer;
        answer.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

/// Above what the child's own numbers are, so that no dup2 closes one of them.
Result<Descriptor> openHigh(const fs::path &path, int flags)
{
    const Descriptor low(::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC));
    Descriptor high(low.valid() ? ::fcntl(low.value(), F_DUPFD_CLOEXEC, 10) : -1);
    if (!high.valid())
        return Error::fromErrno("opening " + path.string(), errno);
    return high;
}

struct Spawning
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    Spawning()
    {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
        sigset_t none, all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        // The core's threads block every signal; a helper must be one that can be ended.
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setsigdefault(&attributes, &all);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Spawning()
    {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    Spawning(const Spawning &) = delete;
    Spawning &operator=(const Spawning &) = delete;
};

Result<Unpacked> counted(Result<ArchiveListing> listing)
{
    if (!listing)
        return listing.error();
    return Unpacked{listing->unzippedBytes, listing->files};
}

} // namespace

Result<Unpacked> Unpacker::ask(const fs::path &file, const fs::path *folder, bool durable) const
{
    const auto zip = openHigh(file, O_NONBLOCK);
    if (!zip)
        return zip.error();
    const auto target = folder != nullptr ? openHigh(*folder, O_DIRECTORY) : Result<Descriptor>(Descriptor());
    if (!target)
        return target.error();
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return Error::fromErrno("unpacking " + file.string(), errno);
    const Descriptor from(ends[0]);
    Descriptor to(ends[1]);
    Spawning spawning;
    ::posix_spawn_file_actions_adddup2(&spawning.actions, to.value(), answerDescriptor);
    ::posix_spawn_file_actions_adddup2(&spawning.actions, zip->value(), zipDescriptor);
    if (folder != nullptr)
        ::posix_spawn_file_actions_adddup2(&spawning.actions, target->value(), folderDescriptor);
    const char *verb = folder == nullptr ? "inspect" : durable ? "unpack-durably" : "unpack";
    std::array<char *, 3> arguments{const_cast<char *>(m_program.c_str()), const_cast<char *>(verb), nullptr};
    std::array<char *, 1> environment{nullptr};
    pid_t child = -1;
    const int failed = ::posix_spawn(&child, m_program.c_str(), &spawning.actions, &spawning.attributes,
                                     arguments.data(), environment.data());
    if (failed != 0)
        return Error{
            ErrorCode::Unavailable,
            Error::fromErrno("The helper that unpacks zips does not run: " + m_program.string(), failed).message};
    to = Descriptor();
    const std::string answer = readAnswer(from.value());
    if (answer.size() > answerBytesMax)
        ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return parseAnswer(answer);
}

Result<Unpacked> Unpacker::inspect(const fs::path &file) const
{
    return m_program.empty() ? counted(inspectArchive(file)) : ask(file, nullptr, false);
}

Result<Unpacked> Unpacker::unpack(const fs::path &file, const fs::path &folder, bool durable) const
{
    return m_program.empty() ? counted(unpackArchive(file, folder, durable)) : ask(file, &folder, durable);
}

int Unpacker::serve(bool unpacks, bool durable)
{
    const fs::path folder = "/proc/self/fd/" + std::to_string(folderDescriptor);
    Descriptor file(zipDescriptor);
    const auto listing = unpacks ? unpackArchive(std::move(file), folder, durable) : inspectArchive(std::move(file));
    std::string answer;
    if (listing)
        answer = "0 " + std::to_string(listing->unzippedBytes) + " " + std::to_string(listing->files);
    else
        answer = "E" + std::to_string(static_cast<int>(listing.error().code)) + " " + listing.error().message;
    answer.resize(std::min(answer.size(), answerBytesMax - 1));
    answer += '\n';
    const ssize_t written = ::write(answerDescriptor, answer.data(), answer.size());
    return written == static_cast<ssize_t>(answer.size()) ? 0 : 1;
}

} // namespace lambdarium
