// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/framechannel.h"

#include "core/model/limits.h"
#include "core/sandbox/spawner.h"

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lambdarium {

namespace {

constexpr std::size_t pipeBytesMax = 1 << 20;
constexpr std::size_t pipeBytesDefault = 64 * 1024;
/// Error bodies may be a little longer than a response; anything beyond is thrown away unread.
const std::uint64_t frameBytesMax = LimitsProfile::current().responsePayloadBytes + 64 * 1024;

std::uint32_t littleEndian(const char *bytes)
{
    std::uint32_t value = 0;
    std::memcpy(&value, bytes, sizeof value); // x86-64 and arm64 are little-endian
    return value;
}

/// Large payloads move in fewer turns; refused beyond the user's pipe budget, which costs only speed.
void growPipe(int fd, std::size_t payload)
{
    if (payload > pipeBytesDefault)
        fcntl(fd, F_SETPIPE_SZ, static_cast<int>(pipeBytesMax));
}

} // namespace

FrameChannel::FrameChannel(WallClock &clock, UniqueFd read, UniqueFd write, std::function<void(Frame)> received)
    : m_clock(clock), m_read(std::move(read)), m_write(std::move(write)), m_received(std::move(received))
{
    setNonBlocking(m_read.value());
    setNonBlocking(m_write.value());
    watch();
}

void FrameChannel::watch()
{
    m_readWatch = m_clock.watch(m_read.value(), WallClock::For::Read, [this] { onReadable(); });
}

void FrameChannel::setPaused(bool paused)
{
    if (paused)
        m_readWatch.reset();
    else if (!m_readWatch)
        watch();
}

void FrameChannel::sendEvent(std::string_view fields, std::string_view payload)
{
    const std::uint32_t head = static_cast<std::uint32_t>(fields.size());
    const std::uint32_t total = static_cast<std::uint32_t>(sizeof head + fields.size() + payload.size());
    growPipe(m_write.value(), total);
    m_output.assign(reinterpret_cast<const char *>(&total), sizeof total);
    m_output.append(reinterpret_cast<const char *>(&head), sizeof head);
    m_output.append(fields).append(payload);
    m_outputSent = 0;
    flush();
}

void FrameChannel::flush()
{
    while (m_outputSent < m_output.size()) {
        const ssize_t count = write(m_write.value(), m_output.data() + m_outputSent, m_output.size() - m_outputSent);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN) {
            if (!m_writeWatch)
                m_writeWatch = m_clock.watch(m_write.value(), WallClock::For::Write, [this] { flush(); });
            return;
        }
        if (count < 0)
            break; // the process is gone; its exit is reported by the box
        m_outputSent += static_cast<std::size_t>(count);
    }
    m_output.clear();
    if (m_output.capacity() > pipeBytesMax)
        m_output.shrink_to_fit();
    m_writeWatch.reset();
}

bool FrameChannel::readOnce()
{
    char buffer[pipeBytesDefault];
    const ssize_t count = read(m_read.value(), buffer, sizeof buffer);
    if (count == 0)
        m_readWatch.reset(); // every writer is gone
    if (count <= 0)
        return false;
    std::size_t begin = 0;
    const auto size = static_cast<std::size_t>(count);
    if (m_skip > 0) {
        begin = static_cast<std::size_t>(std::min<std::uint64_t>(m_skip, size));
        m_skip -= begin;
    }
    m_input.append(buffer + begin, size - begin);
    return true;
}

/// False when a callback destroyed the channel.
bool FrameChannel::takeFrames()
{
    const std::weak_ptr<bool> alive = m_alive;
    const auto received = m_received; // the callback may destroy the channel and with it the member
    while (m_input.size() >= 5) {
        const std::uint64_t length = littleEndian(m_input.data());
        if (length > frameBytesMax) {
            m_skip = length + 4 - std::min<std::uint64_t>(length + 4, m_input.size());
            m_input.erase(0, length + 4);
            received(Frame{FrameKind::TooLarge, {}});
        } else if (m_input.size() < length + 4) {
            growPipe(m_read.value(), length);
            m_input.reserve(length + 4);
            return true;
        } else {
            Frame frame{static_cast<FrameKind>(m_input[4]), {}};
            if (m_input.size() == length + 4 && length > pipeBytesDefault) {
                frame.body = std::move(m_input); // a large result is moved, not copied
                frame.body.erase(0, 5);
                m_input.clear();
            } else {
                frame.body = m_input.substr(5, length - 1);
                m_input.erase(0, length + 4);
            }
            received(std::move(frame));
        }
        if (alive.expired())
            return false;
    }
    return true;
}

void FrameChannel::onReadable()
{
    // A few reads per turn: a large result moves quickly and other environments are not kept waiting.
    for (int turn = 0; turn < 16; ++turn) {
        const std::size_t before = m_input.size();
        if (!readOnce())
            break;
        if (m_input.size() - before < pipeBytesDefault)
            break;
    }
    takeFrames();
}

void FrameChannel::drain()
{
    while (readOnce()) {
    }
    takeFrames();
}

} // namespace lambdarium
