// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/sessionbridge.h"

#include "widgets/bridge/environmentwords.h"

#include <chrono>
#include <mutex>

namespace lambdarium {

namespace {

constexpr std::chrono::milliseconds frameTime{33};
/// Some state changes without a fact (the age of the oldest message); a look four times a second costs nothing.
constexpr std::chrono::milliseconds pollTime{250};

/// Runs code of the workspace, at once or as soon as something arrives (security.md B.3).
bool runsCode(const Command &command)
{
    return std::holds_alternative<command::Invoke>(command) || std::holds_alternative<command::Publish>(command)
        || std::holds_alternative<command::PutObject>(command) || std::holds_alternative<command::DeleteObject>(command)
        || std::holds_alternative<command::CallUrl>(command) || std::holds_alternative<command::FireSchedule>(command)
        || std::holds_alternative<command::StartSources>(command) || std::holds_alternative<command::Build>(command);
}

} // namespace

/// What the core thread may hold of the bridge: it outlives both sides and closes when the bridge dies.
class SessionBridge::Gate
{
public:
    explicit Gate(SessionBridge *bridge) : m_bridge(bridge) {}

    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_bridge = nullptr;
    }

    template <typename Function>
    void post(Function function)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_bridge)
            QMetaObject::invokeMethod(m_bridge, std::move(function), Qt::QueuedConnection);
    }

    SessionBridge *bridge() const { return m_bridge; } // GUI thread only

private:
    std::mutex m_mutex;
    SessionBridge *m_bridge; // guarded by m_mutex
};

SessionBridge::SessionBridge(QObject *parent, std::size_t capacity)
    : QObject(parent), m_capacity(capacity), m_gate(std::make_shared<Gate>(this)),
      m_snapshot(std::make_shared<const Snapshot>())
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameTime);
    connect(&m_frame, &QTimer::timeout, this, &SessionBridge::drain);
    m_poll.setInterval(pollTime);
    connect(&m_poll, &QTimer::timeout, this, &SessionBridge::refreshSnapshot);
}

SessionBridge::~SessionBridge()
{
    m_gate->close();
    m_subscription.reset();
}

void SessionBridge::setSession(Session *session)
{
    if (session == m_session)
        return;
    m_subscription.reset();
    m_mailbox.reset();
    m_frame.stop();
    m_poll.stop();
    m_commands.clear();
    m_queries.clear();
    m_held.clear();
    m_granted = false;
    m_received = m_dropped = 0;
    m_snapshot = std::make_shared<const Snapshot>();
    m_session = session;
    Q_EMIT sessionChanged();
    if (!m_session)
        return;
    m_mailbox = std::make_unique<FactMailbox>(m_capacity, [gate = m_gate] {
        gate->post([gate] {
            if (SessionBridge *bridge = gate->bridge())
                bridge->scheduleDrain();
        });
    });
    m_subscription = m_session->subscribe(*m_mailbox);
    m_poll.start();
    refreshSnapshot();
}

void SessionBridge::scheduleDrain()
{
    if (m_mailbox && !m_frame.isActive())
        m_frame.start();
}

void SessionBridge::drain()
{
    if (!m_mailbox)
        return;
    const FactMailbox::Batch batch = m_mailbox->drain();
    m_received += batch.facts.size();
    m_dropped += batch.dropped;
    const QPointer<SessionBridge> alive(this);
    if (!batch.facts.empty())
        Q_EMIT factsArrived(batch.facts);
    if (alive && batch.dropped > 0)
        Q_EMIT factsDropped(batch.dropped);
    if (alive)
        refreshSnapshot();
}

void SessionBridge::refreshSnapshot()
{
    if (!m_session)
        return;
    std::shared_ptr<const Snapshot> latest = m_session->snapshot();
    if (!latest || latest == m_snapshot)
        return;
    m_snapshot = std::move(latest);
    if (m_snapshot->trust != Trust::Restricted)
        m_granted = false; // the core knows by now
    Q_EMIT snapshotChanged(m_snapshot);
}

void SessionBridge::submit(Command command, QObject *context, Reply reply)
{
    if (!m_session) {
        if (reply)
            reply(Error{ErrorCode::Cancelled, "no workspace is open"});
        return;
    }
    if (mustWait(command)) {
        m_held.push_back({std::move(command), context ? context : this, std::move(reply)});
        if (m_held.size() == 1)
            Q_EMIT trustNeeded();
        return;
    }
    m_session->submit(std::move(command), ticketed(m_commands, context, std::move(reply)));
}

bool SessionBridge::mustWait(const Command &command)
{
    if (const auto *trust = std::get_if<command::SetTrust>(&command); trust && trust->trust == Trust::Restricted)
        m_granted = false;
    constexpr int noWalls = 1;
    const bool asks = m_snapshot->trust == Trust::Restricted
        || (isolationLevelOf(*m_snapshot) == noWalls && !m_snapshot->unprotectedAllowed);
    return asks && !m_granted && runsCode(command);
}

void SessionBridge::decideTrust(bool run)
{
    m_granted = run;
    for (Held &held : std::exchange(m_held, {})) {
        if (!held.context)
            continue;
        if (run)
            submit(std::move(held.command), held.context, std::move(held.reply));
        else if (held.reply)
            held.reply(Error{ErrorCode::Cancelled, "The workspace stays restricted: nothing of it was run."});
    }
}

void SessionBridge::query(Query query, QObject *context, QueryReply reply)
{
    if (!m_session) {
        if (reply)
            reply(Error{ErrorCode::Cancelled, "no workspace is open"});
        return;
    }
    m_session->query(std::move(query), ticketed(m_queries, context, std::move(reply)));
}

template <typename Outcome>
std::function<void(Result<Outcome>)> SessionBridge::ticketed(PendingMap<Outcome> &pending, QObject *context,
                                                             std::function<void(Result<Outcome>)> reply)
{
    // The reply and its captures stay on this thread; only the ticket travels.
    const quint64 ticket = ++m_ticket;
    if (reply)
        pending.emplace(ticket, Pending<Outcome>{context ? context : this, std::move(reply)});
    PendingMap<Outcome> *map = &pending;
    return [gate = m_gate, map, ticket](Result<Outcome> result) {
        gate->post([gate, map, ticket, result = std::move(result)]() mutable {
            if (SessionBridge *bridge = gate->bridge())
                bridge->deliver(*map, ticket, std::move(result));
        });
    };
}

template <typename Outcome>
void SessionBridge::deliver(PendingMap<Outcome> &pending, quint64 ticket, Result<Outcome> result)
{
    const auto found = pending.find(ticket);
    if (found == pending.end())
        return;
    const Pending<Outcome> entry = std::move(found->second);
    pending.erase(found);
    if (entry.context)
        entry.reply(std::move(result));
}

} // namespace lambdarium
