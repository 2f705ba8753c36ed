// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/coreaccess.h"
#include "app/cli/factprinter.h"
#include "app/cli/verbs.h"
#include "core/local/attachjson.h"

#include <algorithm>
#include <cstdio>

namespace lambdarium {

namespace {

std::string ageText(Duration age)
{
    const auto seconds = std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(age).count());
    if (seconds < 120)
        return std::to_string(seconds) + " s";
    return seconds < 7200 ? std::to_string(seconds / 60) + " min" : std::to_string(seconds / 3600) + " h";
}

std::string stateText(const EnvironmentView &view)
{
    std::string text = attach::word(view.state);
    if (view.paused)
        text += ", frozen";
    if (view.oldCode)
        text += ", old code";
    return text;
}

std::string megabytes(std::int64_t kilobytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", static_cast<double>(kilobytes) / 1024);
    return text;
}

int list(const Snapshot &snapshot, bool json)
{
    if (json) {
        std::printf("%s\n", attach::environmentsJson(snapshot).c_str());
        return ExitOk;
    }
    std::printf("%-6s %-24s %-20s %8s %10s %9s %10s  %s\n", "ID", "FUNCTION", "STATE", "AGE", "MEMORY MB", "PEAK MB",
                "CPU MS", "INVOCATIONS");
    for (const FunctionView &function : snapshot.functions)
        for (const EnvironmentView &view : function.environments)
            std::printf("%-6s %-24s %-20s %8s %10s %9s %10.0f  %lld\n", shortId(view.id).c_str(),
                        terminalText(function.id).c_str(), stateText(view).c_str(),
                        ageText(snapshot.time - view.created).c_str(), megabytes(view.memoryKb).c_str(),
                        megabytes(view.peakMemoryKb).c_str(), toMillis(view.cpu), static_cast<long long>(view.served));
    return ExitOk;
}

int depthOf(const std::vector<ProcessView> &processes, const ProcessView &process)
{
    int depth = 0;
    for (int parent = process.parent; parent != 0 && depth < 32; ++depth) {
        const auto found = std::ranges::find(processes, parent, &ProcessView::pid);
        parent = found == processes.end() ? 0 : found->parent;
    }
    return depth;
}

int show(const EnvironmentDetail &detail, bool json)
{
    if (json) {
        std::printf("%s\n", attach::environmentJson(detail).c_str());
        return ExitOk;
    }
    const EnvironmentView &view = detail.view;
    std::printf("environment %s of %s: %s\n", shortId(view.id).c_str(), terminalText(detail.function).c_str(),
                stateText(view).c_str());
    std::printf("invocations %lld, memory %s of %lld MB (peak %s), CPU %.0f ms\n", static_cast<long long>(view.served),
                megabytes(view.memoryKb).c_str(), static_cast<long long>(view.memoryMb),
                megabytes(view.peakMemoryKb).c_str(), toMillis(view.cpu));
    std::printf("/tmp %s of %lld MB, network %s\n", megabytes(detail.tmpUsedBytes / 1024).c_str(),
                static_cast<long long>(detail.tmpLimitBytes >> 20), attach::word(detail.network));
    std::printf("log stream %s\n", terminalText(detail.logStream).c_str());
    if (!detail.runtimeNote.empty())
        std::printf("%s\n", terminalText(detail.runtimeNote).c_str());
    for (const std::string &extension : detail.extensions)
        std::printf("extension %s\n", terminalText(extension).c_str());
    for (const fact::Connected &connection : detail.connections)
        std::printf("connection %s:%u %s\n", terminalText(connection.host).c_str(),
                    static_cast<unsigned>(connection.port),
                    connection.allowed ? "allowed" : terminalText(connection.reason).c_str());
    std::printf("%5s %-5s %10s %10s  %s\n", "PID", "STATE", "MEMORY MB", "CPU MS", "COMMAND");
    for (const ProcessView &process : detail.processes)
        std::printf("%5d %-5c %10s %10.0f  %*s%s\n", process.pid, process.state, megabytes(process.memoryKb).c_str(),
                    toMillis(process.cpu), 2 * depthOf(detail.processes, process), "",
                    terminalText(process.command).c_str());
    return ExitOk;
}

/// By the short name of logs and lists, or by number.
Result<EnvironmentId> find(const Snapshot &snapshot, const QString &name)
{
    bool isNumber = false;
    const qulonglong number = name.toULongLong(&isNumber);
    for (const FunctionView &function : snapshot.functions)
        for (const EnvironmentView &view : function.environments)
            if (shortId(view.id) == name.toStdString())
                return view.id;
    for (const FunctionView &function : snapshot.functions)
        for (const EnvironmentView &view : function.environments)
            if (isNumber && view.id == EnvironmentId{number})
                return view.id;
    return Error{ErrorCode::NotFound, "There is no environment " + name.toStdString() + "."};
}

Command commandFor(const QString &action, EnvironmentId id)
{
    if (action == QStringLiteral("freeze"))
        return command::FreezeEnvironment{id};
    if (action == QStringLiteral("thaw"))
        return command::ThawEnvironment{id};
    if (action == QStringLiteral("recycle"))
        return command::RecycleEnvironment{id};
    return command::KillEnvironment{id};
}

} // namespace

int runEnvironments(const Options &options)
{
    auto core = CoreAccess::running(options.workspace.isEmpty() ? "." : options.workspace.toStdString());
    if (!core)
        return failed(core.error());
    const auto snapshot = (*core)->snapshot();
    if (!snapshot)
        return failed(snapshot.error());
    if (options.action == QStringLiteral("list"))
        return list(*snapshot, options.json);
    const auto id = find(*snapshot, options.environment);
    if (!id)
        return failed(id.error());
    if (options.action != QStringLiteral("show")) {
        const auto done = (*core)->call(commandFor(options.action, *id));
        return done ? static_cast<int>(ExitOk) : failed(done.error());
    }
    const auto detail = (*core)->query(query::Environment{*id});
    return detail ? show(std::get<EnvironmentDetail>(*detail), options.json) : failed(detail.error());
}

} // namespace lambdarium
