// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/asyncqueue.h"

#include "core/engine/factjournal.h"
#include "core/engine/reportlines.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

namespace {

const std::string eventSpace = "async";
const std::string stateSpace = "async-state"; // attempts and due time, so that a retry does not rewrite the payload

using Json = nlohmann::json;

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::int64_t nanos(Instant time) { return time.time_since_epoch().count(); }

} // namespace

AsyncQueue::AsyncQueue(Parts parts, std::uint64_t seed) : m_parts(parts), m_prng(Prng(seed).derive(2)) {}

AsyncQueue::~AsyncQueue()
{
    for (auto &[id, event] : m_events)
        if (event->timer)
            m_parts.loop.cancel(*event->timer);
}

std::string AsyncQueue::traceFor(FunctionState &function, std::string header)
{
    return withLineage(function.traces.complete(std::move(header), function.spec().tracing, m_parts.loop.now(), m_prng),
                       m_parts.account.functionArn(function.config().name));
}

bool AsyncQueue::endlessLoop(const FunctionState &function, const std::string &header)
{
    if (lineageOf(header, m_parts.account.functionArn(function.config().name)) < lineageMax
        || m_parts.recursiveLoop(function) == "Allow")
        return false;
    m_parts.facts.publish(
        fact::Notice{function.id(), LogLevel::Warn,
                     "Recursive loop stopped: " + function.config().name + " was invoked " + std::to_string(lineageMax)
                         + " times in one chain of calls and messages. RecursiveLoop: Allow would let it go on."});
    return true;
}

Result<void> AsyncQueue::load()
{
    auto rows = m_parts.store.load(eventSpace);
    auto states = m_parts.store.load(stateSpace);
    if (!rows)
        return rows.error();
    if (!states)
        return states.error();
    const std::map<std::string, std::string> stateOf(states->begin(), states->end());
    for (const auto &[id, value] : *rows) {
        const Json json = Json::parse(value, nullptr, false);
        if (!json.is_object())
            return Error{ErrorCode::Corrupt, "The stored event " + id + " cannot be read."};
        auto event = std::make_shared<Event>();
        event->event = {json.value("function", ""), id,
                        json.value("payload", ""),  json.value("context", ""),
                        json.value("trace", ""),    json.value("source", ""),
                        json.value("qualifier", "")};
        event->accepted = event->due = Instant{Duration{json.value("accepted", std::int64_t{0})}};
        if (const auto state = stateOf.find(id); state != stateOf.end()) {
            const Json saved = Json::parse(state->second, nullptr, false);
            if (saved.is_object()) {
                event->attempts = saved.value("attempts", 0);
                event->due = Instant{Duration{saved.value("due", std::int64_t{0})}};
            }
        }
        m_events.emplace(id, std::move(event));
    }
    return {};
}

Task AsyncQueue::prepare(AsyncEvent event, StoreChange &change)
{
    const auto function = m_parts.functions.find(event.function);
    if (function == m_parts.functions.end())
        return {};
    if (event.requestId.empty())
        event.requestId = makeUuid(m_prng);
    const bool endless = endlessLoop(*function->second, event.traceId);
    event.traceId = traceFor(*function->second, std::move(event.traceId));
    if (event.qualifier.empty())
        event.qualifier = m_parts.aliasOf(*function->second, event.source);
    if (event.payload.empty())
        event.payload = "{}";
    auto entry = std::make_shared<Event>();
    entry->event = std::move(event);
    entry->endless = endless;
    entry->accepted = entry->due = m_parts.loop.now();
    const AsyncEvent &e = entry->event;
    Json row{{"function", e.function}, {"payload", e.payload}, {"context", e.clientContext},
             {"trace", e.traceId},     {"source", e.source},   {"accepted", nanos(entry->accepted)}};
    if (!e.qualifier.empty())
        row["qualifier"] = e.qualifier;
    change.put(eventSpace, e.requestId, dump(row));
    return [weak = std::weak_ptr(m_self), entry] {
        if (const auto self = weak.lock())
            (*self)->enqueue(entry);
    };
}

void AsyncQueue::enqueue(const EventPtr &event)
{
    const AsyncEvent &e = event->event;
    m_events.emplace(e.requestId, event);
    if (!e.source.empty())
        m_parts.facts.publish(fact::Moved{e.source, e.function, MovementKind::Event, e.requestId, 1});
    if (event->endless)
        return finish(event, "RecursiveLoop");
    schedule(event);
}

