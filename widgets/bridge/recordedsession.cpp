// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/recordedsession.h"

#include <algorithm>

namespace lambdarium {

class RecordedSession::Listener : public Subscription
{
public:
    Listener(RecordedSession &session, FactMailbox &mailbox) : m_session(session), m_mailbox(&mailbox)
    {
        const std::scoped_lock lock(m_session.m_mutex);
        m_session.m_mailboxes.push_back(m_mailbox);
    }
    ~Listener() override
    {
        const std::scoped_lock lock(m_session.m_mutex);
        std::erase(m_session.m_mailboxes, m_mailbox);
    }

private:
    RecordedSession &m_session;
    FactMailbox *m_mailbox;
};

RecordedSession::RecordedSession(std::vector<Fact> facts, Snapshot snapshot)
    : m_facts(std::move(facts)), m_snapshot(std::make_shared<const Snapshot>(std::move(snapshot)))
{}

RecordedSession::~RecordedSession() = default;

void RecordedSession::setSnapshot(Snapshot snapshot)
{
    auto shared = std::make_shared<const Snapshot>(std::move(snapshot));
    const std::scoped_lock lock(m_mutex);
    m_snapshot = std::move(shared);
}

void RecordedSession::play(std::size_t count)
{
    const std::scoped_lock lock(m_mutex);
    const std::size_t end = count > m_facts.size() - m_played ? m_facts.size() : m_played + count;
    for (; m_played < end; ++m_played)
        deliver(m_facts[m_played]);
}

void RecordedSession::publish(Instant time, decltype(Fact::body) body)
{
    const std::scoped_lock lock(m_mutex);
    deliver(Fact{0, time, std::move(body)});
}

/// Precondition: m_mutex is held, so that no subscription ends in the middle.
void RecordedSession::deliver(const Fact &fact)
{
    Fact numbered = fact;
    numbered.sequence = ++m_sequence;
    for (FactMailbox *mailbox : m_mailboxes)
        mailbox->publish(numbered);
}

std::vector<Command> RecordedSession::submitted() const
{
    const std::scoped_lock lock(m_mutex);
    return m_submitted;
}

bool RecordedSession::answer(Result<CommandOutcome> result)
{
    Reply reply;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_waiting.empty())
            return false;
        reply = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
    }
    if (reply)
        reply(std::move(result));
    return true;
}

void RecordedSession::submit(Command command, Reply reply)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_submitted.push_back(command);
        if (!m_responder) {
            m_waiting.push_back(std::move(reply));
            return;
        }
    }
    if (reply)
        reply(m_responder(command));
}

void RecordedSession::query(Query query, QueryReply reply)
{
    if (!reply)
        return;
    if (m_queryResponder)
        reply(m_queryResponder(query));
    else
        reply(Error{ErrorCode::NotFound, "the recording holds no history"});
}

std::unique_ptr<Subscription> RecordedSession::subscribe(FactMailbox &mailbox)
{
    return std::make_unique<Listener>(*this, mailbox);
}

std::shared_ptr<const Snapshot> RecordedSession::snapshot() const
{
    const std::scoped_lock lock(m_mutex);
    return m_snapshot;
}

} // namespace lambdarium
