// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/sqsserviceimpl.h"

#include "core/engine/factjournal.h"
#include "core/engine/reportlines.h"
#include "core/services/digests.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

using Json = nlohmann::json;

SqsService::Impl::~Impl()
{
    for (const auto &[id, queue] : queues)
        if (queue->timer)
            parts.loop.cancel(*queue->timer);
    for (const auto &waiter : waiters)
        parts.loop.cancel(waiter.timer);
}

/// Posted tasks and store replies may outlive the service.
Task SqsService::Impl::guarded(Task task) const
{
    return [weak = std::weak_ptr(alive), task = std::move(task)] {
        if (weak.lock())
            task();
    };
}

SqsQueue *SqsService::Impl::find(std::string_view reference) const
{
    // An ARN ends ":name", a URL "/name".
    const std::size_t cut = reference.find_last_of(":/");
    const std::string_view name = cut == std::string_view::npos ? reference : reference.substr(cut + 1);
    if (const auto byId = queues.find(std::string(name)); byId != queues.end() && byId->second->declared)
        return byId->second.get();
    for (const auto &[id, queue] : queues)
        if (queue->declared && queue->name == name)
            return queue.get();
    return nullptr;
}

SqsQueue &SqsService::Impl::ensure(const NodeId &id)
{
    auto &queue = queues[id];
    if (!queue) {
        queue = std::make_unique<SqsQueue>();
        queue->id = id;
        queue->name = id;
        queue->created = queue->modified = parts.loop.now();
    }
    return *queue;
}

NodeId SqsService::Impl::idByArn(const std::string &arn) const
{
    const SqsQueue *queue = find(arn);
    return queue ? queue->id : NodeId();
}

QueueMessage SqsService::Impl::compose(const SqsQueue &queue, const SendMessageRequest &request)
{
    QueueMessage message;
    message.id = makeUuid(prng);
    message.body = request.body;
    message.attributes = request.attributes;
    message.traceHeader = request.traceHeader;
    message.sent = parts.loop.now();
    message.visibleAt = message.sent + std::chrono::seconds{request.delaySeconds.value_or(queue.settings.delay)};
    return message;
}

void SqsService::Impl::enter(const NodeId &id, QueueMessage message, const NodeId &from, MovementKind kind)
{
    SqsQueue &queue = ensure(id);
    parts.facts.publish(fact::Moved{from, id, kind, message.id, 1});
    queue.insert(std::move(message), parts.loop.now());
    armTimer(queue);
    arrivals(queue);
}

void SqsService::Impl::arrivals(SqsQueue &queue)
{
    if (queue.visible() == 0)
        return;
    serveWaiters(queue);
    const auto found = listeners.find(queue.id);
    if (found == listeners.end() || queue.visible() == 0)
        return;
    for (const auto &[key, listener] : found->second)
        if (listener)
            listener();
}

void SqsService::Impl::serveWaiters(SqsQueue &queue)
{
    for (auto waiter = waiters.begin(); waiter != waiters.end() && queue.visible() > 0;) {
        if (waiter->queue != queue.id) {
            ++waiter;
            continue;
        }
        const Duration visibility = std::chrono::seconds{
            waiter->request.visibilityTimeout.value_or(queue.settings.visibilityTimeout)};
        auto messages = take(queue, static_cast<std::size_t>(waiter->request.maxMessages), visibility, true);
        if (messages.empty())
            return;
        parts.loop.cancel(waiter->timer);
        parts.loop.post([reply = std::move(waiter->reply), messages = std::move(messages)] { reply(messages); });
        waiter = waiters.erase(waiter);
    }
}

void SqsService::Impl::armTimer(SqsQueue &queue)
{
    if (queue.timer)
        parts.loop.cancel(*queue.timer);
    queue.timer.reset();
    const auto next = queue.nextSurface();
    if (!next)
        return;
    queue.timer = parts.loop.callAt(*next, [this, &queue] {
        queue.timer.reset();
        const bool any = queue.surface(parts.loop.now());
        armTimer(queue);
        if (any)
            arrivals(queue);
    });
}

std::vector<ReceivedMessage> SqsService::Impl::take(SqsQueue &queue, std::size_t max, Duration visibility, bool store)
{
    dropExpired(queue);
    std::vector<ReceivedMessage> taken;
    StoreChange change;
    const Instant now = parts.loop.now();
    while (taken.size() < max) {
        QueueMessage *message = queue.firstVisible();
        if (!message)
            break;
        if (redrive(queue, *message))
            continue;
        queue.takeVisible(now + visibility);
        ++message->receives;
        if (message->firstReceived == Instant{})
            message->firstReceived = now;
        message->receipt = lines::hex64(prng.next());
        if (store)
            change.put(queue.space(), message->id, message->json());
        taken.push_back(received(queue, *message));
        if (visibility <= Duration{0})
            queue.hide(*message, now, now);
        if (visibility <= Duration{0} && taken.size() >= queue.visible())
            break;
    }
    if (!change.rows.empty())
        appendQuietly(std::move(change));
    armTimer(queue);
    return taken;
}

