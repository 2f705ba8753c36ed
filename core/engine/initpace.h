// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/loop/eventloop.h"

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <utility>

namespace lambdarium {

/// How many environments load their code at the same time. In the cloud each has a processor of its own; on one
/// machine thirty at once would take thirty times as long, report that as their Init Duration and run into its
/// limit. An INIT counts for a second at most, so that one that only waits holds nobody up. Nothing is refused:
/// they begin in the order of asking. Owned by Scheduler; core thread.
class InitPace
{
public:
    /// atOnce 0: no pace.
    InitPace(EventLoop &loop, std::size_t atOnce) : m_loop(loop), m_atOnce(atOnce) {}
    InitPace(const InitPace &) = delete;
    InitPace &operator=(const InitPace &) = delete;

    /// Calls begin now or, from the loop, when its turn has come.
    void ask(EnvironmentId id, Task begin);
    /// Its INIT has ended, or it has; without effect for others.
    void over(EnvironmentId id);

private:
    void count(EnvironmentId id);
    void next();

    EventLoop &m_loop;
    std::size_t m_atOnce;
    std::map<EnvironmentId, TimerId> m_running;
    std::deque<std::pair<EnvironmentId, Task>> m_waiting;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
