// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/base/time.h"
#include "core/session/session.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// HTTP request to payload 2.0 event and function result to HTTP response (triggers-events.md 15). Pure functions.
namespace lambdarium {

struct UrlRequest
{
    std::string method = "GET";
    std::string path = "/"; ///< raw, without the query
    std::string query;      ///< raw, without "?"
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string sourceIp = "127.0.0.1";
    std::string protocol = "HTTP/1.1";
};
struct UrlContext
{
    std::string urlId;
    std::string requestId;
    std::string traceId;
    Instant time{};
    Account account;
    std::uint16_t port = 0;
};

/// 32 lower-case letters and digits, stable for a function's ARN.
std::string functionUrlId(std::string_view functionArn);
std::string functionUrlEvent(const UrlRequest &request, const UrlContext &context);
/// Refusals and function errors become 429, 403, 502 with AWS's bodies.
UrlResponse functionUrlResponse(const InvokeOutcome &outcome);
/// Status and headers of a streamed response (runtime-api.md 4), from its content type and first bytes; takes a prelude
/// off them. Nothing: the prelude is not all there yet. A prelude that is none gives 502 and takes all bytes.
std::optional<UrlResponse> streamedUrlHead(const std::string &contentType, std::string &bytes);

} // namespace lambdarium
