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

enum class Rights { Drop, KeepMounting };

void giveUpRights(Rights rights = Rights::Drop)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        failBox("no_new_privs");
    const char *const refused = rights == Rights::Drop ? dropCapabilities() : nullptr;
    if (refused)
        failBox(refused);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); // a handler has the same uid and could trace this process
    dieWithParent();
}

/// What the core gets of a finished box.
struct Handles
{
    int descriptors[BoxPlan::maxListeners + 1]; ///< the listeners, then what holds /tmp
    std::size_t count = 0;
};

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

/// pid 2 of a standby.
void enterStandby()
{
    enterStandbyRoot();
    giveUpRights();
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
    tree.childSignals = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    const BoxPrograms programs{plan, walls, how, group, standby ? enterStandby : nullptr};
    if (!startPrograms(programs, tree))
        return;
    tellReady(handles.descriptors, handles.count);
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
