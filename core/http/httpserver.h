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
#include <string_view>

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
    // An answer in pieces. Who does not override these gets it whole at the end.
    virtual void begin(HttpResponse head);
    virtual bool write(std::string_view bytes);
    virtual void whenDrained(std::function<void()> callback);
    virtual void end(bool complete);

private:
    HttpResponse m_collected;
};

/// An answer on its way, piece by piece. Move-only; core thread. Dropping it unfinished breaks the connection off.
class HttpStreamedAnswer
{
public:
    HttpStreamedAnswer() = default;
    explicit HttpStreamedAnswer(std::shared_ptr<HttpExchange> exchange) : m_exchange(std::move(exchange)) {}
    ~HttpStreamedAnswer();
    HttpStreamedAnswer(HttpStreamedAnswer &&) noexcept = default;
    HttpStreamedAnswer &operator=(HttpStreamedAnswer &&other) noexcept;

    explicit operator bool() const { return m_exchange != nullptr; }
    /// False: the peer does not keep up; write more when whenDrained() has called.
    bool write(std::string_view bytes);
    /// Called once, on the core thread, when everything written so far is with the system. Replaces an earlier one.
    void whenDrained(std::function<void()> callback);
    /// Ends the answer; false breaks it off, so that the peer sees that it is not whole.
    void end(bool complete = true);

private:
    std::shared_ptr<HttpExchange> m_exchange;
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
    /// Answers with a body that follows in pieces (response.body is its beginning); the responder is spent.
    /// whenDisconnected() stays in force until the end.
    HttpStreamedAnswer begin(HttpResponse head);
    /// Called once, on the core thread, if the peer leaves before the answer was sent. The responder may be
    /// destroyed inside the callback. Replaces an earlier callback.
    void whenDisconnected(std::function<void()> callback);
    /// False once answered or when the peer left.
    bool connected() const;

private:
    std::shared_ptr<HttpExchange> m_exchange;
};

/// Takes a request's body as it comes. Core thread; shared with the connection that reads it.
class HttpBodySink
{
public:
    virtual ~HttpBodySink() = default;
    /// 0, or the status that ends the request.
    virtual int append(std::string_view data) = 0;
    /// False: the connection reads no further until the callback ran.
    virtual bool wantsMore() const = 0;
    virtual void whenWanted(std::function<void()> callback) = 0;
};

/// What to do with a request's body, decided from its head.
struct HttpBodyPolicy
{
    std::uint64_t bytesMax = 6 * 1024 * 1024 + 4096; ///< more: HttpHandler::tooLarge, then the connection ends
    std::uint64_t memoryBytes = 1024 * 1024;         ///< more goes to a temporary file
    bool decodeAwsChunked = false;                   ///< STREAMING-* payloads of S3
    std::optional<HttpResponse> refuse;              ///< answer at once, read no body
    std::shared_ptr<HttpBodySink> sink;              ///< gets the body, whatever its length, instead of the request
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
    /// The answer to a body that broke off: the peer left, closed its side or broke the framing.
    virtual HttpResponse truncated(const HttpRequest &head);
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
