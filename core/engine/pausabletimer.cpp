// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/pausabletimer.h"

#include <utility>

namespace lambdarium {

void PausableTimer::start(Duration delay, Task expired)
{
    cancel();
    m_expired = std::move(expired);
    m_left = delay;
    if (!m_held)
        run();
}

void PausableTimer::cancel()
{
    if (m_timer)
        m_loop.cancel(*m_timer);
    m_timer.reset();
    m_expired = {};
}

void PausableTimer::hold()
{
    m_held = true;
    if (!m_timer)
        return;
    m_left = m_due - m_loop.now();
    m_loop.cancel(*std::exchange(m_timer, std::nullopt));
}

void PausableTimer::release()
{
    m_held = false;
    if (m_expired && !m_timer)
        run();
}

void PausableTimer::run()
{
    m_due = m_loop.now() + m_left;
    m_timer = m_loop.callAt(m_due, [this] {
        m_timer.reset();
        const Task expired = std::exchange(m_expired, {});
        expired(); // may destroy this
    });
}

} // namespace lambdarium
