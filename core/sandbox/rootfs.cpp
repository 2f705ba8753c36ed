// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <linux/mount.h>

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>

// glibc 2.36 declares these in <sys/mount.h>, which clashes with <linux/mount.h>.
extern "C" int mount(const char *, const char *, const char *, unsigned long, const void *);
extern "C" int umount2(const char *, int);

namespace lambdarium {

namespace {

constexpr unsigned long mountReadOnly = 1;
constexpr unsigned long mountNoSetuid = 2;
constexpr unsigned long mountNoDevices = 4;
constexpr unsigned long mountNoExecute = 8;
constexpr unsigned long mountRecursive = 16384;
constexpr unsigned long mountPrivate = 1UL << 18;
constexpr unsigned long mountSlave = 1UL << 19;
constexpr unsigned long mountShared = 1UL << 20;
constexpr int unmountDetached = 2;
constexpr std::uint64_t writable = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
constexpr std::uint64_t readOnly = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;

int openSource(const char *path)
{
    const int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        failBox(wire::openingStep, path);
    return fd;
}

/// Attributes are set before the mount becomes visible.
bool attach(int tree, const char *target, std::uint64_t attributes)
{
    mount_attr wanted{};
    wanted.attr_set = attributes;
    wanted.propagation = mountPrivate;
    return syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &wanted, sizeof wanted) == 0
        && syscall(SYS_move_mount, tree, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH) == 0;
}

/// Mounts a copy of what `source` names at `target`.
bool tryBind(int source, const char *sourcePath, const char *target, std::uint64_t attributes)
{
    const unsigned recursive = AT_RECURSIVE;
    const long tree = syscall(SYS_open_tree, source, sourcePath,
                              OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | recursive | (*sourcePath ? 0 : AT_EMPTY_PATH));
    if (tree < 0)
        return false;
    const int fd = static_cast<int>(tree);
    const bool mounted = attach(fd, target, attributes);
    const int error = errno;
    close(fd);
    errno = error;
    return mounted;
}

void bindTree(int source, const char *target, std::uint64_t attributes = readOnly)
{
    if (!tryBind(source, "", target, attributes))
        failBox("mounting at", target);
}

/// Something to be mounted: a path opened beforehand, or a mount that the core made.
struct MountSource
{
    int fd = -1;
    bool detached = false;

