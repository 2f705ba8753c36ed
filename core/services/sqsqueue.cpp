// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/sqsqueue.h"

#include "core/services/digests.h"

#include <nlohmann/json.hpp>

namespace lambdarium {

using Json = nlohmann::json;

std::string QueueMessage::json() const
{
    Json list = Json::array();
    for (const auto &attribute : attributes)
        list.push_back({attribute.name, attribute.dataType, toHex(attribute.value)});
    const Json json{{"body", body},
                    {"attributes", list},
                    {"trace", traceHeader},
                    {"source", deadLetterSource},
                    {"sent", sent.time_since_epoch().count()},
                    {"visible", visibleAt.time_since_epoch().count()},
                    {"first", firstReceived.time_since_epoch().count()},
                    {"receives", receives},
                    {"receipt", receipt}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<QueueMessage> QueueMessage::fromJson(std::string id, const std::string &text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const auto instant = [&](const char *key) { return Instant{Duration{json.value(key, std::int64_t{0})}}; };
    QueueMessage message;
    message.id = std::move(id);
    message.body = json.value("body", "");
    for (const auto &entry : json.value("attributes", Json::array()))
        if (entry.is_array() && entry.size() == 3)
            message.attributes.push_back(
                {entry[0].get<std::string>(), entry[1].get<std::string>(), fromHex(entry[2].get<std::string>())});
    message.traceHeader = json.value("trace", "");
    message.deadLetterSource = json.value("source", "");
    message.sent = instant("sent");
    message.visibleAt = instant("visible");
    message.firstReceived = instant("first");
    message.receives = json.value("receives", 0);
    message.receipt = json.value("receipt", "");
    return message;
}

void SqsQueue::insert(QueueMessage message, Instant now)
{
    auto owned = std::make_unique<QueueMessage>(std::move(message));
    QueueMessage &added = *owned;
    added.order = m_nextOrder++;
    const Key sentKey{added.sent, added.order};
    m_sentKeys[added.id] = sentKey;
    m_bySent.emplace(sentKey, &added);
    if (added.visibleAt > now) {
        added.place = added.receives == 0 ? QueueMessage::Place::Delayed : QueueMessage::Place::InFlight;
        m_delayed += added.place == QueueMessage::Place::Delayed;
        m_hidden.emplace(Key{added.visibleAt, added.order}, &added);
    } else {
        added.place = QueueMessage::Place::Visible;
        m_visible.emplace(added.order, &added);
    }
    m_messages[added.id] = std::move(owned);
}

QueueMessage *SqsQueue::find(const std::string &messageId)
{
    const auto found = m_messages.find(messageId);
    return found == m_messages.end() ? nullptr : found->second.get();
}

void SqsQueue::unplace(const QueueMessage &message)
{
    if (message.place == QueueMessage::Place::Visible) {
        m_visible.erase(message.order);
        return;
    }
    m_delayed -= message.place == QueueMessage::Place::Delayed;
    m_hidden.erase(Key{message.visibleAt, message.order});
}

bool SqsQueue::erase(const std::string &messageId)
{
    const auto found = m_messages.find(messageId);
    if (found == m_messages.end())
        return false;
    unplace(*found->second);
    m_bySent.erase(m_sentKeys[messageId]);
    m_sentKeys.erase(messageId);
    m_messages.erase(found);
    return true;
}

QueueMessage *SqsQueue::firstVisible() { return m_visible.empty() ? nullptr : m_visible.begin()->second; }

QueueMessage *SqsQueue::takeVisible(Instant until)
{
    QueueMessage *message = firstVisible();
    if (!message)
        return nullptr;
    m_visible.erase(m_visible.begin());
    message->place = QueueMessage::Place::InFlight;
    message->visibleAt = until;
    m_hidden.emplace(Key{until, message->order}, message);
    return message;
}

void SqsQueue::hide(QueueMessage &message, Instant until, Instant now)
{
    unplace(message);
    message.visibleAt = until;
    // What comes back goes behind what waits: a poisonous message must not starve the others.
    message.order = m_nextOrder++;
    if (until <= now) {
        message.place = QueueMessage::Place::Visible;
        m_visible.emplace(message.order, &message);
    } else {
        message.place = QueueMessage::Place::InFlight;
        m_hidden.emplace(Key{until, message.order}, &message);
    }
}

bool SqsQueue::surface(Instant now)
{
    bool any = false;
    while (!m_hidden.empty() && m_hidden.begin()->first.first <= now) {
        QueueMessage &message = *m_hidden.begin()->second;
        m_delayed -= message.place == QueueMessage::Place::Delayed;
        m_hidden.erase(m_hidden.begin());
        message.order = m_nextOrder++;
        message.place = QueueMessage::Place::Visible;
        m_visible.emplace(message.order, &message);
        any = true;
    }
    return any;
}

std::optional<Instant> SqsQueue::nextSurface() const
{
    return m_hidden.empty() ? std::nullopt : std::optional(m_hidden.begin()->first.first);
}

std::vector<std::string> SqsQueue::expired(Instant now) const
{
    std::vector<std::string> over;
    const Instant limit = now - std::chrono::seconds{settings.retention};
    for (const auto &[key, message] : m_bySent) {
        if (key.first > limit)
            break;
        over.push_back(message->id);
    }
    return over;
}

std::vector<std::string> SqsQueue::ids() const
{
    std::vector<std::string> all;
    for (const auto &[id, message] : m_messages)
        all.push_back(id);
    return all;
}

std::optional<Instant> SqsQueue::oldestSent() const
{
    return m_bySent.empty() ? std::nullopt : std::optional(m_bySent.begin()->first.first);
}

std::vector<const QueueMessage *> SqsQueue::list(std::size_t limit) const
{
    std::vector<const QueueMessage *> first;
    for (const auto &[key, message] : m_bySent) {
        if (first.size() == limit)
            break;
        first.push_back(message);
    }
    return first;
}

} // namespace lambdarium
