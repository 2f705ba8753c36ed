// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"
#include "core/sandbox/guardedroot.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace lambdarium {

namespace {

constexpr int liftedFd = 200; // above every number that BoxDescriptor::inside may name

int g_control = -1;
int g_statusPipe = -1;
int g_companion = -1; // index, in a companion before its program runs

void check(const char *failedStep)
{
    if (failedStep)
        failBox(failedStep);
}

/// Puts the plan's descriptors on their numbers and closes the rest; the failure report moves out of the way.
/// A companion gets its log and nothing else.
void placeDescriptors(const BoxPlan &plan)
{
    const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int source[wire::maxDescriptors + 1];
    int target[wire::maxDescriptors + 3];
    std::size_t count = 0;
    const auto place = [&](int from, int to) {
        source[count] = fcntl(from, F_DUPFD_CLOEXEC, liftedFd);
        target[count++] = to;
    };
    const bool companion = g_companion >= 0;
    place(input, STDIN_FILENO);
    place(companion ? plan.companionLog() : plan.descriptors[wire::OutFd], STDOUT_FILENO);
    place(companion ? plan.companionLog() : plan.descriptors[wire::ErrFd], STDERR_FILENO);
    for (std::size_t i = 0; i < plan.insideNumbers.size() && !companion; ++i) {
        if (plan.insideNumbers[i] != wire::keptTmp)
            place(plan.descriptors[wire::fixedDescriptors + i], static_cast<int>(plan.insideNumbers[i]));
    }
    const int control = fcntl(g_control, F_DUPFD_CLOEXEC, liftedFd);
    const int status = companion ? -1 : fcntl(g_statusPipe, F_DUPFD_CLOEXEC, liftedFd);
    setFailureReport(control, status);
    for (std::size_t i = 0; i < count; ++i) {
        if (dup2(source[i], target[i]) < 0)
            failBox("placing descriptors");
    }
    target[count++] = control;
    if (status >= 0)
        target[count++] = status;
    closeAllExcept(target, count);
}

void resetSignals()
{
    for (int number = 1; number < NSIG; ++number)
        signal(number, SIG_DFL); // refused for SIGKILL and SIGSTOP
}

/// pid 2 up to the last wall.
void becomeHandler(const BoxPrograms &programs)
{
    const BoxPlan &plan = programs.plan;
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // or its own /proc entries would be root's
    setsid();
    if (programs.how == HandlerStart::Execute)
        resetSignals();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    writeFile("/proc/self/oom_score_adj", "1000");
    placeDescriptors(plan);
    check(applyResourceLimits(plan, programs.guard == nullptr));
    if (chdir(plan.workingDirectory) != 0 && chdir("/") != 0)
        failBox("entering the working directory");
    if (programs.guard) {
        check(programs.guard->applyWalls(programs.walls));
    } else {
        check(applyLandlock(plan, programs.walls.landlockAbi));
        check(applyFilters(programs.walls));
    }
}

[[noreturn]] void execute(const BoxPlan &plan)
{
    execve(plan.argv[0], const_cast<char *const *>(plan.argv.data()),
           const_cast<char *const *>(plan.environment.data()));
    failBox(wire::executingStep, plan.argv[0]);
}

void joinGroup(const BoxGroup &group)
{
    if (!group.join())
        failBox("joining the control groups");
}

/// In a namespace the end of pid 1 is the end of all. Without one, the handler's is bound to its supervisor's by this,
/// and what it leaves behind is the spawner's to end.
void dieWithSupervisor(const BoxPrograms &programs)
{
    if (programs.guard)
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

/// Companions run before the handler; each reports its own failure and ends.
void startCompanions(const BoxPrograms &programs, BoxTree &tree)
{
    const BoxPlan &plan = programs.plan;
    for (std::size_t i = 0; i < plan.companions.size(); ++i) {
        const pid_t pid = fork();
        if (pid < 0)
            failBox("forking a companion");
        if (pid > 0) {
            tree.companions[tree.companionCount++] = pid;
            continue;
        }
        g_companion = static_cast<int>(i);
        joinGroup(programs.group);
        dieWithSupervisor(programs);
        becomeHandler({plan, programs.walls, HandlerStart::Execute, programs.group, nullptr, programs.guard});
        const char *const argv[] = {plan.companions[i], nullptr};
        execve(argv[0], const_cast<char *const *>(argv), const_cast<char *const *>(plan.companionEnvironment.data()));
        failBox(wire::executingStep, argv[0]);
    }
}

/// In pid 2 beside companions: nothing of the handler runs before the core says so.
void awaitRelease(const int (&hold)[2])
{
    close(hold[1]);
    char byte = 0;
    if (read(hold[0], &byte, 1) != 1)
        _exit(125);
    close(hold[0]);
}

} // namespace

bool startPrograms(const BoxPrograms &programs, BoxTree &tree)
{
    const BoxPlan &plan = programs.plan;
    startCompanions(programs, tree);
    int status[2];
    int hold[2] = {-1, -1};
    if (pipe2(status, O_CLOEXEC) != 0 || (plan.hasCompanions() && pipe2(hold, O_CLOEXEC) != 0))
        failBox("making a pipe");
    tree.handler = fork();
    if (tree.handler < 0)
        failBox("forking the handler");
    if (tree.handler == 0) {
        close(status[0]);
        setFailureReport(g_control, status[1]);
        joinGroup(programs.group);
        dieWithSupervisor(programs);
        if (plan.hasCompanions())
            awaitRelease(hold);
        if (programs.enter)
            programs.enter();
        becomeHandler(programs);
        if (programs.how == HandlerStart::Execute)
            execute(plan);
        close(g_control);
        close(g_statusPipe);
        return false;
    }
    close(status[1]);
    for (std::size_t i = wire::OutFd; i < plan.descriptors.size(); ++i)
        close(plan.descriptors[i]);
    if (plan.hasCompanions()) {
        close(hold[0]);
        tree.hold = hold[1];
        tree.status = status[0];
    } else {
        awaitHandler(status[0]);
    }
    return true;
}

void tellReady(const int *descriptors, std::size_t count)
{
    wire::BoxMessage message;
    message.kind = wire::BoxMessage::Kind::Ready;
    wire::sendPacket(g_control, {&message, sizeof message}, descriptors, count);
    for (std::size_t i = 0; i < count; ++i)
        close(descriptors[i]);
}

void closeInherited(const BoxPlan &plan, const BoxGroup &group, int mapped)
{
    int keep[wire::maxDescriptors + BoxGroup::fileCount + 1];
    std::size_t count = 0;
    for (const int fd : group.files)
        keep[count++] = fd;
    for (const int fd : plan.descriptors)
        keep[count++] = fd;
    if (mapped >= 0)
        keep[count++] = mapped;
    closeAllExcept(keep, count);
}

sigset_t prepareSignals()
{
    signal(SIGPIPE, SIG_IGN);
    struct sigaction childAction
    {};
    childAction.sa_handler = SIG_DFL;
    childAction.sa_flags = SA_NOCLDSTOP;
    sigaction(SIGCHLD, &childAction, nullptr);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_SETMASK, &children, nullptr);
    return children;
}

