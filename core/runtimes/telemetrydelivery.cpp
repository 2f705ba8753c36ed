// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/telemetrydelivery.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace lambdarium {

namespace {

std::string requestOf(const TelemetryTarget &target, const std::string &batch)
{
    if (target.tcp)
        return batch;
    return target.method + " " + target.path + " HTTP/1.1\r\nHost: " + target.host
        + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(batch.size())
        + "\r\nConnection: close\r\n\r\n" + batch;
}

} // namespace

/// One batch on its way.
class TelemetryDelivery::Post
{
public:
    Post(TelemetryDelivery &owner, UniqueFd socket, bool answered, std::string request, std::function<void(bool)> done)
        : m_owner(owner), m_socket(std::move(socket)), m_answered(answered), m_request(std::move(request)),
          m_done(std::move(done))
    {
        m_watch = owner.m_clock.watch(m_socket.value(), WallClock::For::Write, [this] { write(); });
    }

private:
    void write()
    {
        while (m_sent < m_request.size()) {
            const ssize_t count = ::send(m_socket.value(), m_request.data() + m_sent, m_request.size() - m_sent,
                                         MSG_NOSIGNAL);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0 && errno == EAGAIN)
                return;
            if (count <= 0)
                return end(false);
            m_sent += static_cast<std::size_t>(count);
        }
        if (!m_answered)
            return end(true);
        m_watch.reset(); // one watch per descriptor
        m_watch = m_owner.m_clock.watch(m_socket.value(), WallClock::For::Read, [this] { read(); });
    }

    /// The first line of the answer says all.
    void read()
    {
        char buffer[1024];
        const ssize_t count = ::read(m_socket.value(), buffer, sizeof buffer);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count > 0)
            m_answer.append(buffer, static_cast<std::size_t>(count));
        const bool complete = m_answer.find("\r\n") != std::string::npos;
        if (!complete && count > 0 && m_answer.size() < sizeof buffer)
            return;
        const std::size_t blank = m_answer.find(' ');
        end(complete && m_answer.starts_with("HTTP/1.") && blank + 1 < m_answer.size()
            && (m_answer[blank + 1] == '2' || m_answer[blank + 1] == '1'));
    }

    void end(bool taken)
    {
        const auto done = std::move(m_done);
        m_owner.remove(this); // destroys this
        done(taken);
    }

    TelemetryDelivery &m_owner;
    UniqueFd m_socket;
    bool m_answered;
    std::string m_request;
    std::size_t m_sent = 0;
    std::string m_answer;
    std::function<void(bool)> m_done;
    std::unique_ptr<WallClock::Watch> m_watch;
};

TelemetryDelivery::TelemetryDelivery(WallClock &clock, Box &box) : m_clock(clock), m_box(box) {}

TelemetryDelivery::~TelemetryDelivery() = default;

void TelemetryDelivery::remove(const Post *post)
{
    m_posts.remove_if([post](const std::unique_ptr<Post> &held) { return held.get() == post; });
}

void TelemetryDelivery::send(const TelemetryTarget &target, const std::string &batch, std::function<void(bool)> done)
{
    m_box.dial(target.port,
               [this, alive = std::weak_ptr<bool>(m_alive), answered = !target.tcp, request = requestOf(target, batch),
                done = std::move(done)](Result<UniqueFd> socket) {
                   if (alive.expired())
                       return;
                   if (!socket)
                       return done(false);
                   m_posts.push_back(std::make_unique<Post>(*this, std::move(*socket), answered, request, done));
               });
}

} // namespace lambdarium