void AsyncQueue::grant()
{
    if (std::exchange(m_granted, true))
        return;
    // Oldest first; the map's order is that of random ids.
    std::vector<EventPtr> waiting;
    for (const auto &[id, event] : m_events)
        if (!event->busy && !event->timer)
            waiting.push_back(event);
    std::ranges::stable_sort(waiting, {}, [](const EventPtr &event) { return event->accepted; });
    for (const auto &event : waiting)
        schedule(event);
}

void AsyncQueue::schedule(const EventPtr &event)
{
    if (!m_granted)
        return;
    // The timer belongs to the event, which cancels it with the queue.
    event->timer = m_parts.loop.callAt(event->due, [this, event] {
        event->timer.reset();
        if (m_granted)
            attempt(event);
    });
}

FunctionState *AsyncQueue::functionOf(const Event &event) const
{
    const auto found = m_parts.functions.find(event.event.function);
    return found == m_parts.functions.end() || !found->second->deployed() ? nullptr : found->second.get();
}

RetryPolicy AsyncQueue::policyFor(const Event &event, const FunctionState &function) const
{
    const AsyncSettings settings = m_parts.settings(function, event.event.qualifier);
    const RetryPolicy defaults;
    return {settings.maximumRetryAttempts.value_or(defaults.maximumRetryAttempts),
            settings.maximumEventAgeSeconds ? Duration{std::chrono::seconds{*settings.maximumEventAgeSeconds}}
                                            : defaults.maximumEventAge};
}

void AsyncQueue::attempt(const EventPtr &event)
{
    leaveCrowd(event);
    FunctionState *function = functionOf(*event);
    if (!function) {
        finish(event, "FunctionDeleted");
        return;
    }
    if (m_parts.scheduler.concurrency().reserved(function->id()) == 0) {
        event->last.reset();
        finish(event, "ZeroReservedConcurrency");
        return;
    }
    const AsyncEvent &e = event->event;
    FunctionState *version = m_parts.route(*function, e.qualifier);
    if (!version) {
        finish(event, "FunctionDeleted");
        return;
    }
    event->ran = version;
    if (!version->problem().empty()) {
        refused(event, version->problem());
        return;
    }
    auto invocation = std::make_unique<Invocation>();
    invocation->requestId = e.requestId;
    invocation->function = version;
    invocation->payload = e.payload;
    invocation->clientContext = e.clientContext;
    invocation->traceId = e.traceId;
    invocation->invokedArn = m_parts.account.functionArn(function->config().name, e.qualifier);
    invocation->source = e.source;
    invocation->attempt = event->attempts + 1;
    invocation->done = [weak = std::weak_ptr(m_self), event](InvocationEnd end) {
        if (const auto self = weak.lock())
            (*self)->attemptEnded(event, std::move(end));
    };
    event->busy = true;
    if (const auto refusal = m_parts.scheduler.admit(std::move(invocation))) {
        event->busy = false;
        refused(event, refusal->reason);
    }
}

void AsyncQueue::attemptEnded(const EventPtr &event, InvocationEnd end)
{
    event->busy = false;
    if (end.interrupted) {
        event->due = m_parts.loop.now();
        schedule(event);
        return;
    }
    event->refusals = 0;
    const bool failed = !end.outcome.functionError.empty();
    event->last = std::move(end.outcome);
    ++event->attempts;
    if (!failed) {
        finish(event, "Success");
        return;
    }
    FunctionState *function = functionOf(*event);
    if (!function) {
        finish(event, "FunctionDeleted");
        return;
    }
    const auto decision =
        policyFor(*event, *function).afterError(event->attempts, m_parts.loop.now() - event->accepted);
    if (!decision.again) {
        finish(event, decision.condition);
        return;
    }
    again(event, decision.delay, event->attempts + 1, "function error");
    StoreChange change;
    change.put(stateSpace, event->event.requestId, dump({{"attempts", event->attempts}, {"due", nanos(event->due)}}));
    // Losing this row costs a repeated attempt after a crash, nothing else: no one waits for it.
    m_parts.store.append(std::move(change), [](Result<void>) {});
}

