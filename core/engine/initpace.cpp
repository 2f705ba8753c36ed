// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/initpace.h"

#include <algorithm>

namespace lambdarium {

void InitPace::ask(EnvironmentId id, Task begin)
{
    if (m_atOnce == 0)
        return begin();
    if (m_running.size() >= m_atOnce) {
        m_waiting.emplace_back(id, std::move(begin));
        return;
    }
    count(id);
    begin();
}

void InitPace::over(EnvironmentId id)
{
    std::erase_if(m_waiting, [id](const auto &waiting) { return waiting.first == id; });
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    m_loop.cancel(found->second);
    m_running.erase(found);
    next();
}

void InitPace::count(EnvironmentId id)
{
    constexpr Duration most = std::chrono::seconds{1};
    m_running[id] = m_loop.callAfter(most, [this, id, alive = std::weak_ptr<bool>(m_alive)] {
        if (alive.expired())
            return;
        m_running.erase(id);
        next();
    });
}

void InitPace::next()
{
    if (m_waiting.empty() || m_running.size() >= m_atOnce)
        return;
    auto [id, begin] = std::move(m_waiting.front());
    m_waiting.pop_front();
    count(id);
    // Posted: whoever ended is in the middle of it.
    m_loop.post([begin = std::move(begin), alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired())
            begin();
    });
}

} // namespace lambdarium
