// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/telemetryfeed.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t earlyItemsMax = 10000;
constexpr std::size_t earlyBytesMax = 262144;
constexpr Duration retryAfter = std::chrono::milliseconds(100);

const char *nameOf(TelemetryFeed::Source source)
{
    switch (source) {
    case TelemetryFeed::Source::Platform: return "platform";
    case TelemetryFeed::Source::Function: return "function";
    case TelemetryFeed::Source::Extension: return "extension";
    }
    return "";
}

/// What only the older API has, or only with its newer schema.
bool isOfLogsApiAlone(std::string_view type)
{
    return type == "platform.end" || type == "platform.fault" || type == "platform.logsSubscription";
}

} // namespace

TelemetryFeed::TelemetryFeed(EventLoop &loop, bool jsonLines, Deliver deliver, Said said)
    : m_loop(loop), m_jsonLines(jsonLines), m_deliver(std::move(deliver)), m_said(std::move(said))
{}

TelemetryFeed::~TelemetryFeed()
{
    for (const auto &subscriber : m_subscribers) {
        if (subscriber->timer)
            m_loop.cancel(*subscriber->timer);
    }
}

void TelemetryFeed::close()
{
    m_open = false;
    m_early.clear();
    m_earlyBytes = 0;
}

bool TelemetryFeed::wants(const TelemetrySubscription &subscription, const Entry &entry)
{
    if (std::ranges::find(subscription.types, nameOf(entry.source)) == subscription.types.end())
        return false;
    if (entry.source != Source::Platform)
        return true;
    if (!subscription.logsApi)
        return !isOfLogsApiAlone(entry.type);
    if (entry.type == "platform.runtimeDone")
        return subscription.schemaVersion == "2021-03-18";
    return entry.type != "platform.telemetrySubscription";
}

bool TelemetryFeed::subscribe(const std::string &extension, TelemetrySubscription subscription)
{
    const auto known = std::ranges::find(m_subscribers, extension,
                                         [](const auto &subscriber) { return subscriber->extension; });
    if (known != m_subscribers.end()) {
        if ((*known)->subscription.logsApi != subscription.logsApi)
            return false;
        (*known)->subscription = std::move(subscription);
        return true;
    }
    m_subscribers.push_back(std::make_unique<Subscriber>());
    Subscriber &added = *m_subscribers.back();
    added.extension = extension;
    added.subscription = std::move(subscription);
    for (const Entry &entry : m_early)
        enqueue(added, entry);
    return true;
}

void TelemetryFeed::add(const PlatformEvent &event)
{
    if (listening())
        add(Entry{Source::Platform, event.type, event.json()});
}

void TelemetryFeed::addLine(Source source, Instant time, std::string_view line)
{
    if (!listening())
        return;
    Json record = line;
    if (m_jsonLines && source == Source::Function && line.starts_with('{')) {
        if (Json parsed = Json::parse(line, nullptr, false); parsed.is_object())
            record = std::move(parsed);
    }
    add(Entry{source,
              {},
              "{\"time\":\"" + isoMillis(time) + "\",\"type\":\"" + nameOf(source)
                  + "\",\"record\":" + record.dump(-1, ' ', false, Json::error_handler_t::replace) + "}"});
}

void TelemetryFeed::add(Entry entry)
{
    for (const auto &subscriber : m_subscribers)
        enqueue(*subscriber, entry);
    if (!m_open || m_early.size() >= earlyItemsMax || m_earlyBytes >= earlyBytesMax)
        return;
    m_earlyBytes += entry.json.size();
    m_early.push_back(std::move(entry));
}

void TelemetryFeed::enqueue(Subscriber &subscriber, const Entry &entry)
{
    const TelemetrySubscription &subscription = subscriber.subscription;
    if (!wants(subscription, entry))
        return;
    // One batch may be on its way and another one full; who does not keep up with that loses the newest.
    const bool full = std::cmp_greater_equal(subscriber.waiting.size(), 2 * subscription.maxItems)
        || std::cmp_greater(subscriber.waitingBytes + entry.json.size(), 2 * subscription.maxBytes);
    if (full) {
        ++subscriber.droppedRecords;
        subscriber.droppedBytes += entry.json.size();
        return;
    }
    subscriber.waiting.push_back(entry);
    subscriber.waitingBytes += entry.json.size();
    consider(subscriber);
}

