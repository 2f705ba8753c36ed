// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace lambdarium {

/// The control groups of one box, as descriptors that its maker opened before the clone: a box has no path to them,
/// and the kernel judges most writes by who opened the file. Numbers, not owners: maker and child each close theirs.
struct BoxGroup
{
    enum class Kind { None, V1, V2 };
    /// Named as in v2; v1 has other names for the same.
    enum File : std::size_t {
        Directory, ///< holds a lock as long as the box lives; v2: for CLONE_INTO_CGROUP
        MemoryMax,
        MemoryStat,
        MemoryEvents,
        KernelMemory, ///< v1; -1 where it is not counted
        MemoryPeak,   ///< -1 before Linux 5.19
        CpuMax,
        CpuStat, ///< v2
        PidsCurrent,
        Freeze, ///< v2
        Events, ///< v2
        Leave,  ///< v2: a process that writes "0" here moves to the spawner's group
        JoinMemory,
        JoinCpu,
        JoinPids, ///< v1: a process that writes "0" to all three joins
        fileCount
    };

    Kind kind = Kind::None;
    std::uint64_t id = 0; ///< of its maker
    int files[fileCount] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    bool stands() const { return kind != Kind::None; }
    bool write(File file, const char *text) const;
    /// In a child that is to be limited, before it gives up anything: v1 has no birth inside a group.
    bool join() const;
    void closeAll();
    void close(File file);
};

/// Limits a box by its groups and reads what they counted; pid 1 only, allocates nothing. Memory is anonymous and
/// shared pages of the group without those of /tmp, which the kernel counts, too (isolation.md A.4).
class GroupMeter
{
public:
    struct Sample
    {
        std::uint64_t memoryKb = 0;
        std::uint64_t peakKb = 0; ///< the most at any moment, as far as the kernel's own peak tells it
        std::uint64_t cpuNs = 0;  ///< 0 with v1
        std::uint64_t processes = 0;
        bool outOfMemory = false; ///< the kernel killed a process of the group
    };

    GroupMeter(const BoxGroup &group, std::int64_t memoryMb);

    bool stands() const { return m_group.stands(); }
    bool countsCpu() const { return m_group.kind == BoxGroup::Kind::V2; }
    /// Before the first process of the function: sets the bound and remembers what pid 1 itself used. False (errno)
    /// when the kernel refuses.
    bool begin();
    /// After the last fork: pid 1 goes where no limit holds it up. Waits for the kernel, some milliseconds.
    void leave();
    void limitCpu(bool limited) const;
    /// Only v2: v1 cannot kill what it has frozen, and a box must die whatever state it is in.
    bool canFreeze() const { return m_group.kind == BoxGroup::Kind::V2; }
    /// Returns when every process of the group stands still; at most some 200 ms.
    void freeze() const;
    void thaw() const;
    /// Also moves the bound along with what is in /tmp of the current directory.
    Sample sample();

private:
    struct Counted
    {
        std::uint64_t memoryKb = 0; ///< without /tmp
        std::uint64_t otherKb = 0;  ///< file pages and the kernel's own
        std::uint64_t tmpKb = 0;
        std::uint64_t inodes = 0;
    };
    Counted count() const;
    void moveBound(const Counted &counted);
    std::uint64_t peakOf(const Counted &counted);

    BoxGroup m_group;
    std::int64_t m_memoryMb;
    std::uint64_t m_ownKb = 0;
    std::uint64_t m_ownCpuNs = 0;
    std::uint64_t m_boundKb = 0;
    std::uint64_t m_kernelPeakKb = 0;
    Counted m_last;
};

} // namespace lambdarium
