// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"
#include "core/sandbox/wire.h"

#include <deque>
#include <string>
#include <vector>

namespace lambdarium {

/// The core's end of a socket to a process that starts boxes: the spawner or a zygote. Never blocks.
class SpawnLink
{
public:
    struct Packet
    {
        std::string bytes;
        std::vector<UniqueFd> descriptors;
    };
    using ReplyHandler = std::function<void(const wire::SpawnReply &, std::vector<UniqueFd>)>;

    /// ended runs once when the other process is gone; both handlers may destroy the link.
    SpawnLink(WallClock &clock, UniqueFd control, ReplyHandler reply, std::function<void()> ended);
    ~SpawnLink();

    void send(Packet packet);

private:
    void flush();
    void receive();

    WallClock &m_clock;
    UniqueFd m_control;
    ReplyHandler m_reply;
    std::function<void()> m_ended;
    std::deque<Packet> m_outbox; // waits for room in the socket
    bool m_flushPlanned = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::unique_ptr<WallClock::Watch> m_watch;
};

} // namespace lambdarium
