// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

namespace lambdarium {

void HttpExchange::begin(HttpResponse head) { m_collected = std::move(head); }

bool HttpExchange::write(std::string_view bytes)
{
    m_collected.body.append(bytes);
    return true;
}

void HttpExchange::whenDrained(std::function<void()>) {}

void HttpExchange::end(bool complete)
{
    if (!complete)
        m_collected = HttpResponse{.status = 502, .close = true};
    send(std::move(m_collected));
}

HttpStreamedAnswer::~HttpStreamedAnswer() { end(false); }

HttpStreamedAnswer &HttpStreamedAnswer::operator=(HttpStreamedAnswer &&other) noexcept
{
    std::swap(m_exchange, other.m_exchange);
    return *this;
}

bool HttpStreamedAnswer::write(std::string_view bytes) { return !m_exchange || m_exchange->write(bytes); }

void HttpStreamedAnswer::whenDrained(std::function<void()> callback)
{
    if (m_exchange)
        m_exchange->whenDrained(std::move(callback));
}

void HttpStreamedAnswer::end(bool complete)
{
    if (const auto exchange = std::exchange(m_exchange, nullptr))
        exchange->end(complete);
}

HttpStreamedAnswer HttpResponder::begin(HttpResponse head)
{
    auto exchange = std::exchange(m_exchange, nullptr);
    if (exchange)
        exchange->begin(std::move(head));
    return HttpStreamedAnswer(std::move(exchange));
}

HttpResponder::~HttpResponder()
{
    if (m_exchange)
        send(HttpResponse{.status = 500, .close = true});
}

HttpResponder &HttpResponder::operator=(HttpResponder &&other) noexcept
{
    std::swap(m_exchange, other.m_exchange);
    return *this;
}

void HttpResponder::send(HttpResponse response)
{
    if (const auto exchange = std::exchange(m_exchange, nullptr))
        exchange->send(std::move(response));
}

void HttpResponder::whenDisconnected(std::function<void()> callback)
{
    if (m_exchange)
        m_exchange->whenDisconnected(std::move(callback));
}

bool HttpResponder::connected() const { return m_exchange && m_exchange->connected(); }

HttpBodyPolicy HttpHandler::bodyPolicy(const HttpRequest &) { return {}; }

HttpResponse HttpHandler::tooLarge(const HttpRequest &) { return HttpResponse{.status = 413, .close = true}; }

HttpResponse HttpHandler::truncated(const HttpRequest &) { return HttpResponse{.status = 400, .close = true}; }

} // namespace lambdarium
