// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestparser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>

namespace lambdarium {

namespace http = boost::beast::http;
using BeastError = boost::beast::error_code;
using BeastView = boost::beast::string_view;

namespace {

std::string text(BeastView view) { return std::string(view.data(), view.size()); }

/// The one class that knows Beast's virtual functions; fields after the head are trailers.
class BeastParser : public http::basic_parser<true>
{
public:
    explicit BeastParser(HttpRequest &request) : m_request(request)
    {
        eager(false);
        body_limit(boost::none); // the body policy decides, per request
    }

    const RequestParser::BodySink *sink = nullptr;
    int sinkStatus = 0;

private:
    void on_request_impl(http::verb, BeastView method, BeastView target, int version, BeastError &) override
    {
        m_request.method = text(method);
        m_request.target = text(target);
        m_request.minorVersion = version % 10;
    }
    void on_response_impl(int, BeastView, int, BeastError &) override {}
    void on_field_impl(http::field, BeastView name, BeastView value, BeastError &) override
    {
        (m_headDone ? m_request.trailers : m_request.headers).add(text(name), text(value));
    }
    void on_header_impl(BeastError &) override { m_headDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, BeastError &) override {}
    std::size_t on_body_impl(BeastView body, BeastError &error) override { return give(body, error); }
    void on_chunk_header_impl(std::uint64_t, BeastView, BeastError &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, BeastView body, BeastError &error) override
    {
        return give(body, error);
    }
    void on_finish_impl(BeastError &) override {}

    std::size_t give(BeastView body, BeastError &error)
    {
        if (!body.empty() && sink)
            sinkStatus = (*sink)(std::string_view(body.data(), body.size()));
        if (sinkStatus != 0)
            error = http::error::body_limit;
        return body.size();
    }

    HttpRequest &m_request;
    bool m_headDone = false;
};

/// Every line ends in CRLF and none begins with blank: what other parsers would read differently is refused.
bool linesAreStrict(std::string_view head)
{
    for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
        if (at == 0 || head[at - 1] != '\r')
            return false;
        if (at + 1 < head.size() && (head[at + 1] == ' ' || head[at + 1] == '\t'))
            return false;
    }
    return true;
}

constexpr std::string_view http2Preface = "PRI * HTTP/2.0\r\n";

} // namespace

class RequestParser::Impl
{
public:
    explicit Impl(const HttpLimits &limits) : limits(limits) { reset(); }

    void reset()
    {
        request = {};
        parser.emplace(request);
        parser->header_limit(static_cast<std::uint32_t>(limits.headerBytes * 2)); // head and trailers
        state = State::Head;
        status = 0;
    }

    std::size_t fail(int failureStatus)
    {
        state = State::Failed;
        status = failureStatus;
        return 0;
    }

    std::size_t feedHead(std::string_view data)
    {
        // The first bytes decide the protocol; HTTP/2 with prior knowledge gets its own session here one day.
        if (data.starts_with(http2Preface))
            return fail(505);
        const std::size_t end = data.find("\r\n\r\n");
        if (end == std::string_view::npos)
            return data.size() > limits.headerBytes ? fail(431) : linesAreStrict(data) ? 0 : fail(400);
        const std::string_view head = data.substr(0, end + 4);
        if (head.size() > limits.headerBytes
            || static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n')) > limits.headerLines + 2)
            return fail(431);
        if (!linesAreStrict(head))
            return fail(400);
        BeastError error;
        const std::size_t used = parser->put(boost::asio::buffer(head.data(), head.size()), error);
        if (error)
            return fail(error == http::error::bad_version ? 505 : 400);
        if (!parser->is_header_done())
            return fail(400);
        if (const int fault = headFault())
            return fail(fault);
        splitTarget();
        state = parser->is_done() ? State::Done : State::Body;
        return used;
    }

    int headFault() const
    {
        if (request.headers.count("Host") != 1 || request.headers.count("Content-Length") > 1)
            return 400;
        if (request.headers.has("Transfer-Encoding")
            && !equalsIgnoringCase(request.headers.value("Transfer-Encoding"), "chunked"))
            return 501;
        if (request.target.empty() || (request.target.front() != '/' && request.target != "*"))
            return 400;
        return request.method == "CONNECT" || request.method == "TRACE" ? 501 : 0;
    }

    void splitTarget()
    {
        const std::string &target = request.target;
        const std::size_t mark = target.find('?');
        request.path = target.substr(0, mark);
        request.query = mark == std::string::npos ? std::string() : target.substr(mark + 1);
    }

    std::size_t feedBody(std::string_view data, const BodySink &sink)
    {
        parser->sink = &sink;
        std::size_t consumed = 0;
        while (consumed < data.size() && !parser->is_done()) {
            BeastError error;
            const std::size_t used = parser->put(boost::asio::buffer(data.data() + consumed, data.size() - consumed),
                                                 error);
            consumed += used;
            if (error == http::error::need_more)
                break;
            if (error) {
                fail(parser->sinkStatus != 0 ? parser->sinkStatus : 400);
                return consumed;
            }
            if (used == 0)
                break;
        }
        if (parser->is_done())
            state = State::Done;
        return consumed;
    }

    const HttpLimits &limits;
    HttpRequest request;
    std::optional<BeastParser> parser;
    State state = State::Head;
    int status = 0;
};

RequestParser::RequestParser(const HttpLimits &limits) : m_impl(std::make_unique<Impl>(limits)) {}

RequestParser::~RequestParser() = default;

void RequestParser::reset() { m_impl->reset(); }

std::size_t RequestParser::feedHead(std::string_view data) { return m_impl->feedHead(data); }

std::size_t RequestParser::feedBody(std::string_view data, const BodySink &sink)
{
    return m_impl->feedBody(data, sink);
}

RequestParser::State RequestParser::state() const { return m_impl->state; }

int RequestParser::failureStatus() const { return m_impl->status; }

bool RequestParser::keepAlive() const { return m_impl->parser->keep_alive(); }

std::optional<std::uint64_t> RequestParser::contentLength() const
{
    const auto length = m_impl->parser->content_length();
    return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

HttpRequest &RequestParser::request() { return m_impl->request; }

} // namespace lambdarium
