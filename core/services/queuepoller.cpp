// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/queuepoller.h"

#include "core/engine/engine.h"
#include "core/engine/traceheader.h"
#include "core/engine/factjournal.h"
#include "core/services/batchresponse.h"
#include "core/services/digests.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t firstLimit = 5;
constexpr std::int64_t highestLimit = 1250;
constexpr Duration growthStep = std::chrono::milliseconds{200}; // 300 a minute
constexpr std::size_t batchBytesMax = 6 * 1024 * 1024;
constexpr std::size_t receiveMax = 10;

std::size_t bytesOf(const ReceivedMessage &message) { return message.body.size() + 600; }

Json attributeJson(const MessageAttribute &attribute)
{
    Json json = Json::object();
    if (attribute.dataType.starts_with("Binary"))
        json["binaryValue"] = base64(attribute.value);
    else
        json["stringValue"] = attribute.value;
    json["stringListValues"] = Json::array();
    json["binaryListValues"] = Json::array();
    json["dataType"] = attribute.dataType;
    return json;
}

} // namespace

std::vector<std::string> QueuePoller::Batch::ids() const
{
    std::vector<std::string> all;
    for (const auto &message : messages)
        all.push_back(message.messageId);
    return all;
}

std::string QueuePoller::Batch::lineage(std::string_view functionArn) const
{
    std::string longest;
    int most = -1;
    for (const ReceivedMessage &message : messages) {
        const auto header = message.system.find("AWSTraceHeader");
        if (header == message.system.end())
            continue;
        const int count = lineageOf(header->second, functionArn);
        if (std::string lineage = traceField(header->second, "Lineage"); !lineage.empty() && count > most) {
            most = count;
            longest = std::move(lineage);
        }
    }
    return longest;
}

QueuePoller::QueuePoller(ServiceParts parts, Engine &engine, SqsService &sqs, Edge edge)
    : m_parts(parts), m_engine(engine), m_sqs(sqs), m_edge(std::move(edge))
{}

QueuePoller::~QueuePoller()
{
    if (m_windowTimer)
        m_parts.loop.cancel(*m_windowTimer);
    if (m_growthTimer)
        m_parts.loop.cancel(*m_growthTimer);
    for (const auto &[timer, batch] : m_throttled)
        m_parts.loop.cancel(timer);
}

void QueuePoller::start()
{
    if (std::exchange(m_started, true))
        return;
    m_sqs.setArrivalListener(m_edge.from, m_edge.id, [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->m_parts.loop.post([weak] {
                if (const auto again = weak.lock())
                    again->poll();
            });
    });
    m_parts.loop.post([weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->poll();
    });
}

void QueuePoller::stop()
{
    m_started = false;
    m_sqs.setArrivalListener(m_edge.from, m_edge.id, {});
    if (m_windowTimer)
        m_parts.loop.cancel(*m_windowTimer);
    m_windowTimer.reset();
    if (m_gathering) {
        m_sqs.releaseForMapping(m_edge.from, m_gathering->ids());
        m_gathering.reset();
        --m_running;
    }
    if (m_growthTimer)
        m_parts.loop.cancel(*m_growthTimer);
    m_growthTimer.reset();
    for (const auto &[timer, batch] : std::exchange(m_throttled, {})) {
        m_parts.loop.cancel(timer);
        m_sqs.releaseForMapping(m_edge.from, batch->ids());
        m_parts.facts.publish(fact::Moved{m_edge.to, m_edge.from, MovementKind::Returned, batch->requestId,
                                          static_cast<int>(batch->messages.size())});
        --m_running;
    }
}

Duration QueuePoller::visibility() const
{
    const Duration queue = std::chrono::seconds{m_sqs.visibilityTimeoutSeconds(m_edge.from)};
    const Function *function = m_engine.function(m_edge.to);
    const Duration needed = std::chrono::seconds{m_edge.batchWindowSeconds + (function ? function->timeoutSeconds : 0)};
    if (m_edge.batchWindowSeconds > 0 && needed > queue)
        return needed + std::chrono::seconds{30};
    return queue;
}