ReceivedMessage SqsService::Impl::received(SqsQueue &, const QueueMessage &message) const
{
    ReceivedMessage result;
    result.messageId = message.id;
    result.receiptHandle = sqs::makeHandle(message.id, message.receipt);
    result.body = message.body;
    result.md5OfBody = md5Hex(message.body);
    result.md5OfAttributes = md5OfMessageAttributes(message.attributes);
    result.attributes = message.attributes;
    result.system = {{"ApproximateReceiveCount", std::to_string(message.receives)},
                     {"SentTimestamp", std::to_string(unixMillis(message.sent))},
                     {"SenderId", "AIDAEXAMPLE"},
                     {"ApproximateFirstReceiveTimestamp", std::to_string(unixMillis(message.firstReceived))}};
    if (!message.traceHeader.empty())
        result.system["AWSTraceHeader"] = message.traceHeader;
    if (!message.deadLetterSource.empty())
        result.system["DeadLetterQueueSourceArn"] = message.deadLetterSource;
    return result;
}

bool SqsService::Impl::redrive(SqsQueue &queue, QueueMessage &message)
{
    const QueueSettings &settings = queue.settings;
    return settings.maxReceiveCount > 0 && message.receives >= settings.maxReceiveCount
        && moveToDeadLetters(queue, message, "MaxReceiveCountExceeded");
}

bool SqsService::Impl::moveToDeadLetters(SqsQueue &queue, QueueMessage &message, const std::string &condition)
{
    const QueueSettings &settings = queue.settings;
    if (settings.deadLetterQueue.empty())
        return false;
    const auto target = queues.find(settings.deadLetterQueue);
    if (target == queues.end() || !target->second->declared)
        return false;
    QueueMessage moved = message;
    moved.deadLetterSource = arn(queue);
    moved.receives = 0;
    moved.firstReceived = Instant{};
    moved.receipt.clear();
    moved.visibleAt = parts.loop.now();
    StoreChange change;
    change.remove(queue.space(), moved.id);
    change.put(target->second->space(), moved.id, moved.json());
    queue.erase(moved.id);
    parts.store.append(std::move(change),
                       [weak = std::weak_ptr(alive), this, from = queue.id, to = settings.deadLetterQueue, moved,
                        condition](Result<void> written) {
                           if (!weak.lock())
                               return;
                           if (written) {
                               parts.facts.publish(fact::Dropped{from, moved.id, condition, to});
                               enter(to, moved, from, MovementKind::Failure);
                           } else {
                               // Nothing moved: it waits where it was and is tried again at the next receive.
                               QueueMessage back = moved;
                               back.deadLetterSource.clear();
                               back.receives = static_cast<int>(ensure(from).settings.maxReceiveCount);
                               back.visibleAt = parts.loop.now() + std::chrono::seconds{1};
                               ensure(from).insert(std::move(back), parts.loop.now());
                               armTimer(ensure(from));
                           }
                       });
    return true;
}

void SqsService::Impl::dropExpired(SqsQueue &queue)
{
    const auto over = queue.expired(parts.loop.now());
    if (over.empty())
        return;
    StoreChange change;
    for (const auto &id : over) {
        change.remove(queue.space(), id);
        queue.erase(id);
        parts.facts.publish(fact::Dropped{queue.id, id, "RetentionPeriodExpired", {}});
    }
    appendQuietly(std::move(change));
}

/// For changes no one waits for: receives, redrives of what is expired. A failure costs a repeated delivery.
void SqsService::Impl::appendQuietly(StoreChange change)
{
    parts.store.append(std::move(change), [](Result<void>) {});
}

void SqsService::Impl::saveQueue(const SqsQueue &queue, StoreChange &change) const
{
    const QueueSettings &s = queue.settings;
    const Json json{{"name", queue.name},
                    {"visibility", s.visibilityTimeout},
                    {"delay", s.delay},
                    {"retention", s.retention},
                    {"wait", s.receiveWait},
                    {"maximum", s.maximumMessageSize},
                    {"dlq", s.deadLetterQueue},
                    {"receives", s.maxReceiveCount},
                    {"policy", s.policy},
                    {"created", queue.created.time_since_epoch().count()},
                    {"modified", queue.modified.time_since_epoch().count()}};
    change.put("queues", queue.id, json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace lambdarium