/// Sends a full batch now, otherwise a timer does when it is old enough.
void TelemetryFeed::consider(Subscriber &subscriber)
{
    if (m_frozen || subscriber.sending || subscriber.refused || subscriber.waiting.empty())
        return;
    const TelemetrySubscription &subscription = subscriber.subscription;
    if (subscriber.urgent || std::cmp_greater_equal(subscriber.waiting.size(), subscription.maxItems)
        || std::cmp_greater_equal(subscriber.waitingBytes, subscription.maxBytes))
        send(subscriber);
    else if (!subscriber.timer)
        setTimer(subscriber, subscription.timeout);
}

void TelemetryFeed::setTimer(Subscriber &subscriber, Duration delay)
{
    subscriber.timer = m_loop.callAfter(delay, [this, &subscriber] {
        subscriber.timer.reset();
        subscriber.urgent = true;
        resume(subscriber);
    });
}

/// What is due goes now, first of all what was refused.
void TelemetryFeed::resume(Subscriber &subscriber)
{
    if (m_frozen || subscriber.sending)
        return;
    if (subscriber.refused)
        deliver(subscriber, *std::exchange(subscriber.refused, std::nullopt));
    else
        consider(subscriber);
}

void TelemetryFeed::send(Subscriber &subscriber)
{
    if (subscriber.timer)
        m_loop.cancel(*subscriber.timer);
    subscriber.timer.reset();
    subscriber.urgent = false;
    const TelemetrySubscription &subscription = subscriber.subscription;
    std::string batch = subscription.target.tcp ? "" : "[";
    std::int64_t items = 0;
    std::size_t bytes = 0;
    while (
        !subscriber.waiting.empty() && items < subscription.maxItems
        && (items == 0 || std::cmp_less_equal(bytes + subscriber.waiting.front().json.size(), subscription.maxBytes))) {
        const std::string &json = subscriber.waiting.front().json;
        if (!subscription.target.tcp && items > 0)
            batch += ',';
        batch += json;
        if (subscription.target.tcp)
            batch += '\n';
        bytes += json.size();
        ++items;
        subscriber.waiting.pop_front();
    }
    subscriber.waitingBytes -= bytes;
    if (!subscription.target.tcp)
        batch += ']';
    deliver(subscriber, std::move(batch));
}

void TelemetryFeed::deliver(Subscriber &subscriber, std::string batch)
{
    subscriber.sending = true;
    std::string copy = batch;
    m_deliver(subscriber.subscription.target, std::move(copy),
              [this, alive = std::weak_ptr<bool>(m_alive), &subscriber, batch = std::move(batch)](bool taken) mutable {
                  if (!alive.expired())
                      sent(subscriber, std::move(batch), taken);
              });
}

/// A batch that was refused (nobody listens yet, an error) is sent again; meanwhile the buffer fills.
void TelemetryFeed::sent(Subscriber &subscriber, std::string batch, bool taken)
{
    subscriber.sending = false;
    if (!taken) {
        subscriber.refused = std::move(batch);
        if (!m_frozen && !subscriber.timer)
            setTimer(subscriber, retryAfter);
        return;
    }
    if (subscriber.droppedRecords > 0)
        reportDropped(subscriber);
    consider(subscriber);
}

void TelemetryFeed::reportDropped(Subscriber &subscriber)
{
    const PlatformEvent event = platform::logsDropped(
        m_loop.now(), "Consumer seems to have fallen behind as it has not acknowledged receipt of logs.",
        std::exchange(subscriber.droppedRecords, 0), std::exchange(subscriber.droppedBytes, 0));
    enqueue(subscriber, Entry{Source::Platform, event.type, event.json()});
    m_said(event);
}

void TelemetryFeed::setFrozen(bool frozen)
{
    m_frozen = frozen;
    if (frozen)
        return;
    for (const auto &subscriber : m_subscribers) {
        if (!subscriber->timer) // what waited during the freeze is old enough by now
            subscriber->urgent = !subscriber->waiting.empty();
        resume(*subscriber);
    }
}

void TelemetryFeed::flush()
{
    for (const auto &subscriber : m_subscribers) {
        subscriber->urgent = true;
        resume(*subscriber);
    }
}

} // namespace lambdarium
