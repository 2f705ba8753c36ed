// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpconnection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace lambdarium {

namespace {

constexpr std::size_t headReadBytes = 8 * 1024;
constexpr std::size_t bodyReadBytes = 128 * 1024;
constexpr std::chrono::seconds drainTime{2};
constexpr std::chrono::seconds writeStallTime{60};

/// "Tue, 24 Nov 2026 14:00:00 GMT", made once a second.
const std::string &httpDate()
{
    static thread_local std::time_t stamp = 0;
    static thread_local std::string text;
    const std::time_t now = ::time(nullptr);
    if (now != stamp) {
        std::tm parts{};
        ::gmtime_r(&now, &parts);
        char buffer[64];
        text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts));
        stamp = now;
    }
    return text;
}

/// A handler's bytes never break out of their header line.
void appendHeader(std::string &out, std::string_view name, std::string_view value)
{
    const std::size_t start = out.size();
    out.append(name).append(": ").append(value);
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
        [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    out.append("\r\n");
}

bool statusHasBody(int status) { return status != 204 && status != 304 && status >= 200; }

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<HttpStream> stream, Host &host, Origin origin)
    : m_stream(std::move(stream)), m_host(&host), m_origin(std::move(origin)), m_peerAddress(m_stream->peerAddress()),
      m_parser(host.limits)
{}

void HttpConnection::start() { read(); }

void HttpConnection::enter(Phase phase)
{
    m_phase = phase;
    m_phaseStarted = m_lastActivity = Clock::now();
    m_phaseBytes = 0;
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    const auto alive = self();
    enter(Phase::Closed);
    m_stream->close();
    if (m_fileDescriptor >= 0)
        ::close(std::exchange(m_fileDescriptor, -1));
    m_spool.reset();
    m_sink.reset();
    m_host->closed(*this);
    m_host = nullptr;
    m_disconnected = m_drained = nullptr; // whoever ends a listener knows; only a peer that leaves is news
}

void HttpConnection::checkDeadlines(Clock::time_point now)
{
    const HttpLimits &limits = m_host->limits;
    const auto inPhase = now - m_phaseStarted;
    switch (m_phase) {
    case Phase::Idle:
        if (inPhase > limits.idleTime)
            close();
        break;
    case Phase::Head:
        if (inPhase > limits.headerTime)
            m_begin == m_end ? close() : answerNow(HttpResponse{.status = 408, .close = true});
        break;
    case Phase::Body: {
        const auto floor = limits.bodyBytesPerSecond
            * static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(inPhase).count());
        if (!sinkIsFull()
            && (now - m_lastActivity > limits.bodyTime || (inPhase > limits.bodyTime && m_phaseBytes < floor)))
            answerNow(HttpResponse{.status = 408, .close = true});
        break;
    }
    case Phase::Writing:
        if (m_outSent < m_outHead.size() + m_outBody.size() + m_fileLeft && now - m_lastActivity > writeStallTime)
            m_streaming ? streamBroke() : close();
        break;
    case Phase::Draining:
        if (inPhase > drainTime)
            close();
        break;
    case Phase::Handling:
    case Phase::Closed: break;
    }
}

void HttpConnection::read()
{
    if (m_reading || m_peerGone || m_phase == Phase::Closed)
        return;
    if (m_begin == m_end)
        m_begin = m_end = 0;
    const std::size_t wanted = m_phase == Phase::Body ? bodyReadBytes : headReadBytes;
    if (m_input.size() - m_end < wanted) {
        std::memmove(m_input.data(), m_input.data() + m_begin, m_end - m_begin);
        m_end -= std::exchange(m_begin, 0);
        m_input.resize(std::max(m_input.size(), m_end + wanted));
    }
    m_reading = true;
    m_stream->read(*this, m_input.data() + m_end, m_input.size() - m_end);
}

void HttpConnection::readDone(bool ended, std::size_t bytes)
{
    m_reading = false;
    if (m_phase == Phase::Closed)
        return;
    if (ended) {
        peerLeft();
        return;
    }
    m_end += bytes;
    m_phaseBytes += bytes;
    m_lastActivity = Clock::now();
    if (m_phase == Phase::Draining) {
        m_begin = m_end = 0;
        read();
    } else if (m_phase != Phase::Handling && m_phase != Phase::Writing) {
        progress();
    } // else: the next request came early and waits in the buffer
}

