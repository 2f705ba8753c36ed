// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/logpipe.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr std::size_t bytesPerSecond = 10 * 1024 * 1024;
constexpr std::size_t readBytes = 64 * 1024;

} // namespace

LogPipe::LogPipe(WallClock &clock, UniqueFd fd, LogParser::Sink sink)
    : m_clock(clock), m_fd(std::move(fd)), m_parser(std::move(sink)), m_allowance(bytesPerSecond),
      m_refilled(clock.loop().now())
{
    m_watch = m_clock.watch(m_fd.value(), WallClock::For::Read, [this] { readOnce(); });
}

void LogPipe::refill()
{
    const Instant now = m_clock.loop().now();
    if (now - m_refilled < std::chrono::seconds{1})
        return;
    m_refilled = now;
    m_allowance = bytesPerSecond;
}

void LogPipe::beginInvocation()
{
    refill();
    m_parser.begin(m_allowance);
}

bool LogPipe::readOnce()
{
    char buffer[readBytes];
    const ssize_t count = read(m_fd.value(), buffer, sizeof buffer);
    if (count == 0)
        m_watch.reset(); // every writer is gone
    if (count <= 0)
        return false;
    m_parser.feed({buffer, static_cast<std::size_t>(count)});
    return true;
}

void LogPipe::endInvocation()
{
    // Only what is there now: a thread that keeps writing must not hold the result back.
    int waiting = 0;
    ioctl(m_fd.value(), FIONREAD, &waiting);
    for (long left = waiting; left > 0; left -= static_cast<long>(readBytes)) {
        if (!readOnce())
            break;
    }
    m_parser.end();
    m_allowance -= std::min(m_allowance, m_parser.shown());
    m_parser.begin(m_allowance);
}

} // namespace lambdarium
