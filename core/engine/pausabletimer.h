// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"

#include <optional>

namespace lambdarium {

/// One deadline that can stand still: hold() keeps what is left of it, release() lets it run on. Started while held,
/// it waits with its whole time left. Core thread; the loop outlives it; destroying it cancels.
class PausableTimer
{
public:
    explicit PausableTimer(EventLoop &loop) : m_loop(loop) {}
    ~PausableTimer() { cancel(); }
    PausableTimer(const PausableTimer &) = delete;
    PausableTimer &operator=(const PausableTimer &) = delete;

    /// Replaces what was running. expired may start it again.
    void start(Duration delay, Task expired);
    void cancel();
    bool started() const { return static_cast<bool>(m_expired); }
    void hold();
    void release();

private:
    void run();

    EventLoop &m_loop;
    Task m_expired; ///< empty: not started
    Duration m_left{};
    Instant m_due{};
    std::optional<TimerId> m_timer;
    bool m_held = false;
};

} // namespace lambdarium
