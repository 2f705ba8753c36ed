// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/memorystore.h"

namespace lambdarium {

MemoryStore::~MemoryStore() { crash(); }

void MemoryStore::append(StoreChange change, Done done)
{
    bool fails = false;
    if (m_failures > 0) {
        --m_failures;
        fails = true;
    }
    m_pending.push_back({std::move(change), std::move(done), fails});
    // One timer per change: done keeps the order of append.
    m_timers.push_back(m_loop.callAfter(m_delay, [this] { commitFirst(); }));
}

void MemoryStore::commitFirst()
{
    Pending first = std::move(m_pending.front());
    m_pending.pop_front();
    m_timers.pop_front();
    if (first.fails) {
        first.done(Error{ErrorCode::Io, "No space left on device"});
        return;
    }
    apply(first.change);
    first.done({});
}

void MemoryStore::apply(const StoreChange &change)
{
    for (const StoreRow &row : change.rows) {
        if (row.value) {
            m_rows[row.space][row.key] = *row.value;
            continue;
        }
        const auto space = m_rows.find(row.space);
        if (space == m_rows.end())
            continue;
        space->second.erase(row.key);
        if (space->second.empty())
            m_rows.erase(space);
    }
}

void MemoryStore::crash(std::size_t survivors)
{
    for (const TimerId timer : m_timers)
        m_loop.cancel(timer);
    m_timers.clear();
    for (std::size_t i = 0; i < survivors && i < m_pending.size(); ++i)
        if (!m_pending[i].fails)
            apply(m_pending[i].change);
    m_pending.clear();
}

Result<std::vector<std::pair<std::string, std::string>>> MemoryStore::load(const std::string &space)
{
    std::vector<std::pair<std::string, std::string>> rows;
    if (const auto found = m_rows.find(space); found != m_rows.end())
        rows.assign(found->second.begin(), found->second.end());
    return rows;
}

Result<std::vector<std::string>> MemoryStore::spaces(const std::string &prefix)
{
    std::vector<std::string> names;
    for (const auto &[space, rows] : m_rows)
        if (space.starts_with(prefix))
            names.push_back(space);
    return names;
}

} // namespace lambdarium
