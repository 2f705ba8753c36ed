// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/controlgroups.h"

#include <linux/magic.h>
#include <linux/sched.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <functional>

namespace lambdarium {

namespace {

using File = BoxGroup::File;
using Kind = BoxGroup::Kind;

constexpr char mostProcesses[] = "1024"; // what RLIMIT_NPROC says, too
constexpr mode_t folderMode = 0755;

bool writeAt(int folder, const char *file, const char *text)
{
    const UniqueFd fd(openat(folder, file, O_WRONLY | O_CLOEXEC));
    const auto length = static_cast<ssize_t>(std::strlen(text));
    return fd && write(fd.value(), text, static_cast<std::size_t>(length)) == length;
}

void openAt(BoxGroup &group, File file, int folder, const char *name, int flags)
{
    group.files[file] = openat(folder, name, flags | O_CLOEXEC);
}

bool complete(const BoxGroup &group, std::initializer_list<File> needed)
{
    for (const File file : needed) {
        if (group.files[file] < 0)
            return false;
    }
    return true;
}

/// Keeps sweeps away while the descriptor is open; false with EEXIST when one took the group for a dead box's.
bool claim(int folder)
{
    const bool ours = flock(folder, LOCK_SH | LOCK_NB) == 0;
    if (!ours)
        errno = EEXIST;
    return ours;
}

void eachFolder(int parent, const std::function<void(const char *)> &visit)
{
    const int copy = openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *directory = copy < 0 ? nullptr : fdopendir(copy);
    if (!directory)
        return;
    std::vector<std::string> names;
    while (const dirent *entry = readdir(directory)) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
            names.emplace_back(entry->d_name);
    }
    closedir(directory);
    for (const std::string &name : names)
        visit(name.c_str());
}

/// A child that joins and ends; whether it could.
bool childLives(const BoxGroup &group)
{
    clone_args arguments{};
    arguments.exit_signal = SIGCHLD;
    if (const std::uint64_t into = birthGroup(group); into != 0) {
        arguments.flags = CLONE_INTO_CGROUP;
        arguments.cgroup = into;
    }
    const long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (pid == 0)
        _exit(group.join() ? 0 : 1);
    int status = 0;
    return pid > 0 && waitpid(static_cast<pid_t>(pid), &status, 0) == pid && status == 0;
}

} // namespace

std::uint64_t birthGroup(const BoxGroup &group)
{
    return group.kind == Kind::V2 ? static_cast<std::uint64_t>(group.files[File::Directory]) : 0;
}

ControlGroups ControlGroups::inherited(int firstFolder)
{
    GroupHome home;
    struct statfs kind
    {};
    const bool open = fstatfs(firstFolder, &kind) == 0;
    const auto magic = static_cast<unsigned long>(kind.f_type);
    if (!open || (magic != CGROUP2_SUPER_MAGIC && magic != CGROUP_SUPER_MAGIC))
        return {};
    home.kind = magic == CGROUP2_SUPER_MAGIC ? Kind::V2 : Kind::V1;
    const int count = home.kind == Kind::V2 ? 1 : 3;
    for (int i = 0; i < count; ++i) {
        fcntl(firstFolder + i, F_SETFD, FD_CLOEXEC);
        home.folders.emplace_back(firstFolder + i);
    }
    return {std::move(home), "z" + std::to_string(getpid()) + "-"};
}

BoxGroup ControlGroups::make()
{
    BoxGroup group;
    if (!stand())
        return group;
    constexpr int tries = 20; // a dead zygote may have had the same pid, a sweep may come in between
    for (int i = 0; i < tries; ++i) {
        group.id = m_next++;
        const bool second = m_home.kind == Kind::V2;
        if (second ? makeSecond(group, name(group.id)) : makeFirst(group, name(group.id))) {
            group.kind = m_home.kind;
            return group;
        }
        const int error = errno;
        const bool ours = group.files[File::Directory] >= 0;
        group.closeAll();
        if (ours)
            remove(group.id);
        errno = error;
        if (error != EEXIST && error != ENOENT && error != ENODEV)
            break;
    }
    return group;
}

bool ControlGroups::makeSecond(BoxGroup &group, const std::string &name)
{
    const int parent = m_home.folders[0].value();
    if (mkdirat(parent, name.c_str(), folderMode) != 0)
        return false;
    const int folder = openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    group.files[File::Directory] = folder;
    if (!claim(folder))
        return false;
    writeAt(folder, "memory.swap.max", "0"); // not there where the kernel counts no swap
    openAt(group, File::MemoryMax, folder, "memory.max", O_WRONLY);
    openAt(group, File::MemoryStat, folder, "memory.stat", O_RDONLY);
    openAt(group, File::MemoryEvents, folder, "memory.events", O_RDONLY);
    openAt(group, File::MemoryPeak, folder, "memory.peak", O_RDONLY);
    openAt(group, File::CpuMax, folder, "cpu.max", O_WRONLY);
    openAt(group, File::CpuStat, folder, "cpu.stat", O_RDONLY);
    openAt(group, File::PidsCurrent, folder, "pids.current", O_RDONLY);
    openAt(group, File::Freeze, folder, "cgroup.freeze", O_WRONLY);
    openAt(group, File::Events, folder, "cgroup.events", O_RDONLY);
    openAt(group, File::Leave, parent, "../sup/cgroup.procs", O_WRONLY);
    return writeAt(folder, "pids.max", mostProcesses) && writeAt(folder, "memory.oom.group", "0")
        && complete(group,
                    {File::MemoryMax, File::MemoryStat, File::MemoryEvents, File::CpuMax, File::CpuStat,
                     File::PidsCurrent, File::Freeze, File::Events, File::Leave});
}

