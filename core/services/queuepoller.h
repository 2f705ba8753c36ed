// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventsourcemapping.h"

#include <map>
#include <memory>
#include <optional>

namespace lambdarium {

class Engine;

/// The pollers of one queue-to-function mapping: gathers batches, invokes, returns or deletes. Core thread; owned by
/// EventSourceMappings.
class QueuePoller : public std::enable_shared_from_this<QueuePoller>
{
public:
    QueuePoller(ServiceParts parts, Engine &engine, SqsService &sqs, Edge edge);
    ~QueuePoller();

    const Edge &edge() const { return m_edge; }
    /// New settings; running batches end by the old ones.
    void configure(const Edge &edge) { m_edge = edge; }
    void start();
    /// Takes nothing new; a batch still being gathered goes back at once.
    void stop();
    std::size_t running() const { return m_running; }

private:
    struct Batch
    {
        std::vector<ReceivedMessage> messages;
        Instant received{}; ///< of the oldest
        std::string requestId;
        int throttles = 0;
        std::vector<std::string> ids() const;
        /// Lineage of the message whose chain has most invocations of the function.
        std::string lineage(std::string_view functionArn) const;
    };
    using BatchPtr = std::shared_ptr<Batch>;

    void poll();
    void gather();
    void closeBatch();
    void send(const BatchPtr &batch);
    void ended(const BatchPtr &batch, const InvokeOutcome &outcome);
    void retryThrottled(const BatchPtr &batch);
    void release();
    void growLater();
    std::int64_t limit();
    Duration visibility() const;
    std::string event(const Batch &batch) const;

    ServiceParts m_parts;
    Engine &m_engine;
    SqsService &m_sqs;
    Edge m_edge;
    bool m_started = false;
    std::size_t m_running = 0; ///< batches invoked or waiting to be
    BatchPtr m_gathering;      ///< being filled during the batching window
    std::optional<TimerId> m_windowTimer;
    std::optional<TimerId> m_growthTimer;
    std::map<TimerId, BatchPtr> m_throttled; ///< wait to be invoked again
    std::int64_t m_limit = 5;
    std::optional<Instant> m_saturatedSince; ///< since when the limit holds back waiting messages
};

} // namespace lambdarium
