// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/sqsservice.h"

namespace lambdarium {

class Engine;

/// Fires rate() and cron() rules on the loop's clock as asynchronous events. Core thread; owned by Services.
class ScheduleService
{
public:
    ScheduleService(ServiceParts parts, Engine &engine);
    ~ScheduleService();
    ScheduleService(const ScheduleService &) = delete;
    ScheduleService &operator=(const ScheduleService &) = delete;

    void deploy(const Model &model, const Account &account);
    void start();
    void stop();
    /// Once, now, as the rule would, also while stopped or disabled. Replies with the event's id once it is durable.
    void fire(const NodeId &schedule, ServiceReply<std::string> reply);
    void fill(Snapshot &snapshot) const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
