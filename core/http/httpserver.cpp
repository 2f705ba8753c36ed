// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

#include "core/base/log.h"
#include "core/http/httpconnection.h"
#include "core/http/portowner.h"
#include "core/loop/wallclock.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace lambdarium {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::seconds sweepInterval{1};
constexpr std::chrono::milliseconds acceptPause{100};

class AsioStream : public HttpStream
{
public:
    explicit AsioStream(tcp::socket socket) : m_socket(std::move(socket))
    {
        error_code ignored;
        m_socket.non_blocking(true, ignored);
        m_socket.set_option(tcp::no_delay(true), ignored);
    }
    void read(Owner &owner, char *data, std::size_t size) override
    {
        m_socket.async_read_some(asio::buffer(data, size),
                                 [alive = owner.shared_from_this()](const error_code &error, std::size_t bytes) {
                                     alive->readDone(static_cast<bool>(error), bytes);
                                 });
    }
    void waitWritable(Owner &owner) override
    {
        m_socket.async_wait(tcp::socket::wait_write, [alive = owner.shared_from_this()](const error_code &error) {
            alive->writable(static_cast<bool>(error));
        });
    }
    void later(Owner &owner) override
    {
        asio::post(m_socket.get_executor(), [alive = owner.shared_from_this()] { alive->resume(); });
    }
    bool endSending() override
    {
        error_code error;
        m_socket.shutdown(tcp::socket::shutdown_send, error);
        return !error;
    }
    void close() override
    {
        error_code ignored;
        m_socket.close(ignored);
    }
    int descriptor() override { return m_socket.native_handle(); }
    std::string peerAddress() override
    {
        error_code error;
        const auto endpoint = m_socket.remote_endpoint(error);
        return error ? std::string() : endpoint.address().to_string();
    }

private:
    tcp::socket m_socket;
};

} // namespace

class HttpServer::Impl : public std::enable_shared_from_this<HttpServer::Impl>
{
public:
    struct Listener
    {
        HttpListenerId id{};
        std::shared_ptr<const HttpListenerTag> tag;
        tcp::acceptor acceptor;
        std::uint16_t port = 0;
    };

    Impl(WallClock &clock, HttpHandler &handler, HttpLimits limits)
        : clock(clock), context(clock.ioContext()), limits(std::move(limits)), sweep(context),
          host{handler, this->limits, [&clock] { clock.turn(); },
               [this](HttpConnection &connection) {
                   std::erase_if(connections, [&](const auto &each) { return each.get() == &connection; });
               }}
    {}

    Result<std::shared_ptr<Listener>> open(const tcp::endpoint &endpoint)
    {
        error_code error;
        tcp::acceptor acceptor(context);
        acceptor.open(endpoint.protocol(), error);
        if (!error && endpoint.protocol() == tcp::v6())
            acceptor.set_option(asio::ip::v6_only(true), error);
        if (!error)
            acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            acceptor.bind(endpoint, error);
        if (!error)
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return openFailure(endpoint, error);
        const std::uint16_t port = acceptor.local_endpoint(error).port();
        return std::make_shared<Listener>(Listener{{}, nullptr, std::move(acceptor), port});
    }

    static Error openFailure(const tcp::endpoint &endpoint, const error_code &error)
    {
        const std::string port = std::to_string(endpoint.port());
        if (error == boost::system::errc::address_in_use) {
            const std::string owner = describePortOwner(endpoint.port());
            return Error{ErrorCode::Unavailable,
                         "port " + port + " is taken by " + (owner.empty() ? std::string("another process") : owner)};
        }
        if (error == boost::system::errc::permission_denied)
            return Error{ErrorCode::Unavailable, "port " + port + " may not be opened by this user"};
        return Error{ErrorCode::Io, "listening on port " + port + ": " + error.message()};
    }

    HttpListenerId add(std::vector<std::shared_ptr<Listener>> opened, HttpListenerTag tag)
    {
        const HttpListenerId id{++lastListener};
        const auto shared = std::make_shared<const HttpListenerTag>(std::move(tag));
        for (const auto &listener : opened) {
            listener->id = id;
            listener->tag = shared;
            listener->acceptor.non_blocking(true);
            listeners.push_back(listener);
            accept(listener);
        }
        return id;
    }

    void accept(const std::shared_ptr<Listener> &listener)
    {
        listener->acceptor.async_accept(
            [weak = weak_from_this(), listener](const error_code &error, tcp::socket socket) {
                const auto self = weak.lock();
                if (!self || !listener->acceptor.is_open())
                    return;
                if (error)
                    return self->acceptLater(listener, error);
                self->accepted(listener, std::move(socket));
                self->accept(listener);
            });
    }

    /// Out of descriptors: trying again at once would spin.
    void acceptLater(const std::shared_ptr<Listener> &listener, const error_code &error)
    {
        log::warning("accepting a connection: " + error.message());
        const auto timer = std::make_shared<asio::steady_timer>(context, acceptPause);
        timer->async_wait([weak = weak_from_this(), listener, timer](const error_code &) {
            const auto self = weak.lock();
            if (self && listener->acceptor.is_open())
                self->accept(listener);
        });
    }

