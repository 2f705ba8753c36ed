// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/corehandle.h"
#include "app/cli/factprinter.h"
#include "app/cli/verbs.h"
#include "core/local/attachjson.h"
#include "core/local/localsession.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

namespace lambdarium {

namespace {

using namespace std::chrono_literals;

void print(const char *heading, const std::vector<IsolationProbe> &probes)
{
    if (!probes.empty())
        std::printf("\n%s\n", heading);
    for (const IsolationProbe &probe : probes) {
        const bool held = probe.result == IsolationProbe::Result::Held;
        const char *mark = held ? "ok " : probe.result == IsolationProbe::Result::Broken ? "NO " : "-  ";
        const bool untested = probe.result == IsolationProbe::Result::NotTested && probe.detail.empty();
        const std::string detail = untested ? "not tested, so it does not count as held" : probe.detail;
        std::printf("  %s %s%s%s\n", mark, terminalText(probe.title).c_str(), detail.empty() ? "" : ": ",
                    terminalText(detail).c_str());
    }
}

void print(const Snapshot &snapshot)
{
    std::printf("Isolation level %s\n", snapshot.isolationLevel.c_str());
    if (!snapshot.isolationNote.empty())
        std::printf("  to do: %s\n", terminalText(snapshot.isolationNote).c_str());
    if (snapshot.isolation) {
        print("Walls", snapshot.isolation->walls);
        print("Self-test", snapshot.isolation->probes);
    }
    std::printf("\nInterpreters and tools\n");
    for (const RuntimeView &runtime : snapshot.runtimes)
        std::printf("  %s %-10s %s\n", runtime.version.empty() ? "-  " : "ok ", runtime.family.c_str(),
                    runtime.version.empty() ? ("to do: " + runtime.remedy).c_str()
                                            : (runtime.version + "  " + runtime.path).c_str());
    std::printf("\nThis machine holds at most %lld environments", static_cast<long long>(snapshot.environmentsMax));
    if (snapshot.memoryBudgetMb > 0)
        std::printf(" and %lld MB of their memory", static_cast<long long>(snapshot.memoryBudgetMb));
    std::printf("\n");
}

/// A workspace without functions: nothing of the user's is opened, and nothing of it runs.
bool makeEmptyWorkspace(const QString &folder)
{
    QFile file(folder + QStringLiteral("/template.yaml"));
    return file.open(QIODevice::WriteOnly) && file.write("Resources: {}\n") > 0;
}

bool complete(const Snapshot &snapshot) { return !snapshot.isolationLevel.empty() && !snapshot.runtimes.empty(); }

} // namespace

int runDoctor(const Options &options)
{
    const QTemporaryDir folder;
    if (!folder.isValid() || !makeEmptyWorkspace(folder.path()))
        return failed({ErrorCode::Io, "no temporary folder can be made"});
    CoreHandle handle;
    auto session = LocalSession::open(
        {.workspace = folder.path().toStdString(), .endpoint = false, .trust = Trust::Restricted});
    if (!session)
        return failed(session.error());
    handle.attach(**session, [](const Fact &) {});
    handle.wait(60s, [&] { return complete(*(*session)->snapshot()); });
    const auto snapshot = (*session)->snapshot();
    if (!complete(*snapshot))
        return failed({ErrorCode::Unavailable, "the self-test gave no answer within a minute"});
    if (options.json)
        std::printf("%s\n", attach::machineJson(*snapshot).c_str());
    else
        print(*snapshot);
    return snapshot->isolationLevel.starts_with("0") ? ExitEnvironment : ExitOk;
}

} // namespace lambdarium
