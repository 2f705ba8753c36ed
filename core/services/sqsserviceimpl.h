// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"
#include "core/services/sqsattributes.h"
#include "core/services/sqsqueue.h"
#include "core/services/sqsservice.h"

#include <list>

namespace lambdarium {

/// Everything behind SqsService; only its own .cpp files include this.
class SqsService::Impl
{
public:
    /// Queues with a deterministic order; never erased while a template declares them.
    using Queues = std::map<NodeId, std::unique_ptr<SqsQueue>>;
    struct Waiter
    {
        WaitId id = 0;
        NodeId queue;
        ReceiveMessageRequest request;
        ServiceReply<std::vector<ReceivedMessage>> reply;
        TimerId timer{};
    };

    explicit Impl(ServiceParts parts) : parts(parts), prng(Prng(parts.seed).derive(11)) {}
    ~Impl();

    SqsQueue *find(std::string_view reference) const;
    SqsQueue &ensure(const NodeId &id);
    NodeId idByArn(const std::string &arn) const;
    std::string arn(const SqsQueue &queue) const { return account.queueArn(queue.name); }
    QueueInfo info(const SqsQueue &queue) const { return {queue.id, queue.name, arn(queue)}; }

    /// A message of the request, not yet anywhere.
    QueueMessage compose(const SqsQueue &queue, const SendMessageRequest &request);
    void enter(const NodeId &queue, QueueMessage message, const NodeId &from, MovementKind kind);
    std::vector<ReceivedMessage> take(SqsQueue &queue, std::size_t max, Duration visibility, bool store);
    ReceivedMessage received(SqsQueue &queue, const QueueMessage &message) const;
    /// True when the message had been received too often and left for the dead-letter queue.
    bool redrive(SqsQueue &queue, QueueMessage &message);
    /// False when there is no dead-letter queue.
    bool moveToDeadLetters(SqsQueue &queue, QueueMessage &message, const std::string &condition);
    void dropExpired(SqsQueue &queue);
    void arrivals(SqsQueue &queue);
    void serveWaiters(SqsQueue &queue);
    void armTimer(SqsQueue &queue);
    void appendQuietly(StoreChange change);
    void saveQueue(const SqsQueue &queue, StoreChange &change) const;
    Task guarded(Task task) const;

    ServiceParts parts;
    Prng prng;
    Account account;
    Queues queues;
    std::list<Waiter> waiters;
    WaitId nextWait = 1;
    std::map<NodeId, std::map<std::string, Task>> listeners;
    std::shared_ptr<int> alive = std::make_shared<int>(0);
};

} // namespace lambdarium
