// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// What a ReportBatchItemFailures answer means (event-source-mappings.md 3).
struct BatchVerdict
{
    bool wholeBatchFailed = false;
    std::vector<std::string> failed; ///< message ids, when not the whole batch
};

/// ids: the batch's message ids. Unknown or malformed entries fail the whole batch, as in AWS.
BatchVerdict batchVerdict(std::string_view response, const std::vector<std::string> &ids);

} // namespace lambdarium
