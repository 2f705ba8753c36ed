// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"
#include "core/sandbox/guardedroot.h"
#include "core/sandbox/pidfd.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace lambdarium {

namespace {

/// The spawner's end must not end this process before it has ended its tree.
void endTreeWithParent() { prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0); }

void becomeOutsider(const Walls &walls)
{
    if (setgroups(0, nullptr) != 0 || setresgid(walls.outsideGid, walls.outsideGid, walls.outsideGid) != 0
        || setresuid(walls.outsideUid, walls.outsideUid, walls.outsideUid) != 0)
        failBox("giving up root");
    endTreeWithParent(); // the kernel forgot it with the old credentials
}

/// The box's supervisor. Does not return.
[[noreturn]] void supervise(const BoxPlan &asked, const Walls &walls, const std::string &folder)
{
    setFailureReport(asked.descriptors[wire::ControlFd], -1);
    prctl(PR_SET_NAME, "lambdarium-box", 0, 0, 0);
    sigset_t signals = prepareSignals();
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_SETMASK, &signals, nullptr);
    endTreeWithParent();
    closeInherited(asked, {}, -1);
    setsid();
    umask(022);
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        failBox("becoming the subreaper");
    GuardedRoot root(asked, walls, folder);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        failBox("no_new_privs");
    if (walls.privileged) {
        dropBoundingSet(); // while there is the right to
        becomeOutsider(walls);
    }
    if (const char *refused = dropCapabilities())
        failBox(refused);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); // a handler has the same uid and could trace this process
    endTreeWithParent();
    if (chdir("/") != 0)
        failBox("entering the root");

    BoxTree tree;
    tree.guard = &root;
    tree.words = fcntl(asked.descriptors[wire::ErrFd], F_DUPFD_CLOEXEC, 3);
    tree.childSignals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    startPrograms({root.plan(), walls, HandlerStart::Execute, {}, nullptr, &root}, tree);
    tellReady(nullptr, 0);
    runInit(root.plan(), tree);
}

} // namespace

BoxStart startGuardedBox(const BoxPlan &plan, const Walls &walls, const char *place)
{
    const std::string folder = std::string(place) + '/' + std::to_string(plan.header.boxId);
    BoxStart start;
    start.pid = fork();
    if (start.pid == 0)
        supervise(plan, walls, folder);
    start.error = errno;
    start.step = "forking";
    if (start.pid > 0)
        start.pidfd = openPidfd(start.pid);
    return start;
}

} // namespace lambdarium
