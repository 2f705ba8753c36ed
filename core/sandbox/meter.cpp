// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/meter.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace lambdarium {

namespace {

constexpr std::uint64_t pageKb = 4;

/// Reads /proc/<pid>/<file> into a terminated buffer; false when the process is gone.
template <std::size_t size>
bool readProcess(int directory, int pid, const char *file, char (&text)[size])
{
    char path[48];
    std::snprintf(path, sizeof path, "%d/%s", pid, file);
    const int fd = openat(directory, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const ssize_t length = read(fd, text, size - 1);
    close(fd);
    if (length <= 0)
        return false;
    text[length] = 0;
    return true;
}

std::uint64_t field(const char *text, const char *name)
{
    const char *found = std::strstr(text, name);
    return found ? std::strtoull(found + std::strlen(name), nullptr, 10) : 0;
}

std::uint64_t nanoseconds(const timeval &time)
{
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(time.tv_usec) * 1'000U;
}

// A record of getdents64 (libc's readdir would allocate): inode 8, offset 8, length 2, type 1, then the name.
constexpr long entryLengthAt = 16;
constexpr long entryNameAt = 19;

} // namespace

Meter::Meter(std::uint64_t limitKb, Descendants *descendants)
    : m_limitKb(limitKb), m_descendants(descendants), m_directory(open("proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{}

Meter::~Meter() { close(m_directory); }

std::size_t Meter::list()
{
    if (m_descendants) {
        const std::size_t found = std::min(m_descendants->list(), maxProcesses);
        std::copy(m_descendants->pids(), m_descendants->pids() + found, m_processes);
        return found;
    }
    std::size_t count = 0;
    lseek(m_directory, 0, SEEK_SET);
    alignas(8) char buffer[8192];
    for (;;) {
        const long size = syscall(SYS_getdents64, m_directory, buffer, sizeof buffer);
        if (size <= 0)
            return count;
        for (long at = 0; at < size;) {
            const int pid = std::atoi(buffer + at + entryNameAt); // 0 for names that are no number
            unsigned short length = 0;
            std::memcpy(&length, buffer + at + entryLengthAt, sizeof length);
            at += length;
            if (pid > 1 && count < maxProcesses)
                m_processes[count++] = pid;
        }
    }
}

/// Own time to the nanosecond, and that of its reaped children in clock ticks: a tree of short-lived children
/// shows up there even when none of them lived through a measurement.
std::uint64_t Meter::cpuOf(int pid) const
{
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    std::uint64_t total = static_cast<std::uint64_t>(used.tv_sec) * 1'000'000'000U
        + static_cast<std::uint64_t>(used.tv_nsec);
    char text[1024];
    if (!readProcess(m_directory, pid, "stat", text))
        return total;
    const char *rest = std::strrchr(text, ')'); // field 2, the name, may hold anything
    constexpr int childrenUserTime = 16;
    constexpr std::uint64_t tickNs = 10'000'000;
    for (int number = 2; rest && number < childrenUserTime; ++number)
        rest = std::strchr(rest + 1, ' ');
    if (!rest)
        return total;
    char *next = nullptr;
    total += std::strtoull(rest, &next, 10) * tickNs;
    return total + std::strtoull(next, nullptr, 10) * tickNs;
}

std::uint64_t Meter::memoryOf(int pid) const
{
    char text[4096];
    if (!readProcess(m_directory, pid, "statm", text))
        return 0;
    char *rest = text;
    std::strtoull(rest, &rest, 10);
    const std::uint64_t resident = std::strtoull(rest, &rest, 10) * pageKb;
    const std::uint64_t shared = std::strtoull(rest, &rest, 10) * pageKb;
    constexpr std::uint64_t usualFilesKb = 64 * 1024; // an interpreter and its libraries
    if (resident < m_limitKb / 2 && shared < usualFilesKb)
        return resident - shared;
    // "shared" mixes files with shared anonymous memory, and swap is in neither.
    if (!readProcess(m_directory, pid, "status", text))
        return 0;
    return field(text, "RssAnon:") + field(text, "RssShmem:") + field(text, "VmSwap:");
}

Meter::Sample Meter::sample()
{
    Sample sample;
    rusage reaped{};
    getrusage(RUSAGE_CHILDREN, &reaped);
    sample.cpuNs = nanoseconds(reaped.ru_utime) + nanoseconds(reaped.ru_stime);
    const std::size_t count = list();
    for (std::size_t i = 0; i < count; ++i) {
        sample.cpuNs += cpuOf(m_processes[i]);
        sample.memoryKb += memoryOf(m_processes[i]);
    }
    sample.processes = static_cast<int>(count);
    // A child that dies between two samples loses up to a tick on its way into its parent's figure.
    m_cpuNs = sample.cpuNs > m_cpuNs ? sample.cpuNs : m_cpuNs;
    sample.cpuNs = m_cpuNs;
    return sample;
}

std::uint64_t Meter::exactMemoryKb()
{
    std::uint64_t total = 0;
    const std::size_t count = list();
    for (std::size_t i = 0; i < count; ++i) {
        char text[4096];
        // A process that hides its maps (PR_SET_DUMPABLE 0) is counted in full instead.
        if (readProcess(m_directory, m_processes[i], "smaps_rollup", text))
            total += field(text, "Pss_Anon:") + field(text, "Pss_Shmem:") + field(text, "SwapPss:");
        else
            total += memoryOf(m_processes[i]);
    }
    return total;
}

std::uint64_t Meter::filesKb()
{
    std::uint64_t most = 0;
    const std::size_t count = list();
    for (std::size_t i = 0; i < count; ++i) {
        char text[4096];
        if (readProcess(m_directory, m_processes[i], "status", text))
            most = std::max(most, field(text, "RssFile:"));
    }
    return most;
}

} // namespace lambdarium
