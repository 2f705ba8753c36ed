// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/coreaccess.h"
#include "app/cli/verbs.h"
#include "core/local/attachjson.h"
#include "core/local/truststore.h"
#include "core/workspace/workspace.h"

#include <cstdio>

namespace lambdarium {

namespace {

int show(const Workspace &workspace, const TrustStore &store)
{
    const TrustStore::Decision decision = store.decision(workspace.root(), workspace.stateDirectory());
    if (!decision.problem.empty())
        std::fprintf(stderr, "lambdarium: %s\n", decision.problem.c_str());
    std::printf("%s%s\n", attach::word(decision.trust), decision.unprotected ? " unprotected" : "");
    if (const Trust most = TrustStore::projectMaximum(workspace.root()); most != Trust::Trusted)
        std::fprintf(stderr, "lambdarium: the project itself allows no more than %s (.lambdarium/trust)\n",
                     attach::word(most));
    return ExitOk;
}

} // namespace

LocalSession::Options sessionOptions(const Options &options, const std::filesystem::path &workspace)
{
    LocalSession::Options session;
    session.workspace = workspace;
    session.port = options.port;
    session.trust = options.trusted ? Trust::Trusted : Trust::Isolated;
    session.strictColdStart = options.strictColdStart;
    session.simulatedColdStart = options.simulateColdStart;
    return session;
}

int runTrust(const Options &options)
{
    const auto workspace = Workspace::open(options.workspace.toStdString());
    if (!workspace)
        return failed(workspace.error());
    const TrustStore store;
    if (options.level.isEmpty()) {
        if (const int shown = show(*workspace, store); shown != ExitOk)
            return shown;
        std::fflush(stdout);
        std::fprintf(stderr, "lambdarium: what builds would run, when you build:\n");
        return showBuildPlan(options, {}, stderr); // standard output is the level alone
    }
    const Trust trust = attach::trustOf(options.level.toStdString()).value_or(Trust::Restricted);
    if (auto decided = store.decide(workspace->root(), workspace->stateDirectory(), trust, options.unprotected);
        !decided)
        return failed(decided.error());
    // A window that shows it follows at once.
    if (auto core = CoreAccess::running(workspace->root()); core)
        if (auto told = (*core)->call(command::SetTrust{trust, options.unprotected}); !told)
            return failed(told.error());
    return show(*workspace, store);
}

} // namespace lambdarium
