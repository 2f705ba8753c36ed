// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/platformevent.h"
#include "core/loop/eventloop.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Where a subscriber inside an environment takes its batches.
struct TelemetryTarget
{
    bool tcp = false; ///< Logs API: one JSON object per line instead of an HTTP request
    std::uint16_t port = 0;
    std::string host;       ///< as written, for the Host header
    std::string path = "/"; ///< of the URI
    std::string method = "POST";
};

/// A subscription as a PUT to one of the two APIs asks for it (runtime-api.md 6).
struct TelemetrySubscription
{
    bool logsApi = false; ///< 2020-08-15, else 2022-07-01
    std::string schemaVersion;
    std::vector<std::string> types; ///< "platform", "function", "extension"
    std::int64_t maxItems = 10000;
    std::int64_t maxBytes = 262144;
    Duration timeout = std::chrono::milliseconds(1000);
    TelemetryTarget target;

    /// The error's message is the one of AWS's ValidationError: every fault, joined by "; ".
    static Result<TelemetrySubscription> parse(bool logsApi, const std::string &body);
};

/// What subscribers of one environment hear: buffers per subscriber, batches by number, size and age, one batch on its
/// way at a time. Nothing is sent while the environment is frozen. Core thread; no sockets: deliver does that.
class TelemetryFeed
{
public:
    enum class Source { Platform, Function, Extension };
    /// Sends a batch; done(true) once the subscriber took it. done may come late or, when the environment ends, never.
    using Deliver = std::function<void(const TelemetryTarget &, std::string batch, std::function<void(bool)> done)>;
    /// logsDropped, for the log.
    using Said = std::function<void(const PlatformEvent &)>;

    TelemetryFeed(EventLoop &loop, bool jsonLines, Deliver deliver, Said said);
    ~TelemetryFeed();
    TelemetryFeed(const TelemetryFeed &) = delete;
    TelemetryFeed &operator=(const TelemetryFeed &) = delete;

    /// During INIT anybody may still subscribe: what was said is kept for them.
    bool open() const { return m_open; }
    void close();
    /// Whether anything that is added goes anywhere.
    bool listening() const { return m_open || !m_subscribers.empty(); }
    /// Replaces the extension's earlier subscription to the same API; false when it has one to the other.
    bool subscribe(const std::string &extension, TelemetrySubscription subscription);

    void add(const PlatformEvent &event);
    void addLine(Source source, Instant time, std::string_view line);
    void setFrozen(bool frozen);
    /// Sends what waits, whatever its age.
    void flush();

private:
    struct Entry
    {
        Source source = Source::Platform;
        std::string type; ///< of platform events
        std::string json;
    };
    struct Subscriber
    {
        std::string extension;
        TelemetrySubscription subscription;
        std::deque<Entry> waiting;
        std::size_t waitingBytes = 0;
        bool sending = false;
        bool urgent = false;                ///< what waits is due whatever its age
        std::optional<std::string> refused; ///< a batch that nobody took, to be sent again
        std::uint64_t droppedRecords = 0;
        std::uint64_t droppedBytes = 0;
        std::optional<TimerId> timer;
    };

    void add(Entry entry);
    void enqueue(Subscriber &subscriber, const Entry &entry);
    void consider(Subscriber &subscriber);
    void send(Subscriber &subscriber);
    void deliver(Subscriber &subscriber, std::string batch);
    void sent(Subscriber &subscriber, std::string batch, bool taken);
    void setTimer(Subscriber &subscriber, Duration delay);
    void resume(Subscriber &subscriber);
    void reportDropped(Subscriber &subscriber);
    static bool wants(const TelemetrySubscription &subscription, const Entry &entry);

    EventLoop &m_loop;
    bool m_jsonLines; ///< function lines that are JSON become objects
    Deliver m_deliver;
    Said m_said;
    bool m_open = true;
    bool m_frozen = false;
    std::deque<Entry> m_early;
    std::size_t m_earlyBytes = 0;
    std::vector<std::unique_ptr<Subscriber>> m_subscribers;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
