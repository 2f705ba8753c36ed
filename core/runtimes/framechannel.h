// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"
#include "core/sandbox/uniquefd.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace lambdarium {

/// What a bootstrap says. The letters are the wire's (core/runtimes/README.md).
enum class FrameKind : char {
    Ready = 'N',      ///< init succeeded, waiting for an event
    Response = 'R',   ///< body: the result
    Error = 'E',      ///< body: error type, NUL, error JSON; the runtime goes on
    FatalError = 'X', ///< the same, and the process ends now
    InitError = 'I',  ///< the same, instead of Ready
    TooLarge = 'O',   ///< the result is longer than Lambda allows and was not sent
    Begin = 'S',      ///< body: content type; the result follows in pieces
    Piece = 'C',      ///< body: some of it
    End = 'F',        ///< body: empty, or error type, NUL, error JSON of a fault behind the first piece
};

struct Frame
{
    FrameKind kind = FrameKind::Ready;
    std::string body;
};

/// The pipe pair between the core and one of our bootstraps: 4 bytes of little-endian length, then the frame.
/// One write and one read per invocation while payloads are small. Core thread; owned by its environment.
class FrameChannel
{
public:
    /// read is the core's end of what the runtime writes, write of what it reads; both become non-blocking.
    /// received runs on the loop and may destroy the channel.
    FrameChannel(WallClock &clock, UniqueFd read, UniqueFd write, std::function<void(Frame)> received);

    /// One event: fields joined by NUL, then the payload. Never blocks; what the pipe does not take waits here.
    void sendEvent(std::string_view fields, std::string_view payload);
    /// An event without fields: the environment was restored. Answered by Ready or InitError.
    void sendRestored() { sendEvent({}, {}); }
    /// Reads what is there now; for the moment after the process ended.
    void drain();
    /// Paused, the runtime's writes wait in the pipe. Frames already read still come.
    void setPaused(bool paused);

private:
    void watch();
    void onReadable();
    bool readOnce();
    bool takeFrames();
    void flush();

    WallClock &m_clock;
    UniqueFd m_read;
    UniqueFd m_write;
    std::function<void(Frame)> m_received;
    std::string m_input;
    std::uint64_t m_skip = 0; ///< bytes of an oversized frame still to be thrown away
    std::string m_output;
    std::size_t m_outputSent = 0;
    std::unique_ptr<WallClock::Watch> m_readWatch;
    std::unique_ptr<WallClock::Watch> m_writeWatch;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