/// 5 batches at once; while messages wait for a free one, five more a second.
std::int64_t QueuePoller::limit()
{
    const std::int64_t cap = std::min(highestLimit, m_edge.maximumConcurrency.value_or(highestLimit));
    const Instant now = m_parts.loop.now();
    if (m_sqs.visibleCount(m_edge.from) == 0) {
        m_saturatedSince.reset();
        if (m_running == 0)
            m_limit = firstLimit;
    } else if (std::cmp_greater_equal(m_running, m_limit) && m_throttled.empty()) {
        if (!m_saturatedSince) {
            m_saturatedSince = now;
        } else if (const std::int64_t steps = (now - *m_saturatedSince) / growthStep; steps > 0) {
            m_limit = std::min(highestLimit, m_limit + steps);
            *m_saturatedSince += growthStep * steps;
        }
    }
    return std::min(cap, m_limit);
}

/// Long invocations end late: growth must not wait for one of them.
void QueuePoller::growLater()
{
    const std::int64_t cap = std::min(highestLimit, m_edge.maximumConcurrency.value_or(highestLimit));
    if (m_growthTimer || !m_saturatedSince || !m_throttled.empty() || m_limit >= cap)
        return;
    m_growthTimer = m_parts.loop.callAt(*m_saturatedSince + growthStep, [this] {
        m_growthTimer.reset();
        poll();
    });
}

void QueuePoller::poll()
{
    const Function *function = m_engine.function(m_edge.to);
    if (!m_started || !m_edge.enabled || !function)
        return;
    while (m_sqs.visibleCount(m_edge.from) > 0) {
        if (!m_gathering) {
            if (std::cmp_greater_equal(m_running, limit())) {
                growLater();
                return;
            }
            m_gathering = std::make_shared<Batch>();
            m_gathering->received = m_parts.loop.now();
            ++m_running;
            if (m_edge.batchWindowSeconds > 0)
                m_windowTimer = m_parts.loop.callAfter(std::chrono::seconds{m_edge.batchWindowSeconds}, [this] {
                    m_windowTimer.reset();
                    closeBatch();
                    poll();
                });
        }
        gather();
        if (m_gathering && m_gathering->messages.empty()) { // everything visible went to the dead-letter queue
            if (m_windowTimer)
                m_parts.loop.cancel(*m_windowTimer);
            m_windowTimer.reset();
            m_gathering.reset();
            --m_running;
            return;
        }
        if (m_gathering)
            return; // the window is still open
    }
    (void)limit();
}

void QueuePoller::gather()
{
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(1, m_edge.batchSize));
    std::size_t bytes = 0;
    for (const auto &message : m_gathering->messages)
        bytes += bytesOf(message);
    while (m_gathering->messages.size() < wanted && bytes < batchBytesMax) {
        auto taken = m_sqs.takeForMapping(m_edge.from, std::min(receiveMax, wanted - m_gathering->messages.size()),
                                          visibility());
        if (taken.empty())
            break;
        std::vector<std::string> tooMuch;
        for (auto &message : taken) {
            if (!m_gathering->messages.empty() && bytes + bytesOf(message) > batchBytesMax) {
                tooMuch.push_back(message.messageId);
                continue;
            }
            bytes += bytesOf(message);
            m_gathering->messages.push_back(std::move(message));
        }
        if (!tooMuch.empty()) {
            m_sqs.releaseForMapping(m_edge.from, tooMuch);
            closeBatch();
            return;
        }
    }
    if (m_edge.batchWindowSeconds <= 0 || m_gathering->messages.size() >= wanted || bytes >= batchBytesMax)
        closeBatch();
}

void QueuePoller::closeBatch()
{
    if (!m_gathering || m_gathering->messages.empty())
        return;
    if (m_windowTimer)
        m_parts.loop.cancel(*m_windowTimer);
    m_windowTimer.reset();
    const BatchPtr batch = std::exchange(m_gathering, {});
    send(batch);
}

void QueuePoller::send(const BatchPtr &batch)
{
    InvokeRequest request;
    request.function = m_edge.to;
    request.qualifier = m_edge.qualifier;
    if (const Function *function = m_engine.function(m_edge.to))
        request.lineage = batch->lineage(m_engine.account().functionArn(function->name));
    request.source = m_edge.from;
    request.payload = event(*batch);
    request.requestId = batch->requestId = m_engine.makeRequestId();
    if (batch->throttles == 0)
        m_parts.facts.publish(fact::Moved{m_edge.from, m_edge.to, MovementKind::Event, batch->requestId,
                                          static_cast<int>(batch->messages.size())});
    m_engine.invoke(std::move(request), [weak = weak_from_this(), batch](const InvokeOutcome &outcome) {
        if (const auto self = weak.lock())
            self->ended(batch, outcome);
    });
}

