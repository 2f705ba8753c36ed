// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"
#include "core/runtimes/logparser.h"
#include "core/sandbox/uniquefd.h"

#include <memory>

namespace lambdarium {

/// Reads an environment's output without ever stopping it: at most 10 MB per second are looked at, the rest of an
/// invocation is only counted and its end kept. Core thread; owned by its environment.
class LogPipe
{
public:
    /// sink runs on the loop and may destroy the pipe only at the end of the caller's turn.
    LogPipe(WallClock &clock, UniqueFd fd, LogParser::Sink sink);

    void beginInvocation();
    /// Reads everything written up to now, then ends the invocation's events.
    void endInvocation();

private:
    bool readOnce();
    void refill();

    WallClock &m_clock;
    UniqueFd m_fd;
    LogParser m_parser;
    std::size_t m_allowance; ///< bytes that may still be shown in this second
    Instant m_refilled{};
    std::unique_ptr<WallClock::Watch> m_watch;
};

} // namespace lambdarium
