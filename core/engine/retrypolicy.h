// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <string>

namespace lambdarium {

/// When an asynchronous event runs again (invocation-and-concurrency.md 3). Values; no state.
struct RetryPolicy
{
    std::int64_t maximumRetryAttempts = 2;
    Duration maximumEventAge = std::chrono::seconds{21600};

    struct Decision
    {
        bool again = false;
        Duration delay{};
        std::string condition; ///< of the end when not again
    };
    /// After function error number `attempt` (1, 2, ...): 60 s, then 120 s. Looks ahead: an event that would be too
    /// old by then fails now.
    Decision afterError(int attempt, Duration age) const;
    /// After refusal number `refusal` (1, 2, ...) in a row: 1 s doubling to 300 s; attempts are not counted. Behind
    /// `crowd` others that were refused the interval grows by a sixteenth each: with many entries Lambda lengthens
    /// it, and events that all came back at one instant would be refused together again.
    Decision afterRefusal(int refusal, std::int64_t crowd, Duration age) const;
};

} // namespace lambdarium
