// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/snsservice.h"

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/services/digests.h"
#include "core/services/sqsattributes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

using Json = nlohmann::ordered_json;

namespace {

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

ServiceError noSuchTopic() { return {404, "NotFound", "Topic does not exist"}; }

ServiceError invalid(const std::string &what) { return {400, "InvalidParameter", "Invalid parameter: " + what}; }

Json attributesJson(const std::vector<MessageAttribute> &attributes)
{
    Json json = Json::object();
    for (const auto &attribute : attributes)
        json[attribute.name] = {
            {"Type", attribute.dataType},
            {"Value", attribute.dataType.starts_with("Binary") ? base64(attribute.value) : attribute.value}};
    return json;
}

} // namespace

class SnsService::Impl
{
public:
    struct Topic
    {
        TopicInfo info;
        bool declared = true;
        bool fromTemplate = true;
    };

    Impl(ServiceParts parts, Engine &engine, SqsService &sqs)
        : parts(parts), prng(Prng(parts.seed).derive(12)), engine(engine), sqs(sqs)
    {}

    Topic *find(std::string_view reference)
    {
        const std::size_t cut = reference.rfind(':');
        const std::string_view name = cut == std::string_view::npos ? reference : reference.substr(cut + 1);
        if (const auto byId = topics.find(std::string(name)); byId != topics.end() && byId->second.declared)
            return &byId->second;
        for (auto &[id, topic] : topics)
            if (topic.declared && topic.info.name == name)
                return &topic;
        return nullptr;
    }
    void saveSubscription(const SubscriptionInfo &info, StoreChange &change) const
    {
        change.put("sns-subscriptions", info.arn,
                   dump({{"topic", info.topic},
                         {"protocol", info.protocol},
                         {"endpoint", info.endpoint},
                         {"raw", info.rawDelivery}}));
    }
    void templateSubscriptions(const Model &model);
    std::string envelope(const PublishRequest &request, const SubscriptionInfo &to, const std::string &text,
                         const std::string &id) const;
    std::string functionEvent(const PublishRequest &request, const SubscriptionInfo &to, const std::string &text,
                              const std::string &id) const;
    std::string unsubscribeUrl(const SubscriptionInfo &to) const
    {
        return "https://sns." + account.region + ".amazonaws.com/?Action=Unsubscribe&SubscriptionArn=" + to.arn;
    }
    std::string textFor(const PublishRequest &request, const std::string &protocol) const;

    ServiceParts parts;
    Prng prng;
    Engine &engine;
    SqsService &sqs;
    Account account;
    std::map<NodeId, Topic> topics;
    std::map<std::string, SubscriptionInfo> subscriptions; ///< by ARN
    std::shared_ptr<int> alive = std::make_shared<int>(0);
};

SnsService::SnsService(ServiceParts parts, Engine &engine, SqsService &sqs)
    : m_impl(std::make_unique<Impl>(parts, engine, sqs))
{}

SnsService::~SnsService() = default;

Result<void> SnsService::load()
{
    auto topics = m_impl->parts.store.load("sns-topics");
    auto subscriptions = m_impl->parts.store.load("sns-subscriptions");
    if (!topics)
        return topics.error();
    if (!subscriptions)
        return subscriptions.error();
    for (const auto &[name, value] : *topics)
        m_impl->topics[name] = {{name, name, {}}, true, false};
    for (const auto &[arn, value] : *subscriptions) {
        const Json json = Json::parse(value, nullptr, false);
        if (!json.is_object())
            return Error{ErrorCode::Corrupt, "The stored subscription " + arn + " cannot be read."};
        m_impl->subscriptions[arn] = {arn,
                                      json.value("topic", ""),
                                      {},
                                      json.value("protocol", ""),
                                      json.value("endpoint", ""),
                                      json.value("raw", false),
                                      false};
    }
    return {};
}

void SnsService::deploy(const Model &model, const Account &account)
{
    m_impl->account = account;
    for (auto &[id, topic] : m_impl->topics)
        if (topic.fromTemplate)
            topic.declared = false;
    for (const auto &declared : model.topics)
        m_impl->topics[declared.id] = {{declared.id, declared.name, {}}, true, true};
    for (auto &[id, topic] : m_impl->topics)
        topic.info.arn = account.topicArn(topic.info.name);
    std::erase_if(m_impl->subscriptions, [](const auto &entry) { return entry.second.fromTemplate; });
    m_impl->templateSubscriptions(model);
    for (auto &[arn, subscription] : m_impl->subscriptions)
        if (const auto topic = m_impl->topics.find(subscription.topic); topic != m_impl->topics.end())
            subscription.topicArn = topic->second.info.arn;
}