void HttpConnection::peerLeft()
{
    m_peerGone = true;
    if (m_phase == Phase::Body)
        return bodyBroke();
    if (m_phase == Phase::Handling) {
        // A half-closed peer may still read: the answer is tried, but its owner hears of it.
        const auto callback = std::exchange(m_disconnected, nullptr);
        if (callback)
            callback();
        return;
    }
    if (m_phase != Phase::Writing)
        close();
}

void HttpConnection::progress()
{
    if (m_progressing)
        return;
    const auto alive = self();
    m_progressing = true;
    while (step()) {
    }
    m_progressing = false;
    if (m_phase == Phase::Closed)
        return;
    // While a request is handled, the outstanding read is what notices that the peer left.
    const bool busy = m_phase == Phase::Handling || m_phase == Phase::Writing;
    if (busy ? m_begin == m_end : !sinkIsFull())
        read();
}

bool HttpConnection::step()
{
    if (m_begin == m_end)
        return false;
    switch (m_phase) {
    case Phase::Idle: enter(Phase::Head); return true;
    case Phase::Head: return stepHead();
    case Phase::Body: return stepBody();
    default: return false;
    }
}

bool HttpConnection::stepHead()
{
    m_begin += m_parser.feedHead(std::string_view(m_input.data() + m_begin, m_end - m_begin));
    switch (m_parser.state()) {
    case RequestParser::State::Head: return false;
    case RequestParser::State::Failed:
        answerNow(HttpResponse{.status = m_parser.failureStatus(), .close = true});
        return false;
    default: break;
    }
    HttpRequest &request = m_parser.request();
    request.listener = m_origin.tag;
    request.listenerPort = m_origin.port;
    request.peerAddress = m_peerAddress;
    m_headOnly = request.method == "HEAD";
    m_chunked = request.minorVersion > 0;
    ++m_served;
    m_closeAfter = !m_parser.keepAlive() || m_served >= m_host->limits.requestsPerConnection;
    beginBody();
    return m_phase == Phase::Body || m_phase == Phase::Idle || m_phase == Phase::Head;
}

