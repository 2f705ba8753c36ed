// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/coldstartmodel.h"

#include <algorithm>
#include <utility>

namespace lambdarium {

namespace {

constexpr std::int64_t packageBytesPerMs = 60'000;
/// What a package may hold at most (limits.h); more would be a mistake of measuring.
constexpr std::int64_t packageBytesMax = 262'144'000;

std::chrono::milliseconds baseOf(std::string_view runtime)
{
    constexpr std::pair<std::string_view, int> bases[] = {
        {"python", 120}, {"nodejs", 150}, {"ruby", 180}, {"java", 450}};
    for (const auto &[family, milliseconds] : bases)
        if (runtime.starts_with(family))
            return std::chrono::milliseconds(milliseconds);
    constexpr int custom = 40;
    return std::chrono::milliseconds(custom);
}

} // namespace

Duration simulatedColdStart(std::string_view runtime, std::int64_t packageBytes)
{
    const std::int64_t bytes = std::clamp<std::int64_t>(packageBytes, 0, packageBytesMax);
    return baseOf(runtime) + std::chrono::milliseconds(bytes / packageBytesPerMs);
}

} // namespace lambdarium
