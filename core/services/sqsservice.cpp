// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/sqsservice.h"

#include "core/engine/factjournal.h"
#include "core/services/digests.h"
#include "core/services/sqsserviceimpl.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace lambdarium {

using Json = nlohmann::json;

SqsService::SqsService(ServiceParts parts) : m_impl(std::make_unique<Impl>(parts)) {}

SqsService::~SqsService() = default;

Result<void> SqsService::load()
{
    auto saved = m_impl->parts.store.load("queues");
    if (!saved)
        return saved.error();
    for (const auto &[id, text] : *saved) {
        const Json json = Json::parse(text, nullptr, false);
        if (!json.is_object())
            return Error{ErrorCode::Corrupt, "The stored queue " + id + " cannot be read."};
        SqsQueue &queue = m_impl->ensure(id);
        queue.fromTemplate = false;
        queue.name = json.value("name", id);
        queue.settings = {json.value("visibility", std::int64_t{30}),    json.value("delay", std::int64_t{0}),
                          json.value("retention", std::int64_t{345600}), json.value("wait", std::int64_t{0}),
                          json.value("maximum", std::int64_t{1048576}),  json.value("dlq", ""),
                          json.value("receives", std::int64_t{0}),       json.value("policy", "")};
        queue.created = Instant{Duration{json.value("created", std::int64_t{0})}};
        queue.modified = Instant{Duration{json.value("modified", std::int64_t{0})}};
    }
    auto spaces = m_impl->parts.store.spaces("queue/");
    if (!spaces)
        return spaces.error();
    for (const auto &space : *spaces) {
        auto rows = m_impl->parts.store.load(space);
        if (!rows)
            return rows.error();
        const NodeId id = space.substr(6);
        const bool known = m_impl->queues.contains(id);
        SqsQueue &queue = m_impl->ensure(id);
        if (!known)
            queue.declared = false; // until the template says so
        std::vector<QueueMessage> messages;
        for (const auto &[key, text] : *rows) {
            auto message = QueueMessage::fromJson(key, text);
            if (!message)
                return Error{ErrorCode::Corrupt, "The stored message " + key + " cannot be read."};
            messages.push_back(std::move(*message));
        }
        std::ranges::stable_sort(messages, {}, &QueueMessage::sent);
        for (auto &message : messages)
            queue.insert(std::move(message), m_impl->parts.loop.now());
        m_impl->armTimer(queue);
    }
    return {};
}

void SqsService::deploy(const Model &model, const Account &account)
{
    m_impl->account = account;
    for (const auto &[id, queue] : m_impl->queues)
        if (queue->fromTemplate)
            queue->declared = false;
    for (const Queue &declared : model.queues) {
        SqsQueue &queue = m_impl->ensure(declared.id);
        queue.declared = queue.fromTemplate = true;
        queue.name = declared.name;
        queue.settings.visibilityTimeout = declared.visibilityTimeoutSeconds;
        queue.settings.delay = declared.delaySeconds;
        queue.settings.retention = declared.retentionSeconds;
        queue.settings.deadLetterQueue = declared.deadLetterQueue;
        queue.settings.maxReceiveCount = declared.maxReceiveCount;
    }
    for (const auto &[id, queue] : m_impl->queues)
        if (queue->declared)
            m_impl->parts.loop.post(m_impl->guarded([this, id = id] { m_impl->arrivals(m_impl->ensure(id)); }));
}

void SqsService::createQueue(std::string name, std::map<std::string, std::string> attributes,
                             ServiceReply<QueueInfo> reply)
{
    const bool legal = !name.empty() && name.size() <= 80 && sqs::validBatchId(name);
    if (!legal)
        return reply(sqs::invalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to "
                                           "80 in length"));
    QueueSettings settings;
    if (auto error = sqs::apply(attributes, settings, [this](const std::string &arn) { return m_impl->idByArn(arn); }))
        return reply(*error);
    if (SqsQueue *existing = m_impl->find(name)) {
        QueueSettings wanted = existing->settings;
        (void)sqs::apply(attributes, wanted, [this](const std::string &arn) { return m_impl->idByArn(arn); });
        if (wanted == existing->settings)
            return reply(m_impl->info(*existing));
        return reply(ServiceError{400, "QueueAlreadyExists",
                                  "A queue already exists with the same name and a different value for attribute "
                                      + attributes.begin()->first});
    }
    SqsQueue draft;
    draft.id = draft.name = name;
    draft.settings = settings;
    draft.created = draft.modified = m_impl->parts.loop.now();
    StoreChange change;
    m_impl->saveQueue(draft, change);
    m_impl->parts.store.append(
        std::move(change), [weak = std::weak_ptr(m_impl->alive), this, name, settings, reply](Result<void> written) {
            if (!weak.lock())
                return;
            if (!written)
                return reply(sqs::notStored(written.error()));
            SqsQueue &queue = m_impl->ensure(name);
            queue.declared = true;
            queue.fromTemplate = false;
            queue.settings = settings;
            reply(m_impl->info(queue));
        });
}

void SqsService::deleteQueue(const std::string &reference, ServiceReply<Done> reply)
{
    SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return reply(sqs::noSuchQueue());
    if (queue->fromTemplate)
        return reply(ServiceError{400, "UnsupportedOperation",
                                  "The queue " + queue->name + " belongs to the template; remove it there."});
    StoreChange change;
    change.remove("queues", queue->id);
    for (const auto &id : queue->ids())
        change.remove(queue->space(), id);
    queue->declared = false;
    m_impl->parts.store.append(
        std::move(change), [weak = std::weak_ptr(m_impl->alive), this, id = queue->id, reply](Result<void> written) {
            if (!weak.lock())
                return;
            SqsQueue &queue = m_impl->ensure(id);
            if (!written) {
                queue.declared = true;
                return reply(sqs::notStored(written.error()));
            }
            if (queue.timer)
                m_impl->parts.loop.cancel(*queue.timer);
            if (!queue.fromTemplate)
                m_impl->queues.erase(id);
            reply(Done{});
        });
}

