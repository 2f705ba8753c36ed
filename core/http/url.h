// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lambdarium {

/// "%2F" to "/"; broken escapes stay as they are. With plusIsBlank, "+" becomes " " (form bodies and queries).
std::string percentDecode(std::string_view text, bool plusIsBlank = false);
/// Everything but RFC 3986's unreserved characters (and those in keep) becomes %XX.
std::string percentEncode(std::string_view text, std::string_view keep = {});

/// "a=1&b" in order, decoded.
using QueryArguments = std::vector<std::pair<std::string, std::string>>;
QueryArguments parseQuery(std::string_view query);
/// First value of that name; nullptr when absent. Names are case-sensitive.
const std::string *findArgument(const QueryArguments &arguments, std::string_view name);

} // namespace lambdarium
