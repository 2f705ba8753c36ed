// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/destinationrecord.h"
#include "core/engine/engine.h"
#include "core/engine/invocation.h"
#include "core/engine/messagetarget.h"
#include "core/engine/releases.h"
#include "core/engine/retrypolicy.h"
#include "core/engine/scheduler.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace lambdarium {

/// The durable queue of asynchronous invocations: attempts, retries, ends, destinations. Core thread; owned by Engine.
///
/// An event is in the store from its acceptance to its end; its removal and what its destinations receive are one
/// change, so a crash finds it either waiting or ended, never both.
class AsyncQueue
{
public:
    struct Parts
    {
        EventLoop &loop;
        Store &store;
        FactJournal &facts;
        FunctionMap &functions;
        Scheduler &scheduler;
        const Account &account;
        /// What an attempt with this qualifier runs; nullptr: the version or alias is gone.
        std::function<FunctionState *(FunctionState &latest, const std::string &qualifier)> route;
        /// The alias that events of this source go to; empty: none.
        std::function<std::string(const FunctionState &latest, const NodeId &source)> aliasOf;
        /// Retries and destinations of a qualifier: they are not inherited by others.
        std::function<AsyncSettings(const FunctionState &latest, const std::string &qualifier)> settings;
        std::function<std::string(const FunctionState &)> recursiveLoop; ///< "Terminate" or "Allow"
    };

    AsyncQueue(Parts parts, std::uint64_t seed);
    ~AsyncQueue();

    void setMessageTarget(MessageTarget *target) { m_target = target; }
    Result<void> load();
    /// Puts the event into change; the task makes it known once durable. Empty: no such function.
    Task prepare(AsyncEvent event, StoreChange &change);
    /// Events run only after the user's grant.
    void grant();
    /// Waiting events stay; nothing starts until the next grant.
    void hold() { m_granted = false; }
    bool granted() const { return m_granted; }
    std::size_t size() const { return m_events.size(); }
    std::int64_t queuedFor(const NodeId &function) const;
    /// The header as the function's tracing completes it.
    std::string traceFor(FunctionState &function, std::string header);
    /// Whether the function was invoked too often in the chain of this header, and nobody allows that; tells the user.
    bool endlessLoop(const FunctionState &function, const std::string &header);

private:
    struct Event
    {
        AsyncEvent event;
        Instant accepted{};
        Instant due{};
        int attempts = 0;      ///< ended with a function error
        int refusals = 0;      ///< in a row
        bool crowding = false; ///< counted in m_crowd
        std::optional<InvokeOutcome> last;
        const FunctionState *ran = nullptr; ///< what the last attempt ran; never destroyed before the engine
        bool busy = false;                  ///< runs, or its end is being written
        bool endless = false;               ///< one invocation too many of a recursive loop
        std::optional<TimerId> timer;
    };
    using EventPtr = std::shared_ptr<Event>;

    void enqueue(const EventPtr &event);
    void schedule(const EventPtr &event);
    void attempt(const EventPtr &event);
    void attemptEnded(const EventPtr &event, InvocationEnd end);
    void refused(const EventPtr &event, const std::string &reason);
    void leaveCrowd(const EventPtr &event);
    void again(const EventPtr &event, Duration delay, int attempt, const std::string &reason);
    /// The one place where an event ends.
    void finish(const EventPtr &event, const std::string &condition);
    void commitEnd(const EventPtr &event, StoreChange change, std::vector<Task> tasks, int failures);
    Task deliver(const EventPtr &event, const NodeId &target, Delivery delivery, StoreChange &change);
    RetryPolicy policyFor(const Event &event, const FunctionState &function) const;
    FunctionState *functionOf(const Event &event) const;

    Parts m_parts;
    Prng m_prng;
    MessageTarget *m_target = nullptr;
    bool m_granted = false;
    std::map<std::string, EventPtr> m_events; ///< by request id
    std::map<NodeId, std::int64_t> m_crowd;   ///< refused events that wait for their next attempt
    std::shared_ptr<AsyncQueue *> m_self = std::make_shared<AsyncQueue *>(this);
};

} // namespace lambdarium
