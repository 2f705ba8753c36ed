// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace lambdarium {

/// The processes below this one where no pid namespace holds them together. This process is their subreaper
/// (PR_SET_CHILD_SUBREAPER), so that each of them stays below it whatever becomes of its parents. One thread; allocates
/// nothing.
class Descendants
{
public:
    static constexpr std::size_t most = 4096;

    /// Fills pids() with what runs or waits to be reaped now; returns their number.
    std::size_t list();
    const int *pids() const { return m_pids; }
    /// Sends a signal to all. SIGSTOP: until a look finds nobody new, since who is stopped forks no more.
    void signalAll(int number);
    /// Stops, kills and reaps all; false when some were left after some 2 s.
    bool killAll();

private:
    bool known(std::size_t count, int pid) const;

    int m_pids[most];
    int m_signalled[most];
};

} // namespace lambdarium
