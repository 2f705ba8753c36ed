// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/grading.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lambdarium {

namespace {

using ProbeResult = IsolationProbe::Result;

struct Grade
{
    std::string_view code;
    int left; ///< level whose promises do not need it
};

/// Level 2 lets other processes be seen, looks at /tmp only now and then and cannot close abstract sockets everywhere.
/// Level 1 promises nothing but limits and the end of the tree; without that end nothing may run.
constexpr std::array<Grade, 12> grades{{{"ReadHome", 1},
                                        {"WriteSystem", 1},
                                        {"HostLoopback", 1},
                                        {"OutsideNetwork", 1},
                                        {"AbstractSocket", 2},
                                        {"OtherProcesses", 2},
                                        {"TouchInit", 1},
                                        {"RegainRights", 1},
                                        {"Inherited", 1},
                                        {"DiskBound", 2},
                                        {"MemoryLimit", 1},
                                        {"OutliveKill", 0}}};

const char *nameOf(int level)
{
    constexpr std::array<const char *, 5> names{"Unavailable", "Unprotected", "File-guarded", "Metered", "Enforced"};
    return names[static_cast<std::size_t>(level)];
}

} // namespace

int levelWithout(const IsolationProbe &probe)
{
    const auto *const found = std::ranges::find(grades, std::string_view(probe.code), &Grade::code);
    return found == grades.end() ? 0 : found->left;
}

void gradeIsolation(IsolationReport &report, bool enforced)
{
    const IsolationProbe *worst = nullptr;
    for (const IsolationProbe &probe : report.probes) {
        if (probe.result == ProbeResult::Held)
            continue;
        // Of two that weigh the same, a hole says more than a question.
        const auto weight = [](const IsolationProbe &of) {
            return std::pair(levelWithout(of), of.result == ProbeResult::Broken ? 0 : 1);
        };
        if (!worst || weight(probe) < weight(*worst))
            worst = &probe;
    }
    report.remedy.clear();
    report.level = enforced ? 4 : 3;
    if (worst) {
        report.level = levelWithout(*worst);
        report.remedy = worst->result == ProbeResult::Broken
            ? "The self-test found a hole: " + worst->title + " (" + worst->detail + ")."
            : "The self-test could not try this, so it is not promised: " + worst->title + ".";
    }
    report.name = nameOf(report.level);
}

void gradeGuarded(IsolationReport &report, bool landlock, const std::string &remedy)
{
    const int best = landlock ? 2 : 1;
    const bool asExpected = report.level >= best;
    report.level = std::min(report.level, best);
    report.name = nameOf(report.level);
    report.remedy = asExpected ? remedy : report.remedy + ' ' + remedy;
}

} // namespace lambdarium
