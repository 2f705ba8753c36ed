// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/http/httpmessage.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

class WallClock;

/// One request waiting for its answer, as a connection (or a test) offers it. Core thread.
class HttpExchange
{
public:
    virtual ~HttpExchange() = default;
    virtual void send(HttpResponse response) = 0;
    virtual void whenDisconnected(std::function<void()> callback) = 0;
    virtual bool connected() const = 0;
};

/// The right to answer one request, now or later. Move-only; core thread. Dropping it unanswered sends 500.
class HttpResponder
{
public:
    HttpResponder() = default;
    explicit HttpResponder(std::shared_ptr<HttpExchange> exchange) : m_exchange(std::move(exchange)) {}
    ~HttpResponder();
    HttpResponder(HttpResponder &&) noexcept = default;
    HttpResponder &operator=(HttpResponder &&other) noexcept;

    /// Answers; the responder is spent. A peer that left in the meantime is no error.
    void send(HttpResponse response);
    /// Called once, on the core thread, if the peer leaves before the answer was sent. The responder may be
    /// destroyed inside the callback. Replaces an earlier callback.
    void whenDisconnected(std::function<void()> callback);
    /// False once answered or when the peer left.
    bool connected() const;

private:
    std::shared_ptr<HttpExchange> m_exchange;
};

/// What to do with a request's body, decided from its head.
struct HttpBodyPolicy
{
    std::uint64_t bytesMax = 6 * 1024 * 1024 + 4096; ///< more: HttpHandler::tooLarge, then the connection ends
    std::uint64_t memoryBytes = 1024 * 1024;         ///< more goes to a temporary file
    bool decodeAwsChunked = false;                   ///< STREAMING-* payloads of S3
    std::optional<HttpResponse> refuse;              ///< answer at once, read no body
};

/// Whoever serves requests. Core thread; outlives its server.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    virtual void handle(HttpRequest request, HttpResponder responder) = 0;
    /// The head is complete, no body was read, no 100 Continue sent.
    virtual HttpBodyPolicy bodyPolicy(const HttpRequest &head);
    /// The answer to a body above HttpBodyPolicy::bytesMax.
    virtual HttpResponse tooLarge(const HttpRequest &head);
};

/// Limits of security.md B.2.7; the defaults are those of an endpoint that strangers may reach.
struct HttpLimits
{
    std::size_t headerBytes = 16 * 1024;
    std::size_t headerLines = 100;
    std::chrono::seconds headerTime{10};
    std::chrono::seconds bodyTime{30}; ///< a stalled body; slow but steady ones may take longer
    std::uint64_t bodyBytesPerSecond = 1024;
    std::chrono::seconds idleTime{75}; ///< keep-alive without a request
    std::size_t connections = 256;
    std::size_t connectionsWithoutHead = 64;
    std::size_t requestsPerConnection = 1000;
    std::string spoolDirectory; ///< for long bodies; empty: the system's temporary folder
};

enum class HttpListenerId : std::uint64_t {};

/// HTTP/1.1 on the core thread's loop: many listeners, one handler. Owned by the gateway or by core/runtimes;
/// core thread only. After each request handled it calls WallClock::turn(), so posted engine work runs at once.
class HttpServer
{
public:
    HttpServer(WallClock &clock, HttpHandler &handler, HttpLimits limits = {});
    /// Ends every connection without answering; responders still held turn into no-ops.
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// 127.0.0.1 and, where the machine has it, ::1. Port 0 picks one (see port()). A taken port is Unavailable
    /// and names its owner's pid and uid.
    Result<HttpListenerId> listenLoopback(std::uint16_t port, HttpListenerTag tag);
    /// Takes ownership of a listening TCP socket, for example one made inside an environment's network namespace.
    Result<HttpListenerId> adopt(int listeningDescriptor, HttpListenerTag tag);
    /// The port a listener is bound to; 0 when unknown.
    std::uint16_t port(HttpListenerId id) const;
    /// Stops accepting there and ends the connections it accepted.
    void close(HttpListenerId id);
    std::size_t connectionCount() const;

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace lambdarium
