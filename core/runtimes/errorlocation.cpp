// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/errorlocation.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

namespace lambdarium {

namespace {

constexpr std::string_view taskRoot = "/var/task/";

/// Number right after a separator: `", line 3` and `" Line 3` of Python, `:2:9` of Node.js, `:12:in` of Ruby.
int lineAfter(std::string_view rest)
{
    for (const std::string_view lead : {"\", line ", "\" Line ", ":"}) {
        if (rest.starts_with(lead))
            return std::atoi(std::string(rest.substr(lead.size(), 9)).c_str());
    }
    return 0;
}

/// One printed frame; nothing when it does not lie in the code folder.
std::optional<ErrorLocation> locationOf(std::string_view frame)
{
    const std::size_t begin = frame.find(taskRoot);
    if (begin == std::string_view::npos)
        return std::nullopt;
    const std::string_view path = frame.substr(begin + taskRoot.size());
    const std::size_t end = path.find_first_of("\":\n");
    if (end == std::string_view::npos)
        return std::nullopt;
    ErrorLocation location{std::string(path.substr(0, end)), lineAfter(path.substr(end))};
    if (location.line <= 0 || location.file.empty())
        return std::nullopt;
    return location;
}

bool isDependency(std::string_view file)
{
    return file.find("node_modules/") != std::string_view::npos || file.find("site-packages/") != std::string_view::npos;
}

} // namespace

ErrorLocation errorLocation(std::string_view payloadJson)
{
    const auto json = nlohmann::json::parse(payloadJson, nullptr, false);
    if (!json.is_object())
        return {};
    const auto frames = json.find(json.contains("stackTrace") ? "stackTrace" : "trace");
    if (frames == json.end() || !frames->is_array())
        return {};
    std::vector<ErrorLocation> found;
    bool outermostFirst = false; // Python prints the innermost frame last, Node.js and Ruby first
    for (const auto &frame : *frames) {
        if (!frame.is_string())
            continue;
        outermostFirst = frame.get_ref<const std::string &>().starts_with("  File ");
        if (auto location = locationOf(frame.get_ref<const std::string &>()))
            found.push_back(std::move(*location));
    }
    if (found.empty())
        return {};
    if (outermostFirst)
        std::reverse(found.begin(), found.end());
    for (const auto &location : found) {
        if (!isDependency(location.file))
            return location;
    }
    return found.front();
}

} // namespace lambdarium