    void mountAt(const char *target) const
    {
        if (!detached)
            return bindTree(fd, target);
        if (!attach(fd, target, readOnly))
            failBox("mounting at", target);
    }
};

bool isDirectory(int fd)
{
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
}

void makeDirectory(const char *path)
{
    if (mkdir(path, 0755) != 0 && errno != EEXIST)
        failBox("making directory", path);
}

void makeFile(const char *path, const char *text)
{
    const int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    const auto length = static_cast<ssize_t>(std::strlen(text));
    if (fd < 0 || write(fd, text, static_cast<std::size_t>(length)) != length)
        failBox("making file", path);
    close(fd);
}

/// Binds a host path at the same place inside if the host has it.
void bindIfPresent(const char *path, bool directory)
{
    const int source = open(path, O_PATH | O_CLOEXEC | (directory ? O_DIRECTORY : 0));
    if (source < 0)
        return;
    if (directory)
        makeDirectory(path + 1);
    else
        makeFile(path + 1, "");
    bindTree(source, path + 1);
    close(source);
}

void makePrivate()
{
    if (mount(nullptr, "/", nullptr, mountRecursive | mountPrivate, nullptr) != 0)
        failBox("making mounts private");
}

/// at: what it covers in this mount namespace, and thus what cannot be a source any more.
void makeBase(const char *at)
{
    makePrivate();
    if (mount("tmpfs", at, "tmpfs", mountNoSetuid | mountNoDevices, "size=2m,nr_inodes=1024,mode=755") != 0)
        failBox("mounting the base file system");
    if (chdir(at) != 0)
        failBox("entering the base file system");
    for (const char *path : {"usr", "etc", "etc/ssl", "proc", "dev", "tmp", "var", "var/task", "var/runtime", "opt"})
        makeDirectory(path);
}

void bindSystem()
{
    const int usr = openSource("/usr");
    bindTree(usr, "usr");
    close(usr);
    for (const char *name : {"bin", "sbin", "lib", "lib64"}) {
        char target[16];
        std::snprintf(target, sizeof target, "usr/%s", name);
        struct stat status;
        if (stat(target, &status) == 0 && symlink(target, name) != 0)
            failBox("linking", name);
    }
    // Lambda's images have bash as sh, and bootstraps that begin with #!/bin/sh rely on it.
    const int bash = open("/usr/bin/bash", O_PATH | O_CLOEXEC);
    if (bash >= 0 && !tryBind(bash, "", "usr/bin/sh", readOnly))
        failBox("mounting bash as", "/bin/sh");
    if (bash >= 0)
        close(bash);
}

void makeEtc(const BoxPlan &plan)
{
    makeFile("etc/passwd", "root:x:0:0::/:/sbin/nologin\nsbx_user1051:x:993:990::/tmp:/sbin/nologin\n");
    makeFile("etc/group", "root:x:0:\nsbx_user1051:x:990:\n");
    makeFile("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    if (plan.header.machineNetwork != 0) {
        bindIfPresent("/etc/hosts", false);
        bindIfPresent("/etc/resolv.conf", false);
    } else {
        makeFile("etc/hosts", "127.0.0.1 localhost\n127.0.0.1 sandbox.localdomain sandbox\n");
        makeFile("etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    }
    bindIfPresent("/etc/ld.so.cache", false);
    bindIfPresent("/etc/ssl/certs", true);
    bindIfPresent("/etc/ssl/openssl.cnf", false);
    bindIfPresent("/etc/alternatives", true);
}

void makeDevices()
{
    for (const char *path : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"}) {
        makeFile(path + 1, "");
        // Device files on a nodev mount would not open.
        if (!tryBind(AT_FDCWD, path, path + 1, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC))
            failBox("mounting", path);
    }
    const bool linked = symlink("/proc/self/fd", "dev/fd") == 0 && symlink("/proc/self/fd/0", "dev/stdin") == 0
        && symlink("/proc/self/fd/1", "dev/stdout") == 0 && symlink("/proc/self/fd/2", "dev/stderr") == 0;
    if (!linked)
        failBox("linking", "/dev/std*");
}

/// Several layers become one read-only overlay whose topmost directory is the last layer.
void mountLayers(const MountSource *layers, std::size_t count)
{
    if (count == 0)
        return;
    if (count == 1) {
        layers[0].mountAt("opt");
        return;
    }
    makeDirectory(".build");
    char options[512] = "userxattr,lowerdir=";
    std::size_t used = std::strlen(options);
    for (std::size_t i = count; i-- > 0;) {
        char path[32];
        std::snprintf(path, sizeof path, ".build/%zu", i);
        makeDirectory(path);
        layers[i].mountAt(path);
        used += static_cast<std::size_t>(
            std::snprintf(options + used, sizeof options - used, "%s%s", path, i ? ":" : ""));
    }
    if (mount("overlay", "opt", "overlay", mountReadOnly | mountNoSetuid | mountNoDevices, options) != 0)
        failBox("merging layers at", "/opt");
    for (std::size_t i = 0; i < count; ++i) {
        char path[32];
        std::snprintf(path, sizeof path, ".build/%zu", i);
        umount2(path, unmountDetached);
        rmdir(path);
    }
    rmdir(".build");
}

/// Makes the mount point of a bind, as far as it lies in the base file system.
void makeMountPoint(const char *inside, bool directory)
{
    char path[PATH_MAX];
    if (std::snprintf(path, sizeof path, "%s", inside + 1) >= static_cast<int>(sizeof path)) {
        errno = ENAMETOOLONG;
        failBox("mounting at", inside);
    }
    for (char *slash = std::strchr(path, '/'); slash; slash = std::strchr(slash + 1, '/')) {
        *slash = 0;
        makeDirectory(path);
        *slash = '/';
    }
    struct stat status;
    if (stat(path, &status) == 0)
        return;
    if (directory)
        makeDirectory(path);
    else
        makeFile(path, "");
}

bool mountKeptTmp(int tmp)
{
    return tmp >= 0 && syscall(SYS_move_mount, tmp, "", AT_FDCWD, "tmp", MOVE_MOUNT_F_EMPTY_PATH) == 0;
}

/// Returns a copy of the mount that belongs to no namespace: it keeps the files when this one goes.
int mountTmp(const BoxPlan &plan)
{
    const long long megabytes = plan.header.ephemeralMb;
    char options[96];
    std::snprintf(options, sizeof options, "mode=1777,size=%lldm,nr_inodes=%lld", megabytes, megabytes * 64);
    if (!mountKeptTmp(plan.keptTmp()) && mount("tmpfs", "tmp", "tmpfs", mountNoSetuid | mountNoDevices, options) != 0)
        failBox("mounting", "/tmp");
    return static_cast<int>(syscall(SYS_open_tree, AT_FDCWD, "tmp", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC));
}

void mountProc(const BoxPlan &plan)
{
    if (mount("proc", "proc", "proc", mountNoSetuid | mountNoDevices | mountNoExecute, nullptr) != 0)
        failBox("mounting", "/proc");
    const long long kilobytes = plan.header.memoryMb * 1024;
    char text[256];
    std::snprintf(text, sizeof text,
                  "MemTotal: %15lld kB\nMemFree: %16lld kB\nMemAvailable: %11lld kB\nBuffers: %16d kB\n"
                  "Cached: %17d kB\nSwapTotal: %14d kB\nSwapFree: %15d kB\n",
                  kilobytes, kilobytes, kilobytes, 0, 0, 0, 0);
    makeFile("meminfo", text);
    if (!tryBind(AT_FDCWD, "meminfo", "proc/meminfo", readOnly))
        failBox("mounting", "/proc/meminfo");
    unlink("meminfo");
}

void pivot()
{
    if (syscall(SYS_pivot_root, ".", ".") != 0)
        failBox("pivot_root");
    if (umount2(".", unmountDetached) != 0)
        failBox("leaving the host's file system");
    if (chdir("/") != 0)
        failBox("entering the root");
    mount_attr wanted{};
    wanted.attr_set = readOnly;
    if (syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &wanted, sizeof wanted) != 0)
        failBox("making the root read-only");
}

int buildRoot(const BoxPlan &plan, const BoxSources &sources, const char *at)
{
    makeBase(at);
    bindSystem();
    makeEtc(plan);
    makeDevices();
    if (sources.task >= 0)
        bindTree(sources.task, "var/task");
    MountSource layers[BoxSources::maxLayers];
    for (std::size_t i = 0; i < plan.layers.size(); ++i)
        layers[i].fd = sources.layers[i];
    mountLayers(layers, plan.layers.size());
    for (std::size_t i = 0; i < plan.binds.size(); ++i) {
        makeMountPoint(plan.binds[i].inside, isDirectory(sources.binds[i]));
        bindTree(sources.binds[i], plan.binds[i].inside + 1, plan.binds[i].writable ? writable : readOnly);
    }
    const int tmp = mountTmp(plan);
    mountProc(plan);
    if (sources.task >= 0)
        close(sources.task);
    for (std::size_t i = 0; i < plan.layers.size(); ++i)
        close(sources.layers[i]);
    for (std::size_t i = 0; i < plan.binds.size(); ++i)
        close(sources.binds[i]);
    return tmp;
}

} // namespace

BoxSources openSources(const BoxPlan &plan)
{
    BoxSources sources;
    if (plan.layers.size() > BoxSources::maxLayers || plan.binds.size() > BoxSources::maxBinds) {
        errno = E2BIG;
        failBox("counting layers and binds");
    }
    if (*plan.taskDirectory)
        sources.task = openSource(plan.taskDirectory);
    for (std::size_t i = 0; i < plan.layers.size(); ++i)
        sources.layers[i] = openSource(plan.layers[i]);
    for (std::size_t i = 0; i < plan.binds.size(); ++i)
        sources.binds[i] = openSource(plan.binds[i].host);
    return sources;
}

int enterRootFileSystem(const BoxPlan &plan, const BoxSources &sources)
{
    const int tmp = buildRoot(plan, sources, "/tmp");
    pivot();
    return tmp;
}

// A standby's pid 1 keeps the host's file system in sight, because only there can code be mounted from; pid 2 has a
// mount namespace of its own with the box's root, into which what pid 1 mounts below its copy of that root spreads.

int buildStandbyRoot(const BoxPlan &plan, const BoxSources &sources)
{
    const int tmp = buildRoot(plan, sources, "/sys"); // no code lies below
    if (mount(nullptr, ".", nullptr, mountShared, nullptr) != 0)
        failBox("sharing the root");
    return tmp;
}

void enterStandbyRoot()
{
    if (unshare(CLONE_NEWNS) != 0)
        failBox("making a mount namespace");
    if (mount(nullptr, "/", nullptr, mountRecursive | mountSlave, nullptr) != 0)
        failBox("following mounts");
    pivot();
}

void mountAssigned(const char *const *paths, const int *trees, std::size_t count)
{
    MountSource sources[wire::maxAssigned];
    for (std::size_t i = 0; i < count; ++i) {
        sources[i].detached = trees != nullptr;
        if (trees)
            sources[i].fd = trees[i];
        else if (*paths[i])
            sources[i].fd = openSource(paths[i]);
    }
    if (sources[0].fd >= 0)
        sources[0].mountAt("var/task");
    mountLayers(sources + 1, count - 1);
    for (std::size_t i = 0; i < count; ++i) {
        if (sources[i].fd >= 0 && !sources[i].detached)
            close(sources[i].fd);
    }
    makePrivate();
    pivot();
}

} // namespace lambdarium
