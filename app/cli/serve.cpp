// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/corehandle.h"
#include "app/cli/factprinter.h"
#include "core/local/localsession.h"

#include <cstdio>

namespace lambdarium {

namespace {

void describe(const Snapshot &snapshot)
{
    std::fprintf(stderr, "lambdarium: endpoint http://127.0.0.1:%u, isolation %s\n",
                 static_cast<unsigned>(snapshot.port), snapshot.isolationLevel.c_str());
    for (const RuntimeView &runtime : snapshot.runtimes)
        std::fprintf(stderr, "lambdarium: %s %s\n", runtime.family.c_str(),
                     runtime.version.empty() ? ("is missing: " + runtime.remedy).c_str() : runtime.version.c_str());
    for (const FunctionView &function : snapshot.functions) {
        std::fprintf(stderr, "lambdarium: function %s%s%s%s%s\n", function.id.c_str(),
                     function.url.empty() ? "" : " at ", function.url.c_str(),
                     function.deployProblem.empty() ? "" : ": ", function.deployProblem.c_str());
        if (!function.runtimeNote.empty())
            std::fprintf(stderr, "lambdarium:   %s\n", function.runtimeNote.c_str());
    }
}

} // namespace

int runServe(const Options &options)
{
    CoreHandle handle;
    auto session = LocalSession::open(sessionOptions(options, options.workspace.toStdString()));
    if (!session)
        return failed(session.error());
    FactPrinter printer(stdout, stderr);
    handle.attach(**session, [&](const Fact &fact) { printer.print(fact); });
    // The verb is the grant: sources run from here on (security.md B.3).
    if (const auto started = handle.call(command::StartSources{}); !started)
        return failed(started.error());
    // The isolation is found out by trying, which takes some milliseconds.
    handle.wait(std::chrono::seconds(3), [&] { return !(*session)->snapshot()->isolationLevel.empty(); });
    describe(*(*session)->snapshot());
    handle.waitForSignal();
    std::fprintf(stderr, "lambdarium: stopping\n");
    return ExitOk;
}

} // namespace lambdarium
