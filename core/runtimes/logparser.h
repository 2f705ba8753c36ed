// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace lambdarium {

/// Turns the output of an environment into log events: one per line, or one per telemetry frame (the bootstraps
/// put AWS's frames of runtime-api.md 10 into the standard output, so order is kept). No descriptors, no time.
///
/// Memory is bounded: an invocation shows the first 192 KB as they come, then keeps the last 64 KB, and between
/// them says how much was left out. Bytes are passed on as they are.
class LogParser
{
public:
    using Sink = std::function<void(LogLevel level, std::string text)>;

    static constexpr std::size_t headBytes = 192 * 1024;
    static constexpr std::size_t tailBytes = 64 * 1024;

    explicit LogParser(Sink sink) : m_sink(std::move(sink)) {}

    /// A new invocation: what it may show at once is the head, or less when the environment's rate is spent.
    void begin(std::size_t head = headBytes);
    void feed(std::string_view bytes);
    /// End of an invocation or of init: what is pending becomes events.
    void end();
    /// Bytes of this invocation that were accepted as head.
    std::size_t shown() const { return m_shown; }

private:
    void parse(bool final);
    std::size_t takeFrame(std::size_t begin);
    void emitLine(std::string_view line);
    void keepTail(std::string_view bytes);

    Sink m_sink;
    std::string m_pending; ///< the unfinished line or frame
    std::string m_tail;
    std::size_t m_head = headBytes;
    std::size_t m_shown = 0;
    std::uint64_t m_suppressed = 0;
};

/// Level of a plain line: JSON with a "level" key, or the prefix of a runtime's logger; None otherwise.
LogLevel levelOf(std::string_view line);

} // namespace lambdarium
