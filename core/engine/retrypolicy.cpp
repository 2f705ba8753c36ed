// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/retrypolicy.h"

#include <algorithm>

namespace lambdarium {

RetryPolicy::Decision RetryPolicy::afterError(int attempt, Duration age) const
{
    if (attempt > maximumRetryAttempts)
        return {false, {}, "RetriesExhausted"};
    const Duration delay = std::chrono::seconds{60} * attempt;
    if (age + delay > maximumEventAge)
        return {false, {}, "EventAgeExceeded"};
    return {true, delay, {}};
}

RetryPolicy::Decision RetryPolicy::afterRefusal(int refusal, std::int64_t crowd, Duration age) const
{
    const int doublings = std::clamp(refusal - 1, 0, 9);
    const Duration base = std::chrono::seconds{1} * (1 << doublings);
    const Duration delay = std::min<Duration>(std::chrono::seconds{300}, base + base / 16 * crowd);
    if (age + delay > maximumEventAge)
        return {false, {}, "EventAgeExceeded"};
    return {true, delay, {}};
}

} // namespace lambdarium