void SnsService::Impl::templateSubscriptions(const Model &model)
{
    for (const Edge &edge : model.edges) {
        if (edge.kind != EdgeKind::TopicToFunction && edge.kind != EdgeKind::TopicToQueue)
            continue;
        const auto topic = topics.find(edge.from);
        if (topic == topics.end())
            continue;
        SubscriptionInfo info;
        // The same wire keeps its subscription ARN from session to session.
        const std::string hash = md5Hex(edge.from + ">" + edge.to);
        info.arn = topic->second.info.arn + ":" + hash.substr(0, 8) + "-" + hash.substr(8, 4) + "-" + hash.substr(12, 4)
            + "-" + hash.substr(16, 4) + "-" + hash.substr(20, 12);
        info.topic = edge.from;
        info.rawDelivery = edge.rawDelivery;
        info.fromTemplate = true;
        if (edge.kind == EdgeKind::TopicToFunction) {
            const Function *function = model.function(edge.to);
            info.protocol = "lambda";
            info.endpoint = account.functionArn(function ? function->name : edge.to);
        } else {
            const Queue *queue = model.queue(edge.to);
            info.protocol = "sqs";
            info.endpoint = account.queueArn(queue ? queue->name : edge.to);
        }
        subscriptions[info.arn] = info;
    }
}

void SnsService::createTopic(std::string name, ServiceReply<TopicInfo> reply)
{
    if (name.empty() || name.size() > 256 || !std::ranges::all_of(name, [](char c) { return sqs::validBatchId({c}); }))
        return reply(invalid("Topic Name"));
    if (const auto *existing = m_impl->find(name))
        return reply(existing->info);
    StoreChange change;
    change.put("sns-topics", name, "{}");
    m_impl->parts.store.append(
        std::move(change),
        [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), name, reply](Result<void> written) {
            if (!weak.lock())
                return;
            if (!written)
                return reply(sqs::notStored(written.error()));
            auto &topic = impl->topics[name];
            topic = {{name, name, impl->account.topicArn(name)}, true, false};
            reply(topic.info);
        });
}

void SnsService::deleteTopic(const std::string &reference, ServiceReply<Done> reply)
{
    auto *topic = m_impl->find(reference);
    if (!topic)
        return reply(Done{}); // deleting what is not there succeeds, as in SNS
    if (topic->fromTemplate)
        return reply(ServiceError{400, "InvalidParameter",
                                  "The topic " + topic->info.name + " belongs to the template; remove it there."});
    const NodeId id = topic->info.id;
    StoreChange change;
    change.remove("sns-topics", id);
    for (const auto &[arn, subscription] : m_impl->subscriptions)
        if (subscription.topic == id)
            change.remove("sns-subscriptions", arn);
    std::erase_if(m_impl->subscriptions, [&](const auto &entry) { return entry.second.topic == id; });
    m_impl->topics.erase(id);
    m_impl->parts.store.append(std::move(change), [reply](Result<void> written) {
        written ? reply(Done{}) : reply(sqs::notStored(written.error()));
    });
}

ServiceResult<TopicInfo> SnsService::topic(std::string_view reference) const
{
    const auto *topic = m_impl->find(reference);
    if (!topic)
        return noSuchTopic();
    return topic->info;
}

std::vector<TopicInfo> SnsService::topics() const
{
    std::vector<TopicInfo> all;
    for (const auto &[id, topic] : m_impl->topics)
        if (topic.declared)
            all.push_back(topic.info);
    return all;
}

