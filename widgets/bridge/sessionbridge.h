// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace lambdarium {

/// Carries facts, snapshots and replies from the core thread to the GUI thread. The only QObject that knows
/// Session (architecture.md 5). GUI thread; made once by the main window, re-targeted when the workspace changes.
class SessionBridge : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(Result<CommandOutcome>)>;
    using QueryReply = std::function<void(Result<QueryOutcome>)>;

    /// Facts kept between two frames; more are counted by factsDropped().
    static constexpr std::size_t mailboxCapacity = 1'000'000;

    explicit SessionBridge(QObject *parent = nullptr, std::size_t capacity = mailboxCapacity);
    ~SessionBridge() override;

    /// Borrows the session until the next call or destruction; nullptr: no workspace is open. Replies still on
    /// their way from the previous session are dropped.
    void setSession(Session *session);
    bool hasSession() const { return m_session != nullptr; }

    /// Never null; an empty one while there is no session.
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }

    /// The reply runs on the GUI thread, unless context died or the session was changed before. A null context
    /// means the bridge itself. Without a session the reply comes at once, as an error (Cancelled).
    void submit(Command command, QObject *context = nullptr, Reply reply = {});
    void query(Query query, QObject *context, QueryReply reply);

    /// The user decided about a restricted workspace: commands that wait for it go to the core, or are answered as
    /// Cancelled. Going on holds from now on, whatever the snapshot still says.
    void decideTrust(bool run);
    /// Commands that wait for the user's decision.
    std::size_t heldCommands() const { return m_held.size(); }

    /// Since the session was set.
    quint64 receivedFacts() const { return m_received; }
    quint64 droppedFacts() const { return m_dropped; }

Q_SIGNALS:
    /// Another session, or none: views start empty.
    void sessionChanged();
    /// In order; one batch per frame (33 ms).
    void factsArrived(const std::vector<lambdarium::Fact> &facts);
    /// After the facts that led to it; at most one per frame.
    void snapshotChanged(std::shared_ptr<const lambdarium::Snapshot> snapshot);
    /// A command would run code of a restricted workspace: it waits for decideTrust(). Once for all that wait.
    void trustNeeded();
    /// The window was too slow for this many facts; history can be read back by query::Facts.
    void factsDropped(quint64 count);

private:
    class Gate;
    template <typename Outcome>
    struct Pending
    {
        QPointer<QObject> context;
        std::function<void(Result<Outcome>)> reply;
    };
    template <typename Outcome>
    using PendingMap = std::map<quint64, Pending<Outcome>>;
    struct Held
    {
        Command command;
        QPointer<QObject> context;
        Reply reply;
    };

    void scheduleDrain();
    void drain();
    void refreshSnapshot();
    bool mustWait(const Command &command);
    template <typename Outcome>
    std::function<void(Result<Outcome>)> ticketed(PendingMap<Outcome> &pending, QObject *context,
                                                  std::function<void(Result<Outcome>)> reply);
    template <typename Outcome>
    void deliver(PendingMap<Outcome> &pending, quint64 ticket, Result<Outcome> result);

    std::size_t m_capacity;
    Session *m_session = nullptr;
    std::shared_ptr<Gate> m_gate;
    std::unique_ptr<FactMailbox> m_mailbox;
    std::unique_ptr<Subscription> m_subscription; // after m_mailbox: ends first
    std::shared_ptr<const Snapshot> m_snapshot;
    QTimer m_frame;
    QTimer m_poll;
    quint64 m_ticket = 0; // never reused: a reply of an earlier session finds nothing
    PendingMap<CommandOutcome> m_commands;
    PendingMap<QueryOutcome> m_queries;
    std::vector<Held> m_held;
    bool m_granted = false; ///< decided, and no snapshot since says otherwise
    quint64 m_received = 0;
    quint64 m_dropped = 0;
};

} // namespace lambdarium
