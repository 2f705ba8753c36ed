// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/mailbox.h"

namespace lambdarium {

bool Mailbox::post(Task task)
{
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed)
            return false;
        wasEmpty = m_tasks.empty();
        m_tasks.push_back(std::move(task));
    }
    if (wasEmpty)
        m_wake();
    return true;
}

void Mailbox::drainInto(EventLoop &loop)
{
    std::vector<Task> tasks;
    {
        const std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (auto &task : tasks)
        loop.post(std::move(task));
}

void Mailbox::close()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    m_tasks.clear();
}

} // namespace lambdarium