void SnsService::subscribe(SubscribeRequest request, ServiceReply<SubscriptionInfo> reply)
{
    const auto *topic = m_impl->find(request.topic);
    if (!topic)
        return reply(noSuchTopic());
    if (request.protocol != "lambda" && request.protocol != "sqs")
        return reply(invalid("Protocol Reason: only lambda and sqs are supported here: " + request.protocol));
    SubscriptionInfo info{{}, topic->info.id, topic->info.arn, request.protocol, request.endpoint, false, false};
    for (const auto &[name, value] : request.attributes) {
        if (name != "RawMessageDelivery")
            return reply(invalid("Attributes Reason: " + name + " is not supported here"));
        info.rawDelivery = value == "true" || value == "True";
    }
    const bool known = request.protocol == "lambda" ? m_impl->engine.function(request.endpoint) != nullptr
                                                    : m_impl->sqs.queue(request.endpoint).hasValue();
    if (!known)
        return reply(invalid("Endpoint Reason: " + request.endpoint + " does not exist"));
    for (const auto &[arn, existing] : m_impl->subscriptions)
        if (existing.topic == info.topic && existing.protocol == info.protocol && existing.endpoint == info.endpoint)
            return reply(existing);
    info.arn = topic->info.arn + ":" + makeUuid(m_impl->prng);
    StoreChange change;
    m_impl->saveSubscription(info, change);
    m_impl->parts.store.append(
        std::move(change),
        [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), info, reply](Result<void> written) {
            if (!weak.lock())
                return;
            if (!written)
                return reply(sqs::notStored(written.error()));
            impl->subscriptions[info.arn] = info;
            reply(info);
        });
}

void SnsService::unsubscribe(const std::string &subscriptionArn, ServiceReply<Done> reply)
{
    const auto found = m_impl->subscriptions.find(subscriptionArn);
    if (found == m_impl->subscriptions.end())
        return reply(ServiceError{404, "NotFound", "Subscription does not exist"});
    if (found->second.fromTemplate)
        return reply(invalid("SubscriptionArn Reason: the subscription belongs to the template; remove it there"));
    m_impl->subscriptions.erase(found);
    StoreChange change;
    change.remove("sns-subscriptions", subscriptionArn);
    m_impl->parts.store.append(std::move(change), [reply](Result<void> written) {
        written ? reply(Done{}) : reply(sqs::notStored(written.error()));
    });
}

ServiceResult<std::vector<SubscriptionInfo>> SnsService::subscriptions(const std::string &reference) const
{
    const auto *topic = reference.empty() ? nullptr : m_impl->find(reference);
    if (!reference.empty() && !topic)
        return noSuchTopic();
    std::vector<SubscriptionInfo> all;
    for (const auto &[arn, subscription] : m_impl->subscriptions)
        if (!topic || subscription.topic == topic->info.id)
            all.push_back(subscription);
    return all;
}

ServiceResult<SubscriptionInfo> SnsService::subscription(const std::string &subscriptionArn) const
{
    const auto found = m_impl->subscriptions.find(subscriptionArn);
    if (found == m_impl->subscriptions.end())
        return ServiceError{404, "NotFound", "Subscription does not exist"};
    return found->second;
}

void SnsService::setSubscriptionAttribute(const std::string &subscriptionArn, const std::string &name,
                                          const std::string &value, ServiceReply<Done> reply)
{
    const auto found = m_impl->subscriptions.find(subscriptionArn);
    if (found == m_impl->subscriptions.end())
        return reply(ServiceError{404, "NotFound", "Subscription does not exist"});
    if (name != "RawMessageDelivery")
        return reply(invalid("AttributeName"));
    found->second.rawDelivery = value == "true" || value == "True";
    if (found->second.fromTemplate)
        return reply(Done{});
    StoreChange change;
    m_impl->saveSubscription(found->second, change);
    m_impl->parts.store.append(std::move(change), [reply](Result<void> written) {
        written ? reply(Done{}) : reply(sqs::notStored(written.error()));
    });
}

std::string SnsService::Impl::textFor(const PublishRequest &request, const std::string &protocol) const
{
    if (request.messageStructure != "json")
        return request.message;
    const Json json = Json::parse(request.message, nullptr, false);
    const auto own = json.find(protocol);
    const auto text = own == json.end() ? json.find("default") : own;
    return text != json.end() && text->is_string() ? text->get<std::string>() : std::string();
}

std::string SnsService::Impl::envelope(const PublishRequest &request, const SubscriptionInfo &to,
                                       const std::string &text, const std::string &id) const
{
    Json json{{"Type", "Notification"}, {"MessageId", id}, {"TopicArn", to.topicArn}};
    if (!request.subject.empty())
        json["Subject"] = request.subject;
    json["Message"] = text;
    json["Timestamp"] = isoMillis(parts.loop.now());
    json["SignatureVersion"] = "1";
    json["Signature"] = "EXAMPLE";
    json["SigningCertURL"] = "https://sns." + account.region + ".amazonaws.com/SimpleNotificationService-0.pem";
    json["UnsubscribeURL"] = unsubscribeUrl(to);
    if (!request.attributes.empty())
        json["MessageAttributes"] = attributesJson(request.attributes);
    return dump(json);
}

