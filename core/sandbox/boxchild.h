// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/boxplan.h"
#include "core/sandbox/controlgroups.h"
#include "core/sandbox/walls.h"

#include <signal.h>

/// Steps of a box's pid 1 and pid 2 between clone and exec. They run in a single-threaded copy of the spawner
/// (or of a zygote), allocate nothing and end the box through failBox when something is refused.
namespace lambdarium {

/// Tells the core which step was refused (errno says why) and ends this process, and with pid 1 the whole
/// box.
[[noreturn]] void failBox(const char *step, const char *detail = "");
/// Where failBox reports: the control socket, and the pipe by which pid 1 waits for pid 2 (-1: none yet).
void setFailureReport(int control, int statusPipe);

/// Descriptors of the plan stay, everything inherited goes. First of all, or a copy of the spawner's control
/// socket would hide its end of file from everybody. mapped: one more that stays, or -1.
void closeInherited(const BoxPlan &plan, const BoxGroup &group, int mapped);
/// Blocks SIGCHLD for a signalfd; freezing must not wake pid 1, hence no word about stopped children.
sigset_t prepareSignals();
/// Says that pid 2 runs, passes what the core gets of the box and closes it here.
void tellReady(const int *descriptors, std::size_t count);

/// Closes every descriptor from 3 up that is not listed; -1 in the list means nothing.
void closeAllExcept(const int *keep, std::size_t count);
/// Replaces the file's content; fails the box when that is refused.
void writeFile(const char *path, const char *text);

/// Sources of mounts, opened before this mount namespace's /tmp is covered and before root's rights are given
/// up.
struct BoxSources
{
    static constexpr std::size_t maxLayers = 16;
    static constexpr std::size_t maxBinds = 64;
    int task = -1;
    int layers[maxLayers];
    int binds[maxBinds];
};
BoxSources openSources(const BoxPlan &plan);
/// Builds the box's file system and pivots into it. Returns what holds its /tmp beyond its end; -1 when refused.
int enterRootFileSystem(const BoxPlan &plan, const BoxSources &sources);

/// A standby's root in three steps: pid 1 builds it and stays outside, pid 2 enters it in a mount namespace of its own,
/// and on assignment pid 1 mounts code (paths[0], may be empty) and layers, then gives up the host's file system, too.
/// trees: the same as detached mounts, or null.
int buildStandbyRoot(const BoxPlan &plan, const BoxSources &sources);
void enterStandbyRoot();
void mountAssigned(const char *const *paths, const int *trees, std::size_t count);

/// Brings up the loopback device of a new network namespace.
void bringLoopbackUp();
/// The black hole and the box's own addresses, as the plan has them.
void openRoutes(const BoxPlan &plan);
/// A non-blocking socket for the core.
int listenOn(const BoxPlan::Listener &listener);
/// A non-blocking socket connected or connecting to 127.0.0.1:port; negative errno when refused.
int dialPort(std::uint32_t port);

class GuardedRoot;

/// What pid 1 watches over once the walls stand.
struct BoxTree
{
    int handler = 0;
    int childSignals = -1;
    int hold = -1;   ///< a byte written here lets the handler run; -1: it runs already
    int status = -1; ///< closes when a held handler has executed its program
    std::size_t companionCount = 0;
    int companions[BoxPlan::maxCompanions] = {}; ///< pids
    GroupMeter *group = nullptr;                 ///< null: metered; the handler and companions are in it
    bool copied = false;                         ///< of a zygote, with which it shares pages
    int words = -1;                              ///< the handler's log, for what a guard has to say
    GuardedRoot *guard = nullptr;                ///< this process is no pid 1: the tree is whatever descends from it
};

/// Loop of pid 1 until pid 2 ends (companions: until the core ends it), memory runs out or the core goes away.
[[noreturn]] void runInit(const BoxPlan &plan, const BoxTree &tree);
/// Blocks until pid 2 has executed its program: the status pipe closes on exec. Ends the box when that failed.
void awaitHandler(int status);

/// How pid 2 begins.
enum class HandlerStart {
    Execute, ///< runs plan.argv
    Return,  ///< a zygote's copy: startBox returns in it, behind all walls; the box is the zygote's sibling
};

/// What startPrograms starts, and behind which walls.
struct BoxPrograms
{
    const BoxPlan &plan;
    const Walls &walls;
    HandlerStart how;
    const BoxGroup &group;
    void (*enter)() = nullptr;          ///< in pid 2, before its walls
    const GuardedRoot *guard = nullptr; ///< in place of a root of its own
};

/// Forks companions and pid 2 and waits until that has executed its program (companions: has been forked). Returns
/// false in pid 2 of a zygote's box, behind all walls.
bool startPrograms(const BoxPrograms &programs, BoxTree &tree);

struct BoxStart
{
    int pid = -1; ///< 0: this is pid 2 of the new box (HandlerStart::Return only)
    int pidfd = -1;
    int error = 0;           ///< errno when pid is -1
    const char *step = "";   ///< what was refused then
    std::uint64_t group = 0; ///< BoxGroup::id; 0: it has none
};

/// Clones a box. The caller has one thread. The child becomes pid 1 and does not return.
BoxStart startBox(const BoxPlan &plan, const Walls &walls, HandlerStart how, ControlGroups &groups);

/// Where no namespaces are to be had (guardedroot.h): forks a supervisor, which does what pid 1 does elsewhere. place:
/// the folder below which the box gets one of its own.
BoxStart startGuardedBox(const BoxPlan &plan, const Walls &walls, const char *place);

/// Ahead of need, for zygotes: a pid 1 whose namespaces stand and which then blocks in awaitPlan (a null plan
/// ends it). Returns pid 0 in pid 2 of the box that it becomes.
BoxStart startSpare(const Walls &walls, int handover, const BoxPlan *(*awaitPlan)(int handover), ControlGroups &groups);

} // namespace lambdarium
