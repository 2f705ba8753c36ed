// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/files.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

Error leaves(const fs::path &relative)
{
    return {ErrorCode::InvalidInput, relative.string() + " leads out of the workspace."};
}

bool climbs(const fs::path &relative)
{
    if (relative.is_absolute())
        return true;
    int depth = 0;
    for (const fs::path &part : relative) {
        if (part == "..")
            --depth;
        else if (!part.empty() && part != ".")
            ++depth;
        if (depth < 0)
            return true;
    }
    return false;
}

/// For kernels and sandboxes without openat2: resolve first, then compare.
int openResolved(const fs::path &root, const fs::path &relative, int flags)
{
    std::error_code failure;
    const fs::path real = fs::weakly_canonical(root / relative, failure);
    const fs::path base = fs::canonical(root, failure);
    const fs::path inside = real.lexically_relative(base);
    if (failure || inside.empty() || *inside.begin() == "..") {
        errno = EXDEV;
        return -1;
    }
    return ::open(real.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0644);
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<Descriptor> openBeneath(const fs::path &root, const fs::path &relative, int flags)
{
    if (climbs(relative))
        return leaves(relative);
    const Descriptor base(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!base.valid())
        return Error::fromErrno("opening " + root.string(), errno);
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
    how.mode = (flags & O_CREAT) != 0 ? 0644 : 0;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    const fs::path path = relative.empty() ? fs::path(".") : relative;
    int descriptor = static_cast<int>(::syscall(SYS_openat2, base.value(), path.c_str(), &how, sizeof how));
    if (descriptor < 0 && (errno == ENOSYS || errno == EPERM))
        descriptor = openResolved(root, path, flags);
    if (descriptor >= 0)
        return Descriptor(descriptor);
    if (errno == EXDEV)
        return leaves(relative);
    return Error::fromErrno("opening " + relative.string(), errno);
}

Result<std::string> readAll(const Descriptor &file, std::uintmax_t limitBytes, std::string_view what)
{
    struct stat status = {};
    if (::fstat(file.value(), &status) != 0)
        return Error::fromErrno("reading " + std::string(what), errno);
    if (!S_ISREG(status.st_mode))
        return Error{ErrorCode::InvalidInput, std::string(what) + " is not a file."};
    if (static_cast<std::uintmax_t>(status.st_size) > limitBytes)
        return Error{ErrorCode::InvalidInput,
                     std::string(what) + " has " + std::to_string(status.st_size) + " bytes; more than "
                         + std::to_string(limitBytes) + " are not read."};
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (true) {
        if (filled == text.size())
            text.resize(text.size() + 4096);
        const ssize_t count = ::read(file.value(), text.data() + filled, text.size() - filled);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Error::fromErrno("reading " + std::string(what), errno);
        if (count == 0)
            break;
        filled += static_cast<std::size_t>(count);
        if (filled > limitBytes)
            return Error{ErrorCode::InvalidInput, std::string(what) + " is growing while it is read."};
    }
    text.resize(filled);
    return text;
}

Result<void> writeAll(const Descriptor &file, std::string_view text, std::string_view what)
{
    while (!text.empty()) {
        const ssize_t count = ::write(file.value(), text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Error::fromErrno("writing " + std::string(what), errno);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

namespace {

Result<Descriptor> makeFolder(const fs::path &root, const fs::path &relative)
{
    fs::path at;
    for (const fs::path &part : relative) {
        const fs::path next = at / part;
        auto existing = openBeneath(root, next, O_PATH | O_DIRECTORY);
        if (!existing && existing.error().code != ErrorCode::NotFound)
            return existing;
        if (!existing) {
            const auto parent = openBeneath(root, at, O_RDONLY | O_DIRECTORY);
            if (!parent)
                return parent.error();
            if (::mkdirat(parent->value(), part.c_str(), 0755) != 0 && errno != EEXIST)
                return Error::fromErrno("making the folder " + next.string(), errno);
        }
        at = next;
    }
    return openBeneath(root, at, O_RDONLY | O_DIRECTORY);
}

} // namespace

Result<void> writeAtomically(const fs::path &root, const fs::path &relative, std::string_view text)
{
    static std::atomic<unsigned> counter{0};
    if (climbs(relative) || relative.filename().empty())
        return leaves(relative);
    fs::path target = relative;
    std::error_code failure;
    if (fs::is_symlink(root / relative, failure)) { // write what the link means, if that lies inside
        target = fs::canonical(root / relative, failure).lexically_relative(fs::canonical(root, failure));
        if (failure || target.empty() || climbs(target))
            return leaves(relative);
    }
    auto folder = makeFolder(root, target.parent_path());
    if (!folder)
        return folder.error();
    const std::string name = target.filename().string();
    const std::string temporary = "." + name + "." + std::to_string(::getpid()) + "." + std::to_string(counter++)
        + ".tmp";
    const std::string what = relative.string();
    struct stat old = {};
    const bool exists = ::fstatat(folder->value(), name.c_str(), &old, 0) == 0;
    const Descriptor file(::openat(folder->value(), temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!file.valid())
        return Error::fromErrno("writing " + what, errno);
    auto written = writeAll(file, text, what);
    if (written && exists && ::fchmod(file.value(), old.st_mode & 07777) != 0)
        written = Error::fromErrno("writing " + what, errno);
    if (written && ::fsync(file.value()) != 0)
        written = Error::fromErrno("writing " + what, errno);
    if (written && ::renameat(folder->value(), temporary.c_str(), folder->value(), name.c_str()) != 0)
        written = Error::fromErrno("writing " + what, errno);
    if (!written) {
        ::unlinkat(folder->value(), temporary.c_str(), 0);
        return written;
    }
    ::fsync(folder->value());
    return {};
}

} // namespace lambdarium
