// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/eventloop.h"

#include <utility>

#include <algorithm>

namespace lambdarium {

void EventLoop::post(Task task) { m_posted.push_back(std::move(task)); }

TimerId EventLoop::callAt(Instant deadline, Task task)
{
    const std::uint64_t id = m_nextId++;
    m_timers.emplace(Key{deadline, id}, std::move(task));
    m_deadlines.emplace(id, deadline);
    return TimerId{id};
}

bool EventLoop::cancel(TimerId id)
{
    const auto known = m_deadlines.find(static_cast<std::uint64_t>(id));
    if (known == m_deadlines.end())
        return false;
    m_timers.erase(Key{known->second, known->first});
    m_deadlines.erase(known);
    return true;
}

std::optional<Instant> EventLoop::nextDeadline() const
{
    if (!m_posted.empty())
        return m_now;
    if (m_timers.empty())
        return std::nullopt;
    return std::max(m_now, m_timers.begin()->first.first);
}

void EventLoop::advanceTo(Instant now)
{
    m_now = std::max(m_now, now);
    runPosted();
    while (!m_timers.empty() && m_timers.begin()->first.first <= m_now) {
        auto due = m_timers.extract(m_timers.begin());
        m_deadlines.erase(due.key().second);
        due.mapped()();
        runPosted();
    }
}

void EventLoop::runPosted()
{
    while (!m_posted.empty()) {
        Task task = std::move(m_posted.front());
        m_posted.pop_front();
        task();
    }
}

void EventLoop::clear()
{
    // What is dropped may post in its destructor.
    while (!idle()) {
        const auto posted = std::exchange(m_posted, {});
        const auto timers = std::exchange(m_timers, {});
        m_deadlines.clear();
    }
}

} // namespace lambdarium
