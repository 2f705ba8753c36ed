// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <mutex>
#include <vector>

namespace lambdarium {

/// A session that plays given facts and snapshots, for GUI tests and pictures. Nothing runs behind it. Thread-safe
/// like every session; callbacks run on the thread that calls answer(), play() or submit().
class RecordedSession : public Session
{
public:
    /// Decides the reply of a command at once; without one, commands wait for answer().
    using Responder = std::function<Result<CommandOutcome>(const Command &)>;
    using QueryResponder = std::function<Result<QueryOutcome>(const Query &)>;

    explicit RecordedSession(std::vector<Fact> facts = {}, Snapshot snapshot = {});
    ~RecordedSession() override;

    void setResponder(Responder responder) { m_responder = std::move(responder); }
    void setQueryResponder(QueryResponder responder) { m_queryResponder = std::move(responder); }
    void setSnapshot(Snapshot snapshot);
    /// Publishes the next facts of the recording; by default all that are left.
    void play(std::size_t count = static_cast<std::size_t>(-1));
    /// Numbers the fact and publishes it now.
    void publish(Instant time, decltype(Fact::body) body);

    /// Commands received so far, oldest first.
    std::vector<Command> submitted() const;
    /// Replies to the oldest unanswered command; false when there is none.
    bool answer(Result<CommandOutcome> result);

    void submit(Command command, Reply reply) override;
    void query(Query query, QueryReply reply) override;
    std::unique_ptr<Subscription> subscribe(FactMailbox &mailbox) override;
    std::shared_ptr<const Snapshot> snapshot() const override;

private:
    class Listener;
    void deliver(const Fact &fact);

    mutable std::mutex m_mutex;
    std::vector<Fact> m_facts;
    std::size_t m_played = 0;
    std::uint64_t m_sequence = 0;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<FactMailbox *> m_mailboxes;
    std::vector<Command> m_submitted;
    std::vector<Reply> m_waiting;
    Responder m_responder;
    QueryResponder m_queryResponder;
};

} // namespace lambdarium
