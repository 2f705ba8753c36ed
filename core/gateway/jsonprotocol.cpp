// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/jsonprotocol.h"

#include <nlohmann/json.hpp>

namespace lambdarium {

namespace {

constexpr int depthMax = 100;

} // namespace

std::optional<nlohmann::json> parseJsonObject(std::string_view body)
{
    if (body.empty())
        return nlohmann::json::object();
    bool tooDeep = false;
    const auto guard = [&tooDeep](int depth, nlohmann::json::parse_event_t, nlohmann::json &) {
        tooDeep = tooDeep || depth > depthMax;
        return !tooDeep;
    };
    nlohmann::json value = nlohmann::json::parse(body, guard, false);
    if (tooDeep || !value.is_object())
        return std::nullopt;
    return value;
}

std::string jsonText(const nlohmann::json &value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

HttpResponse jsonReply(const nlohmann::json &value)
{
    HttpResponse response;
    response.headers.add("Content-Type", std::string(jsonContentType));
    response.body = jsonText(value);
    return response;
}

HttpResponse jsonError(int status, const std::string &type, const std::string &message)
{
    HttpResponse response = jsonReply({{"__type", type}, {"message", message}});
    response.status = status;
    return response;
}

} // namespace lambdarium
