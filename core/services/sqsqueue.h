// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/messagetarget.h"
#include "core/model/model.h"
#include "core/services/sqsservice.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// One message of a queue.
struct QueueMessage
{
    std::string id;
    std::string body;
    std::vector<MessageAttribute> attributes;
    std::string traceHeader;
    std::string deadLetterSource; ///< ARN of the queue it was moved from
    Instant sent{};
    Instant visibleAt{};
    Instant firstReceived{}; ///< epoch: never
    int receives = 0;
    std::string receipt; ///< nonce of the newest receipt handle; empty: none valid
    // Not stored:
    std::uint64_t order = 0;
    enum class Place { Visible, Delayed, InFlight } place = Place::Visible;

    std::string json() const;
    static std::optional<QueueMessage> fromJson(std::string id, const std::string &text);
};

/// Settings of a queue, as attributes name them.
struct QueueSettings
{
    std::int64_t visibilityTimeout = 30;
    std::int64_t delay = 0;
    std::int64_t retention = 345600;
    std::int64_t receiveWait = 0;
    std::int64_t maximumMessageSize = 1048576;
    NodeId deadLetterQueue;
    std::int64_t maxReceiveCount = 0;
    std::string policy;
    bool operator==(const QueueSettings &) const = default;
};

/// Messages of one standard queue in memory: visible, delayed or in flight. Core thread; owned by SqsService.
///
/// Only the data structure: storing, timers and facts are SqsService's.
class SqsQueue
{
public:
    NodeId id;
    std::string name;
    bool declared = true;     ///< false: the template no longer has it; messages are kept
    bool fromTemplate = true; ///< false: made through the API
    QueueSettings settings;
    Instant created{};
    Instant modified{};
    std::optional<Instant> purged;
    std::optional<TimerId> timer; ///< next return of a hidden message

    std::string space() const { return "queue/" + id; }

    void insert(QueueMessage message, Instant now);
    QueueMessage *find(const std::string &messageId);
    bool erase(const std::string &messageId);
    /// The oldest visible message leaves the visible ones until the given time.
    QueueMessage *takeVisible(Instant until);
    QueueMessage *firstVisible();
    /// Hidden again (or visible, when the time is not later than now).
    void hide(QueueMessage &message, Instant until, Instant now);
    /// Makes visible what is due; true when any was.
    bool surface(Instant now);
    std::optional<Instant> nextSurface() const;
    /// Ids of messages whose retention is over, oldest first.
    std::vector<std::string> expired(Instant now) const;
    std::vector<std::string> ids() const;

    std::size_t visible() const { return m_visible.size(); }
    std::size_t delayed() const { return m_delayed; }
    std::size_t inFlight() const { return m_hidden.size() - m_delayed; }
    std::optional<Instant> oldestSent() const;
    /// Oldest first.
    std::vector<const QueueMessage *> list(std::size_t limit) const;

private:
    using Key = std::pair<Instant, std::uint64_t>;
    void unplace(const QueueMessage &message);

    std::map<std::string, std::unique_ptr<QueueMessage>> m_messages;
    std::map<std::uint64_t, QueueMessage *> m_visible;
    std::map<Key, QueueMessage *> m_hidden;
    std::map<Key, QueueMessage *> m_bySent; ///< key: sent, first order
    std::map<std::string, Key> m_sentKeys;
    std::size_t m_delayed = 0;
    std::uint64_t m_nextOrder = 1;
};

} // namespace lambdarium
