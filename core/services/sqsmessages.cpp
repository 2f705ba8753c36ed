// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The message half of SqsService: send, receive, delete, visibility, and what event source mappings take.
#include "core/engine/factjournal.h"
#include "core/services/digests.h"
#include "core/services/sqsserviceimpl.h"

#include <algorithm>
#include <set>

namespace lambdarium {

namespace {

SentMessage receiptOf(const QueueMessage &message)
{
    return {message.id, md5Hex(message.body), md5OfMessageAttributes(message.attributes)};
}

template <typename Entry>
std::optional<ServiceError> checkBatch(const std::vector<Entry> &entries)
{
    if (entries.empty())
        return ServiceError{400, "AWS.SimpleQueueService.EmptyBatchRequest",
                            "There should be at least one SendMessageBatchRequestEntry in the request."};
    if (entries.size() > 10)
        return ServiceError{400, "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
                            "Maximum number of entries per request are 10. You have sent "
                                + std::to_string(entries.size()) + "."};
    std::set<std::string> ids;
    for (const auto &entry : entries) {
        if (!sqs::validBatchId(entry.id))
            return ServiceError{400, "AWS.SimpleQueueService.InvalidBatchEntryId",
                                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. "
                                "It can be at most 80 letters long."};
        if (!ids.insert(entry.id).second)
            return ServiceError{400, "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
                                "Id " + entry.id + " repeated."};
    }
    return std::nullopt;
}

} // namespace

void SqsService::send(SendMessageRequest request, ServiceReply<SentMessage> reply)
{
    const SqsQueue *queue = m_impl->find(request.queue);
    if (!queue)
        return reply(sqs::noSuchQueue());
    if (auto error = sqs::checkMessage(request, queue->settings.maximumMessageSize))
        return reply(*error);
    QueueMessage message = m_impl->compose(*queue, request);
    StoreChange change;
    change.put(queue->space(), message.id, message.json());
    m_impl->parts.store.append(std::move(change),
                               [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = queue->id,
                                from = request.from, message = std::move(message),
                                reply = std::move(reply)](Result<void> written) {
                                   if (!weak.lock())
                                       return;
                                   if (!written)
                                       return reply(sqs::notStored(written.error()));
                                   impl->enter(id, message, from, MovementKind::Event);
                                   reply(receiptOf(message));
                               });
}

void SqsService::sendBatch(const std::string &reference, std::vector<BatchSendEntry> entries,
                           ServiceReply<std::vector<BatchEntryOutcome<SentMessage>>> reply)
{
    const SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return reply(sqs::noSuchQueue());
    if (auto error = checkBatch(entries))
        return reply(*error);
    std::int64_t bytes = 0;
    for (const auto &entry : entries)
        bytes += sqs::messageBytes(entry.message);
    if (bytes > 1048576)
        return reply(ServiceError{400, "AWS.SimpleQueueService.BatchRequestTooLong",
                                  "Batch requests cannot be longer than 1048576 bytes. You have sent "
                                      + std::to_string(bytes) + " bytes."});
    StoreChange change;
    std::vector<BatchEntryOutcome<SentMessage>> outcomes;
    std::vector<std::pair<QueueMessage, NodeId>> messages;
    for (const auto &entry : entries) {
        if (auto error = sqs::checkMessage(entry.message, queue->settings.maximumMessageSize)) {
            outcomes.push_back({entry.id, *error});
            continue;
        }
        QueueMessage message = m_impl->compose(*queue, entry.message);
        change.put(queue->space(), message.id, message.json());
        outcomes.push_back({entry.id, receiptOf(message)});
        messages.emplace_back(std::move(message), entry.message.from);
    }
    if (messages.empty())
        return reply(std::move(outcomes));
    m_impl->parts.store.append(
        std::move(change),
        [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = queue->id, messages = std::move(messages),
         outcomes = std::move(outcomes), reply = std::move(reply)](Result<void> written) {
            if (!weak.lock())
                return;
            if (!written)
                return reply(sqs::notStored(written.error()));
            // All of a batch are there before anyone takes: a mapping sees them as one batch.
            SqsQueue &queue = impl->ensure(id);
            for (const auto &[message, from] : messages) {
                impl->parts.facts.publish(fact::Moved{from, id, MovementKind::Event, message.id, 1});
                queue.insert(message, impl->parts.loop.now());
            }
            impl->armTimer(queue);
            impl->arrivals(queue);
            reply(outcomes);
        });
}

Task SqsService::prepareSend(const SendMessageRequest &request, StoreChange &change, std::string *messageId)
{
    const SqsQueue *queue = m_impl->find(request.queue);
    if (!queue)
        return {};
    QueueMessage message = m_impl->compose(*queue, request);
    if (messageId)
        *messageId = message.id;
    change.put(queue->space(), message.id, message.json());
    const MovementKind kind = request.failure ? MovementKind::Failure : MovementKind::Event;
    return m_impl->guarded([impl = m_impl.get(), id = queue->id, from = request.from, kind,
                            message = std::move(message)] { impl->enter(id, message, from, kind); });
}

SqsService::WaitId SqsService::receive(ReceiveMessageRequest request, ServiceReply<std::vector<ReceivedMessage>> reply)
{
    SqsQueue *queue = m_impl->find(request.queue);
    const auto refuse = [&reply](ServiceError error) {
        reply(std::move(error));
        return WaitId{0};
    };
    if (!queue)
        return refuse(sqs::noSuchQueue());
    if (request.maxMessages < 1 || request.maxMessages > 10)
        return refuse(
            sqs::outOfRange(request.maxMessages, "MaxNumberOfMessages", "Must be between 1 and 10, if provided."));
    if (request.waitSeconds < -1 || request.waitSeconds > 20)
        return refuse(sqs::outOfRange(request.waitSeconds, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided."));
    if (request.visibilityTimeout && (*request.visibilityTimeout < 0 || *request.visibilityTimeout > 43200))
        return refuse(sqs::outOfRange(*request.visibilityTimeout, "VisibilityTimeout",
                                      "Must be >= 0 and <= 43200, if provided."));
    const std::int64_t wait = request.waitSeconds < 0 ? queue->settings.receiveWait : request.waitSeconds;
    const Duration visibility = std::chrono::seconds{
        request.visibilityTimeout.value_or(queue->settings.visibilityTimeout)};
    auto messages = m_impl->take(*queue, static_cast<std::size_t>(request.maxMessages), visibility, true);
    if (!messages.empty() || wait == 0) {
        reply(std::move(messages));
        return 0;
    }
    const WaitId id = m_impl->nextWait++;
    const TimerId timer = m_impl->parts.loop.callAfter(std::chrono::seconds{wait}, [impl = m_impl.get(), id] {
        const auto waiter = std::ranges::find(impl->waiters, id, &Impl::Waiter::id);
        const auto answer = std::move(waiter->reply);
        impl->waiters.erase(waiter);
        answer(std::vector<ReceivedMessage>{});
    });
    m_impl->waiters.push_back({id, queue->id, std::move(request), std::move(reply), timer});
    return id;
}

void SqsService::cancelReceive(WaitId id)
{
    const auto waiter = std::ranges::find(m_impl->waiters, id, &Impl::Waiter::id);
    if (waiter == m_impl->waiters.end())
        return;
    m_impl->parts.loop.cancel(waiter->timer);
    m_impl->waiters.erase(waiter);
}

void SqsService::deleteMessage(const std::string &reference, const std::string &receiptHandle, ServiceReply<Done> reply)
{
    deleteBatch(reference, {{"one", receiptHandle, 0}},
                [reply = std::move(reply)](ServiceResult<std::vector<BatchEntryOutcome<Done>>> result) {
                    if (!result)
                        return reply(result.error());
                    reply((*result)[0].outcome);
                });
}

void SqsService::deleteBatch(const std::string &reference, std::vector<BatchHandleEntry> entries,
                             ServiceReply<std::vector<BatchEntryOutcome<Done>>> reply)
{
    SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return reply(sqs::noSuchQueue());
    if (auto error = checkBatch(entries))
        return reply(*error);
    StoreChange change;
    std::vector<BatchEntryOutcome<Done>> outcomes;
    for (const auto &entry : entries) {
        const auto handle = sqs::parseHandle(entry.receiptHandle);
        if (!handle) {
            outcomes.push_back({entry.id,
                                ServiceError{404, "ReceiptHandleIsInvalid",
                                             "The input receipt handle \"" + entry.receiptHandle
                                                 + "\" is not a valid receipt handle."}});
            continue;
        }
        // An older handle deletes nothing and says so to no one, as standard queues do.
        const QueueMessage *message = queue->find(handle->messageId);
        if (message && message->receipt == handle->nonce) {
            change.remove(queue->space(), message->id);
            queue->erase(handle->messageId);
        }
        outcomes.push_back({entry.id, Done{}});
    }
    m_impl->armTimer(*queue);
    if (change.rows.empty())
        return reply(std::move(outcomes));
    m_impl->parts.store.append(std::move(change),
                               [outcomes = std::move(outcomes), reply = std::move(reply)](Result<void> written) {
                                   written ? reply(outcomes) : reply(sqs::notStored(written.error()));
                               });
}

void SqsService::changeVisibility(const std::string &reference, const std::string &receiptHandle, std::int64_t seconds,
                                  ServiceReply<Done> reply)
{
    changeVisibilityBatch(reference, {{"one", receiptHandle, seconds}},
                          [reply = std::move(reply)](ServiceResult<std::vector<BatchEntryOutcome<Done>>> result) {
                              if (!result)
                                  return reply(result.error());
                              reply((*result)[0].outcome);
                          });
}

void SqsService::changeVisibilityBatch(const std::string &reference, std::vector<BatchHandleEntry> entries,
                                       ServiceReply<std::vector<BatchEntryOutcome<Done>>> reply)
{
    SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return reply(sqs::noSuchQueue());
    if (auto error = checkBatch(entries))
        return reply(*error);
    const Instant now = m_impl->parts.loop.now();
    StoreChange change;
    std::vector<BatchEntryOutcome<Done>> outcomes;
    for (const auto &entry : entries) {
        const auto handle = sqs::parseHandle(entry.receiptHandle);
        QueueMessage *message = handle ? queue->find(handle->messageId) : nullptr;
        const std::string prefix = "Value " + entry.receiptHandle + " for parameter ReceiptHandle is invalid. Reason: ";
        if (entry.visibilityTimeout < 0 || entry.visibilityTimeout > 43200) {
            outcomes.push_back({entry.id,
                                sqs::outOfRange(entry.visibilityTimeout, "VisibilityTimeout",
                                                "VisibilityTimeout must be an integer between 0 and "
                                                "43200.")});
        } else if (!handle) {
            outcomes.push_back(
                {entry.id, ServiceError{404, "ReceiptHandleIsInvalid", "The input receipt handle is invalid."}});
        } else if (!message || message->receipt != handle->nonce || message->place != QueueMessage::Place::InFlight) {
            outcomes.push_back({entry.id,
                                sqs::invalidParameter(prefix
                                                      + "Message does not exist or is not available "
                                                        "for visibility timeout change.")});
        } else {
            queue->hide(*message, now + std::chrono::seconds{entry.visibilityTimeout}, now);
            change.put(queue->space(), message->id, message->json());
            outcomes.push_back({entry.id, Done{}});
        }
    }
    m_impl->armTimer(*queue);
    if (change.rows.empty())
        return reply(std::move(outcomes));
    m_impl->parts.store.append(std::move(change),
                               [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = queue->id,
                                outcomes = std::move(outcomes), reply = std::move(reply)](Result<void> written) {
                                   if (!weak.lock())
                                       return;
                                   written ? reply(outcomes) : reply(sqs::notStored(written.error()));
                                   impl->arrivals(impl->ensure(id));
                               });
}

void SqsService::purge(const std::string &reference, ServiceReply<Done> reply)
{
    SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return reply(sqs::noSuchQueue());
    const Instant now = m_impl->parts.loop.now();
    if (queue->purged && now - *queue->purged < std::chrono::seconds{60})
        return reply(ServiceError{403, "AWS.SimpleQueueService.PurgeQueueInProgress",
                                  "Only one PurgeQueue operation on " + queue->name + " is allowed every 60 seconds."});
    queue->purged = now;
    StoreChange change;
    for (const auto &id : queue->ids()) {
        change.remove(queue->space(), id);
        queue->erase(id);
    }
    m_impl->armTimer(*queue);
    m_impl->parts.store.append(std::move(change), [reply = std::move(reply)](Result<void> written) {
        written ? reply(Done{}) : reply(sqs::notStored(written.error()));
    });
}

std::vector<ReceivedMessage> SqsService::takeForMapping(const NodeId &id, std::size_t max, Duration visibility)
{
    SqsQueue *queue = m_impl->find(id);
    return queue ? m_impl->take(*queue, max, visibility, false) : std::vector<ReceivedMessage>{};
}

void SqsService::finishForMapping(const NodeId &id, const std::vector<std::string> &messageIds, Task done)
{
    StoreChange change;
    SqsQueue &queue = m_impl->ensure(id);
    for (const auto &messageId : messageIds) {
        change.remove(queue.space(), messageId);
        queue.erase(messageId);
    }
    m_impl->armTimer(queue);
    m_impl->parts.store.append(std::move(change), [done = m_impl->guarded(std::move(done))](Result<void>) { done(); });
}

void SqsService::dropForMapping(const NodeId &id, const std::vector<std::string> &messageIds,
                                const std::string &condition)
{
    SqsQueue &queue = m_impl->ensure(id);
    std::vector<std::string> lost;
    for (const auto &messageId : messageIds) {
        QueueMessage *message = queue.find(messageId);
        if (message && !m_impl->moveToDeadLetters(queue, *message, condition)) {
            lost.push_back(messageId);
            m_impl->parts.facts.publish(fact::Dropped{id, messageId, condition, {}});
        }
    }
    if (!lost.empty())
        finishForMapping(id, lost, [] {});
}

void SqsService::failForMapping(const NodeId &id, const std::vector<std::string> &messageIds)
{
    SqsQueue &queue = m_impl->ensure(id);
    StoreChange change;
    for (const auto &messageId : messageIds)
        if (const QueueMessage *message = queue.find(messageId))
            change.put(queue.space(), messageId, message->json());
    if (!change.rows.empty())
        m_impl->appendQuietly(std::move(change));
}

void SqsService::releaseForMapping(const NodeId &id, const std::vector<std::string> &messageIds)
{
    SqsQueue &queue = m_impl->ensure(id);
    const Instant now = m_impl->parts.loop.now();
    for (const auto &messageId : messageIds)
        if (QueueMessage *message = queue.find(messageId)) {
            --message->receives;
            message->receipt.clear();
            queue.hide(*message, now, now);
        }
    m_impl->armTimer(queue);
}

} // namespace lambdarium
