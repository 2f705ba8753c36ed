// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxgroup.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lambdarium {

namespace {

using File = BoxGroup::File;

constexpr std::uint64_t slackKb = 64 * 1024; // file pages, page tables, and /tmp between two looks at it
constexpr std::uint64_t inodeKb = 2;         // a file of a tmpfs in the kernel's memory
constexpr std::int64_t megabytesPerCpu = 1769;
constexpr std::int64_t periodUs = 20'000;
constexpr std::int64_t shortestQuotaUs = 1'000; // the kernel takes no less

template <std::size_t size>
bool readText(int fd, char (&text)[size])
{
    const ssize_t length = fd < 0 ? -1 : pread(fd, text, size - 1, 0);
    text[std::max<ssize_t>(length, 0)] = 0;
    return length > 0;
}

/// The number behind `name` at the beginning of a line.
std::uint64_t field(const char *text, const char *name)
{
    const std::size_t length = std::strlen(name);
    for (const char *line = text; line; line = std::strchr(line, '\n')) {
        line += *line == '\n' ? 1 : 0;
        if (std::strncmp(line, name, length) == 0 && line[length] == ' ')
            return std::strtoull(line + length, nullptr, 10);
    }
    return 0;
}

std::uint64_t number(int fd)
{
    char text[64];
    return readText(fd, text) ? std::strtoull(text, nullptr, 10) : 0;
}

/// In one figure since Linux 5.18.
std::uint64_t kernelMemory(const char *text)
{
    std::uint64_t bytes = field(text, "kernel");
    for (const char *part : {"kernel_stack", "pagetables", "percpu", "slab"})
        bytes += field(text, "kernel") == 0 ? field(text, part) : 0;
    return bytes + field(text, "sock");
}

std::uint64_t minus(std::uint64_t from, std::uint64_t what) { return from > what ? from - what : 0; }

} // namespace

bool BoxGroup::write(File file, const char *text) const
{
    const auto length = static_cast<ssize_t>(std::strlen(text));
    return files[file] >= 0 && pwrite(files[file], text, static_cast<std::size_t>(length), 0) == length;
}

bool BoxGroup::join() const
{
    return kind != Kind::V1 || (write(JoinMemory, "0") && write(JoinCpu, "0") && write(JoinPids, "0"));
}

void BoxGroup::close(File file)
{
    if (files[file] >= 0)
        ::close(files[file]);
    files[file] = -1;
}

void BoxGroup::closeAll()
{
    for (std::size_t file = 0; file < fileCount; ++file)
        close(static_cast<File>(file));
    kind = Kind::None;
}

GroupMeter::GroupMeter(const BoxGroup &group, std::int64_t memoryMb) : m_group(group), m_memoryMb(memoryMb) {}

bool GroupMeter::begin()
{
    char text[32];
    m_boundKb = static_cast<std::uint64_t>(m_memoryMb) * 1024 + slackKb;
    std::snprintf(text, sizeof text, "%llu", static_cast<unsigned long long>(m_boundKb) * 1024);
    if (!m_group.write(File::MemoryMax, text))
        return false;
    m_ownKb = count().memoryKb;
    m_ownCpuNs = sample().cpuNs;
    return true;
}

void GroupMeter::leave()
{
    m_group.write(File::Leave, "0");
    m_group.close(File::Leave);
    for (const File file : {File::JoinMemory, File::JoinCpu, File::JoinPids})
        m_group.close(file);
}

void GroupMeter::limitCpu(bool limited) const
{
    const bool second = m_group.kind == BoxGroup::Kind::V2;
    char text[48] = "-1";
    if (second)
        std::snprintf(text, sizeof text, "max");
    const std::int64_t quotaUs = std::max(shortestQuotaUs, periodUs * m_memoryMb / megabytesPerCpu);
    if (limited)
        std::snprintf(text, sizeof text, second ? "%lld %lld" : "%lld", static_cast<long long>(quotaUs),
                      static_cast<long long>(periodUs));
    m_group.write(File::CpuMax, text);
}

