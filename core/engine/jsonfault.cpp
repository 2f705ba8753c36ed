// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jsonfault.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>
#include <cstdio>

namespace lambdarium {

namespace {

/// Accepts everything and remembers where parsing stopped.
class Locator : public nlohmann::json_sax<nlohmann::json>
{
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t &) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t at, const std::string &, const nlohmann::detail::exception &) override
    {
        position = at;
        return false;
    }

    std::size_t position = 0; ///< 1-based offset of the byte that was one too many
};

constexpr std::string_view expectedValue =
    "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

std::string describe(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return "Unexpected end-of-input: " + std::string(expectedValue);
    const unsigned char c = static_cast<unsigned char>(text[at]);
    char buffer[64];
    if (c >= 0x80) {
        std::snprintf(buffer, sizeof buffer, "Invalid UTF-8 start byte 0x%02x", c);
        return buffer;
    }
    if (c < 0x20 || c == 0x7f) {
        std::snprintf(buffer, sizeof buffer, "Unexpected character ((CTRL-CHAR, code %d)): ", c);
        return buffer + std::string(expectedValue);
    }
    if (isWord(text[at])) {
        std::size_t begin = at;
        while (begin > 0 && isWord(text[begin - 1]))
            --begin;
        std::size_t end = at;
        while (end < text.size() && isWord(text[end]))
            ++end;
        return "Unrecognized token '" + std::string(text.substr(begin, end - begin))
            + "': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    }
    std::snprintf(buffer, sizeof buffer, "Unexpected character ('%c' (code %d)): ", c, c);
    return buffer + std::string(expectedValue);
}

/// Each event passes here, up to 6 MB of it: what is quick to accept is not read slowly. A no is no verdict: numbers
/// beyond 64 bits and deep nesting are left to the slow reading, which also knows where a fault is.
bool isPlainlyJson(std::string_view text)
{
    constexpr std::size_t usual = 64 * 1024; // a parser keeps what it allocated
    thread_local simdjson::dom::parser kept;
    simdjson::dom::parser large;
    simdjson::dom::parser &parser = text.size() > usual ? large : kept;
    return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

} // namespace

std::optional<std::string> jsonFault(std::string_view text)
{
    if (isPlainlyJson(text))
        return std::nullopt;
    Locator locator;
    if (nlohmann::json::sax_parse(text, &locator))
        return std::nullopt;
    const std::size_t at = std::min(locator.position == 0 ? 0 : locator.position - 1, text.size());
    const auto before = text.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return describe(text, at) + "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); "
        + "line: " + std::to_string(line) + ", column: " + std::to_string(at - lineStart + 1) + "]";
}

} // namespace lambdarium
