// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/functionurl.h"

#include "core/services/digests.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <ctime>
#include <map>

namespace lambdarium {

using Json = nlohmann::ordered_json;

namespace {

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

int hexDigit(char c)
{
    const char low = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto digit = std::string_view("0123456789abcdef").find(low);
    return digit == std::string_view::npos ? -1 : static_cast<int>(digit);
}

std::string urlDecoded(std::string_view text, bool plusIsBlank)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
            result += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            result += plusIsBlank && text[i] == '+' ? ' ' : text[i];
        }
    }
    return result;
}

/// Repeated keys are joined with a comma, values decoded.
Json queryParameters(std::string_view query)
{
    std::vector<std::pair<std::string, std::string>> order;
    while (!query.empty()) {
        const std::size_t amp = query.find('&');
        const std::string_view pair = query.substr(0, amp);
        query = amp == std::string_view::npos ? std::string_view{} : query.substr(amp + 1);
        if (pair.empty())
            continue;
        const std::size_t equals = pair.find('=');
        const std::string key = urlDecoded(pair.substr(0, equals), true);
        const std::string value = equals == std::string_view::npos ? std::string()
                                                                   : urlDecoded(pair.substr(equals + 1), true);
        const auto known = std::ranges::find(order, key, &std::pair<std::string, std::string>::first);
        if (known == order.end())
            order.emplace_back(key, value);
        else
            known->second += "," + value;
    }
    Json json = Json::object();
    for (const auto &[key, value] : order)
        json[key] = value;
    return json;
}

bool textual(const std::string &contentType)
{
    const std::string type = lower(contentType.substr(0, contentType.find(';')));
    return type.starts_with("text/") || type == "application/json" || type == "application/javascript"
        || type == "application/xml" || type == "application/x-www-form-urlencoded" || type.ends_with("+json")
        || type.ends_with("+xml") || type == "application/graphql";
}

/// "04/Mar/2025:05:06:07 +0000"
std::string requestTime(Instant time)
{
    const std::time_t seconds = static_cast<std::time_t>(unixMillis(time) / 1000);
    std::tm fields{};
    gmtime_r(&seconds, &fields);
    static constexpr const char *names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    std::snprintf(text, sizeof text, "%02d/%s/%04d:%02d:%02d:%02d +0000", fields.tm_mday, names[fields.tm_mon],
                  fields.tm_year + 1900, fields.tm_hour, fields.tm_min, fields.tm_sec);
    return text;
}

} // namespace

std::string functionUrlId(std::string_view functionArn)
{
    // Lambda's ids are 32 characters of a-z and 2-7.
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    const std::string hash = fromHex(sha256Hex(functionArn));
    std::string id;
    for (const char c : hash)
        id += alphabet[static_cast<unsigned char>(c) & 31];
    return id;
}

std::string functionUrlEvent(const UrlRequest &request, const UrlContext &context)
{
    std::map<std::string, std::string> headers;
    Json cookies = Json::array();
    for (const auto &[name, value] : request.headers) {
        const std::string key = lower(name);
        if (key == "cookie") {
            std::string_view rest = value;
            while (!rest.empty()) {
                const std::size_t end = rest.find(';');
                std::string_view cookie = rest.substr(0, end);
                rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
                while (cookie.starts_with(' '))
                    cookie.remove_prefix(1);
                if (!cookie.empty())
                    cookies.push_back(std::string(cookie));
            }
            continue;
        }
        auto &entry = headers[key];
        entry = entry.empty() ? value : entry + "," + value;
    }
    headers.try_emplace("x-amzn-trace-id", context.traceId.substr(0, context.traceId.find(';')));
    headers.try_emplace("x-forwarded-for", request.sourceIp);
    headers.try_emplace("x-forwarded-port", std::to_string(context.port));
    headers.try_emplace("x-forwarded-proto", "http");

    const std::string domainPrefix = context.urlId;
    Json event{{"version", "2.0"},
               {"routeKey", "$default"},
               {"rawPath", urlDecoded(request.path, false)},
               {"rawQueryString", request.query}};
    if (!cookies.empty())
        event["cookies"] = cookies;
    event["headers"] = headers;
    if (!request.query.empty())
        event["queryStringParameters"] = queryParameters(request.query);
    const auto agent = headers.find("user-agent");
    event["requestContext"] = {{"accountId", "anonymous"},
                               {"apiId", context.urlId},
                               {"domainName", domainPrefix + ".lambda-url." + context.account.region + ".on.aws"},
                               {"domainPrefix", domainPrefix},
                               {"http",
                                {{"method", request.method},
                                 {"path", urlDecoded(request.path, false)},
                                 {"protocol", request.protocol},
                                 {"sourceIp", request.sourceIp},
                                 {"userAgent", agent == headers.end() ? "" : agent->second}}},
                               {"requestId", context.requestId},
                               {"routeKey", "$default"},
                               {"stage", "$default"},
                               {"time", requestTime(context.time)},
                               {"timeEpoch", unixMillis(context.time)}};
    const auto type = headers.find("content-type");
    const bool text = request.body.empty() || (type != headers.end() && textual(type->second));
    if (!request.body.empty())
        event["body"] = text ? request.body : base64(request.body);
    event["isBase64Encoded"] = !text;
    return dump(event);
}