std::string SnsService::Impl::functionEvent(const PublishRequest &request, const SubscriptionInfo &to,
                                            const std::string &text, const std::string &id) const
{
    Json sns{{"Type", "Notification"}, {"MessageId", id}, {"TopicArn", to.topicArn}};
    sns["Subject"] = request.subject.empty() ? Json(nullptr) : Json(request.subject);
    sns["Message"] = text;
    sns["Timestamp"] = isoMillis(parts.loop.now());
    sns["SignatureVersion"] = "1";
    sns["Signature"] = "EXAMPLE";
    sns["SigningCertUrl"] = "https://sns." + account.region + ".amazonaws.com/SimpleNotificationService-0.pem";
    sns["UnsubscribeUrl"] = unsubscribeUrl(to);
    sns["MessageAttributes"] = attributesJson(request.attributes);
    Json record{{"EventSource", "aws:sns"}, {"EventVersion", "1.0"}, {"EventSubscriptionArn", to.arn}};
    record["Sns"] = std::move(sns);
    return dump({{"Records", Json::array({std::move(record)})}});
}

Task SnsService::preparePublish(const PublishRequest &request, StoreChange &change, std::string *messageId)
{
    auto *topic = m_impl->find(request.topic);
    if (!topic)
        return {};
    const std::string id = makeUuid(m_impl->prng);
    if (messageId)
        *messageId = id;
    std::vector<Task> tasks;
    for (const auto &[arn, to] : m_impl->subscriptions) {
        if (to.topic != topic->info.id)
            continue;
        const std::string text = m_impl->textFor(request, to.protocol);
        if (to.protocol == "lambda") {
            if (const Function *function = m_impl->engine.function(to.endpoint))
                tasks.push_back(m_impl->engine.prepareEvent({function->id,
                                                             {},
                                                             m_impl->functionEvent(request, to, text, id),
                                                             {},
                                                             request.traceHeader,
                                                             topic->info.id},
                                                            change));
        } else {
            SendMessageRequest message;
            message.queue = to.endpoint;
            message.from = topic->info.id;
            message.traceHeader = request.traceHeader;
            message.body = to.rawDelivery ? text : m_impl->envelope(request, to, text, id);
            if (to.rawDelivery)
                message.attributes = request.attributes;
            tasks.push_back(m_impl->sqs.prepareSend(message, change));
        }
    }
    return [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), tasks = std::move(tasks), from = request.from,
            to = topic->info.id, id, kind = request.failure ? MovementKind::Failure : MovementKind::Event] {
        if (!weak.lock())
            return;
        impl->parts.facts.publish(fact::Moved{from, to, kind, id, 1});
        for (const auto &task : tasks)
            if (task)
                task();
    };
}

void SnsService::publish(PublishRequest request, ServiceReply<std::string> reply)
{
    if (!m_impl->find(request.topic))
        return reply(noSuchTopic());
    if (request.message.empty())
        return reply(invalid("Empty message"));
    if (request.message.size() > 262144)
        return reply(invalid("Message too long"));
    if (request.messageStructure == "json") {
        const Json json = Json::parse(request.message, nullptr, false);
        if (!json.is_object())
            return reply(invalid("Message Structure - JSON message body failed to parse"));
        if (!json.contains("default"))
            return reply(invalid("Message Structure - No default entry in JSON message body"));
    }
    StoreChange change;
    std::string id;
    Task deliver = preparePublish(request, change, &id);
    if (change.rows.empty()) { // no subscriber: nothing to make durable
        m_impl->parts.loop.post([deliver = std::move(deliver), reply = std::move(reply), id] {
            deliver();
            reply(id);
        });
        return;
    }
    m_impl->parts.store.append(std::move(change),
                               [deliver = std::move(deliver), reply = std::move(reply), id](Result<void> written) {
                                   if (!written)
                                       return reply(sqs::notStored(written.error()));
                                   deliver();
                                   reply(id);
                               });
}

} // namespace lambdarium
