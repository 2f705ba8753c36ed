// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localcore.h"
#include "core/local/outlet.h"

#include <utility>

namespace lambdarium {

namespace {

/// A measurement takes a millisecond; an environment that ends meanwhile never answers.
constexpr Duration inspectionTime = std::chrono::seconds(2);

Result<CommandOutcome> outcomeOf(const Result<void> &done)
{
    if (!done)
        return done.error();
    return CommandOutcome();
}

} // namespace

void LocalCore::run(const command::FreezeEnvironment &command, Session::Reply reply)
{
    const auto done = m_engine->freezeEnvironment(command.environment);
    m_outlet.refresh();
    reply(outcomeOf(done));
}

void LocalCore::run(const command::ThawEnvironment &command, Session::Reply reply)
{
    const auto done = m_engine->thawEnvironment(command.environment);
    m_outlet.refresh();
    reply(outcomeOf(done));
}

void LocalCore::run(const command::RecycleEnvironment &command, Session::Reply reply)
{
    reply(outcomeOf(m_engine->recycleEnvironment(command.environment)));
}

void LocalCore::inspect(EnvironmentId id, const Session::QueryReply &reply)
{
    const auto once = std::make_shared<Session::QueryReply>(reply);
    const auto answer = [once](Result<QueryOutcome> outcome) {
        if (const auto waiting = std::exchange(*once, {}))
            waiting(std::move(outcome));
    };
    const TimerId timer = m_clock.loop().callAfter(inspectionTime, [answer, id] {
        answer(Error{ErrorCode::NotFound, "Environment " + shortId(id) + " ended."});
    });
    m_engine->inspectEnvironment(id, [this, alive = m_alive, answer, timer](Result<EnvironmentDetail> detail) {
        if (*alive)
            m_clock.loop().cancel(timer);
        answer(detail ? Result<QueryOutcome>(QueryOutcome(std::move(*detail))) : detail.error());
    });
}

void LocalCore::applyTrust()
{
    const bool restricted = m_trust.now() == Trust::Restricted;
    m_spawner->allow(m_trust.grant());
    m_engine->restrict(restricted ? WorkspaceTrust::restrictedText : "");
    applyIsolation();
    if (!restricted)
        return;
    m_sandbox->dropStanding();
    m_services->stopSources();
    m_engine->stopEverything();
}

void LocalCore::run(const command::SetTrust &command, Session::Reply reply)
{
    const auto decided = m_trust.decide(command.trust, command.unprotected);
    applyTrust();
    m_outlet.refresh();
    if (!decided)
        return reply(decided.error());
    // What environments are made from depends on it (network modes).
    m_deployer->start([reply = std::move(reply)] { reply(CommandOutcome()); });
}

void LocalCore::run(const command::SetColdStart &command, Session::Reply reply)
{
    m_sandbox->setStrictColdStart(command.strict);
    m_engine->simulateColdStarts(command.simulated);
    m_outlet.refresh();
    reply(CommandOutcome());
}

void LocalCore::run(const command::TestIsolation &, Session::Reply reply)
{
    testIsolation([reply = std::move(reply)] { reply(CommandOutcome()); });
}

/// Level 0 runs nothing; level 1 only what the user typed a consent for, for this project.
void LocalCore::applyIsolation()
{
    if (!m_isolation)
        return;
    std::string refusal;
    if (m_isolation->level == 0)
        refusal = m_isolation->remedy;
    else if (m_isolation->level == 1 && !m_trust.unprotected())
        refusal = std::string(WorkspaceTrust::unprotectedText) + ' ' + m_isolation->remedy;
    m_sandbox->setIsolation(m_isolation->level, std::move(refusal));
}

void LocalCore::testIsolation(Task done)
{
    m_selfTest->run([this, done = std::move(done)](std::shared_ptr<const IsolationReport> report) {
        m_isolation = std::move(report);
        applyIsolation();
        m_outlet.refresh();
        done();
    });
}

} // namespace lambdarium
