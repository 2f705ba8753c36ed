// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/factjournal.h"

#include "core/loop/eventloop.h"

#include <algorithm>

namespace lambdarium {

FactJournal::ListenerId FactJournal::listen(Listener listener)
{
    const std::uint64_t id = m_nextListener++;
    m_listeners.emplace(id, std::move(listener));
    return ListenerId{id};
}

void FactJournal::unlisten(ListenerId id) { m_listeners.erase(static_cast<std::uint64_t>(id)); }

std::vector<Fact> FactJournal::range(std::uint64_t from, std::uint64_t to) const
{
    if (m_ring.empty())
        return {};
    const std::uint64_t first = m_ring.front().sequence;
    const std::uint64_t begin = std::max(from, first) - first;
    const std::uint64_t end = std::min<std::uint64_t>(std::max(to, first) - first, m_ring.size());
    if (begin >= end)
        return {};
    return {m_ring.begin() + static_cast<std::ptrdiff_t>(begin), m_ring.begin() + static_cast<std::ptrdiff_t>(end)};
}

void FactJournal::append(decltype(Fact::body) body)
{
    m_ring.push_back(Fact{++m_lastSequence, m_loop.now(), std::move(body)});
    for (const auto &[id, listener] : m_listeners)
        listener(m_ring.back());
    if (m_ring.size() > m_kept)
        m_ring.pop_front();
}

} // namespace lambdarium
