// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/concurrencypool.h"
#include "core/session/session.h"

#include <string>
#include <string_view>

/// Refusals of Invoke with AWS's status, type and body (invocation-and-concurrency.md 2).
namespace lambdarium::refusals {

/// Body keys differ by exception: some have "message", some "Message".
InvokeOutcome make(int status, std::string_view type, std::string_view messageKey, std::string_view message);
InvokeOutcome notFound(const std::string &arnWithQualifier);
InvokeOutcome wrongRegion(std::string_view asked, std::string_view here);
InvokeOutcome recursive();
InvokeOutcome qualifierMismatch();
InvokeOutcome invalidJson(const std::string &fault);
InvokeOutcome tooLarge(std::int64_t limit);
InvokeOutcome throttled(const ConcurrencyRefusal &refusal);
InvokeOutcome notDeployed(const std::string &problem);
/// The workspace is restricted: no answer of AWS, in the shape of its AccessDeniedException.
InvokeOutcome restricted(const std::string &why);
InvokeOutcome serviceError(const std::string &message);

} // namespace lambdarium::refusals
