// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/walls.h"

#include "core/sandbox/guardedroot.h"

#include <linux/capability.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace lambdarium {

namespace {

// Debian 12's <linux/landlock.h> stops at ABI 2.
constexpr std::uint64_t accessTruncate = 1ULL << 14;
constexpr std::uint64_t accessIoctlDevice = 1ULL << 15;
constexpr std::uint64_t scopeAbstractSocketsAndSignals = 3;

bool allowBeneath(int ruleset, const char *path, std::uint64_t access)
{
    landlock_path_beneath_attr rule{};
    rule.allowed_access = access;
    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return false;
    const bool added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent_fd);
    return added;
}

bool setLimit(__rlimit_resource resource, rlim_t value)
{
    const rlimit limit{value, value};
    return setrlimit(resource, &limit) == 0;
}

} // namespace

int usableLandlockAbi()
{
    const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    // ABI 1 refuses every rename between two directories, which ordinary handlers do in /tmp.
    return abi >= 2 ? static_cast<int>(abi) : 0;
}

std::uint64_t landlockFileAccess(int abi)
{
    std::uint64_t access = (1ULL << 14) - 1; // ABI 1 and REFER of ABI 2
    if (abi >= 3)
        access |= accessTruncate;
    if (abi >= 5)
        access |= accessIoctlDevice;
    return access;
}

Walls prepareWalls()
{
    Walls walls;
    walls.listed = listedCalls();
    walls.seccomp = refusedCalls();
    walls.landlockAbi = usableLandlockAbi();
    walls.guardedOpen = guardedFilter(walls.landlockAbi, true);
    walls.guardedClosed = guardedFilter(walls.landlockAbi, false);
    walls.privileged = geteuid() == 0;
    constexpr unsigned nobody = 65534;
    walls.outsideUid = walls.privileged ? nobody : geteuid();
    walls.outsideGid = walls.privileged ? nobody : getegid();
    return walls;
}

void dropBoundingSet()
{
    for (int capability = 0; capability <= 63; ++capability)
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0); // EINVAL above the kernel's last one
}

const char *dropCapabilities()
{
    dropBoundingSet();
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[2]{};
    return syscall(SYS_capset, &header, none) == 0 ? nullptr : "dropping capabilities";
}

const char *applyResourceLimits(const BoxPlan &plan, bool ownUsers)
{
    constexpr rlim_t openFiles = 1024;
    constexpr rlim_t processes = 1024;
    // Only a brake on a runaway allocation between two measurements; RLIMIT_AS would break Node.
    const rlim_t data = static_cast<rlim_t>(plan.header.memoryMb + 512) << 20;
    const bool set = setLimit(RLIMIT_NOFILE, openFiles) && (!ownUsers || setLimit(RLIMIT_NPROC, processes))
        && setLimit(RLIMIT_CORE, 0) && setLimit(RLIMIT_DATA, data);
    return set ? nullptr : "resource limits";
}

const char *applyLandlock(const BoxPlan &plan, int abi)
{
    if (abi == 0)
        return nullptr;
    struct
    {
        std::uint64_t files;
        std::uint64_t network;
        std::uint64_t scoped;
    } attributes{landlockFileAccess(abi), 0, abi >= 6 ? scopeAbstractSocketsAndSignals : 0};
    const std::size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    const long ruleset = syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
    if (ruleset < 0)
        return "landlock ruleset";
    constexpr std::uint64_t readAndRun = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE
        | LANDLOCK_ACCESS_FS_READ_DIR;
    const int fd = static_cast<int>(ruleset);
    // The root holds only what was bound into it, read-only but for a build's own folders; /tmp and the five devices
    // are the rest.
    bool allowed = allowBeneath(fd, "/", readAndRun) && allowBeneath(fd, "/tmp", attributes.files)
        && allowBeneath(fd, "/dev", attributes.files);
    for (const BoxPlan::Bind &bind : plan.binds)
        allowed = allowed && (!bind.writable || allowBeneath(fd, bind.inside, attributes.files));
    const bool restricted = allowed && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    close(fd);
    return restricted ? nullptr : "landlock";
}

const char *applyFilters(const Walls &walls)
{
    // Of two errors the newer filter's is the one that a program sees.
    const char *const refused = applySeccomp(walls.listed);
    return refused ? refused : applySeccomp(walls.seccomp);
}

const char *applySeccomp(const std::vector<sock_filter> &filter)
{
    sock_fprog program{};
    program.len = static_cast<unsigned short>(filter.size());
    program.filter = const_cast<sock_filter *>(filter.data());
    if (filter.empty()) {
        errno = ENOSYS;
        return "seccomp filter";
    }
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 ? nullptr : "seccomp";
}

} // namespace lambdarium
