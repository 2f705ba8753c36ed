// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/queryprotocol.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t pageSize = 100;

void succeed(const ApiCallPtr &call, const json &result)
{
    call->finish(queryReply(call->route, result, call->requestId));
}

void fail(const ApiCallPtr &call, const ServiceError &error)
{
    call->finish(queryError(ApiService::Sns, error, call->requestId));
}

template <typename T, typename Render>
ServiceReply<T> answer(const ApiCallPtr &call, Render render)
{
    return [call, render](ServiceResult<T> result) {
        if (result)
            succeed(call, render(*result));
        else
            fail(call, result.error());
    };
}

ServiceReply<Done> answerDone(const ApiCallPtr &call)
{
    return answer<Done>(call, [](const Done &) { return json(); });
}

std::string text(const json &input, const char *name)
{
    const auto found = input.find(name);
    return found != input.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<MessageAttribute> messageAttributes(const json &input)
{
    std::vector<MessageAttribute> attributes;
    const auto found = input.find("MessageAttributes");
    if (found == input.end() || !found->is_object())
        return attributes;
    for (const auto &[name, value] : found->items()) {
        if (!value.is_object())
            continue;
        MessageAttribute attribute{.name = name, .dataType = text(value, "DataType")};
        attribute.value = value.contains("BinaryValue")
            ? base64Decode(text(value, "BinaryValue")).value_or(std::string())
            : text(value, "StringValue");
        attributes.push_back(std::move(attribute));
    }
    return attributes;
}

/// One page of items after the one that token names; sets NextToken when more follow.
template <typename T>
json page(const std::vector<T> &items, const std::string &token, json (*render)(const T &), const char *member)
{
    json list = json::array();
    auto at = items.begin();
    if (!token.empty()) {
        at = std::find_if(items.begin(), items.end(), [&token](const T &item) { return item.arn == token; });
        at += at == items.end() ? 0 : 1;
    }
    for (; at != items.end() && list.size() < pageSize; ++at)
        list.push_back(render(*at));
    json result{{member, std::move(list)}};
    if (at != items.end())
        result["NextToken"] = std::prev(at)->arn;
    return result;
}

json topicJson(const TopicInfo &topic) { return {{"TopicArn", topic.arn}}; }

json subscriptionJson(const SubscriptionInfo &subscription)
{
    // The account is the fifth field of the ARN.
    std::string owner = subscription.topicArn.substr(0, subscription.topicArn.rfind(':'));
    owner = owner.substr(owner.rfind(':') + 1);
    return {{"SubscriptionArn", subscription.arn},
            {"Owner", owner},
            {"Protocol", subscription.protocol},
            {"Endpoint", subscription.endpoint},
            {"TopicArn", subscription.topicArn}};
}

struct Sns
{
    GatewayContext &context;
    const ApiCallPtr &call;
    const json &input;
    SnsService &service;
};

void createTopic(Sns &sns)
{
    const auto reply = answer<TopicInfo>(sns.call, [call = sns.call](const TopicInfo &topic) {
        call->target = topic.id;
        return topicJson(topic);
    });
    sns.service.createTopic(text(sns.input, "Name"), reply);
}

void deleteTopic(Sns &sns) { sns.service.deleteTopic(text(sns.input, "TopicArn"), answerDone(sns.call)); }

void listTopics(Sns &sns)
{
    succeed(sns.call, page<TopicInfo>(sns.service.topics(), text(sns.input, "NextToken"), topicJson, "Topics"));
}

void topicAttributes(Sns &sns)
{
    const auto topic = sns.service.topic(text(sns.input, "TopicArn"));
    if (!topic)
        return fail(sns.call, topic.error());
    const auto subscriptions = sns.service.subscriptions(topic->arn);
    const std::size_t confirmed = subscriptions ? subscriptions->size() : 0;
    sns.call->target = topic->id;
    succeed(sns.call,
            {{"Attributes",
              {{"TopicArn", topic->arn},
               {"Owner", sns.context.account.id},
               {"DisplayName", ""},
               {"SubscriptionsConfirmed", std::to_string(confirmed)},
               {"SubscriptionsPending", "0"},
               {"SubscriptionsDeleted", "0"}}}});
}

void subscribe(Sns &sns)
{
    SubscribeRequest request{text(sns.input, "TopicArn"), text(sns.input, "Protocol"), text(sns.input, "Endpoint"), {}};
    if (const auto found = sns.input.find("Attributes"); found != sns.input.end() && found->is_object()) {
        for (const auto &[name, value] : found->items())
            request.attributes[name] = value.is_string() ? value.get<std::string>() : std::string();
    }
    sns.service.subscribe(std::move(request), answer<SubscriptionInfo>(sns.call, [](const SubscriptionInfo &info) {
                              return json{{"SubscriptionArn", info.arn}};
                          }));
}

void unsubscribe(Sns &sns) { sns.service.unsubscribe(text(sns.input, "SubscriptionArn"), answerDone(sns.call)); }

void listSubscriptions(Sns &sns)
{
    const auto all = sns.service.subscriptions(text(sns.input, "TopicArn"));
    if (!all)
        return fail(sns.call, all.error());
    succeed(sns.call, page<SubscriptionInfo>(*all, text(sns.input, "NextToken"), subscriptionJson, "Subscriptions"));
}

void subscriptionAttributes(Sns &sns)
{
    const auto subscription = sns.service.subscription(text(sns.input, "SubscriptionArn"));
    if (!subscription)
        return fail(sns.call, subscription.error());
    json attributes = subscriptionJson(*subscription);
    attributes["RawMessageDelivery"] = subscription->rawDelivery ? "true" : "false";
    attributes["PendingConfirmation"] = "false";
    attributes["ConfirmationWasAuthenticated"] = "true";
    succeed(sns.call, {{"Attributes", std::move(attributes)}});
}

void setSubscriptionAttribute(Sns &sns)
{
    sns.service.setSubscriptionAttribute(text(sns.input, "SubscriptionArn"), text(sns.input, "AttributeName"),
                                         text(sns.input, "AttributeValue"), answerDone(sns.call));
}

PublishRequest publishRequest(const json &input, const ApiCall &call)
{
    PublishRequest request;
    request.topic = input.contains("TopicArn") ? text(input, "TopicArn") : text(input, "TargetArn");
    request.message = text(input, "Message");
    request.subject = text(input, "Subject");
    request.messageStructure = text(input, "MessageStructure");
    request.attributes = messageAttributes(input);
    request.requestId = call.requestId;
    request.traceHeader = call.http.headers.value("X-Amzn-Trace-Id");
    request.from = call.caller;
    return request;
}

void publish(Sns &sns)
{
    PublishRequest request = publishRequest(sns.input, *sns.call);
    if (const auto topic = sns.service.topic(request.topic))
        sns.call->target = topic->id;
    sns.service.publish(std::move(request), answer<std::string>(sns.call, [](const std::string &messageId) {
                            return json{{"MessageId", messageId}};
                        }));
}

/// Entries are published one by one; the call ends when the last of them is durable or refused.
struct BatchProgress
{
    std::size_t open = 0;
    json successful = json::array();
    json failed = json::array();
};

void publishBatch(Sns &sns)
{
    const json entries = sns.input.value("PublishBatchRequestEntries", json::array());
    if (!entries.is_array() || entries.empty())
        return fail(sns.call, {400, "EmptyBatchRequest", "The batch request doesn't contain any entries."});
    if (entries.size() > 10)
        return fail(sns.call,
                    {400, "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible."});
    const auto progress = std::make_shared<BatchProgress>();
    progress->open = entries.size();
    for (const json &entry : entries) {
        PublishRequest request = publishRequest(entry, *sns.call);
        request.topic = text(sns.input, "TopicArn");
        const std::string id = text(entry, "Id");
        const auto reply = [progress, id, call = sns.call](const ServiceResult<std::string> &result) {
            if (result)
                progress->successful.push_back({{"Id", id}, {"MessageId", *result}});
            else
                progress->failed.push_back({{"Id", id},
                                            {"Code", result.error().code},
                                            {"Message", result.error().message},
                                            {"SenderFault", result.error().status < 500}});
            if (--progress->open == 0)
                succeed(call, {{"Successful", progress->successful}, {"Failed", progress->failed}});
        };
        sns.service.publish(std::move(request), reply);
    }
}

struct Operation
{
    std::string_view name;
    void (*run)(Sns &sns);
};
constexpr std::array operations{
    Operation{"CreateTopic", createTopic},
    Operation{"DeleteTopic", deleteTopic},
    Operation{"ListTopics", listTopics},
    Operation{"GetTopicAttributes", topicAttributes},
    Operation{"Subscribe", subscribe},
    Operation{"Unsubscribe", unsubscribe},
    Operation{"ListSubscriptions", listSubscriptions},
    Operation{"ListSubscriptionsByTopic", listSubscriptions},
    Operation{"GetSubscriptionAttributes", subscriptionAttributes},
    Operation{"SetSubscriptionAttributes", setSubscriptionAttribute},
    Operation{"Publish", publish},
    Operation{"PublishBatch", publishBatch},
};

} // namespace

void serveSns(GatewayContext &context, const ApiCallPtr &call)
{
    const auto operation = std::find_if(operations.begin(), operations.end(),
                                        [&call](const Operation &each) { return each.name == call->route.operation; });
    if (operation == operations.end())
        return fail(call, {501, "InvalidAction", "SNS operation '" + call->route.operation + "' is not served here."});
    const std::optional<json> tree = queryTree(call->route.form);
    if (!tree)
        return fail(call, {400, "MalformedQueryString", "The query string is too long or too deep."});
    const json input = inputFromQuery(*tree);
    Sns sns{context, call, input, context.services.sns()};
    operation->run(sns);
}

} // namespace lambdarium