void GroupMeter::freeze() const
{
    m_group.write(File::Freeze, "1");
    constexpr int tries = 20;
    for (int i = 0; i < tries; ++i) {
        char text[256];
        if (!readText(m_group.files[File::Events], text) || field(text, "frozen") == 1)
            return;
        pollfd changed{m_group.files[File::Events], POLLPRI, 0};
        poll(&changed, 1, 10);
    }
}

void GroupMeter::thaw() const { m_group.write(File::Freeze, "0"); }

GroupMeter::Counted GroupMeter::count() const
{
    // What is written to /tmp or deleted meanwhile must not look like memory of the function.
    struct statfs before
    {};
    struct statfs after
    {};
    char text[4096];
    Counted counted;
    const bool known = statfs("tmp", &before) == 0;
    readText(m_group.files[File::MemoryStat], text);
    if (known && statfs("tmp", &after) == 0) {
        const auto blockKb = static_cast<std::uint64_t>(after.f_bsize) / 1024;
        counted.tmpKb = std::max(before.f_blocks - before.f_bfree, after.f_blocks - after.f_bfree) * blockKb;
        counted.inodes = after.f_files - after.f_ffree;
    }
    const bool second = m_group.kind == BoxGroup::Kind::V2;
    const std::uint64_t shared = field(text, "shmem");
    const std::uint64_t pagesKb = (field(text, second ? "anon" : "rss") + shared) / 1024;
    const std::uint64_t kernel = second ? kernelMemory(text) : number(m_group.files[File::KernelMemory]);
    counted.otherKb = (minus(field(text, second ? "file" : "cache"), shared) + kernel) / 1024;
    counted.memoryKb = minus(pagesKb, counted.tmpKb + m_ownKb);
    return counted;
}

void GroupMeter::moveBound(const Counted &counted)
{
    constexpr std::uint64_t stepKb = 1024;
    const std::uint64_t boundKb = static_cast<std::uint64_t>(m_memoryMb) * 1024 + counted.tmpKb
        + counted.inodes * inodeKb + slackKb;
    if (boundKb < m_boundKb + stepKb && m_boundKb < boundKb + stepKb)
        return;
    char text[32];
    std::snprintf(text, sizeof text, "%llu", static_cast<unsigned long long>(boundKb) * 1024);
    if (m_group.write(File::MemoryMax, text))
        m_boundKb = boundKb;
}

/// What the kernel saw between two samples, less what was not the function's memory. Only said while /tmp stands still:
/// a file written and deleted again would look like memory.
std::uint64_t GroupMeter::peakOf(const Counted &counted)
{
    constexpr std::uint64_t stillKb = 64;
    const std::uint64_t kernelKb = number(m_group.files[File::MemoryPeak]) / 1024;
    const bool news = kernelKb > m_kernelPeakKb || m_group.kind == BoxGroup::Kind::V1;
    m_kernelPeakKb = kernelKb;
    if (m_group.kind == BoxGroup::Kind::V1)
        m_group.write(File::MemoryPeak, "0"); // starts again from the present
    const std::uint64_t movedKb = std::max(counted.tmpKb, m_last.tmpKb) - std::min(counted.tmpKb, m_last.tmpKb);
    if (!news || movedKb > stillKb)
        return counted.memoryKb;
    const std::uint64_t othersKb = std::max(counted.otherKb, m_last.otherKb) + std::max(counted.tmpKb, m_last.tmpKb)
        + m_ownKb;
    return std::max(counted.memoryKb, minus(kernelKb, othersKb));
}

GroupMeter::Sample GroupMeter::sample()
{
    Sample sample;
    const Counted counted = count();
    moveBound(counted);
    sample.memoryKb = counted.memoryKb;
    sample.peakKb = peakOf(counted);
    m_last = counted;
    char text[1024];
    if (countsCpu() && readText(m_group.files[File::CpuStat], text))
        sample.cpuNs = minus(field(text, "usage_usec") * 1000, m_ownCpuNs);
    sample.processes = number(m_group.files[File::PidsCurrent]);
    if (readText(m_group.files[File::MemoryEvents], text))
        sample.outOfMemory = field(text, "oom_kill") > 0;
    return sample;
}

} // namespace lambdarium
