// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

/// A socket that sends exactly what the test says; it reads while the server's own loop runs on this thread.
class RawClient
{
public:
    RawClient(lambdarium::WallClock &clock, std::uint16_t port) : m_clock(clock)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address);
    }
    ~RawClient() { leave(); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void leave()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

    /// Sends all of it, letting the server run when the buffers are full. False when the server hung up.
    bool send(std::string_view data)
    {
        bool broken = false;
        m_clock.runFor(std::chrono::seconds(20), [&] {
            while (!data.empty() && !broken) {
                const ssize_t sent = ::send(m_socket, data.data(), data.size(), MSG_NOSIGNAL);
                if (sent < 0 && (errno == EAGAIN || errno == ENOTCONN))
                    return false;
                broken = sent < 0;
                data.remove_prefix(broken ? 0 : static_cast<std::size_t>(sent));
            }
            return true;
        });
        return data.empty();
    }

    /// Everything received until text appears (or the end, or 10 s).
    const std::string &readUntil(std::string_view text)
    {
        m_clock.runFor(std::chrono::seconds(10), [&] {
            pull();
            return m_closed || m_received.find(text) != std::string::npos;
        });
        return m_received;
    }
    const std::string &readToEnd()
    {
        m_clock.runFor(std::chrono::seconds(10), [&] {
            pull();
            return m_closed;
        });
        return m_received;
    }
    const std::string &received() const { return m_received; }
    bool closed()
    {
        pull();
        return m_closed;
    }
    void forget() { m_received.clear(); }

private:
    void pull()
    {
        char buffer[65536];
        for (;;) {
            const ssize_t got = ::recv(m_socket, buffer, sizeof buffer, 0);
            if (got > 0) {
                m_received.append(buffer, static_cast<std::size_t>(got));
                continue;
            }
            if (got == 0 || (errno != EAGAIN && errno != ENOTCONN))
                m_closed = true;
            return;
        }
    }

    lambdarium::WallClock &m_clock;
    int m_socket = -1;
    std::string m_received;
    bool m_closed = false;
};
