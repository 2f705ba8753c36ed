// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/functionstate.h"

#include "core/model/limits.h"

#include <algorithm>

namespace lambdarium {

void FunctionStats::add(const InvokeOutcome &outcome)
{
    ++invocations;
    if (!outcome.functionError.empty())
        ++errors;
    memoryPeakMb = std::max(memoryPeakMb, outcome.maxMemoryUsedMb);
    if (m_memory.size() < sampleCount) {
        m_memory.push_back(outcome.maxMemoryUsedMb);
        m_durations.push_back(toMillis(outcome.duration));
    } else {
        m_memory[m_next] = outcome.maxMemoryUsedMb;
        m_durations[m_next] = toMillis(outcome.duration);
    }
    m_next = (m_next + 1) % sampleCount;
}

std::int64_t FunctionStats::memoryMedianMb() const
{
    if (m_memory.empty())
        return 0;
    auto sorted = m_memory;
    std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2));
    return sorted[sorted.size() / 2];
}

double FunctionStats::durationP95Ms() const
{
    if (m_durations.empty())
        return 0;
    auto sorted = m_durations;
    std::ranges::sort(sorted);
    return sorted[(sorted.size() * 95 + 99) / 100 - 1];
}

namespace {

EnvironmentSpec specOf(const Function &function, const CodeSnapshot &code, const Account &account)
{
    EnvironmentSpec spec;
    spec.functionId = function.id;
    spec.functionName = function.name;
    spec.functionArn = account.functionArn(function.name);
    spec.runtime = function.runtime;
    spec.handler = function.handler;
    spec.codeDirectory = code.directory;
    spec.layers = code.layers;
    for (const auto &variable : function.environment)
        spec.environment.emplace_back(variable.name, variable.value);
    spec.memoryMb = function.memoryMb;
    spec.ephemeralMb = function.ephemeralMb;
    spec.timeoutSeconds = function.timeoutSeconds;
    spec.logging = function.logging;
    spec.tracing = function.tracing;
    spec.network = function.network;
    spec.snapStart = function.snapStart == "PublishedVersions" && !snapStartFault(function.runtime);
    spec.logGroup = function.logging.group.empty() ? "/aws/lambda/" + function.name : function.logging.group;
    spec.account = account;
    return spec;
}

bool sameEnvironments(const EnvironmentSpec &a, const EnvironmentSpec &b)
{
    return a.functionArn == b.functionArn && a.runtime == b.runtime && a.handler == b.handler
        && a.codeDirectory == b.codeDirectory && a.layers == b.layers && a.environment == b.environment
        && a.logging == b.logging && a.tracing == b.tracing && a.snapStart == b.snapStart && a.network == b.network
        && a.logGroup == b.logGroup && a.memoryMb == b.memoryMb && a.ephemeralMb == b.ephemeralMb
        && a.timeoutSeconds == b.timeoutSeconds && a.account == b.account;
}

} // namespace

bool FunctionState::configure(const Function &function, const CodeSnapshot &code, const Account &account,
                              Result<std::string> runtimeNote)
{
    m_config = function;
    m_code = code;
    m_problem = code.problem;
    m_runtimeNote.clear();
    if (runtimeNote)
        m_runtimeNote = std::move(runtimeNote).value();
    else if (m_problem.empty())
        m_problem = runtimeNote.error().message;
    if (m_problem.empty() && code.directory.empty())
        m_problem = "The function has no code.";
    m_deployed = true;
    auto spec = specOf(function, code, account);
    spec.version = m_version;
    spec.snapStart = spec.snapStart && !isLatest(); // ApplyOn: PublishedVersions
    const bool changed = !sameEnvironments(spec, m_spec);
    m_spec = std::move(spec);
    return changed;
}

Environment &FunctionState::add(std::unique_ptr<Environment> environment)
{
    Environment &added = *environment;
    m_environments.emplace(added.id(), std::move(environment));
    return added;
}

Environment *FunctionState::find(EnvironmentId id) const
{
    const auto found = m_environments.find(id);
    return found == m_environments.end() ? nullptr : found->second.get();
}

Environment *FunctionState::takeIdle()
{
    const auto newest = std::find_if(m_idle.rbegin(), m_idle.rend(),
                                     [](const IdleEnvironment &idle) { return !idle.environment->paused(); });
    if (newest == m_idle.rend())
        return nullptr;
    Environment *environment = newest->environment;
    m_idle.erase(std::next(newest).base());
    return environment;
}

void FunctionState::dropIdle(const Environment &environment)
{
    std::erase_if(m_idle, [&](const IdleEnvironment &idle) { return idle.environment == &environment; });
}

std::optional<FunctionState::Reset> FunctionState::takeReset(Instant notBefore)
{
    while (!m_resets.empty() && m_resets.front().since < notBefore)
        m_resets.pop_front();
    if (m_resets.empty())
        return std::nullopt;
    Reset reset = std::move(m_resets.back());
    m_resets.pop_back();
    return reset;
}

void FunctionState::addEnvironments(FunctionView &view) const
{
    for (const auto &[id, environment] : m_environments) {
        view.environments.push_back(environment->view());
        if (environment->oldCode)
            ++view.environmentsOnOldCode;
    }
}

FunctionView FunctionState::view() const
{
    FunctionView view;
    view.id = m_id;
    addEnvironments(view);
    view.invocations = stats.invocations;
    view.errors = stats.errors;
    view.throttles = stats.throttles;
    view.coldStarts = stats.coldStarts;
    view.memoryMedianMb = stats.memoryMedianMb();
    view.memoryPeakMb = stats.memoryPeakMb;
    view.durationP95Ms = stats.durationP95Ms();
    view.deployed = m_problem.empty();
    view.deployProblem = m_problem;
    view.needsBuild = m_code.needsBuild;
    view.runtimeNote = m_runtimeNote;
    return view;
}

} // namespace lambdarium
