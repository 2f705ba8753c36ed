// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/instance.h"

#include <openssl/sha.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lambdarium {

namespace fs = std::filesystem;

std::string workspaceId(const fs::path &root)
{
    std::error_code ignored;
    const std::string canonical = fs::weakly_canonical(root, ignored).string();
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char *>(canonical.data()), canonical.size(), digest.data());
    std::string id;
    for (int i = 0; i < 8; ++i) {
        char hex[3];
        std::snprintf(hex, sizeof hex, "%02x", digest[static_cast<std::size_t>(i)]);
        id += hex;
    }
    return id;
}

Result<fs::path> runtimeDirectory()
{
    const char *runtime = std::getenv("XDG_RUNTIME_DIR");
    fs::path folder = runtime != nullptr && *runtime != '\0'
        ? fs::path(runtime) / "lambdarium"
        : fs::path("/tmp") / ("lambdarium-" + std::to_string(getuid()));
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return Error::fromErrno("creating " + folder.string(), errno);
    struct stat info
    {};
    if (lstat(folder.c_str(), &info) != 0)
        return Error::fromErrno(folder.string(), errno);
    if (!S_ISDIR(info.st_mode) || info.st_uid != geteuid())
        return Error{ErrorCode::Unavailable, folder.string() + " belongs to another user"};
    return folder;
}

Result<InstanceLock> InstanceLock::take(const fs::path &stateDirectory)
{
    const fs::path file = stateDirectory / "lock";
    const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return Error::fromErrno("opening " + file.string(), errno);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        char owner[32] = {};
        const auto length = read(fd, owner, sizeof owner - 1);
        close(fd);
        const std::string pid = length > 0 ? " (process " + std::string(owner) + ")" : "";
        return Error{ErrorCode::Conflict, "this workspace is already open" + pid};
    }
    const std::string pid = std::to_string(getpid());
    if (ftruncate(fd, 0) != 0 || pwrite(fd, pid.data(), pid.size(), 0) < 0) {
        // Only the pid in the message of a second process is lost.
    }
    return InstanceLock(fd);
}

InstanceLock::InstanceLock(InstanceLock &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

InstanceLock &InstanceLock::operator=(InstanceLock &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

InstanceLock::~InstanceLock()
{
    if (m_fd >= 0)
        close(m_fd);
}

} // namespace lambdarium
