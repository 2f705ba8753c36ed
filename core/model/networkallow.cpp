// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/networkallow.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lambdarium {

namespace {

constexpr std::size_t nameMax = 253;
constexpr std::size_t labelMax = 63;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool nameCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

bool isHostName(std::string_view name)
{
    if (name.empty() || name.size() > nameMax)
        return false;
    while (!name.empty()) {
        const std::size_t dot = std::min(name.find('.'), name.size());
        const std::string_view label = name.substr(0, dot);
        if (label.empty() || label.size() > labelMax || !std::ranges::all_of(label, nameCharacter))
            return false;
        if (dot + 1 == name.size())
            return false; // a dot at the end
        name.remove_prefix(std::min(dot + 1, name.size()));
    }
    return true;
}

template <typename Number>
bool parseNumber(std::string_view text, Number &number)
{
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && fault == std::errc{} && end == text.data() + text.size();
}

bool onlyFiguresAndDots(std::string_view host)
{
    return std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

} // namespace

std::optional<std::uint32_t> parseIpv4(std::string_view text)
{
    std::uint32_t address = 0;
    for (int part = 0; part < 4; ++part) {
        const std::size_t dot = part < 3 ? text.find('.') : text.size();
        std::uint8_t value = 0;
        if (dot == std::string_view::npos || dot > 3 || !parseNumber(text.substr(0, dot), value))
            return std::nullopt;
        address = address << 8 | value;
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
    return address;
}

bool namesThisMachine(std::string_view host)
{
    if (host == "localhost" || host.ends_with(".localhost"))
        return true;
    const auto address = parseIpv4(host);
    return address && *address >> 24 == 127;
}

std::optional<AllowedHost> parseAllowedHost(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    AllowedHost allowed;
    std::ranges::transform(text.substr(0, colon), std::back_inserter(allowed.host), lower);
    if (!parseNumber(text.substr(colon + 1), allowed.port) || allowed.port == 0 || !isHostName(allowed.host))
        return std::nullopt;
    const auto address = parseIpv4(allowed.host);
    if (!address && onlyFiguresAndDots(allowed.host))
        return std::nullopt;
    // 0.0.0.0/8, group and reserved addresses are nobody's.
    if (address && (*address >> 24 == 0 || *address >> 28 >= 14))
        return std::nullopt;
    const bool inside = allowed.host == "localhost" || (address && *address >> 24 == 127);
    if (inside && (allowed.port == 4566 || allowed.port == 9001))
        return std::nullopt;
    return allowed;
}

bool isEndpointService(std::string_view service)
{
    static constexpr std::array<std::string_view, 20> services{
        "lambda",  "sqs",      "sns",        "s3",       "sts",         "dynamodb",         "events",
        "kinesis", "firehose", "kms",        "logs",     "ssm",         "secretsmanager",   "states",
        "xray",    "ecr",      "monitoring", "rds-data", "execute-api", "elasticfilesystem"};
    return std::ranges::find(services, service) != services.end();
}

} // namespace lambdarium
