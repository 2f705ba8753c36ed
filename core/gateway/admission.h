// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/gateway/route.h"
#include "core/http/httpmessage.h"

#include <cstdint>
#include <optional>
#include <string_view>

/// Who may talk to the endpoint, decided from the head alone (security.md B.2, 2 to 4). Pure functions.
namespace lambdarium {

/// 127.0.0.1:p, localhost:p, [::1]:p or *.localhost:p; anything else may be a rebound name.
bool hostAllowed(std::string_view host, std::uint16_t port);
/// An Origin header, or Sec-Fetch-Site other than none: a web page sent it.
bool sentByPage(const HttpRequest &head);

/// The refusal of a request that may not enter the control API, or nothing. 421 for foreign hosts, 403 for pages
/// and for OPTIONS; bodies are empty.
std::optional<HttpResponse> refuseStranger(const HttpRequest &head);

enum class Signature {
    Valid, ///< well-formed; not verified (decisions.md)
    Missing,
    Malformed, ///< an Authorization header of another shape
    Expired,   ///< presigned link past its time
};
Signature signatureOf(const HttpRequest &head, const QueryArguments &query, Instant now);

} // namespace lambdarium
