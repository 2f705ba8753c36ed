// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"

#include <functional>
#include <mutex>
#include <vector>

namespace lambdarium {

/// The only door into the core thread: any thread posts, the loop's driver drains. FIFO per sender.
class Mailbox
{
public:
    /// wake is called on the poster's thread when the box goes from empty to non-empty; it must not block.
    explicit Mailbox(std::function<void()> wake) : m_wake(std::move(wake)) {}
    Mailbox(const Mailbox &) = delete;
    Mailbox &operator=(const Mailbox &) = delete;

    /// Any thread. False once closed: the task is dropped.
    bool post(Task task);
    /// Loop thread: moves everything that arrived into the loop's queue.
    void drainInto(EventLoop &loop);
    /// No task is accepted from here on.
    void close();

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::vector<Task> m_tasks; // guarded by m_mutex
    bool m_closed = false;     // guarded by m_mutex
};

} // namespace lambdarium