void HttpConnection::beginBody()
{
    HttpRequest &request = m_parser.request();
    HttpBodyPolicy policy = m_host->handler.bodyPolicy(request);
    const bool noBody = m_parser.state() == RequestParser::State::Done;
    if (policy.refuse) {
        policy.refuse->close = policy.refuse->close || !noBody;
        answerNow(std::move(*policy.refuse));
        return;
    }
    if (noBody) {
        handOver();
        return;
    }
    m_sink = std::move(policy.sink);
    const bool chunked = policy.decodeAwsChunked && isAwsChunked(request);
    const std::uint64_t framing = chunked ? policy.bytesMax / 8 + 4096 : 0; // room for the chunk headers
    if (!m_sink && m_parser.contentLength().value_or(0) > policy.bytesMax + framing) {
        HttpResponse response = m_host->handler.tooLarge(request);
        response.close = true;
        answerNow(std::move(response));
        return;
    }
    m_spool = std::make_unique<BodySpool>(BodySpool::Limits{.bytesMax = policy.bytesMax,
                                                            .memoryBytes = policy.memoryBytes,
                                                            .awsChunked = chunked,
                                                            .directory = m_host->limits.spoolDirectory});
    enter(Phase::Body);
    if (m_begin == m_end && equalsIgnoringCase(request.headers.value("Expect"), "100-continue")) {
        static constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
        // 25 bytes into a socket buffer that is empty between requests: it takes them or the peer is gone.
        if (::send(m_stream->descriptor(), go.data(), go.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(go.size()))
            close();
    }
}

bool HttpConnection::stepBody()
{
    m_begin += m_parser.feedBody(std::string_view(m_input.data() + m_begin, m_end - m_begin),
                                 [this](std::string_view data) { return appendBody(data); });
    if (m_sink) {
        const auto turn = m_host->turn;
        turn(); // what the sink posted runs at once
        if (m_phase != Phase::Body)
            return false;
    }
    if (m_parser.state() == RequestParser::State::Failed) {
        if (m_parser.failureStatus() == 400) {
            bodyBroke();
            return false;
        }
        HttpResponse response = m_parser.failureStatus() == 413 ? m_host->handler.tooLarge(m_parser.request())
                                                                : HttpResponse{.status = m_parser.failureStatus()};
        response.close = true;
        answerNow(std::move(response));
        return false;
    }
    if (m_parser.state() != RequestParser::State::Done)
        return false;
    const int status = m_sink ? 0 : m_spool->finish(m_parser.request());
    m_spool.reset();
    m_sink.reset();
    if (status != 0)
        answerNow(HttpResponse{.status = status, .close = true});
    else
        handOver();
    return m_phase == Phase::Idle;
}

int HttpConnection::appendBody(std::string_view data) { return m_sink ? m_sink->append(data) : m_spool->append(data); }

void HttpConnection::bodyBroke()
{
    const auto turn = m_host->turn;
    HttpResponse response = m_host->handler.truncated(m_parser.request());
    response.close = true;
    answerNow(std::move(response));
    turn(); // what the handler posted or timed runs in its time
}

/// True while the body has to wait; reading goes on by itself then.
bool HttpConnection::sinkIsFull()
{
    if (m_phase != Phase::Body || !m_sink || m_sink->wantsMore())
        return false;
    m_sink->whenWanted([weak = std::weak_ptr(self())] {
        if (const auto alive = weak.lock(); alive && alive->m_phase == Phase::Body)
            alive->progress();
    });
    return true;
}

void HttpConnection::handOver()
{
    enter(Phase::Handling);
    const auto turn = m_host->turn;
    turn(); // the handler sees a fresh now()
    if (m_phase == Phase::Handling && m_host)
        m_host->handler.handle(std::move(m_parser.request()), HttpResponder(self()));
    turn();
}

void HttpConnection::answerNow(HttpResponse response)
{
    m_spool.reset();
    m_sink.reset();
    enter(Phase::Handling);
    send(std::move(response));
}

void HttpConnection::composeHead(const HttpResponse &response)
{
    m_outHead.assign("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    m_outHead.append(httpReason(response.status)).append("\r\nDate: ").append(httpDate()).append("\r\n");
    for (const auto &[name, value] : response.headers) {
        // Framing is the server's; only the answer to HEAD may announce a length it does not send.
        if (!equalsIgnoringCase(name, "Content-Length") || m_headOnly)
            appendHeader(m_outHead, name, value);
    }
    const std::uint64_t length = response.file ? response.file->length : response.body.size();
    if (m_streaming) {
        if (m_chunked)
            appendHeader(m_outHead, "Transfer-Encoding", "chunked");
    } else if (statusHasBody(response.status) && !(m_headOnly && response.headers.has("Content-Length")))
        appendHeader(m_outHead, "Content-Length", std::to_string(length));
    m_outHead.append(m_closeAfter ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n");
}

void HttpConnection::send(HttpResponse response)
{
    if (m_phase != Phase::Handling)
        return;
    m_disconnected = nullptr;
    m_closeAfter = m_closeAfter || response.close || m_peerGone;
    composeHead(response);
    m_outBody.clear();
    m_outSent = 0;
    m_fileLeft = 0;
    if (!m_headOnly && statusHasBody(response.status)) {
        if (response.file) {
            m_fileDescriptor = ::open(response.file->path.c_str(), O_RDONLY | O_CLOEXEC);
            m_fileOffset = response.file->offset;
            m_fileLeft = response.file->length;
        } else {
            m_outBody = std::move(response.body);
        }
    }
    enter(Phase::Writing);
    flush();
}

void HttpConnection::flush()
{
    const std::size_t total = m_outHead.size() + m_outBody.size();
    while (m_outSent < total) {
        std::array<iovec, 2> parts{};
        const std::size_t inHead = std::min(m_outSent, m_outHead.size());
        const std::size_t inBody = m_outSent - inHead;
        parts[0] = {m_outHead.data() + inHead, m_outHead.size() - inHead};
        parts[1] = {m_outBody.data() + inBody, m_outBody.size() - inBody};
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        const ssize_t sent = ::sendmsg(m_stream->descriptor(), &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno == EAGAIN) {
            m_blocked = true;
            return m_stream->waitWritable(*this);
        }
        if (sent < 0)
            return m_streaming ? streamBroke() : close();
        m_outSent += static_cast<std::size_t>(sent);
        m_lastActivity = Clock::now();
    }
    if (!m_streaming)
        return m_fileLeft > 0 ? writeFile() : written();
    m_outHead.clear();
    m_outBody.clear();
    m_outSent = 0;
    if (const auto drained = std::exchange(m_drained, nullptr))
        drained();
}

// --- an answer in pieces -----------------------------------------------------------------------------------------

void HttpConnection::begin(HttpResponse head)
{
    if (m_phase != Phase::Handling)
        return;
    m_closeAfter = m_closeAfter || head.close || m_peerGone || !m_chunked;
    const std::string body = std::exchange(head.body, {});
    m_streaming = true;
    composeHead(head);
    m_outBody.clear();
    m_outSent = 0;
    m_fileLeft = 0;
    enter(Phase::Writing);
    write(body);
}

bool HttpConnection::write(std::string_view bytes)
{
    if (m_phase != Phase::Writing || !m_streaming)
        return true; // the peer left: what is still said goes nowhere
    if (!bytes.empty() && !m_headOnly) {
        if (m_chunked) {
            char size[24];
            std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
            m_outBody.append(size).append(bytes).append("\r\n");
        } else {
            m_outBody.append(bytes);
        }
    }
    if (!m_blocked)
        flush();
    return !m_blocked;
}

void HttpConnection::streamBroke()
{
    const auto callback = std::exchange(m_disconnected, nullptr);
    close();
    if (callback)
        callback();
}

void HttpConnection::end(bool complete)
{
    if (m_phase != Phase::Writing || !m_streaming)
        return;
    m_disconnected = m_drained = nullptr;
    if (!complete)
        return close(); // without the last chunk the peer knows
    m_streaming = false;
    if (m_chunked && !m_headOnly)
        m_outBody.append("0\r\n\r\n");
    if (!m_blocked)
        flush();
}

// --- the end of an answer ----------------------------------------------------------------------------------------

void HttpConnection::writeFile()
{
    while (m_fileLeft > 0) {
        auto offset = static_cast<off_t>(m_fileOffset);
        const ssize_t sent = m_fileDescriptor < 0
            ? 0
            : ::sendfile(m_stream->descriptor(), m_fileDescriptor, &offset,
                         static_cast<std::size_t>(std::min<std::uint64_t>(m_fileLeft, 1u << 20)));
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno == EAGAIN)
            return m_stream->waitWritable(*this);
        if (sent <= 0)
            return close(); // the announced length cannot be kept: the peer must see a broken body
        m_fileOffset += static_cast<std::uint64_t>(sent);
        m_fileLeft -= static_cast<std::uint64_t>(sent);
        m_lastActivity = Clock::now();
    }
    written();
}

void HttpConnection::writable(bool failed)
{
    m_blocked = false;
    if (m_phase != Phase::Writing)
        return;
    const auto turn = m_host->turn;
    if (failed)
        m_streaming ? streamBroke() : close();
    else
        flush();
    turn();
}

void HttpConnection::written()
{
    if (m_fileDescriptor >= 0)
        ::close(std::exchange(m_fileDescriptor, -1));
    m_outBody = {};
    if (m_closeAfter || m_peerGone)
        return drain();
    m_parser.reset();
    enter(Phase::Idle);
    if (m_progressing)
        return; // the loop below us goes on
    if (m_begin == m_end)
        return read();
    // The next request is here already; it is not handled inside whoever answered this one.
    m_stream->later(*this);
}

void HttpConnection::resume()
{
    if (m_phase == Phase::Idle)
        progress();
}

void HttpConnection::drain()
{
    // Closing with unread input resets the connection and may destroy the answer on its way.
    if (!m_stream->endSending() || m_peerGone)
        return close();
    enter(Phase::Draining);
    m_begin = m_end = 0;
    read();
}

} // namespace lambdarium
