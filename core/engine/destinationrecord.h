// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/messagetarget.h"
#include "core/session/session.h"

#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// What a destination is told about an asynchronous event's end.
struct DestinationRecord
{
    Instant time{};
    std::string requestId;
    std::string functionArn; ///< qualified
    std::string condition;   ///< Success, RetriesExhausted, EventAgeExceeded, ZeroReservedConcurrency
    int invokeCount = 0;
    std::string requestPayload;
    std::optional<InvokeOutcome> last; ///< nothing: it never ran

    /// The record as AWS writes it; payloads are embedded byte for byte.
    std::string json() const;
    /// RequestID, ErrorCode, ErrorMessage of a dead-letter message.
    std::vector<MessageAttribute> deadLetterAttributes() const;
};

} // namespace lambdarium
