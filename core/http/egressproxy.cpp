// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/egressproxy.h"

#include "core/base/log.h"
#include "core/http/hostresolver.h"
#include "core/loop/wallclock.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <unistd.h>
#include <vector>

namespace lambdarium {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t connectionsMax = 256;
constexpr std::size_t bufferBytes = 32 * 1024; // per direction

bool isThisMachine(asio::ip::address address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    if (address.is_loopback() || address.is_unspecified() || address.is_multicast())
        return true;
    if (address.is_v6())
        return address.to_v6().is_link_local();
    constexpr std::uint32_t linkLocal = 0xa9fe; // 169.254/16: what clouds answer about their machines
    return address.to_v4().to_uint() >> 16 == linkLocal;
}

} // namespace

class EgressProxy::Impl : public std::enable_shared_from_this<EgressProxy::Impl>
{
public:
    /// One accepted connection and its continuation outside.
    struct Relay
    {
        Relay(tcp::socket accepted, std::shared_ptr<const EgressTarget> where)
            : inside(std::move(accepted)), outside(inside.get_executor()), target(std::move(where))
        {}
        tcp::socket inside;
        tcp::socket outside;
        std::shared_ptr<const EgressTarget> target;
        std::vector<tcp::endpoint> candidates; ///< not tried yet, last first
        std::string problem = "no address";
        std::array<char, bufferBytes> up{};
        std::array<char, bufferBytes> down{};
        int directions = 2; ///< still flowing
        bool closed = false;
    };
    using RelayPtr = std::shared_ptr<Relay>;
    struct Listener
    {
        tcp::acceptor acceptor;
        std::shared_ptr<const EgressTarget> target;
    };

    Impl(WallClock &loop, Report whom) : clock(loop), report(std::move(whom)), resolver(loop.mailbox()) {}

    void serve(int descriptor, EgressTarget target)
    {
        error_code error;
        tcp::acceptor acceptor(clock.ioContext());
        acceptor.assign(tcp::v4(), descriptor, error);
        if (error) {
            log::warning("listener of an environment: " + error.message());
            ::close(descriptor);
            return;
        }
        listeners.push_back(std::make_shared<Listener>(
            Listener{std::move(acceptor), std::make_shared<const EgressTarget>(std::move(target))}));
        accept(listeners.back());
    }

    void accept(const std::shared_ptr<Listener> &listener)
    {
        listener->acceptor.async_accept(
            [self = shared_from_this(), listener](const error_code &error, tcp::socket socket) {
                if (self->ended || error == asio::error::operation_aborted)
                    return;
                if (!error)
                    self->accepted(std::make_shared<Relay>(std::move(socket), listener->target));
                self->accept(listener);
                self->clock.turn();
            });
    }

    void accepted(const RelayPtr &relay)
    {
        if (relays.size() >= connectionsMax) {
            reset(relay->inside);
            report(*relay->target, "too many connections");
            return;
        }
        relays.push_back(relay);
        if (!relay->target->address.empty())
            return resolved(relay, {relay->target->address}, {});
        resolver.resolve(
            relay->target->host,
            [weak = weak_from_this(), relay](const std::vector<std::string> &addresses, const std::string &problem) {
                if (const auto self = weak.lock())
                    self->resolved(relay, addresses, problem);
            });
    }

    void resolved(const RelayPtr &relay, const std::vector<std::string> &addresses, const std::string &problem)
    {
        if (relay->closed)
            return;
        if (!problem.empty())
            relay->problem = problem;
        for (const std::string &text : addresses) {
            error_code error;
            const auto address = asio::ip::make_address(text, error);
            if (!error && (relay->target->thisMachine || !isThisMachine(address)))
                relay->candidates.insert(relay->candidates.begin(), tcp::endpoint(address, relay->target->port));
            else if (!error)
                relay->problem = "the name leads to this machine";
        }
        tryNext(relay);
    }

    void tryNext(const RelayPtr &relay)
    {
        if (relay->candidates.empty()) {
            report(*relay->target, relay->problem);
            close(relay);
            return;
        }
        const tcp::endpoint next = relay->candidates.back();
        relay->candidates.pop_back();
        error_code ignored;
        relay->outside.close(ignored);
        relay->outside.async_connect(next, [self = shared_from_this(), relay](const error_code &error) {
            if (relay->closed)
                return;
            if (error) {
                relay->problem = error.message();
                self->tryNext(relay);
            } else {
                self->report(*relay->target, {});
                self->begin(relay);
            }
            self->clock.turn();
        });
    }

    void begin(const RelayPtr &relay)
    {
        error_code ignored;
        relay->inside.set_option(tcp::no_delay(true), ignored);
        relay->outside.set_option(tcp::no_delay(true), ignored);
        pump(relay, relay->inside, relay->outside, relay->up);
        pump(relay, relay->outside, relay->inside, relay->down);
    }

    /// Reads no more before what was read is written: a slow end slows the other.
    void pump(const RelayPtr &relay, tcp::socket &from, tcp::socket &to, std::array<char, bufferBytes> &buffer)
    {
        from.async_read_some(
            asio::buffer(buffer),
            [self = shared_from_this(), relay, &from, &to, &buffer](const error_code &error, std::size_t bytes) {
                if (relay->closed)
                    return;
                if (error == asio::error::eof)
                    return self->endDirection(relay, to);
                if (error)
                    return self->close(relay);
                asio::async_write(to, asio::buffer(buffer.data(), bytes),
                                  [self, relay, &from, &to, &buffer](const error_code &failed, std::size_t) {
                                      if (relay->closed)
                                          return;
                                      if (failed)
                                          self->close(relay);
                                      else
                                          self->pump(relay, from, to, buffer);
                                  });
            });
    }

    void endDirection(const RelayPtr &relay, tcp::socket &to)
    {
        error_code ignored;
        to.shutdown(tcp::socket::shutdown_send, ignored);
        if (--relay->directions > 0)
            return;
        relay->closed = true;
        relay->inside.close(ignored);
        relay->outside.close(ignored);
        std::erase(relays, relay);
    }

    void close(const RelayPtr &relay)
    {
        relay->closed = true;
        reset(relay->inside);
        reset(relay->outside);
        std::erase(relays, relay);
    }

    /// The other end hears of a broken connection, not of a proper end.
    static void reset(tcp::socket &socket)
    {
        error_code ignored;
        socket.set_option(asio::socket_base::linger(true, 0), ignored);
        socket.close(ignored);
    }

    void end()
    {
        ended = true;
        report = [](const EgressTarget &, const std::string &) {};
        error_code ignored;
        for (const auto &listener : listeners)
            listener->acceptor.close(ignored);
        listeners.clear();
        for (const RelayPtr &relay : std::exchange(relays, {})) {
            relay->closed = true;
            reset(relay->inside);
            reset(relay->outside);
        }
    }

    WallClock &clock;
    Report report;
    HostResolver resolver;
    bool ended = false;
    std::vector<std::shared_ptr<Listener>> listeners;
    std::vector<RelayPtr> relays;
};

EgressProxy::EgressProxy(WallClock &clock, Report report) : m_impl(std::make_shared<Impl>(clock, std::move(report))) {}

EgressProxy::~EgressProxy() { m_impl->end(); }

void EgressProxy::serve(int listener, EgressTarget target) { m_impl->serve(listener, std::move(target)); }

std::size_t EgressProxy::connections() const { return m_impl->relays.size(); }

} // namespace lambdarium
