// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <linux/sched.h>

#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace lambdarium {

namespace {

// Lambda's own ids of the user that handlers run as.
constexpr unsigned sandboxUid = 993;
constexpr unsigned sandboxGid = 990;
constexpr int liftedFd = 200; // above every number that BoxDescriptor::inside may name

int g_control = -1;
int g_statusPipe = -1;
int g_companion = -1; // index, in a companion before its program runs

void dieWithParent() { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

/// An ordinary user may map only itself, and does so from inside.
void mapIdsAsOrdinaryUser(const Walls &walls)
{
    char line[64];
    writeFile("/proc/self/setgroups", "deny");
    std::snprintf(line, sizeof line, "%u %u 1", sandboxUid, walls.outsideUid);
    writeFile("/proc/self/uid_map", line);
    std::snprintf(line, sizeof line, "%u %u 1", sandboxGid, walls.outsideGid);
    writeFile("/proc/self/gid_map", line);
}

/// Started as root, the parent maps the box to nobody; the child gives up root's id once its sources are open
/// (a snapshot below a 0700 home is readable to its owner only).
void becomeNobody()
{
    if (setgroups(0, nullptr) != 0 || setresgid(sandboxGid, sandboxGid, sandboxGid) != 0
        || setresuid(sandboxUid, sandboxUid, sandboxUid) != 0)
        failBox("giving up root");
    dieWithParent(); // the kernel forgot it with the old credentials
}

bool writeProcessFile(int pid, const char *file, const char *text)
{
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const auto length = static_cast<ssize_t>(std::strlen(text));
    const bool written = write(fd, text, static_cast<std::size_t>(length)) == length;
    const int error = errno;
    close(fd);
    errno = error;
    return written;
}

bool mapIdsOf(int pid, const Walls &walls)
{
    char users[64];
    char groups[64];
    std::snprintf(users, sizeof users, "%u %u 1", sandboxUid, walls.outsideUid);
    std::snprintf(groups, sizeof groups, "%u %u 1", sandboxGid, walls.outsideGid);
    return writeProcessFile(pid, "uid_map", users) && writeProcessFile(pid, "gid_map", groups);
}

/// What needs no plan: ids, names, the network device.
void prepareNamespaces(const Walls &walls, int mapped, bool ownNetwork)
{
    char byte = 0;
    if (!walls.privileged)
        mapIdsAsOrdinaryUser(walls);
    else if (read(mapped, &byte, 1) != 1)
        failBox("mapping user ids");
    umask(022);
    constexpr char hostName[] = "169-254-76-1"; // the shape of Lambda's
    if (sethostname(hostName, sizeof hostName - 1) != 0)
        failBox("naming the host");
    if (unshare(CLONE_NEWCGROUP) != 0) // not with the clone: the box's own group is to be the root
        failBox("making a control group namespace");
    if (ownNetwork)
        bringLoopbackUp();
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

void check(const char *failedStep)
{
    if (failedStep)
        failBox(failedStep);
}

/// pid 2 up to the last wall.
void becomeHandler(const BoxPlan &plan, const Walls &walls, HandlerStart how)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // or its own /proc entries would be root's
    setsid();
    if (how == HandlerStart::Execute)
        resetSignals();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    writeFile("/proc/self/oom_score_adj", "1000");
    placeDescriptors(plan);
    check(applyResourceLimits(plan));
    if (chdir(plan.workingDirectory) != 0 && chdir("/") != 0)
        failBox("entering the working directory");
    check(applyLandlock(plan, walls.landlockAbi));
    check(applySeccomp(walls));
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

/// Companions run before the handler; each reports its own failure and ends.
void startCompanions(const BoxPlan &plan, const Walls &walls, const BoxGroup &group, BoxTree &tree)
{
    for (std::size_t i = 0; i < plan.companions.size(); ++i) {
        const pid_t pid = fork();
        if (pid < 0)
            failBox("forking a companion");
        if (pid > 0) {
            tree.companions[tree.companionCount++] = pid;
            continue;
        }
        g_companion = static_cast<int>(i);
        joinGroup(group);
        becomeHandler(plan, walls, HandlerStart::Execute);
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

/// What the core gets of a finished box.
struct Handles
{
    int descriptors[BoxPlan::maxListeners + 1]; ///< the listeners, then what holds /tmp
    std::size_t count = 0;
};

void tellReady(const Handles &handles)
{
    wire::BoxMessage message;
    message.kind = wire::BoxMessage::Kind::Ready;
    wire::sendPacket(g_control, {&message, sizeof message}, handles.descriptors, handles.count);
    for (std::size_t i = 0; i < handles.count; ++i)
        close(handles.descriptors[i]);
}

/// Descriptors of the plan stay, everything inherited goes. First of all, or a copy of the spawner's control
/// socket would hide its end of file from everybody.
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

/// Blocks SIGCHLD for a signalfd; freezing must not wake pid 1, hence no word about stopped children.
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

enum class Rights { Drop, KeepMounting };

void giveUpRights(Rights rights = Rights::Drop)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        failBox("no_new_privs");
    if (rights == Rights::Drop)
        check(dropCapabilities());
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); // a handler has the same uid and could trace this process
    dieWithParent();
}

/// Listeners, file system, identity: what needs the rights that giveUpRights gives up.
void buildWalls(const BoxPlan &plan, const Walls &walls, Handles &handles)
{
    openRoutes(plan);
    for (const BoxPlan::Listener &listener : plan.listeners)
        handles.descriptors[handles.count++] = listenOn(listener);
    const BoxSources sources = openSources(plan);
    if (walls.privileged)
        becomeNobody();
    const int tmp = plan.header.standby ? buildStandbyRoot(plan, sources) : enterRootFileSystem(plan, sources);
    if (tmp >= 0)
        handles.descriptors[handles.count++] = tmp;
}

void enterInit(int control)
{
    dieWithParent();
    prctl(PR_SET_NAME, "lambdarium-box", 0, 0, 0);
    setFailureReport(control, -1);
}

/// pid 1 in its namespaces: builds the walls around itself, then forks pid 2. Returns only in pid 2 of a
/// zygote's box.
void finishInit(const BoxPlan &plan, const Walls &walls, HandlerStart how, const BoxGroup &group)
{
    Handles handles;
    buildWalls(plan, walls, handles);
    const sigset_t children = prepareSignals();
    const bool standby = plan.header.standby != 0;
    giveUpRights(standby ? Rights::KeepMounting : Rights::Drop);

    BoxTree tree;
    GroupMeter limits(group, plan.header.memoryMb);
    if (limits.stands()) {
        tree.group = &limits;
        if (!limits.begin())
            failBox("limiting the control group");
    }
    tree.copied = how == HandlerStart::Return;
    startCompanions(plan, walls, group, tree);
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
        joinGroup(group);
        if (plan.hasCompanions())
            awaitRelease(hold);
        if (standby) {
            enterStandbyRoot();
            giveUpRights();
        }
        becomeHandler(plan, walls, how);
        if (how == HandlerStart::Execute)
            execute(plan);
        close(g_control);
        close(g_statusPipe);
        return;
    }
    tree.childSignals = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
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
    tellReady(handles);
    limits.leave();
    runInit(plan, tree);
}

BoxStart refusedStart(const char *step)
{
    BoxStart start;
    start.error = errno;
    start.step = step;
    return start;
}

/// Clones pid 1 and gives it its ids. mapped: the pipe by which a child of root waits for them.
BoxStart cloneInit(const Walls &walls, HandlerStart how, const int (&mapped)[2], bool ownNetwork, const BoxGroup &group)
{
    BoxStart start;
    clone_args arguments{};
    arguments.flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | (ownNetwork ? CLONE_NEWNET : 0) | CLONE_NEWIPC
        | CLONE_NEWUTS | CLONE_PIDFD | (how == HandlerStart::Return ? CLONE_PARENT : 0);
    if (const std::uint64_t into = birthGroup(group); into != 0) {
        arguments.flags |= CLONE_INTO_CGROUP;
        arguments.cgroup = into;
    }
    arguments.pidfd = reinterpret_cast<std::uint64_t>(&start.pidfd);
    arguments.exit_signal = how == HandlerStart::Return ? 0 : SIGCHLD; // CLONE_PARENT takes the zygote's own
    start.pid = static_cast<int>(syscall(SYS_clone3, &arguments, sizeof arguments));
    if (start.pid == 0)
        return start;
    if (start.pid < 0) {
        start = refusedStart("making namespaces");
    } else if (walls.privileged && (!mapIdsOf(start.pid, walls) || write(mapped[1], "+", 1) != 1)) {
        const BoxStart refused = refusedStart("mapping user ids");
        kill(start.pid, SIGKILL);
        close(start.pidfd);
        start = refused;
    }
    for (const int end : mapped) {
        if (end >= 0)
            close(end);
    }
    return start;
}

/// What a box is born with.
struct Birth
{
    int mapped[2] = {-1, -1};
    BoxGroup group;
};

/// Makes what a box is born with, then clones its pid 1; here the descriptors are the child's alone afterwards.
BoxStart beginInit(const Walls &walls, HandlerStart how, bool ownNetwork, ControlGroups &groups, Birth &birth)
{
    if (groups.stand() && !(birth.group = groups.make()).stands())
        return refusedStart("making a control group");
    BoxStart start;
    if (walls.privileged && pipe2(birth.mapped, O_CLOEXEC) != 0)
        start = refusedStart("making a pipe");
    else
        start = cloneInit(walls, how, birth.mapped, ownNetwork, birth.group);
    if (start.pid == 0)
        return start;
    start.group = birth.group.id;
    birth.group.closeAll();
    if (start.pid < 0 && groups.stand())
        groups.remove(start.group);
    return start;
}

} // namespace

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

BoxStart startBox(const BoxPlan &plan, const Walls &walls, HandlerStart how, ControlGroups &groups)
{
    const bool ownNetwork = plan.header.machineNetwork == 0;
    Birth birth;
    const BoxStart start = beginInit(walls, how, ownNetwork, groups, birth);
    if (start.pid != 0)
        return start;
    enterInit(plan.descriptors[wire::ControlFd]);
    closeInherited(plan, birth.group, birth.mapped[0]);
    prepareNamespaces(walls, birth.mapped[0], ownNetwork);
    finishInit(plan, walls, how, birth.group);
    return start;
}

BoxStart startSpare(const Walls &walls, int handover, const BoxPlan *(*awaitPlan)(int handover), ControlGroups &groups)
{
    Birth birth;
    const BoxStart start = beginInit(walls, HandlerStart::Return, true, groups, birth);
    if (start.pid != 0)
        return start;
    enterInit(-1);
    int keep[BoxGroup::fileCount + 2] = {handover, birth.mapped[0]};
    std::copy(std::begin(birth.group.files), std::end(birth.group.files), keep + 2);
    closeAllExcept(keep, BoxGroup::fileCount + 2);
    prepareNamespaces(walls, birth.mapped[0], true);
    const BoxPlan *plan = awaitPlan(handover);
    if (!plan)
        _exit(0);
    setFailureReport(plan->descriptors[wire::ControlFd], -1);
    closeInherited(*plan, birth.group, -1);
    finishInit(*plan, walls, HandlerStart::Return, birth.group);
    return start;
}

} // namespace lambdarium
