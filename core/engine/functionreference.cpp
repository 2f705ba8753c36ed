// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/functionreference.h"

#include <vector>

namespace lambdarium {

FunctionReference FunctionReference::parse(std::string_view text)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t colon = text.find(':');
        parts.push_back(text.substr(0, colon));
        if (colon == std::string_view::npos)
            break;
        text.remove_prefix(colon + 1);
    }
    FunctionReference reference;
    std::size_t at = 0;
    if (parts.size() >= 7 && parts[0] == "arn" && parts[5] == "function") {
        reference.region = parts[3];
        at = 6;
    } else if (parts.size() >= 3 && parts[1] == "function") {
        at = 2;
    }
    reference.name = parts[at];
    if (parts.size() > at + 1)
        reference.qualifier = parts[at + 1];
    return reference;
}

} // namespace lambdarium
