// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/virtualclock.h"

#include "core/loop/eventloop.h"

namespace lambdarium {

void VirtualClock::runUntil(Instant limit)
{
    for (auto next = m_loop.nextDeadline(); next && *next <= limit; next = m_loop.nextDeadline())
        m_loop.advanceTo(*next);
    m_loop.advanceTo(limit);
}

void VirtualClock::runFor(Duration duration) { runUntil(m_loop.now() + duration); }

} // namespace lambdarium
