// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/errorplace.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace lambdarium {

namespace {

constexpr std::string_view taskRoot = "/var/task/";

int numberAt(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// `File "/var/task/app.py", line 3` (Python), `(/var/task/index.js:2:9)` and `file:///var/task/...` (Node.js).
bool readFrame(std::string_view frame, ErrorDetails &details)
{
    const std::size_t root = frame.find(taskRoot);
    if (root == std::string_view::npos)
        return false;
    const std::string_view rest = frame.substr(root + taskRoot.size());
    const std::size_t end = rest.find_first_of("\":)\n");
    if (end == std::string_view::npos || end == 0)
        return false;
    const std::string_view after = rest.substr(end);
    int line = 0;
    if (after.starts_with("\"")) {
        std::size_t word = after.find("ine ");
        line = word == std::string_view::npos ? 0 : numberAt(after.substr(word + 4));
    } else if (after.starts_with(":")) {
        line = numberAt(after.substr(1));
    }
    if (line <= 0)
        return false;
    details.file = rest.substr(0, end);
    details.line = line;
    return true;
}

/// The runtime's own message of a syntax error: "... (app.py, line 3)".
void readSyntaxError(ErrorDetails &details)
{
    const std::string_view message = details.message;
    const std::size_t line = message.rfind(", line ");
    const std::size_t open = message.rfind('(', line);
    if (line == std::string_view::npos || open == std::string_view::npos)
        return;
    details.file = message.substr(open + 1, line - open - 1);
    details.line = numberAt(message.substr(line + 7));
}

std::string textOf(const nlohmann::json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

ErrorDetails errorDetails(std::string_view payload)
{
    ErrorDetails details;
    const auto json = nlohmann::json::parse(payload, nullptr, false);
    if (!json.is_object())
        return details;
    details.type = textOf(json, "errorType");
    details.message = textOf(json, "errorMessage");
    // Python lists the outermost frame first, Node.js the innermost.
    if (const auto stack = json.find("stackTrace"); stack != json.end() && stack->is_array()) {
        for (auto frame = stack->rbegin(); frame != stack->rend(); ++frame)
            if (frame->is_string() && readFrame(frame->get_ref<const std::string &>(), details))
                return details;
    }
    if (const auto trace = json.find("trace"); trace != json.end() && trace->is_array()) {
        for (const auto &frame : *trace)
            if (frame.is_string() && frame.get_ref<const std::string &>().find("node_modules") == std::string::npos
                && readFrame(frame.get_ref<const std::string &>(), details))
                return details;
    }
    if (details.type == "Runtime.UserCodeSyntaxError")
        readSyntaxError(details);
    return details;
}

} // namespace lambdarium
