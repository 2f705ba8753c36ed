// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/egressproxy.h"

#include "core/loop/wallclock.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <set>

namespace lambdarium {

namespace asio = boost::asio;
using asio::ip::tcp;
using Failure = boost::system::error_code;

namespace {

/// One connection, both ways. Lives as long as one of its operations.
class Relay : public std::enable_shared_from_this<Relay>
{
public:
    Relay(asio::io_context &context, tcp::socket inner)
        : m_inner(std::move(inner)), m_outer(context), m_resolver(context)
    {}

    void start(const std::string &host, std::uint16_t port, std::function<void(const Failure &)> connected)
    {
        m_connected = std::move(connected);
        m_resolver.async_resolve(
            host, std::to_string(port), tcp::resolver::numeric_service,
            [self = shared_from_this()](const Failure &failure, tcp::resolver::results_type found) {
                if (failure)
                    return self->settle(failure);
                asio::async_connect(self->m_outer, found,
                                    [self](const Failure &refused, const tcp::endpoint &) { self->settle(refused); });
            });
    }

    void close()
    {
        m_connected = nullptr;
        m_resolver.cancel();
        Failure ignored;
        m_inner.close(ignored);
        m_outer.close(ignored);
    }

private:
    using Buffer = std::array<char, 16384>;

    void settle(const Failure &failure)
    {
        if (const auto connected = std::exchange(m_connected, nullptr))
            connected(failure);
        if (failure)
            return close();
        carry(m_inner, m_outer, m_up);
        carry(m_outer, m_inner, m_down);
    }

    void carry(tcp::socket &from, tcp::socket &to, Buffer &buffer)
    {
        from.async_read_some(
            asio::buffer(buffer),
            [self = shared_from_this(), &from, &to, &buffer](const Failure &failure, std::size_t count) {
                if (failure) { // the end of one direction is passed on, the other goes on
                    Failure ignored;
                    to.shutdown(tcp::socket::shutdown_send, ignored);
                    return;
                }
                asio::async_write(to, asio::buffer(buffer, count),
                                  [self, &from, &to, &buffer](const Failure &broken, std::size_t) {
                                      if (broken)
                                          self->close();
                                      else
                                          self->carry(from, to, buffer);
                                  });
            });
    }

    tcp::socket m_inner;
    tcp::socket m_outer;
    tcp::resolver m_resolver;
    Buffer m_up{};
    Buffer m_down{};
    std::function<void(const Failure &)> m_connected;
};

} // namespace

class EgressProxy::Impl : public std::enable_shared_from_this<EgressProxy::Impl>
{
public:
    Impl(WallClock &clock, int listener, std::string host, std::uint16_t port, Attempt attempt)
        : m_clock(clock), m_acceptor(clock.ioContext(), tcp::v4(), listener), m_host(std::move(host)), m_port(port),
          m_attempt(std::move(attempt))
    {}

    void accept()
    {
        m_acceptor.async_accept([self = shared_from_this()](const Failure &failure, tcp::socket inner) {
            if (failure == asio::error::operation_aborted || !self->m_attempt)
                return;
            if (!failure)
                self->relay(std::move(inner));
            self->accept();
        });
    }

    void close()
    {
        m_attempt = nullptr;
        Failure ignored;
        m_acceptor.close(ignored);
        for (const auto &weak : m_relays) {
            if (const auto relay = weak.lock())
                relay->close();
        }
        m_relays.clear();
    }

private:
    void relay(tcp::socket inner)
    {
        std::erase_if(m_relays, [](const auto &weak) { return weak.expired(); });
        const auto relay = std::make_shared<Relay>(m_clock.ioContext(), std::move(inner));
        m_relays.insert(relay);
        relay->start(m_host, m_port, [weak = weak_from_this()](const Failure &failure) {
            const auto self = weak.lock();
            if (!self || !self->m_attempt)
                return;
            self->m_attempt(failure ? failure.message() : std::string());
            self->m_clock.turn(); // what it posted runs now
        });
    }

    WallClock &m_clock;
    tcp::acceptor m_acceptor;
    std::string m_host;
    std::uint16_t m_port;
    Attempt m_attempt;
    std::set<std::weak_ptr<Relay>, std::owner_less<std::weak_ptr<Relay>>> m_relays;
};

EgressProxy::EgressProxy(WallClock &clock, int listener, std::string host, std::uint16_t port, Attempt attempt)
    : m_impl(std::make_shared<Impl>(clock, listener, std::move(host), port, std::move(attempt)))
{
    m_impl->accept();
}

EgressProxy::~EgressProxy() { m_impl->close(); }

} // namespace lambdarium
