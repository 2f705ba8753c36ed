// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/trace.h"

#include <algorithm>
#include <cstdio>

namespace lambdarium {

const char *stateName(EnvironmentState state)
{
    static constexpr const char *names[] = {"starting", "initialising", "idle", "busy", "stopping", "gone", "failed"};
    return names[static_cast<int>(state)];
}

const char *outcomeName(InvocationOutcome outcome)
{
    static constexpr const char *names[] = {"success", "error", "timeout", "out-of-memory", "crash", "init-error"};
    return names[static_cast<int>(outcome)];
}

std::string Trace::number(const std::string &requestId)
{
    if (requestId.empty())
        return "-";
    auto at = std::ranges::find(m_ids, requestId);
    if (at == m_ids.end())
        at = m_ids.insert(at, requestId);
    return "#" + std::to_string(at - m_ids.begin() + 1);
}

std::string Trace::body(const Fact &fact)
{
    const auto env = [](EnvironmentId id) { return " env " + std::to_string(static_cast<std::uint64_t>(id)); };
    const auto why = [](const std::string &reason) { return reason.empty() ? std::string() : " (" + reason + ")"; };
    if (const auto *f = std::get_if<fact::EnvironmentChanged>(&fact.body))
        return "env    " + f->function + env(f->environment) + " " + stateName(f->state) + why(f->reason);
    if (const auto *f = std::get_if<fact::InvocationStarted>(&fact.body))
        return "start  " + f->function + " " + number(f->requestId) + env(f->environment)
            + (f->cold ? " cold" : " warm") + (f->attempt > 1 ? " attempt " + std::to_string(f->attempt) : "");
    if (const auto *f = std::get_if<fact::InvocationEnded>(&fact.body))
        return "end    " + f->function + " " + number(f->requestId) + env(f->environment) + " "
            + outcomeName(f->outcome) + " billed " + std::to_string(f->billedMs);
    if (const auto *f = std::get_if<fact::LogWritten>(&fact.body))
        return "log    " + f->function + " " + number(f->requestId) + " " + f->text;
    if (const auto *f = std::get_if<fact::Throttled>(&fact.body))
        return "429    " + f->function + " " + number(f->requestId) + " " + f->reason + " " + std::to_string(f->inUse)
            + "/" + std::to_string(f->limit);
    if (const auto *f = std::get_if<fact::RetryScheduled>(&fact.body))
        return "retry  " + f->function + " " + number(f->requestId) + " attempt " + std::to_string(f->attempt)
            + why(f->reason);
    if (const auto *f = std::get_if<fact::Moved>(&fact.body)) {
        static constexpr const char *kinds[] = {"event", "call", "returned", "failure"};
        return "moved  " + f->from + " > " + f->to + " " + kinds[static_cast<int>(f->kind)] + " x"
            + std::to_string(f->count);
    }
    if (const auto *f = std::get_if<fact::Dropped>(&fact.body))
        return "drop   " + f->node + " " + number(f->id) + " " + f->condition + " to " + f->to;
    if (const auto *f = std::get_if<fact::Notice>(&fact.body))
        return "notice " + f->node + " " + f->text;
    return "call   " + std::get<fact::ServiceCalled>(fact.body).operation;
}

std::string Trace::line(const Fact &fact)
{
    char time[32];
    std::snprintf(time, sizeof time, "%7.3f ", toMillis(fact.time - m_start) / 1000);
    return time + body(fact);
}

std::vector<std::string> Trace::lines(const std::vector<Fact> &facts, const std::vector<std::string> &words)
{
    std::vector<std::string> result;
    for (const Fact &fact : facts) {
        std::string text = line(fact);
        if (words.empty() || std::ranges::any_of(words, [&](const std::string &word) {
                return text.find(word) != std::string::npos;
            }))
            result.push_back(std::move(text));
    }
    return result;
}

} // namespace lambdarium