void setFailureReport(int control, int statusPipe)
{
    g_control = control;
    g_statusPipe = statusPipe;
}

void failBox(const char *step, const char *detail)
{
    wire::BoxMessage message;
    message.kind = g_companion < 0 ? wire::BoxMessage::Kind::Failed : wire::BoxMessage::Kind::CompanionFailed;
    message.token = g_companion < 0 ? 0 : static_cast<std::uint32_t>(g_companion);
    message.number = errno;
    std::snprintf(message.text, sizeof message.text, "%s%s%s", step, *detail ? " " : "", detail);
    wire::sendPacket(g_control, {&message, sizeof message});
    if (g_statusPipe >= 0 && write(g_statusPipe, "!", 1) != 1)
        _exit(124);
    _exit(125);
}

void awaitHandler(int status)
{
    char byte = 0;
    if (read(status, &byte, 1) != 0)
        _exit(125); // the handler has told the core why
    close(status);
}

void closeAllExcept(const int *keep, std::size_t count)
{
    int sorted[wire::maxDescriptors + BoxGroup::fileCount + 8];
    std::copy(keep, keep + count, sorted);
    std::sort(sorted, sorted + count);
    unsigned from = 3;
    for (std::size_t i = 0; i < count; ++i) {
        const auto fd = static_cast<unsigned>(sorted[i]);
        if (sorted[i] < 0 || fd < from)
            continue;
        if (fd > from)
            close_range(from, fd - 1, 0);
        from = fd + 1;
    }
    close_range(from, ~0U, 0);
}

void writeFile(const char *path, const char *text)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const auto length = static_cast<ssize_t>(std::strlen(text));
    if (fd < 0 || write(fd, text, static_cast<std::size_t>(length)) != length)
        failBox("writing", path);
    close(fd);
}

} // namespace lambdarium
