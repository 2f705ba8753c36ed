// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/admission.h"

#include <algorithm>
#include <charconv>
#include <ctime>

namespace lambdarium {

namespace {

bool isHostLabelText(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
            || c == '_';
    });
}

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

/// "20261124T140000Z" as seconds since the epoch.
std::optional<std::int64_t> compactTime(const std::string &text)
{
    std::tm parts{};
    if (text.size() != 16 || !::strptime(text.c_str(), "%Y%m%dT%H%M%SZ", &parts))
        return std::nullopt;
    return static_cast<std::int64_t>(::timegm(&parts));
}

bool hasCredentialScope(std::string_view credential)
{
    return std::count(credential.begin(), credential.end(), '/') >= 4 && credential.ends_with("/aws4_request");
}

std::string_view component(std::string_view authorization, std::string_view name)
{
    const std::size_t at = authorization.find(name);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = authorization.substr(at + name.size());
    return rest.substr(0, rest.find_first_of(", "));
}

bool isHex(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Signature headerSignature(const HttpRequest &head)
{
    const std::string_view authorization = head.headers.value("Authorization");
    const bool wellFormed = authorization.starts_with("AWS4-HMAC-SHA256 ")
        && hasCredentialScope(component(authorization, "Credential="))
        && !component(authorization, "SignedHeaders=").empty() && isHex(component(authorization, "Signature="))
        && (head.headers.has("X-Amz-Date") || head.headers.has("Date"));
    return wellFormed ? Signature::Valid : Signature::Malformed;
}

Signature presignedSignature(const QueryArguments &query, Instant now)
{
    const std::string *credential = findArgument(query, "X-Amz-Credential");
    const std::string *date = findArgument(query, "X-Amz-Date");
    const std::string *expires = findArgument(query, "X-Amz-Expires");
    const std::string *signature = findArgument(query, "X-Amz-Signature");
    if (!credential || !date || !expires || !signature || !hasCredentialScope(*credential) || !isHex(*signature))
        return Signature::Malformed;
    const auto start = compactTime(*date);
    const auto seconds = number(*expires);
    if (!start || !seconds || *seconds < 1 || *seconds > 604800)
        return Signature::Malformed;
    return unixMillis(now) > (*start + *seconds) * 1000 ? Signature::Expired : Signature::Valid;
}

} // namespace

bool hostAllowed(std::string_view host, std::uint16_t port)
{
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos || number(host.substr(colon + 1)) != std::optional<std::int64_t>(port))
        return false;
    const std::string_view name = host.substr(0, colon);
    static constexpr std::string_view suffix = ".localhost";
    return name == "127.0.0.1" || name == "[::1]" || equalsIgnoringCase(name, "localhost")
        || (name.size() > suffix.size() && isHostLabelText(name)
            && equalsIgnoringCase(name.substr(name.size() - suffix.size()), suffix));
}

bool sentByPage(const HttpRequest &head)
{
    return head.headers.has("Origin")
        || (head.headers.has("Sec-Fetch-Site") && head.headers.value("Sec-Fetch-Site") != "none");
}

std::optional<HttpResponse> refuseStranger(const HttpRequest &head)
{
    if (!hostAllowed(head.headers.value("Host"), head.listenerPort))
        return HttpResponse{.status = 421, .close = true};
    if (sentByPage(head) || head.method == "OPTIONS")
        return HttpResponse{.status = 403, .close = true};
    return std::nullopt;
}

Signature signatureOf(const HttpRequest &head, const QueryArguments &query, Instant now)
{
    if (head.headers.has("Authorization"))
        return headerSignature(head);
    if (findArgument(query, "X-Amz-Algorithm"))
        return presignedSignature(query, now);
    // Links of boto3's default S3 signer for us-east-1 are still of version 2.
    if (const std::string *expires = findArgument(query, "Expires");
        expires && findArgument(query, "AWSAccessKeyId") && findArgument(query, "Signature")) {
        const auto end = number(*expires);
        if (!end)
            return Signature::Malformed;
        return unixMillis(now) > *end * 1000 ? Signature::Expired : Signature::Valid;
    }
    return Signature::Missing;
}

} // namespace lambdarium
