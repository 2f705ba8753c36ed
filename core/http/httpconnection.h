// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/bodyspool.h"
#include "core/http/httpserver.h"
#include "core/http/httpstream.h"
#include "core/http/requestparser.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// One accepted socket: reads a request, hands it over, writes the answer, begins again. Private to core/http; kept
/// alive by its server and by the responder of the request it waits for.
class HttpConnection : public HttpExchange, public HttpStream::Owner
{
public:
    using Clock = std::chrono::steady_clock;
    /// What a connection needs from its server; outlives it, or close() was called first.
    struct Host
    {
        HttpHandler &handler;
        const HttpLimits &limits;
        std::function<void()> turn;
        std::function<void(HttpConnection &)> closed;
    };
    enum class Phase {
        Idle,     ///< kept alive, no byte of the next request yet
        Head,     ///< waiting for a complete head
        Body,     ///< reading the body
        Handling, ///< the handler holds the responder
        Writing,  ///< the answer is on its way
        Draining, ///< answered early; discards input so that the peer can read the answer
        Closed,
    };

    /// The listener that accepted it.
    struct Origin
    {
        HttpListenerId id{};
        std::uint16_t port = 0;
        std::shared_ptr<const HttpListenerTag> tag;
    };

    HttpConnection(std::unique_ptr<HttpStream> stream, Host &host, Origin origin);

    void start();
    /// Ends it now, without an answer.
    void close();
    /// Called every second: ends what is too slow.
    void checkDeadlines(Clock::time_point now);
    Phase phase() const { return m_phase; }
    bool waitsForHead() const { return m_phase == Phase::Head; }
    Clock::time_point phaseStarted() const { return m_phaseStarted; }
    HttpListenerId listener() const { return m_origin.id; }

    void send(HttpResponse response) override;
    void whenDisconnected(std::function<void()> callback) override { m_disconnected = std::move(callback); }
    bool connected() const override { return m_phase == Phase::Handling && !m_peerGone; }
    void begin(HttpResponse head) override;
    bool write(std::string_view bytes) override;
    void whenDrained(std::function<void()> callback) override { m_drained = std::move(callback); }
    void end(bool complete) override;

private:
    std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }
    void enter(Phase phase);
    void read();
    void readDone(bool ended, std::size_t bytes) override;
    void writable(bool failed) override;
    void resume() override;
    void progress();
    bool step();
    bool stepHead();
    bool stepBody();
    void beginBody();
    void handOver();
    void answerNow(HttpResponse response);
    void composeHead(const HttpResponse &response);
    int appendBody(std::string_view data);
    void bodyBroke();
    bool sinkIsFull();
    void flush();
    void streamBroke();
    void writeFile();
    void written();
    void drain();
    void peerLeft();

    std::unique_ptr<HttpStream> m_stream;
    Host *m_host;
    Origin m_origin;
    std::string m_peerAddress;
    RequestParser m_parser;
    std::unique_ptr<BodySpool> m_spool;
    std::shared_ptr<HttpBodySink> m_sink; ///< takes the body instead of m_spool
    std::vector<char> m_input;            ///< bytes [m_begin, m_end) are not consumed yet
    std::size_t m_begin = 0, m_end = 0;
    bool m_reading = false;
    bool m_progressing = false;
    bool m_peerGone = false;
    bool m_closeAfter = false;
    bool m_headOnly = false;
    std::size_t m_served = 0;
    Phase m_phase = Phase::Head;
    Clock::time_point m_phaseStarted = Clock::now();
    Clock::time_point m_lastActivity = Clock::now();
    std::uint64_t m_phaseBytes = 0;
    std::function<void()> m_disconnected, m_drained;
    bool m_streaming = false; ///< the answer comes in pieces and is not ended yet
    bool m_chunked = false;   ///< HTTP/1.1: pieces travel as chunks; otherwise the end of the connection is their end
    bool m_blocked = false;   ///< the system takes no more; writable() follows
    std::string m_outHead, m_outBody;
    std::size_t m_outSent = 0;
    int m_fileDescriptor = -1;
    std::uint64_t m_fileOffset = 0, m_fileLeft = 0;
};

} // namespace lambdarium
