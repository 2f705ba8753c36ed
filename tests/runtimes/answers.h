// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"

#include <functional>
#include <optional>

namespace lambdarium {

/// An exchange without a socket: keeps what it was answered.
class KeptAnswer : public HttpExchange
{
public:
    void send(HttpResponse response) override { sent = std::move(response); }
    void whenDisconnected(std::function<void()>) override {}
    bool connected() const override { return !sent; }
    std::optional<HttpResponse> sent;
};

} // namespace lambdarium
