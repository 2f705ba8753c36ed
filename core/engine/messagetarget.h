// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/engine/store.h"
#include "core/loop/eventloop.h"

#include <string>
#include <vector>

namespace lambdarium {

/// A message attribute of SQS and SNS. `value` holds the bytes, also for Binary (not base64).
struct MessageAttribute
{
    std::string name;
    std::string dataType = "String"; ///< String, Number, Binary, each with an optional ".label"
    std::string value;
    bool operator==(const MessageAttribute &) const = default;
};

/// Something handed to a queue or topic by the engine: a destination record or a dead letter.
struct Delivery
{
    NodeId from;           ///< the function
    NodeId target;         ///< logical id of a queue or topic
    std::string requestId; ///< of the event, for the Moved fact
    std::string body;
    std::vector<MessageAttribute> attributes;
    std::string traceHeader; ///< AWSTraceHeader
    bool failure = false;    ///< drawn as a failure
};

/// Where destinations lead; implemented by core/services. Core thread.
class MessageTarget
{
public:
    virtual ~MessageTarget() = default;
    /// Puts the rows that make the delivery durable into change and returns what makes it visible; run that once
    /// the change is on disk. Empty when there is no such target: the delivery is lost, as AWS loses it.
    virtual Task prepare(const Delivery &delivery, StoreChange &change) = 0;
};

} // namespace lambdarium