void AsyncQueue::refused(const EventPtr &event, const std::string &reason)
{
    FunctionState *function = functionOf(*event);
    ++event->refusals;
    std::int64_t &crowd = m_crowd[event->event.function];
    const auto decision =
        policyFor(*event, *function).afterRefusal(event->refusals, crowd, m_parts.loop.now() - event->accepted);
    if (!decision.again) {
        finish(event, decision.condition);
        return;
    }
    ++crowd;
    event->crowding = true;
    again(event, decision.delay, event->attempts + 1, reason);
}

void AsyncQueue::leaveCrowd(const EventPtr &event)
{
    if (std::exchange(event->crowding, false))
        --m_crowd[event->event.function];
}

void AsyncQueue::again(const EventPtr &event, Duration delay, int attempt, const std::string &reason)
{
    event->due = m_parts.loop.now() + delay;
    m_parts.facts.publish(
        fact::RetryScheduled{event->event.function, event->event.requestId, attempt, event->due, reason});
    schedule(event);
}

void AsyncQueue::finish(const EventPtr &event, const std::string &condition)
{
    leaveCrowd(event);
    event->busy = true;
    const AsyncEvent &e = event->event;
    StoreChange change;
    change.remove(eventSpace, e.requestId);
    change.remove(stateSpace, e.requestId);
    std::vector<Task> tasks;
    NodeId lostOrTo;
    const FunctionState *function = functionOf(*event);
    const bool success = condition == "Success";
    if (function) {
        const Function &config = function->config();
        const DestinationRecord record{
            m_parts.loop.now(),
            e.requestId,
            m_parts.account.functionArn(config.name, e.qualifier.empty() ? "$LATEST" : e.qualifier),
            condition,
            event->attempts,
            e.payload,
            event->last};
        const AsyncSettings settings = m_parts.settings(*function, e.qualifier);
        const NodeId &destination = success ? settings.onSuccess.node : settings.onFailure.node;
        const NodeId &deadLetters = event->ran ? event->ran->config().deadLetterTarget : config.deadLetterTarget;
        if (!destination.empty()) {
            tasks.push_back(deliver(event, destination,
                                    {e.function, destination, e.requestId, record.json(), {}, e.traceId, !success},
                                    change));
            if (tasks.back())
                lostOrTo = destination;
        }
        if (!success && !deadLetters.empty()) {
            tasks.push_back(deliver(
                event, deadLetters,
                {e.function, deadLetters, e.requestId, e.payload, record.deadLetterAttributes(), e.traceId, true},
                change));
            if (lostOrTo.empty() && tasks.back())
                lostOrTo = deadLetters;
        }
    }
    if (!success)
        tasks.push_back([this, event, condition, lostOrTo] {
            m_parts.facts.publish(fact::Dropped{event->event.function, event->event.requestId, condition, lostOrTo});
        });
    commitEnd(event, std::move(change), std::move(tasks), 0);
}

Task AsyncQueue::deliver(const EventPtr &event, const NodeId &target, Delivery delivery, StoreChange &change)
{
    if (m_parts.functions.contains(target))
        return prepare({target, {}, std::move(delivery.body), {}, event->event.traceId, event->event.function}, change);
    return m_target ? m_target->prepare(delivery, change) : Task{};
}

void AsyncQueue::commitEnd(const EventPtr &event, StoreChange change, std::vector<Task> tasks, int failures)
{
    auto done = [weak = std::weak_ptr(m_self), event, change, tasks = std::move(tasks),
                 failures](Result<void> written) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (written) {
            (*self)->m_events.erase(event->event.requestId);
            for (const auto &task : tasks)
                if (task)
                    task();
            return;
        }
        // The disk refused: the event has ended, only its end is not written yet. Try again until it is.
        const Duration delay = std::chrono::seconds{1} * (1 << std::min(failures, 5));
        event->timer = (*self)->m_parts.loop.callAfter(delay, [queue = *self, event, change, tasks, failures] {
            event->timer.reset();
            queue->commitEnd(event, change, tasks, failures + 1);
        });
    };
    m_parts.store.append(std::move(change), std::move(done));
}

std::int64_t AsyncQueue::queuedFor(const NodeId &function) const
{
    return std::ranges::count_if(
        m_events, [&](const auto &entry) { return entry.second->event.function == function && !entry.second->busy; });
}

} // namespace lambdarium
