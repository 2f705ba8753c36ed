// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

/// The service's limits on one streamed response (runtime-api.md 4).
struct StreamLimits
{
    std::int64_t bytesMax = 209'715'200;       ///< of the whole response
    std::int64_t unthrottledBytes = 6'291'456; ///< as fast as the caller takes them
    std::int64_t bytesPerSecond = 2'097'152;   ///< beyond those
    std::int64_t bufferBytes = 256 * 1024;     ///< ours: more waiting for the caller stops the reading
    std::int64_t historyBytes = 64 * 1024;     ///< ours: the beginning, kept for the history
};

/// A response between a handler that still runs and a caller that takes it in pieces. Bounded: while wantsMore() is
/// false its producer reads no further, so a slow caller slows the handler down. Core thread; shared by both sides.
/// Callbacks come from the loop, never from inside a call.
class ResponseStream
{
public:
    explicit ResponseStream(EventLoop &loop, StreamLimits limits = {});
    ~ResponseStream();
    ResponseStream(const ResponseStream &) = delete;
    ResponseStream &operator=(const ResponseStream &) = delete;

    // The environment's side.

    /// The handler answers in pieces; before the first write.
    void begin(std::string contentType);
    /// False once the response is longer than Lambda allows; the rest is not taken.
    bool write(std::string_view bytes);
    bool wantsMore() const;
    /// Runs once, when wantsMore() has become true again; replaces an earlier one.
    void whenWanted(Task wanted);

    // The caller's side.

    bool begun() const { return m_begun; }
    const std::string &contentType() const { return m_contentType; }
    /// Runs whenever begin() or write() brought something new.
    void whenReadable(Task readable);
    /// Everything that waits; makes room.
    std::string take();
    /// The caller hung up. The handler goes on, as in Lambda; its bytes are dropped at the same pace.
    void abandon();

    std::int64_t total() const { return m_total; }
    const StreamLimits &limits() const { return m_limits; }
    /// The beginning of what was written.
    const std::string &history() const { return m_history; }

private:
    Duration throttledFor() const;
    void changed();
    void offer();

    EventLoop &m_loop;
    StreamLimits m_limits;
    bool m_begun = false;
    bool m_abandoned = false;
    bool m_readablePosted = false;
    std::string m_contentType;
    std::string m_waiting;
    std::string m_history;
    std::int64_t m_total = 0;
    std::optional<Instant> m_throttledSince;
    std::optional<TimerId> m_timer;
    Task m_wanted;
    Task m_readable;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
