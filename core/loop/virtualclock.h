// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

namespace lambdarium {

class EventLoop;

/// Drives a loop without waiting: time jumps from deadline to deadline. Same thread as the loop.
class VirtualClock
{
public:
    explicit VirtualClock(EventLoop &loop) : m_loop(loop) {}

    /// Runs until nothing is pending or the next deadline lies after limit; then sets now() to at most limit.
    void runUntil(Instant limit);
    void runFor(Duration duration);

private:
    EventLoop &m_loop;
};

} // namespace lambdarium
