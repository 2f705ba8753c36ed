// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace lambdarium {

class EventLoop;

/// Numbers and stamps every fact and hands it to listeners. Core thread only; owned by the session, outlives
/// engine and services.
///
/// The newest facts are kept in a ring so that what a full mailbox dropped can be read back.
class FactJournal
{
public:
    using Listener = std::function<void(const Fact &)>;
    enum class ListenerId : std::uint64_t {};

    explicit FactJournal(const EventLoop &loop, std::size_t kept = 20000) : m_loop(loop), m_kept(kept) {}
    FactJournal(const FactJournal &) = delete;
    FactJournal &operator=(const FactJournal &) = delete;

    template <typename Body>
    void publish(Body body)
    {
        append(decltype(Fact::body){std::move(body)});
    }

    /// Listeners run inside publish(), in order of registration; they must not publish themselves.
    ListenerId listen(Listener listener);
    void unlisten(ListenerId id);
    std::uint64_t lastSequence() const { return m_lastSequence; }
    /// Kept facts with sequences in [from, to), oldest first.
    std::vector<Fact> range(std::uint64_t from, std::uint64_t to) const;

private:
    void append(decltype(Fact::body) body);

    const EventLoop &m_loop;
    std::size_t m_kept;
    std::uint64_t m_lastSequence = 0;
    std::uint64_t m_nextListener = 1;
    std::map<std::uint64_t, Listener> m_listeners;
    std::deque<Fact> m_ring;
};

} // namespace lambdarium
