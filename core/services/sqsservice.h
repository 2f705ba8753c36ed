// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/prng.h"
#include "core/engine/messagetarget.h"
#include "core/engine/store.h"
#include "core/model/model.h"
#include "core/services/serviceresult.h"
#include "core/session/session.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

class EventLoop;
class FactJournal;

/// What every service is built on. All outlive the service.
struct ServiceParts
{
    EventLoop &loop;
    Store &store;
    FactJournal &facts;
    std::uint64_t seed = 1; ///< message ids, upload ids, event ids
};

struct QueueInfo
{
    NodeId id;
    std::string name;
    std::string arn;
};

struct SendMessageRequest
{
    std::string queue; ///< id, name, ARN or URL
    std::string body;
    std::optional<std::int64_t> delaySeconds; ///< 0-900; nothing: the queue's
    std::vector<MessageAttribute> attributes;
    std::string traceHeader; ///< AWSTraceHeader system attribute, empty: none
    NodeId from;             ///< calling function; empty: outside
    bool failure = false;    ///< a destination's or dead letter: drawn as a failure
};
struct SentMessage
{
    std::string messageId;
    std::string md5OfBody;
    std::string md5OfAttributes; ///< empty without attributes
};

struct ReceiveMessageRequest
{
    std::string queue;
    std::int64_t maxMessages = 1;                  ///< 1-10
    std::int64_t waitSeconds = -1;                 ///< 0-20; -1: the queue's ReceiveMessageWaitTimeSeconds
    std::optional<std::int64_t> visibilityTimeout; ///< 0-43200; nothing: the queue's
};
struct ReceivedMessage
{
    std::string messageId;
    std::string receiptHandle;
    std::string body;
    std::string md5OfBody;
    std::string md5OfAttributes;
    /// All system attributes (ApproximateReceiveCount, SentTimestamp, SenderId, ...); the gateway selects.
    std::map<std::string, std::string> system;
    std::vector<MessageAttribute> attributes;
};

struct BatchSendEntry
{
    std::string id;
    SendMessageRequest message; ///< queue is ignored
};
struct BatchHandleEntry
{
    std::string id;
    std::string receiptHandle;
    std::int64_t visibilityTimeout = 0; ///< ChangeMessageVisibilityBatch only
};
template <typename T>
struct BatchEntryOutcome
{
    std::string id;
    ServiceResult<T> outcome;
};

/// Standard queues of SQS as state machines on the loop. Core thread; owned by Services.
///
/// A message is acknowledged once it is in the store. References ("queue") are logical id, name, ARN or URL.
class SqsService
{
public:
    using WaitId = std::uint64_t;

    explicit SqsService(ServiceParts parts);
    ~SqsService();
    SqsService(const SqsService &) = delete;
    SqsService &operator=(const SqsService &) = delete;

    /// Reads queues and messages back; messages a poller held become visible at once. Before the first append.
    Result<void> load();
    /// Takes the template's queues; queues made through the API stay. Messages of removed queues stay stored.
    void deploy(const Model &model, const Account &account);

    void createQueue(std::string name, std::map<std::string, std::string> attributes, ServiceReply<QueueInfo> reply);
    /// Refused for queues of the template: they would come back with the next edit.
    void deleteQueue(const std::string &queue, ServiceReply<Done> reply);
    ServiceResult<QueueInfo> queue(std::string_view reference) const;
    std::vector<QueueInfo> queues(std::string_view namePrefix = {}) const;
    /// Every attribute including the Approximate... counters and QueueArn.
    ServiceResult<std::map<std::string, std::string>> attributes(const std::string &queue) const;
    void setAttributes(const std::string &queue, std::map<std::string, std::string> attributes,
                       ServiceReply<Done> reply);
    std::vector<std::string> deadLetterSources(const std::string &queue) const;

    void send(SendMessageRequest request, ServiceReply<SentMessage> reply);
    /// Whole-request refusals (empty, more than 10, equal ids, too long) come as an error.
    void sendBatch(const std::string &queue, std::vector<BatchSendEntry> entries,
                   ServiceReply<std::vector<BatchEntryOutcome<SentMessage>>> reply);
    /// Long polls; the id cancels the wait (client gone). 0 when it was answered at once.
    WaitId receive(ReceiveMessageRequest request, ServiceReply<std::vector<ReceivedMessage>> reply);
    void cancelReceive(WaitId id);
    void deleteMessage(const std::string &queue, const std::string &receiptHandle, ServiceReply<Done> reply);
    void deleteBatch(const std::string &queue, std::vector<BatchHandleEntry> entries,
                     ServiceReply<std::vector<BatchEntryOutcome<Done>>> reply);
    void changeVisibility(const std::string &queue, const std::string &receiptHandle, std::int64_t seconds,
                          ServiceReply<Done> reply);
    void changeVisibilityBatch(const std::string &queue, std::vector<BatchHandleEntry> entries,
                               ServiceReply<std::vector<BatchEntryOutcome<Done>>> reply);
    void purge(const std::string &queue, ServiceReply<Done> reply);

    /// Part of a larger change: rows into change; run the task once durable. Empty: no such queue.
    Task prepareSend(const SendMessageRequest &request, StoreChange &change, std::string *messageId = nullptr);

    /// For event source mappings: takes up to max visible messages for the given time without writing anything,
    /// so a crash returns them untouched.
    std::vector<ReceivedMessage> takeForMapping(const NodeId &queue, std::size_t max, Duration visibility);
    /// Mapping is done with these: removed for good, in one change.
    void finishForMapping(const NodeId &queue, const std::vector<std::string> &messageIds, Task done);
    /// Mapping failed: the receive is counted durably; they reappear when their visibility ends.
    void failForMapping(const NodeId &queue, const std::vector<std::string> &messageIds);
    /// They go to the dead-letter queue, or where there is none, for good.
    void dropForMapping(const NodeId &queue, const std::vector<std::string> &messageIds, const std::string &condition);
    /// Back at once and uncounted: the mapping stopped before its function ran.
    void releaseForMapping(const NodeId &queue, const std::vector<std::string> &messageIds);
    /// Called (posted) whenever messages of the queue become visible. One listener per queue and key.
    void setArrivalListener(const NodeId &queue, const std::string &key, Task listener);

    std::vector<MessageView> messages(const NodeId &queue, std::size_t limit) const;
    std::size_t visibleCount(const NodeId &queue) const;
    std::int64_t visibilityTimeoutSeconds(const NodeId &queue) const;
    void fill(Snapshot &snapshot) const;
    const Account &account() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// MD5 over attributes as SDKs verify it; empty without attributes.
std::string md5OfMessageAttributes(std::vector<MessageAttribute> attributes);

} // namespace lambdarium
