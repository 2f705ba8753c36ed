// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/responsestream.h"

#include <algorithm>
#include <utility>

namespace lambdarium {

ResponseStream::ResponseStream(EventLoop &loop, StreamLimits limits) : m_loop(loop), m_limits(limits) {}

ResponseStream::~ResponseStream()
{
    if (m_timer)
        m_loop.cancel(*m_timer);
}

void ResponseStream::begin(std::string contentType)
{
    m_begun = true;
    m_contentType = std::move(contentType);
    changed();
}

bool ResponseStream::write(std::string_view bytes)
{
    const auto room = static_cast<std::size_t>(m_limits.bytesMax - m_total);
    const bool fits = bytes.size() <= room;
    bytes = bytes.substr(0, room);
    const std::int64_t kept = m_limits.historyBytes - static_cast<std::int64_t>(m_history.size());
    m_history.append(bytes.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(0, kept))));
    m_total += static_cast<std::int64_t>(bytes.size());
    if (!m_throttledSince && m_total > m_limits.unthrottledBytes)
        m_throttledSince = m_loop.now();
    if (!m_abandoned) {
        m_waiting.append(bytes);
        changed();
    }
    return fits;
}

/// How long the producer has to wait until the bytes taken so far are paid for.
Duration ResponseStream::throttledFor() const
{
    if (!m_throttledSince)
        return Duration{0};
    const double seconds = static_cast<double>(m_total - m_limits.unthrottledBytes)
        / static_cast<double>(m_limits.bytesPerSecond);
    const Instant due = *m_throttledSince
        + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    return std::max(Duration{0}, due - m_loop.now());
}

bool ResponseStream::wantsMore() const
{
    return std::cmp_less(m_waiting.size(), m_limits.bufferBytes) && throttledFor() == Duration{0};
}

void ResponseStream::whenWanted(Task wanted)
{
    m_wanted = std::move(wanted);
    offer();
}

void ResponseStream::offer()
{
    if (!m_wanted || m_timer || std::cmp_greater_equal(m_waiting.size(), m_limits.bufferBytes))
        return;
    m_timer = m_loop.callAfter(throttledFor(), [this] {
        m_timer.reset();
        if (!wantsMore())
            return offer();
        if (const Task wanted = std::exchange(m_wanted, {}))
            wanted();
    });
}

void ResponseStream::whenReadable(Task readable)
{
    m_readable = std::move(readable);
    if (m_begun)
        changed();
}

/// Posted, so that many small writes of one turn travel together.
void ResponseStream::changed()
{
    if (std::exchange(m_readablePosted, true))
        return;
    m_loop.post([this, alive = std::weak_ptr(m_alive)] {
        if (alive.expired())
            return;
        m_readablePosted = false;
        if (const Task readable = m_readable) // a copy: it may be replaced meanwhile
            readable();
    });
}

std::string ResponseStream::take()
{
    std::string taken = std::exchange(m_waiting, {});
    offer();
    return taken;
}

void ResponseStream::abandon()
{
    m_abandoned = true;
    m_readable = nullptr;
    m_waiting.clear();
    offer();
}

} // namespace lambdarium
