// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/batchresponse.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

BatchVerdict batchVerdict(std::string_view response, const std::vector<std::string> &ids)
{
    const BatchVerdict success;
    const BatchVerdict failure{true, {}};
    const auto json = nlohmann::json::parse(response, nullptr, false);
    if (json.is_discarded())
        return failure;
    if (!json.is_object())
        return success; // null, "", []: nothing was reported
    const auto list = json.find("batchItemFailures");
    if (list == json.end() || list->is_null())
        return success;
    if (!list->is_array())
        return failure;
    BatchVerdict verdict;
    for (const auto &entry : *list) {
        const auto id = entry.is_object() ? entry.find("itemIdentifier") : entry.end();
        if (!entry.is_object() || id == entry.end() || !id->is_string())
            return failure;
        const std::string text = id->get<std::string>();
        if (std::ranges::find(ids, text) == ids.end())
            return failure;
        if (std::ranges::find(verdict.failed, text) == verdict.failed.end())
            verdict.failed.push_back(text);
    }
    return verdict;
}

} // namespace lambdarium
