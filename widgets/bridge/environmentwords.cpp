// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/environmentwords.h"

#include "widgets/bridge/displaytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace lambdarium {

namespace {

struct Environments
{
    Q_DECLARE_TR_FUNCTIONS(lambdarium::Environments)
};

constexpr std::array<std::pair<NetworkMode, const char *>, 5> modeWords{{{NetworkMode::Isolated, "Isolated"},
                                                                         {NetworkMode::NoRoute, "NoRoute"},
                                                                         {NetworkMode::Endpoints, "Endpoints"},
                                                                         {NetworkMode::Egress, "Egress"},
                                                                         {NetworkMode::Full, "Full"}}};

bool alive(const EnvironmentView &view)
{
    return view.state != EnvironmentState::Stopping && view.state != EnvironmentState::Gone
        && view.state != EnvironmentState::Failed;
}

} // namespace

QString environmentWord(const EnvironmentView &view)
{
    if (view.paused && alive(view))
        return Environments::tr("Frozen by you");
    switch (view.state) {
    case EnvironmentState::Starting: return Environments::tr("Starting");
    case EnvironmentState::Initialising:
        return view.initType == "snap-start" ? Environments::tr("Restoring") : Environments::tr("Initialising");
    case EnvironmentState::Idle: return Environments::tr("Kept warm");
    case EnvironmentState::Busy: return Environments::tr("Running");
    case EnvironmentState::Stopping: return Environments::tr("Ending");
    case EnvironmentState::Gone: return Environments::tr("Gone");
    case EnvironmentState::Failed: return Environments::tr("Failed");
    }
    return {};
}

EnvState environmentLook(const EnvironmentView &view)
{
    if (view.paused && alive(view))
        return EnvState::Idle;
    switch (view.state) {
    case EnvironmentState::Starting:
    case EnvironmentState::Initialising: return EnvState::Cold;
    case EnvironmentState::Idle: return EnvState::Warm;
    case EnvironmentState::Busy: return EnvState::Running;
    case EnvironmentState::Failed: return EnvState::Error;
    default: return EnvState::Idle;
    }
}

QString whyNot(EnvironmentAction action, const EnvironmentView &view)
{
    if (action == EnvironmentAction::Open)
        return {};
    if (view.state == EnvironmentState::Stopping)
        return Environments::tr("The environment is ending already.");
    if (!alive(view))
        return Environments::tr("The environment is gone.");
    if (action == EnvironmentAction::Freeze && view.paused)
        return Environments::tr("It is frozen already.");
    if (action == EnvironmentAction::Thaw && !view.paused)
        return Environments::tr("It is not frozen.");
    if (action == EnvironmentAction::Freeze && view.state == EnvironmentState::Starting)
        return Environments::tr("There is no process to freeze yet.");
    if (action == EnvironmentAction::Recycle && view.oldCode)
        return Environments::tr("It goes already, when its invocation ends.");
    return {};
}

QString actionName(EnvironmentAction action)
{
    switch (action) {
    case EnvironmentAction::Open: return Environments::tr("Open the environment");
    case EnvironmentAction::Freeze: return Environments::tr("Freeze");
    case EnvironmentAction::Thaw: return Environments::tr("Thaw");
    case EnvironmentAction::Recycle: return Environments::tr("Recycle");
    case EnvironmentAction::Kill: return Environments::tr("Kill");
    }
    return {};
}

QString actionIcon(EnvironmentAction action)
{
    switch (action) {
    case EnvironmentAction::Open: return QStringLiteral("box");
    case EnvironmentAction::Freeze: return QStringLiteral("pause");
    case EnvironmentAction::Thaw: return QStringLiteral("play");
    case EnvironmentAction::Recycle: return QStringLiteral("refresh-cw");
    case EnvironmentAction::Kill: return QStringLiteral("octagon-x");
    }
    return {};
}