    void accepted(const std::shared_ptr<Listener> &listener, tcp::socket socket)
    {
        if (!makeRoom())
            return;
        auto stream = std::make_unique<AsioStream>(std::move(socket));
        const HttpConnection::Origin origin{listener->id, listener->port, listener->tag};
        auto connection = std::make_shared<HttpConnection>(std::move(stream), host, origin);
        connections.push_back(connection);
        connection->start();
        armSweep();
    }

    /// Slow clients pay first: the oldest connection without a complete head goes, then the longest idle one.
    bool makeRoom()
    {
        using Phase = HttpConnection::Phase;
        const auto oldest = [this](Phase phase) {
            std::shared_ptr<HttpConnection> found;
            for (const auto &each : connections) {
                if (each->phase() == phase && (!found || each->phaseStarted() < found->phaseStarted()))
                    found = each;
            }
            return found;
        };
        const auto waiting = std::count_if(connections.begin(), connections.end(),
                                           [](const auto &each) { return each->waitsForHead(); });
        if (static_cast<std::size_t>(waiting) >= limits.connectionsWithoutHead)
            oldest(Phase::Head)->close();
        if (connections.size() < limits.connections)
            return true;
        for (const Phase phase : {Phase::Head, Phase::Idle, Phase::Draining}) {
            if (const auto victim = oldest(phase)) {
                victim->close();
                return true;
            }
        }
        return false;
    }

    void armSweep()
    {
        if (sweepArmed)
            return;
        sweepArmed = true;
        sweep.expires_after(sweepInterval);
        sweep.async_wait([weak = weak_from_this()](const error_code &error) {
            const auto self = weak.lock();
            if (error || !self)
                return;
            self->sweepArmed = false;
            const auto now = HttpConnection::Clock::now();
            for (const auto &connection : std::vector(self->connections))
                if (connection->phase() != HttpConnection::Phase::Closed)
                    connection->checkDeadlines(now);
            if (!self->connections.empty())
                self->armSweep();
        });
    }

    void closeListener(HttpListenerId id)
    {
        for (const auto &listener : listeners) {
            error_code ignored;
            if (listener->id == id)
                listener->acceptor.close(ignored);
        }
        std::erase_if(listeners, [id](const auto &listener) { return listener->id == id; });
        for (const auto &connection : std::vector(connections)) {
            if (connection->listener() == id)
                connection->close();
        }
    }

    void shutdown()
    {
        for (const auto &listener : listeners) {
            error_code ignored;
            listener->acceptor.close(ignored);
        }
        listeners.clear();
        for (const auto &connection : std::vector(connections))
            connection->close();
        sweep.cancel();
    }

    WallClock &clock;
    asio::io_context &context;
    HttpLimits limits;
    asio::steady_timer sweep;
    bool sweepArmed = false;
    HttpConnection::Host host;
    std::uint64_t lastListener = 0;
    std::vector<std::shared_ptr<Listener>> listeners;
    std::vector<std::shared_ptr<HttpConnection>> connections;
};

HttpServer::HttpServer(WallClock &clock, HttpHandler &handler, HttpLimits limits)
    : m_impl(std::make_shared<Impl>(clock, handler, std::move(limits)))
{}

HttpServer::~HttpServer() { m_impl->shutdown(); }

Result<HttpListenerId> HttpServer::listenLoopback(std::uint16_t port, HttpListenerTag tag)
{
    auto v4 = m_impl->open({asio::ip::address_v4::loopback(), port});
    if (!v4)
        return v4.error();
    std::vector opened{*v4};
    auto v6 = m_impl->open({asio::ip::address_v6::loopback(), (*v4)->port});
    if (v6)
        opened.push_back(*v6);
    else if (v6.error().code == ErrorCode::Unavailable)
        return v6.error(); // somebody else answers on ::1: half an endpoint would be a trap
    return m_impl->add(std::move(opened), std::move(tag));
}

Result<HttpListenerId> HttpServer::adopt(int listeningDescriptor, HttpListenerTag tag)
{
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    if (::getsockname(listeningDescriptor, reinterpret_cast<sockaddr *>(&address), &length) != 0
        || (address.ss_family != AF_INET && address.ss_family != AF_INET6)) {
        ::close(listeningDescriptor);
        return Error{ErrorCode::InvalidInput, "not a listening TCP socket"};
    }
    tcp::acceptor acceptor(m_impl->context);
    error_code error;
    acceptor.assign(address.ss_family == AF_INET ? tcp::v4() : tcp::v6(), listeningDescriptor, error);
    if (error) {
        ::close(listeningDescriptor);
        return Error{ErrorCode::Io, "adopting a listening socket: " + error.message()};
    }
    const std::uint16_t port = acceptor.local_endpoint(error).port();
    auto listener = std::make_shared<Impl::Listener>(Impl::Listener{{}, nullptr, std::move(acceptor), port});
    return m_impl->add({std::move(listener)}, std::move(tag));
}

std::uint16_t HttpServer::port(HttpListenerId id) const
{
    for (const auto &listener : m_impl->listeners) {
        if (listener->id == id)
            return listener->port;
    }
    return 0;
}

void HttpServer::close(HttpListenerId id) { m_impl->closeListener(id); }

std::size_t HttpServer::connectionCount() const { return m_impl->connections.size(); }

} // namespace lambdarium
