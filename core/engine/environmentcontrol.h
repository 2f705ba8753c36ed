// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/scheduler.h"

namespace lambdarium {

/// The user's hand on one environment: freeze, thaw, recycle. Core thread; owned by Engine beside the scheduler.
///
/// A frozen environment keeps everything it has: its place on the machine, its invocation with the time that is left
/// of it, its share of concurrency. No invocation is given to it; what waits for it waits until the thaw. A change of
/// code, kill and StopEverything end it all the same.
class EnvironmentControl
{
public:
    EnvironmentControl(FunctionMap &functions, FactJournal &facts, Scheduler &scheduler)
        : m_functions(functions), m_facts(facts), m_scheduler(scheduler)
    {}

    /// NotFound when it is not alive; Conflict when it is frozen already.
    Result<void> freeze(EnvironmentId id);
    /// Conflict when it is not frozen.
    Result<void> thaw(EnvironmentId id);
    /// Idle: ends now. Otherwise it ends with its invocation.
    Result<void> recycle(EnvironmentId id);

    /// What the engine knows of it, and what its sandbox measures; nothing is told if it ends meanwhile.
    void inspect(EnvironmentId id, std::function<void(Result<EnvironmentDetail>)> reply) const;

private:
    Result<Environment *> live(EnvironmentId id) const;
    void tell(const Environment &environment, const std::string &what);

    FunctionMap &m_functions;
    FactJournal &m_facts;
    Scheduler &m_scheduler;
};

} // namespace lambdarium
