// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <string>
#include <vector>

namespace lambdarium {

/// Facts as text, one line each, times from the given start in seconds: failures of a scenario read as a diff.
class Trace
{
public:
    explicit Trace(Instant start) : m_start(start) {}
    /// "  0.100 start  F #1 env 1 cold". Request ids are numbered in order of appearance.
    std::string line(const Fact &fact);
    /// All lines of facts whose text contains any of the words; no words: all.
    std::vector<std::string> lines(const std::vector<Fact> &facts, const std::vector<std::string> &words = {});

private:
    std::string body(const Fact &fact);
    std::string number(const std::string &requestId);
    Instant m_start;
    std::vector<std::string> m_ids;
};

const char *stateName(EnvironmentState state);
const char *outcomeName(InvocationOutcome outcome);

} // namespace lambdarium