ServiceResult<QueueInfo> SqsService::queue(std::string_view reference) const
{
    const SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return sqs::noSuchQueue();
    return m_impl->info(*queue);
}

std::vector<QueueInfo> SqsService::queues(std::string_view namePrefix) const
{
    std::vector<QueueInfo> all;
    for (const auto &[id, queue] : m_impl->queues)
        if (queue->declared && queue->name.starts_with(namePrefix))
            all.push_back(m_impl->info(*queue));
    std::ranges::sort(all, {}, &QueueInfo::name);
    return all;
}

ServiceResult<std::map<std::string, std::string>> SqsService::attributes(const std::string &reference) const
{
    SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return sqs::noSuchQueue();
    m_impl->dropExpired(*queue);
    const QueueSettings &s = queue->settings;
    const auto seconds = [](Instant time) { return std::to_string(unixMillis(time) / 1000); };
    std::map<std::string, std::string> all{{"QueueArn", m_impl->arn(*queue)},
                                           {"VisibilityTimeout", std::to_string(s.visibilityTimeout)},
                                           {"DelaySeconds", std::to_string(s.delay)},
                                           {"MessageRetentionPeriod", std::to_string(s.retention)},
                                           {"MaximumMessageSize", std::to_string(s.maximumMessageSize)},
                                           {"ReceiveMessageWaitTimeSeconds", std::to_string(s.receiveWait)},
                                           {"SqsManagedSseEnabled", "true"},
                                           {"CreatedTimestamp", seconds(queue->created)},
                                           {"LastModifiedTimestamp", seconds(queue->modified)},
                                           {"ApproximateNumberOfMessages", std::to_string(queue->visible())},
                                           {"ApproximateNumberOfMessagesNotVisible", std::to_string(queue->inFlight())},
                                           {"ApproximateNumberOfMessagesDelayed", std::to_string(queue->delayed())}};
    if (!s.policy.empty())
        all["Policy"] = s.policy;
    if (const auto target = m_impl->queues.find(s.deadLetterQueue); target != m_impl->queues.end())
        all["RedrivePolicy"] = "{\"deadLetterTargetArn\":\"" + m_impl->arn(*target->second)
            + "\",\"maxReceiveCount\":" + std::to_string(s.maxReceiveCount) + "}";
    return all;
}

void SqsService::setAttributes(const std::string &reference, std::map<std::string, std::string> attributes,
                               ServiceReply<Done> reply)
{
    SqsQueue *queue = m_impl->find(reference);
    if (!queue)
        return reply(sqs::noSuchQueue());
    QueueSettings settings = queue->settings;
    if (auto error = sqs::apply(attributes, settings, [this](const std::string &arn) { return m_impl->idByArn(arn); }))
        return reply(*error);
    queue->settings = settings;
    queue->modified = m_impl->parts.loop.now();
    if (queue->fromTemplate) // holds until the template is applied again
        return reply(Done{});
    StoreChange change;
    m_impl->saveQueue(*queue, change);
    m_impl->parts.store.append(std::move(change), [reply](Result<void> written) {
        written ? reply(Done{}) : reply(sqs::notStored(written.error()));
    });
}

std::vector<std::string> SqsService::deadLetterSources(const std::string &reference) const
{
    std::vector<std::string> sources;
    if (const SqsQueue *target = m_impl->find(reference))
        for (const auto &[id, queue] : m_impl->queues)
            if (queue->declared && queue->settings.deadLetterQueue == target->id)
                sources.push_back(queue->name);
    return sources;
}

std::vector<MessageView> SqsService::messages(const NodeId &reference, std::size_t limit) const
{
    std::vector<MessageView> views;
    if (const SqsQueue *queue = m_impl->find(reference))
        for (const QueueMessage *message : queue->list(limit))
            views.push_back({message->id, message->body, message->sent, message->receives,
                             message->place == QueueMessage::Place::InFlight});
    return views;
}

std::size_t SqsService::visibleCount(const NodeId &reference) const
{
    const SqsQueue *queue = m_impl->find(reference);
    return queue ? queue->visible() : 0;
}

std::int64_t SqsService::visibilityTimeoutSeconds(const NodeId &reference) const
{
    const SqsQueue *queue = m_impl->find(reference);
    return queue ? queue->settings.visibilityTimeout : 30;
}

void SqsService::fill(Snapshot &snapshot) const
{
    for (const auto &[id, queue] : m_impl->queues) {
        if (!queue->declared)
            continue;
        const auto oldest = queue->oldestSent();
        snapshot.queues.push_back(
            {id, static_cast<std::int64_t>(queue->visible()), static_cast<std::int64_t>(queue->inFlight()),
             static_cast<std::int64_t>(queue->delayed()), oldest ? m_impl->parts.loop.now() - *oldest : Duration{0}});
    }
}

const Account &SqsService::account() const { return m_impl->account; }

void SqsService::setArrivalListener(const NodeId &queue, const std::string &key, Task listener)
{
    if (listener)
        m_impl->listeners[queue][key] = std::move(listener);
    else
        m_impl->listeners[queue].erase(key);
}

} // namespace lambdarium
