// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/spawnlink.h"

#include <cerrno>

namespace lambdarium {

namespace {

constexpr Duration resendDelay = std::chrono::milliseconds{1};

} // namespace

SpawnLink::SpawnLink(WallClock &clock, UniqueFd control, ReplyHandler reply, std::function<void()> ended)
    : m_clock(clock), m_control(std::move(control)), m_reply(std::move(reply)), m_ended(std::move(ended)),
      m_watch(clock.watch(m_control.value(), WallClock::For::Read, [this] { receive(); }))
{}

SpawnLink::~SpawnLink() { *m_alive = false; }

void SpawnLink::send(Packet packet)
{
    m_outbox.push_back(std::move(packet));
    if (!m_flushPlanned)
        flush();
}

void SpawnLink::flush()
{
    m_flushPlanned = false;
    while (!m_outbox.empty()) {
        const Packet &next = m_outbox.front();
        std::vector<int> descriptors;
        for (const UniqueFd &fd : next.descriptors)
            descriptors.push_back(fd.value());
        const int error = wire::sendPacket(m_control.value(), {next.bytes.data(), next.bytes.size()},
                                           descriptors.data(), descriptors.size());
        if (error == EAGAIN || error == ETOOMANYREFS) { // full socket, or too many descriptors under way
            m_flushPlanned = true;
            m_clock.loop().callAfter(resendDelay, [this, alive = m_alive] {
                if (*alive)
                    flush();
            });
            return;
        }
        m_outbox.pop_front(); // any other error shows as the end of the socket
    }
}

void SpawnLink::receive()
{
    const std::shared_ptr<bool> alive = m_alive;
    for (;;) {
        wire::SpawnReply reply;
        wire::Received received = wire::receivePacket(m_control.value(), &reply, sizeof reply);
        if (received.bytes < 0 && received.error == EAGAIN)
            return;
        if (received.bytes != static_cast<std::ptrdiff_t>(sizeof reply))
            break;
        reply.step[sizeof reply.step - 1] = 0;
        m_reply(reply, std::move(received.descriptors));
        if (!*alive)
            return;
    }
    m_watch.reset();
    const std::function<void()> ended = m_ended;
    ended();
}

} // namespace lambdarium
