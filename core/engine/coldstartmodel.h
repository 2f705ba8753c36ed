// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <string_view>

namespace lambdarium {

/// What a cold start in the cloud costs beyond this machine's own INIT, as a class should see it: an estimate from
/// publicly known orders of magnitude, not a figure of AWS. Deterministic: the same function always waits as long.
///
///     base of the runtime + unzipped package (code and layers) / 60 MB per second
///
/// Base: Python 120 ms, Node.js 150, Ruby 180, Java 450, custom runtimes 40. Memory size does not enter: INIT has
/// boosted CPU whatever the memory (runtime-api.md 2). The time the code itself takes to load is not modelled but real.
Duration simulatedColdStart(std::string_view runtime, std::int64_t packageBytes);

} // namespace lambdarium
