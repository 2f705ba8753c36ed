// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"

#include "testpaths.h"

#include "core/local/truststore.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace lambdarium {

LogReader::LogReader(WallClock &clock, UniqueFd log)
    : m_log(std::move(log)), m_watch(clock.watch(m_log.value(), WallClock::For::Read, [this] { read(); }))
{}

void LogReader::read()
{
    constexpr std::size_t kept = 1 << 20;
    char buffer[65536];
    const ssize_t size = ::read(m_log.value(), buffer, sizeof buffer);
    if (size > 0) {
        m_bytes += static_cast<std::size_t>(size);
        if (m_text.size() < kept)
            m_text.append(buffer, static_cast<std::size_t>(size));
    } else if (size == 0) {
        m_ended = true;
        m_watch.reset();
    }
}

BoxRunner::BoxRunner()
{
    auto started = SpawnerClient::start(clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner");
    if (!started)
        return;
    client = std::move(*started);
    client->allow(TrustStore::grant(Trust::Isolated));
}

BoxRunner::BoxRunner(std::vector<std::string> launcher)
{
    StartedSpawner started;
    started.executable = LAMBDARIUM_BIN_DIR "/lambdarium-spawner";
    launcher.push_back(started.executable);
    std::vector<char *> argv;
    for (std::string &argument : launcher)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return;
    started.control.reset(sockets[0]);
    const UniqueFd theirs(sockets[1]);
    started.pid = fork();
    if (started.pid == 0) {
        constexpr int controlFd = 3;
        dup2(theirs.value(), controlFd);
        execv(argv[0], argv.data());
        _exit(127);
    }
    if (started.pid < 0)
        return;
    client = SpawnerClient::adopt(clock, std::move(started));
    client->allow(TrustStore::grant(Trust::Isolated));
}

Result<std::unique_ptr<Box>> BoxRunner::spawn(BoxSpec spec)
{
    auto result = std::make_shared<std::optional<Result<std::unique_ptr<Box>>>>();
    client->spawn(std::move(spec), [result](Result<std::unique_ptr<Box>> box) { result->emplace(std::move(box)); });
    if (!waitFor([result] { return result->has_value(); }))
        return Error{ErrorCode::Unavailable, "no answer"};
    return std::move(**result);
}

Outcome BoxRunner::run(BoxSpec spec)
{
    Outcome outcome;
    Result<std::unique_ptr<Box>> box = spawn(std::move(spec));
    if (!box) {
        outcome.error = box.error().message;
        return outcome;
    }
    LogReader log(clock, (*box)->takeLog());
    bool exited = false;
    (*box)->whenExited([&](BoxExit exit) {
        outcome.exit = exit;
        exited = true;
    });
    clock.runFor(std::chrono::seconds{60}, [&] { return exited && log.ended(); });
    outcome.log = log.text();
    outcome.logBytes = log.bytes();
    if (!exited)
        outcome.error = "did not end";
    return outcome;
}

bool BoxRunner::waitFor(const std::function<bool()> &condition)
{
    const char *patience = std::getenv("LAMBDARIUM_PATIENCE"); // seconds; an emulated machine takes its time
    clock.runFor(std::chrono::seconds{patience ? std::atoi(patience) : 10}, condition);
    return condition();
}

bool BoxRunner::allReaped()
{
    return waitFor([this] { return client->liveBoxes() == 0; });
}

BoxSpec BoxRunner::bashSpec(const std::string &script)
{
    BoxSpec spec;
    spec.argv = {"/bin/bash", "-c", script};
    spec.environment = {{"PATH", "/usr/bin:/bin"}};
    spec.ephemeralMb = 64;
    return spec;
}

OpenDirectory::OpenDirectory()
{
    char path[] = "/tmp/lambdarium-test-XXXXXX";
    m_path = mkdtemp(path);
    chmod(path, 0755);
}

OpenDirectory::~OpenDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

void OpenDirectory::write(const std::string &name, const std::string &text, int mode) const
{
    const std::string path = m_path + '/' + name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << text;
    chmod(path.c_str(), static_cast<mode_t>(mode));
}

int processesNamed(const std::string &text)
{
    int count = 0;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", ignored)) {
        std::ifstream file(entry.path() / "cmdline");
        std::stringstream line;
        line << file.rdbuf();
        if (line.str().find(text) != std::string::npos)
            ++count;
    }
    return count;
}

int openDescriptors(int pid)
{
    std::error_code ignored;
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/fd", ignored))
        count += entry.path().empty() ? 0 : 1;
    return count;
}

} // namespace lambdarium