QString actionMeaning(EnvironmentAction action)
{
    switch (action) {
    case EnvironmentAction::Open: return Environments::tr("Processes, memory, disk, network and log of it");
    case EnvironmentAction::Freeze:
        return Environments::tr("Stops every process of it; the clock of its invocation stands still too.");
    case EnvironmentAction::Thaw: return Environments::tr("Lets its processes go on where they stopped.");
    case EnvironmentAction::Recycle:
        return Environments::tr("It goes once its invocation has ended; the next invocation starts cold.");
    case EnvironmentAction::Kill:
        return Environments::tr("Ends every process at once; a running invocation fails, as after a crash.");
    }
    return {};
}

Command commandOf(EnvironmentAction action, EnvironmentId environment)
{
    switch (action) {
    case EnvironmentAction::Freeze: return command::FreezeEnvironment{environment};
    case EnvironmentAction::Thaw: return command::ThawEnvironment{environment};
    case EnvironmentAction::Recycle: return command::RecycleEnvironment{environment};
    default: return command::KillEnvironment{environment};
    }
}

QString endReason(const std::string &reason)
{
    if (reason == "idle")
        return Environments::tr("it was idle for too long");
    if (reason == "code changed" || reason == "configuration changed")
        return Environments::tr("its code or configuration changed");
    if (reason == "made room")
        return Environments::tr("it made room for another one");
    if (reason == "timeout")
        return Environments::tr("its invocation ran into the timeout");
    if (reason == "killed")
        return Environments::tr("you killed it");
    if (reason == "recycled")
        return Environments::tr("you recycled it");
    if (reason == "stopped")
        return Environments::tr("everything was stopped");
    return displayText(reason, 200);
}

