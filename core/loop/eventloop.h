// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace lambdarium {

using Task = std::function<void()>;
enum class TimerId : std::uint64_t {};

/// The engine's only notion of time and order. One thread owns a loop; others use Mailbox.
///
/// Who calls advanceTo() decides the clock: WallClock live, VirtualClock in tests and simulations.
class EventLoop
{
public:
    EventLoop() = default;
    explicit EventLoop(Instant start) : m_now(start) {}
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    /// Constant while tasks run.
    Instant now() const { return m_now; }
    /// Runs after the current task, in order of posting, at the same now().
    void post(Task task);
    /// Ties run in creation order. A deadline in the past runs at the next advance.
    TimerId callAt(Instant deadline, Task task);
    TimerId callAfter(Duration delay, Task task) { return callAt(m_now + delay, std::move(task)); }
    /// False when it already ran or was cancelled.
    bool cancel(TimerId id);
    /// When a driver must advance next; now() if anything is posted; nothing when idle.
    std::optional<Instant> nextDeadline() const;
    /// Sets the time (never backwards) and runs everything due, including what that posts.
    void advanceTo(Instant now);
    /// Drops everything pending without running it: what tasks hold ends now, while its owners still live.
    void clear();
    bool idle() const { return m_posted.empty() && m_timers.empty(); }
    /// Timers not yet run: fixtures end with 0.
    std::size_t pendingTimers() const { return m_timers.size(); }

private:
    void runPosted();

    using Key = std::pair<Instant, std::uint64_t>;
    Instant m_now{};
    std::uint64_t m_nextId = 1;
    std::deque<Task> m_posted;
    std::map<Key, Task> m_timers;
    std::unordered_map<std::uint64_t, Instant> m_deadlines; // looked up by id only, never iterated
};

} // namespace lambdarium