void QueuePoller::ended(const BatchPtr &batch, const InvokeOutcome &outcome)
{
    if (outcome.errorType == "RecursiveInvocationException") {
        m_sqs.dropForMapping(m_edge.from, batch->ids(), "RecursiveLoop");
        return release();
    }
    if (outcome.status >= 400) {
        retryThrottled(batch);
        return;
    }
    const auto ids = batch->ids();
    std::vector<std::string> failed;
    if (!outcome.functionError.empty()) {
        failed = ids;
    } else if (m_edge.reportBatchItemFailures) {
        BatchVerdict verdict = batchVerdict(outcome.payload, ids);
        failed = verdict.wholeBatchFailed ? ids : std::move(verdict.failed);
    }
    std::vector<std::string> finished;
    for (const auto &id : ids)
        if (std::ranges::find(failed, id) == failed.end())
            finished.push_back(id);
    if (!failed.empty()) {
        m_sqs.failForMapping(m_edge.from, failed);
        m_parts.facts.publish(fact::Moved{m_edge.to, m_edge.from, MovementKind::Returned, batch->requestId,
                                          static_cast<int>(failed.size())});
    }
    if (!finished.empty())
        m_sqs.finishForMapping(m_edge.from, finished, [] {});
    release();
}

/// Lambda tries again inside the visibility window; then the messages return by themselves.
void QueuePoller::retryThrottled(const BatchPtr &batch)
{
    m_saturatedSince.reset(); // a refused batch is no reason to grow: growth counts anew once none waits
    m_limit = std::max<std::int64_t>(2, m_limit / 2);
    const Duration delay = std::chrono::seconds{1} * (1 << std::min(batch->throttles, 4));
    ++batch->throttles;
    const Function *function = m_engine.function(m_edge.to);
    const Duration timeout = std::chrono::seconds{function ? function->timeoutSeconds : 0};
    const Instant next = m_parts.loop.now() + delay;
    if (!m_started || next + timeout > batch->received + visibility()) {
        // Being stopped is no receive; being throttled to the end is one.
        m_started ? m_sqs.failForMapping(m_edge.from, batch->ids())
                  : m_sqs.releaseForMapping(m_edge.from, batch->ids());
        m_parts.facts.publish(fact::Moved{m_edge.to, m_edge.from, MovementKind::Returned, batch->requestId,
                                          static_cast<int>(batch->messages.size())});
        release();
        return;
    }
    const auto timer = std::make_shared<TimerId>();
    *timer = m_parts.loop.callAt(next, [this, batch, timer] {
        m_throttled.erase(*timer);
        send(batch);
    });
    m_throttled.emplace(*timer, batch);
}

void QueuePoller::release()
{
    --m_running;
    poll();
}

std::string QueuePoller::event(const Batch &batch) const
{
    const std::string arn = m_sqs.queue(m_edge.from).hasValue() ? m_sqs.queue(m_edge.from)->arn : std::string();
    const std::string region = m_sqs.account().region;
    Json records = Json::array();
    for (const auto &message : batch.messages) {
        Json record{{"messageId", message.messageId}, {"receiptHandle", message.receiptHandle}, {"body", message.body}};
        record["attributes"] = message.system;
        Json attributes = Json::object();
        for (const auto &attribute : message.attributes)
            attributes[attribute.name] = attributeJson(attribute);
        record["messageAttributes"] = attributes;
        if (!message.md5OfAttributes.empty())
            record["md5OfMessageAttributes"] = message.md5OfAttributes;
        else if (m_edge.batchWindowSeconds > 0)
            record["md5OfMessageAttributes"] = nullptr;
        record["md5OfBody"] = message.md5OfBody;
        record["eventSource"] = "aws:sqs";
        record["eventSourceARN"] = arn;
        record["awsRegion"] = region;
        records.push_back(std::move(record));
    }
    Json event;
    event["Records"] = std::move(records);
    return event.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace lambdarium
