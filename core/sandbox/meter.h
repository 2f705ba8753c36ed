// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/descendants.h"

#include <cstddef>
#include <cstdint>

namespace lambdarium {

/// Measures all processes of a pid namespace from its pid 1, or what descends from this process. Allocates nothing.
class Meter
{
public:
    struct Sample
    {
        std::uint64_t memoryKb = 0; ///< anonymous, shared and swapped pages, shared ones once per process
        std::uint64_t cpuNs = 0;    ///< of everything that runs here or was reaped; never decreases
        int processes = 0;          ///< pid 1 not counted
    };

    /// The limit decides how closely to look: far below it a short read per process is enough. Reads below
    /// "proc" of the current directory, which is the box's root. descendants: null in a pid namespace.
    explicit Meter(std::uint64_t limitKb, Descendants *descendants = nullptr);
    ~Meter();
    Meter(const Meter &) = delete;
    Meter &operator=(const Meter &) = delete;

    Sample sample();
    /// Slower: pages shared by several processes count once.
    std::uint64_t exactMemoryKb();
    /// Pages of files that the largest process has in memory. The processes of a tree mostly map the same ones.
    std::uint64_t filesKb();

private:
    static constexpr std::size_t maxProcesses = 1100; // RLIMIT_NPROC is 1024

    std::size_t list();
    std::uint64_t memoryOf(int pid) const;
    std::uint64_t cpuOf(int pid) const;

    std::uint64_t m_limitKb;
    Descendants *m_descendants;
    int m_directory;
    int m_processes[maxProcesses];
    std::uint64_t m_cpuNs = 0;
};

} // namespace lambdarium
