// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/environmentcontrol.h"

#include "core/engine/factjournal.h"

namespace lambdarium {

Result<Environment *> EnvironmentControl::live(EnvironmentId id) const
{
    for (const auto &[functionId, function] : m_functions)
        if (Environment *environment = function->find(id); environment && environment->live())
            return environment;
    return Error{ErrorCode::NotFound, "There is no environment " + shortId(id) + "."};
}

/// The state stays; the reason is what happened.
void EnvironmentControl::tell(const Environment &environment, const std::string &what)
{
    m_facts.publish(fact::EnvironmentChanged{environment.function().id(), environment.id(), environment.state(), what});
}

Result<void> EnvironmentControl::freeze(EnvironmentId id)
{
    const auto found = live(id);
    if (!found)
        return found.error();
    Environment &environment = **found;
    if (environment.paused())
        return Error{ErrorCode::Conflict, "Environment " + shortId(id) + " is frozen already."};
    environment.pause();
    tell(environment, "frozen");
    return {};
}

Result<void> EnvironmentControl::thaw(EnvironmentId id)
{
    const auto found = live(id);
    if (!found)
        return found.error();
    Environment &environment = **found;
    if (!environment.paused())
        return Error{ErrorCode::Conflict, "Environment " + shortId(id) + " is not frozen."};
    environment.resume();
    tell(environment, "thawed");
    m_scheduler.available(environment);
    return {};
}

Result<void> EnvironmentControl::recycle(EnvironmentId id)
{
    const auto found = live(id);
    if (!found)
        return found.error();
    m_scheduler.recycle(**found);
    return {};
}

void EnvironmentControl::inspect(EnvironmentId id, std::function<void(Result<EnvironmentDetail>)> reply) const
{
    const auto found = live(id);
    if (!found)
        return reply(found.error());
    Environment &environment = **found;
    EnvironmentDetail known;
    known.function = environment.function().id();
    known.logStream = environment.spec().logStream;
    known.runtimeNote = environment.function().runtimeNote();
    known.network = environment.spec().network.mode;
    known.tmpLimitBytes = environment.spec().ephemeralMb << 20;
    environment.inspect([&environment, known, reply = std::move(reply)](EnvironmentDetail measured) {
        measured.function = known.function;
        measured.logStream = known.logStream;
        measured.runtimeNote = known.runtimeNote;
        measured.network = known.network;
        measured.tmpLimitBytes = known.tmpLimitBytes;
        measured.view = environment.view();
        reply(std::move(measured));
    });
}

} // namespace lambdarium
