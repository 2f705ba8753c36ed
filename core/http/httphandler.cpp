// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"

namespace lambdarium {

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

} // namespace lambdarium