bool ControlGroups::makeFirst(BoxGroup &group, const std::string &name)
{
    UniqueFd folders[3];
    for (std::size_t i = 0; i < 3; ++i) {
        const int parent = m_home.folders[i].value();
        if (mkdirat(parent, name.c_str(), folderMode) != 0)
            return false;
        const int folder = openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (i == 0)
            group.files[File::Directory] = folder;
        else
            folders[i].reset(folder);
        if (folder < 0)
            return false; // a sweep took it for a dead box's: ENOENT
        openAt(group, static_cast<File>(File::JoinMemory + i), folder, "tasks", O_WRONLY);
    }
    const int memory = group.files[File::Directory];
    const int cpu = folders[1].value();
    const int pids = folders[2].value();
    if (!claim(memory))
        return false;
    writeAt(memory, "memory.swappiness", "0");
    openAt(group, File::MemoryMax, memory, "memory.limit_in_bytes", O_WRONLY);
    openAt(group, File::MemoryStat, memory, "memory.stat", O_RDONLY);
    openAt(group, File::MemoryEvents, memory, "memory.oom_control", O_RDONLY);
    openAt(group, File::KernelMemory, memory, "memory.kmem.usage_in_bytes", O_RDONLY);
    openAt(group, File::MemoryPeak, memory, "memory.max_usage_in_bytes", O_RDWR);
    openAt(group, File::CpuMax, cpu, "cpu.cfs_quota_us", O_WRONLY);
    openAt(group, File::PidsCurrent, pids, "pids.current", O_RDONLY);
    return writeAt(cpu, "cpu.cfs_period_us", "20000") && writeAt(pids, "pids.max", mostProcesses)
        && complete(group,
                    {File::MemoryMax, File::MemoryStat, File::MemoryEvents, File::MemoryPeak, File::CpuMax,
                     File::PidsCurrent, File::JoinMemory, File::JoinCpu, File::JoinPids});
}

void ControlGroups::remove(std::uint64_t id)
{
    for (const UniqueFd &folder : m_home.folders)
        unlinkat(folder.value(), name(id).c_str(), AT_REMOVEDIR);
}

void ControlGroups::sweep()
{
    if (!stand())
        return;
    const int first = m_home.folders[0].value();
    eachFolder(first, [&](const char *name) {
        if (std::strncmp(name, m_prefix.c_str(), m_prefix.size()) == 0)
            return;
        const UniqueFd folder(openat(first, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder || flock(folder.value(), LOCK_EX | LOCK_NB) != 0)
            return; // its box lives, or is about to
        for (std::size_t i = m_home.folders.size(); i-- > 0;)
            unlinkat(m_home.folders[i].value(), name, AT_REMOVEDIR);
    });
}

bool ControlGroups::work()
{
    BoxGroup group = make();
    if (!group.stands())
        return false;
    constexpr std::int64_t anyMb = 128;
    GroupMeter meter(group, anyMb);
    bool fine = meter.begin() && childLives(group);
    meter.limitCpu(true);
    if (fine && meter.canFreeze()) {
        meter.freeze();
        meter.thaw();
    }
    const std::uint64_t id = group.id;
    const int error = errno;
    group.closeAll();
    for (const UniqueFd &folder : m_home.folders)
        fine = unlinkat(folder.value(), name(id).c_str(), AT_REMOVEDIR) == 0 && fine;
    if (!fine && error != 0)
        errno = error;
    return fine;
}

void ControlGroups::killAll()
{
    if (m_home.kind == Kind::V2)
        writeAt(m_home.folders[0].value(), "cgroup.kill", "1"); // since Linux 5.14
}

void ControlGroups::clear()
{
    for (const UniqueFd &folder : m_home.folders) {
        eachFolder(folder.value(), [&](const char *name) { unlinkat(folder.value(), name, AT_REMOVEDIR); });
    }
    if (!m_home.origin.empty())
        writeAt(AT_FDCWD, (m_home.origin + "/cgroup.procs").c_str(), "0");
    for (const std::string &path : m_home.made)
        rmdir(path.c_str());
}

} // namespace lambdarium
