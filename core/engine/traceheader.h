// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/prng.h"
#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

/// Value of a field of "Root=1-...;Parent=...;Sampled=0"; empty when it is not there.
std::string traceField(std::string_view header, std::string_view name);
/// "Root=1-<8 hex of the time>-<24 hex>;Parent=<16 hex>", no decision yet.
std::string makeTraceHeader(Instant now, Prng &prng);

/// Invocations of one function in a chain of calls and messages, more than which stop it (recursive loop detection,
/// invocation-and-concurrency.md).
inline constexpr int lineageMax = 16;
/// How often the function was invoked in the chain that this header tells of. Lineage is
/// "<8 hex of the function's ARN>:<count>", one for each function, separated by '|': its own form, told to nobody else.
int lineageOf(std::string_view header, std::string_view functionArn);
/// The header with one invocation of the function more.
std::string withLineage(std::string header, std::string_view functionArn);

/// X-Ray's fixed rule of one function whose tracing is Active (runtime-api.md 11): the first request of every second
/// and 5 % of the others. Core thread.
class TraceSampler
{
public:
    /// Completes a header: PassThrough leaves what came as it is, Active decides where nobody has. Lambda's own
    /// segment becomes the parent where an active function is sampled. An empty header is made.
    std::string complete(std::string header, std::string_view mode, Instant now, Prng &prng);

private:
    bool sample(Instant now, Prng &prng);

    std::optional<std::int64_t> m_second; ///< whose first request was sampled
};

} // namespace lambdarium
