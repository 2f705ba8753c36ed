// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httpserver.h"

#include <functional>
#include <memory>
#include <string_view>

namespace lambdarium {

/// Turns bytes into requests, one after the other, with Boost.Beast's strict parser and the checks it leaves out
/// (bare LF, folded lines, double Host or Content-Length, unknown transfer codings). Owned by a connection.
class RequestParser
{
public:
    enum class State { Head, Body, Done, Failed };
    /// Receives body bytes as they come; false ends the request (failureStatus() is then 413 or 500).
    using BodySink = std::function<int(std::string_view)>;

    explicit RequestParser(const HttpLimits &limits);
    ~RequestParser();

    /// Ready for the next request.
    void reset();
    /// Takes the head once it is complete; returns the bytes consumed, 0 while more are needed.
    std::size_t feedHead(std::string_view data);
    /// Takes body bytes; returns the bytes consumed. The sink returns 0 or the status that ends the request.
    std::size_t feedBody(std::string_view data, const BodySink &sink);

    State state() const;
    /// The status to answer with in State::Failed: 400, 413, 431, 500, 501 or 505.
    int failureStatus() const;
    bool keepAlive() const;
    /// Announced length; nothing for chunked bodies.
    std::optional<std::uint64_t> contentLength() const;
    /// Filled as parsing goes on; take it at State::Done.
    HttpRequest &request();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
