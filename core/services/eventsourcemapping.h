// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/sqsservice.h"

namespace lambdarium {

class Engine;

struct MappingView
{
    std::string uuid;
    Edge edge;
    std::string queueArn;
    std::string functionArn;
    bool enabled = true;
};

/// The UUID of the mapping between a queue and a function (its physical name); always the same for the same two.
std::string mappingUuid(const NodeId &queue, const std::string &function);

/// The pollers of all queue-to-function mappings. Core thread; owned by Services.
///
/// Several batches at once: 5 at first, 300 a minute more while messages remain, never above 1250 or
/// MaximumConcurrency. Polls only between start() and stop().
class EventSourceMappings
{
public:
    EventSourceMappings(ServiceParts parts, Engine &engine, SqsService &sqs);
    ~EventSourceMappings();
    EventSourceMappings(const EventSourceMappings &) = delete;
    EventSourceMappings &operator=(const EventSourceMappings &) = delete;

    void deploy(const Model &model, const Account &account);
    void start();
    /// Running batches finish; nothing new is taken.
    void stop();
    std::vector<MappingView> mappings() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
