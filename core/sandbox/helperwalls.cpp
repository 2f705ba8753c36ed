// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/helperwalls.h"

#include "core/sandbox/walls.h"

#include <linux/landlock.h>

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace lambdarium {

namespace {

// What libc, libzip and archive.cpp use. Everything else fails with EPERM, so that a library that tries more goes on.
constexpr const char *allowedCalls[] = {"read",
                                        "readv",
                                        "pread64",
                                        "write",
                                        "writev",
                                        "pwrite64",
                                        "lseek",
                                        "openat",
                                        "openat2",
                                        "open",
                                        "close",
                                        "fstat",
                                        "newfstatat",
                                        "stat",
                                        "lstat",
                                        "statx",
                                        "fcntl",
                                        "dup",
                                        "mkdirat",
                                        "symlinkat",
                                        "fchmod",
                                        "fsync",
                                        "fdatasync",
                                        "syncfs",
                                        "access",
                                        "faccessat",
                                        "faccessat2",
                                        "readlink",
                                        "readlinkat",
                                        "getdents64",
                                        "umask",
                                        "mmap",
                                        "munmap",
                                        "mprotect",
                                        "mremap",
                                        "madvise",
                                        "brk",
                                        "futex",
                                        "exit",
                                        "exit_group",
                                        "rt_sigaction",
                                        "rt_sigprocmask",
                                        "rt_sigreturn",
                                        "sigaltstack",
                                        "getrandom",
                                        "clock_gettime",
                                        "gettimeofday",
                                        "getpid",
                                        "gettid",
                                        "tgkill",
                                        "sched_yield",
                                        "prlimit64",
                                        "restart_syscall",
                                        "getrusage",
                                        "getuid",
                                        "geteuid",
                                        "getgid",
                                        "getegid",
                                        "set_robust_list",
                                        "rseq",
                                        "uname",
                                        "sched_getaffinity"};

bool limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit both{value, value};
    return setrlimit(resource, &both) == 0;
}

bool limitResources()
{
    constexpr rlim_t fileBytes = 262144000, cpuSeconds = 60, openFiles = 64;
    bool set = limit(RLIMIT_FSIZE, fileBytes) && limit(RLIMIT_CPU, cpuSeconds) && limit(RLIMIT_NOFILE, openFiles)
        && limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they reserve terabytes
    constexpr rlim_t memoryBytes = 512U << 20U;
    set = set && limit(RLIMIT_AS, memoryBytes);
#endif
    return set;
}

const char *restrictFiles(int folder)
{
    const int abi = usableLandlockAbi();
    if (abi == 0)
        return nullptr;
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = landlockFileAccess(abi);
    const long ruleset = syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (ruleset < 0)
        return "landlock ruleset";
    const int fd = static_cast<int>(ruleset);
    landlock_path_beneath_attr rule{};
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE
        | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SYM;
    rule.parent_fd = folder;
    const bool allowed = folder < 0 || syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    const bool restricted = allowed && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    close(fd);
    return restricted ? nullptr : "landlock";
}

const char *restrictCalls()
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr) {
        errno = ENOMEM;
        return "seccomp filter";
    }
    bool good = true;
    for (const char *name : allowedCalls) {
        const int number = seccomp_syscall_resolve_name(name);
        if (number != __NR_SCMP_ERROR)
            good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0) == 0;
    }
    good = good && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good ? nullptr : "seccomp";
}

} // namespace

const char *confineHelper(int folder)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return "privileges";
    if (const char *failed = dropCapabilities())
        return failed;
    if (!limitResources())
        return "resource limits";
    if (const char *failed = restrictFiles(folder))
        return failed;
    return restrictCalls();
}

} // namespace lambdarium
