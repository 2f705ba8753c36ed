// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/sqsservice.h"

namespace lambdarium {

class Engine;

struct TopicInfo
{
    NodeId id;
    std::string name;
    std::string arn;
};
struct SubscriptionInfo
{
    std::string arn;
    NodeId topic;
    std::string topicArn;
    std::string protocol; ///< lambda or sqs
    std::string endpoint; ///< ARN of the function or queue
    bool rawDelivery = false;
    bool fromTemplate = false;
};
struct SubscribeRequest
{
    std::string topic; ///< id, name or ARN
    std::string protocol;
    std::string endpoint;
    std::map<std::string, std::string> attributes; ///< RawMessageDelivery
};
struct PublishRequest
{
    std::string topic;
    std::string message;
    std::string subject;
    std::string messageStructure; ///< "json": message maps protocols to texts
    std::vector<MessageAttribute> attributes;
    std::string requestId;   ///< of the API call or event, for the Moved fact; empty: the message id
    std::string traceHeader; ///< of the caller; empty: none
    NodeId from;             ///< calling function; empty: outside
    bool failure = false;    ///< a destination's: drawn as a failure
};

/// Standard topics of SNS with subscriptions of functions (asynchronous) and queues. Core thread; owned by Services.
///
/// A publication enters all its queues and functions in one change or none.
class SnsService
{
public:
    SnsService(ServiceParts parts, Engine &engine, SqsService &sqs);
    ~SnsService();
    SnsService(const SnsService &) = delete;
    SnsService &operator=(const SnsService &) = delete;

    Result<void> load();
    void deploy(const Model &model, const Account &account);

    void createTopic(std::string name, ServiceReply<TopicInfo> reply);
    void deleteTopic(const std::string &topic, ServiceReply<Done> reply);
    ServiceResult<TopicInfo> topic(std::string_view reference) const;
    std::vector<TopicInfo> topics() const;

    void subscribe(SubscribeRequest request, ServiceReply<SubscriptionInfo> reply);
    void unsubscribe(const std::string &subscriptionArn, ServiceReply<Done> reply);
    /// Empty topic: all.
    ServiceResult<std::vector<SubscriptionInfo>> subscriptions(const std::string &topic = {}) const;
    ServiceResult<SubscriptionInfo> subscription(const std::string &subscriptionArn) const;
    /// Only RawMessageDelivery can be set.
    void setSubscriptionAttribute(const std::string &subscriptionArn, const std::string &name, const std::string &value,
                                  ServiceReply<Done> reply);

    /// Replies with the message id once every subscriber has it durably.
    void publish(PublishRequest request, ServiceReply<std::string> reply);
    /// Part of a larger change; empty: no such topic.
    Task preparePublish(const PublishRequest &request, StoreChange &change, std::string *messageId = nullptr);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