namespace {

UrlResponse plain(int status, std::string body, const char *errorType = nullptr)
{
    UrlResponse response{status, {{"Content-Type", "application/json"}}, std::move(body)};
    if (errorType)
        response.headers.emplace_back("x-amzn-ErrorType", errorType);
    return response;
}

std::string headerText(const Json &value) { return value.is_string() ? value.get<std::string>() : dump(value); }

std::optional<int> statusOf(const Json &value)
{
    int status = 0;
    if (value.is_number_integer()) {
        status = value.get<int>();
    } else if (value.is_string()) {
        const auto &text = value.get_ref<const std::string &>();
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), status);
        if (fault != std::errc{} || end != text.data() + text.size())
            return std::nullopt;
    }
    return status >= 100 && status <= 599 ? std::optional(status) : std::nullopt;
}

UrlResponse structured(const Json &result)
{
    const auto status = statusOf(result["statusCode"]);
    if (!status)
        return plain(502, "Internal Server Error");
    UrlResponse response;
    response.status = *status;
    bool typed = false;
    if (const auto headers = result.find("headers"); headers != result.end() && headers->is_object())
        for (const auto &[name, value] : headers->items()) {
            typed = typed || lower(name) == "content-type";
            response.headers.emplace_back(name, headerText(value));
        }
    if (!typed)
        response.headers.emplace_back("Content-Type", "application/json");
    if (const auto cookies = result.find("cookies"); cookies != result.end() && cookies->is_array())
        for (const auto &cookie : *cookies)
            response.headers.emplace_back("Set-Cookie", headerText(cookie));
    if (const auto body = result.find("body"); body != result.end() && !body->is_null())
        response.body = headerText(*body);
    const auto encoded = result.find("isBase64Encoded");
    if (encoded != result.end() && encoded->is_boolean() && encoded->get<bool>())
        response.body = fromBase64(response.body);
    return response;
}

} // namespace

UrlResponse functionUrlResponse(const InvokeOutcome &outcome)
{
    if (outcome.status == 429)
        return plain(429, "{\"Message\":\"Too Many Requests\"}", "TooManyRequestsException");
    if (outcome.status == 404)
        return plain(403, "{\"Message\":null}", "AccessDeniedException");
    if (outcome.status == 413)
        return plain(413, "{\"Message\":\"Request Entity Too Large\"}", "RequestEntityTooLargeException");
    if (outcome.status >= 400 || !outcome.functionError.empty())
        return plain(502, "Internal Server Error");
    const Json result = Json::parse(outcome.payload, nullptr, false);
    if (result.is_discarded()) // raw bytes of a custom runtime
        return {200, {{"Content-Type", "application/octet-stream"}}, outcome.payload};
    if (result.is_object() && result.contains("statusCode"))
        return structured(result);
    return plain(200, result.is_string() ? result.get<std::string>() : dump(result));
}

std::optional<UrlResponse> streamedUrlHead(const std::string &contentType, std::string &bytes)
{
    if (contentType != "application/vnd.awslambda.http-integration-response")
        return UrlResponse{200, {{"Content-Type", contentType}}, {}};
    constexpr std::size_t preludeMax = 64 * 1024; // ours; AWS names no limit
    const std::string end(8, '\0');
    const std::size_t at = bytes.find(end);
    if (at == std::string::npos && bytes.size() < preludeMax)
        return std::nullopt;
    Json prelude = Json::parse(bytes.substr(0, at), nullptr, false);
    if (at == std::string::npos || !prelude.is_object()) {
        bytes.clear();
        return plain(502, "Internal Server Error");
    }
    bytes.erase(0, at + end.size());
    if (!prelude.contains("statusCode"))
        prelude["statusCode"] = 200;
    prelude.erase("body");
    UrlResponse head = structured(prelude);
    if (head.status == 502 && statusOf(prelude["statusCode"]) != 502)
        bytes.clear();
    return head;
}

} // namespace lambdarium