QString spanText(Duration span)
{
    using namespace std::chrono;
    if (span < seconds(1))
        return Environments::tr("%1 ms").arg(QLocale().toString(std::max(0.0, toMillis(span)), 'f', 0));
    if (span < minutes(1))
        return Environments::tr("%1 s").arg(QLocale().toString(toMillis(span) / 1000, 'f', 1));
    const qlonglong whole = duration_cast<seconds>(span).count();
    if (span < hours(1))
        return Environments::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Environments::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString memoryText(std::int64_t kilobytes)
{
    const double megabytes = double(kilobytes) / 1024;
    return Environments::tr("%1 MB").arg(QLocale().toString(megabytes, 'f', megabytes < 100 ? 1 : 0));
}

EnvState isolationLook(int level)
{
    switch (level) {
    case 4:
    case 3: return EnvState::Running;
    case 2: return EnvState::Warm;
    case 1: return EnvState::Error;
    default: return EnvState::Idle;
    }
}

QString isolationIcon(int level)
{
    if (level >= 3)
        return QStringLiteral("shield-check");
    return level == 0 || level < 0 ? QStringLiteral("shield") : QStringLiteral("shield-alert");
}

QString isolationName(int level)
{
    switch (level) {
    case 4: return Environments::tr("4 Enforced");
    case 3: return Environments::tr("3 Metered");
    case 2: return Environments::tr("2 File-guarded");
    case 1: return Environments::tr("1 Unprotected");
    case 0: return Environments::tr("0 Simulation only");
    default: return Environments::tr("Not tested yet");
    }
}

int isolationLevelOf(const Snapshot &snapshot)
{
    if (snapshot.isolation)
        return snapshot.isolation->level;
    const std::string &early = snapshot.isolationLevel;
    return !early.empty() && early[0] >= '0' && early[0] <= '4' ? early[0] - '0' : -1;
}

QStringList isolationPromises(int level)
{
    switch (level) {
    case 4:
        return {Environments::tr("The code cannot read your files, and writes only in its own /tmp."),
                Environments::tr("It cannot reach your network, your other processes or their memory."),
                Environments::tr("It cannot outlive its time limit: the kernel ends the whole process tree."),
                Environments::tr("The kernel's control groups hold memory and CPU to their limits.")};
    case 3:
        return {Environments::tr("The code cannot read your files, and writes only in its own /tmp."),
                Environments::tr("It cannot reach your network, your other processes or their memory."),
                Environments::tr("It cannot outlive its time limit: the kernel ends the whole process tree."),
                Environments::tr("Memory and CPU are measured many times a second and enforced from outside.")};
    case 2:
        return {Environments::tr("The code cannot read your home folder, /etc or other projects."),
                Environments::tr("It writes only in its own folder for /tmp."),
                Environments::tr(
                    "With the network off it reaches nothing but its own endpoint; its process tree ends with its "
                    "time limit.")};
    case 1: return {Environments::tr("Time limit, end of the process tree and resource limits. Nothing else.")};
    default: return {Environments::tr("No process of a function is started: durations are simulated.")};
    }
}

QStringList isolationGaps(int level)
{
    switch (level) {
    case 4:
        return {Environments::tr(
                    "A burst may pass the memory limit by up to 64 MB for some milliseconds before it is ended."),
                Environments::tr("A fault of the kernel itself."),
                Environments::tr("What can be learned from how busy disk and processor are.")};
    case 3:
        return {Environments::tr("Memory may pass its limit for some milliseconds between two measurements."),
                Environments::tr("Shares of the CPU are met within about two points."),
                Environments::tr("A fault of the kernel itself.")};
    case 2:
        return {Environments::tr("Other processes can be seen."),
                Environments::tr("The size of /tmp is only looked at now and then."),
                Environments::tr("The network is all or nothing; none of it hangs as in a VPC."),
                Environments::tr("/var/task, /opt and /tmp are elsewhere: LAMBDA_TASK_ROOT and TMPDIR say where.")};
    case 1: return {Environments::tr("This code can read your files. Run only code of your own.")};
    default: return {Environments::tr("Nothing of your code really runs.")};
    }
}

QString networkName(NetworkMode mode)
{
    switch (mode) {
    case NetworkMode::Isolated: return Environments::tr("Isolated");
    case NetworkMode::NoRoute: return Environments::tr("VPC without a route");
    case NetworkMode::Endpoints: return Environments::tr("VPC with endpoints");
    case NetworkMode::Egress: return Environments::tr("Named hosts only");
    case NetworkMode::Full: return Environments::tr("Full network");
    }
    return {};
}

QString networkMeaning(NetworkMode mode)
{
    switch (mode) {
    case NetworkMode::Isolated:
        return Environments::tr("Reaches the services of this workspace. Anything else is refused at once.");
    case NetworkMode::NoRoute:
        return Environments::tr("Like a VPC subnet without NAT: what leads outside hangs until the timeout.");
    case NetworkMode::Endpoints:
        return Environments::tr("Like a VPC with endpoints: the services listed below answer, all else hangs.");
    case NetworkMode::Egress:
        return Environments::tr("Only the hosts and ports listed below are reached; each connection is logged.");
    case NetworkMode::Full: return Environments::tr("The machine's own network, the internet included.");
    }
    return {};
}

std::string networkWord(NetworkMode mode)
{
    for (const auto &[value, word] : modeWords)
        if (value == mode)
            return word;
    return "Isolated";
}

NetworkMode networkMode(const std::string &word)
{
    for (const auto &[value, known] : modeWords)
        if (word == known)
            return value;
    return NetworkMode::Isolated;
}

QString trustName(Trust trust)
{
    switch (trust) {
    case Trust::Restricted: return Environments::tr("Restricted");
    case Trust::Isolated: return Environments::tr("Runs isolated");
    case Trust::Trusted: return Environments::tr("Trusted");
    }
    return {};
}

QString trustMeaning(Trust trust)
{
    switch (trust) {
    case Trust::Restricted: return Environments::tr("Nothing of this workspace runs: browse, edit and validate only.");
    case Trust::Isolated:
        return Environments::tr("Its code runs behind the walls and reaches only the services of this workspace.");
    case Trust::Trusted:
        return Environments::tr("As isolated, and the template's network settings and builds with downloads hold.");
    }
    return {};
}

QString trustIcon(Trust trust)
{
    switch (trust) {
    case Trust::Restricted: return QStringLiteral("lock");
    case Trust::Isolated: return QStringLiteral("shield-check");
    case Trust::Trusted: return QStringLiteral("lock-open");
    }
    return {};
}

} // namespace lambdarium
