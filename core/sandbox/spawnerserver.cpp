// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/spawnerserver.h"

#include "core/sandbox/pidfd.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace lambdarium {

namespace {

/// Our own program beside the spawner (a zygote), with its request socket and nothing else.
[[noreturn]] void executeHelper(const BoxPlan &plan, const GroupHome &groups)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    constexpr int lifted = 200;
    constexpr int zygoteControl = 3;
    const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int keep[wire::maxDescriptors + 3];
    std::size_t count = 0;
    int folders[3];
    std::size_t folderCount = 0;
    for (const UniqueFd &folder : groups.folders)
        folders[folderCount++] = fcntl(folder.value(), F_DUPFD_CLOEXEC, lifted);
    for (const int fd : plan.descriptors)
        keep[count++] = fcntl(fd, F_DUPFD_CLOEXEC, lifted);
    dup2(input, STDIN_FILENO);
    dup2(keep[wire::OutFd], STDOUT_FILENO);
    dup2(keep[wire::ErrFd], STDERR_FILENO);
    dup2(keep[wire::ControlFd], zygoteControl);
    int kept[4] = {zygoteControl};
    for (std::size_t i = 0; i < folderCount; ++i) {
        kept[i + 1] = zygoteControl + 1 + static_cast<int>(i);
        dup2(folders[i], kept[i + 1]);
    }
    closeAllExcept(kept, folderCount + 1);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    execve(plan.argv[0], const_cast<char *const *>(plan.argv.data()),
           const_cast<char *const *>(plan.environment.data()));
    _exit(127);
}

/// Some of them, if any.
std::vector<int> ownChildren()
{
    char path[64];
    std::snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
    char text[4096] = {};
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    std::vector<int> children;
    if (length <= 0)
        return children;
    text[length] = 0;
    const char *lastSpace = std::strrchr(text, ' '); // a number that was cut comes in the next round
    char *rest = text;
    for (long pid = 0; rest < lastSpace && (pid = std::strtol(rest, &rest, 10)) > 0;)
        children.push_back(static_cast<int>(pid));
    return children;
}

constexpr char placePrefix[] = "/tmp/lambdarium-boxes-";

/// Of spawners that were killed while they had no box.
void removeStalePlaces()
{
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator("/tmp", error)) {
        const std::string path = entry.path().string();
        struct stat info
        {};
        if (!path.starts_with(placePrefix) || lstat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
            continue;
        const int maker = std::atoi(path.c_str() + sizeof placePrefix - 1);
        std::error_code ignored;
        if (maker > 0 && kill(maker, 0) != 0 && errno == ESRCH)
            std::filesystem::remove_all(path, ignored); // refused where it is another user's
    }
}

struct Trial
{
    int error = 0; ///< errno of the step that was refused; 0: a box stood
    std::string step;
};

/// Makes a box, lets it run a program that ends at once, and waits for both.
Trial tryBox(const Walls &walls)
{
    BoxSpec spec;
    spec.argv = {"/usr/bin/true"};
    std::string packet = encodeSpec(spec, wire::Verb::SpawnBox, 0);
    BoxPlan plan;
    int control[2] = {-1, -1};
    const UniqueFd page(memfd_create("usage", MFD_CLOEXEC));
    const UniqueFd nothing(open("/dev/null", O_WRONLY | O_CLOEXEC));
    if (!decodePlan(packet.data(), packet.size(), plan) || !page || !nothing
        || ftruncate(page.value(), sizeof(wire::UsagePage)) != 0
        || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0)
        return {errno, "trying a box"};
    const UniqueFd mine(control[0]);
    UniqueFd theirs(control[1]);
    plan.descriptors = {theirs.value(), page.value(), nothing.value(), nothing.value()};
    ControlGroups none;
    const BoxStart start = startBox(plan, walls, HandlerStart::Execute, none);
    theirs.reset();
    if (start.pid < 0)
        return {start.error, start.step};
    Trial trial{EPIPE, "ending early"};
    wire::BoxMessage message;
    constexpr int patienceMs = 5000; // the core waits for this answer; a box that stands for longer refuses nothing
    pollfd answer{mine.value(), POLLIN, 0};
    if (poll(&answer, 1, patienceMs) == 0)
        trial = {ETIME, "waiting for the box"};
    else if (wire::receivePacket(mine.value(), &message, sizeof message, true).bytes
             == static_cast<std::ptrdiff_t>(sizeof message)) {
        message.text[sizeof message.text - 1] = 0;
        trial = message.kind == wire::BoxMessage::Kind::Failed ? Trial{message.number, message.text} : Trial{};
    }
    signalPidfd(start.pidfd, SIGKILL);
    waitpid(start.pid, nullptr, 0);
    close(start.pidfd);
    return trial;
}

/// Policy, not a shortage of the moment: boxes must not get weaker walls because memory or processes ran out, or
/// because the program of the trial is missing. What fails then says so at each start.
bool refusesNamespaces(const Trial &trial)
{
    if (trial.step.starts_with(wire::openingStep) || trial.step.starts_with(wire::executingStep))
        return false;
    constexpr int refusals[] = {EPERM, EACCES, ENOSPC, ENOSYS, EINVAL, EUSERS};
    return std::ranges::find(refusals, trial.error) != std::end(refusals);
}

} // namespace

SpawnerServer::SpawnerServer(int control) : m_control(control), m_walls(prepareWalls()), m_packet(wire::maxPacketBytes)
{
    // The second death line, beside the end of the control socket.
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    setsid(); // Ctrl+C and Ctrl+Z in a terminal are for the core, which decides
    signal(SIGPIPE, SIG_IGN);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_SETMASK, &blocked, nullptr);
    m_childSignals.reset(signalfd(-1, &blocked, SFD_CLOEXEC | SFD_NONBLOCK));
    tryNamespaces();
    obtainGroups();
}

/// No setting tells whether a box can be made (AppArmor lets the clone through and refuses what follows): one is made.
void SpawnerServer::tryNamespaces()
{
    const Trial trial = tryBox(m_walls);
    if (!refusesNamespaces(trial))
        return;
    guardBoxes();
    wire::SpawnReply guarded;
    guarded.kind = wire::SpawnReply::Kind::Guarded;
    guarded.pid = m_walls.landlockAbi;
    guarded.error = trial.error;
    std::snprintf(guarded.step, sizeof guarded.step, "%s", trial.step.c_str());
    reply(guarded);
}

/// The folder below which each box without namespaces gets one of its own.
void SpawnerServer::guardBoxes()
{
    removeStalePlaces();
    std::string name = placePrefix + std::to_string(getpid()) + "-XXXXXX";
    char *const place = name.data();
    constexpr mode_t passable = 0711;
    const bool made = mkdtemp(place) && chmod(place, passable) == 0
        && (!m_walls.privileged || chown(place, m_walls.outsideUid, m_walls.outsideGid) == 0);
    m_place = made ? place : "/nowhere"; // each start will say that it is not there
}

/// Control groups for boxes, if this machine has them to give and they do what they should.
void SpawnerServer::obtainGroups()
{
    wire::SpawnReply limits;
    limits.kind = wire::SpawnReply::Kind::Limits;
    if (!m_place.empty()) {
        std::snprintf(limits.step, sizeof limits.step, "not used without namespaces");
        reply(limits);
        return;
    }
    m_groups = ControlGroups(GroupHome::find(), "b");
    if (m_groups.stand() && !m_groups.work()) {
        limits.error = 0;
        std::snprintf(limits.step, sizeof limits.step, "%s", std::strerror(errno));
        m_groups.clear();
        m_groups = {};
    } else {
        limits.error = static_cast<std::int32_t>(m_groups.home().kind);
        std::snprintf(limits.step, sizeof limits.step, "%s", m_groups.home().detail.c_str());
    }
    reply(limits);
}

int SpawnerServer::run()
{
    for (;;) {
        pollfd watched[2] = {{m_control.value(), POLLIN, 0}, {m_childSignals.value(), POLLIN, 0}};
        if (poll(watched, 2, -1) < 0 && errno != EINTR)
            break;
        if (watched[1].revents)
            reap();
        if (watched[0].revents && !serveRequest())
            break;
    }
    m_groups.killAll();
    endChildren();
    m_groups.clear();
    std::error_code ignored;
    if (!m_place.empty())
        std::filesystem::remove_all(m_place, ignored);
    return 0;
}

/// False once the core is gone.
bool SpawnerServer::serveRequest()
{
    const wire::Received received = wire::receivePacket(m_control.value(), m_packet.data(), m_packet.size());
    if (received.bytes < 0 && received.error == EAGAIN)
        return true;
    if (received.bytes <= 0)
        return false;
    BoxPlan plan;
    const bool decoded = decodePlan(m_packet.data(), static_cast<std::size_t>(received.bytes), plan);
    for (const UniqueFd &fd : received.descriptors)
        plan.descriptors.push_back(fd.value());
    if (!decoded || !plan.isComplete())
        refuse(plan.header.boxId, EINVAL, "reading the request");
    else
        startPlan(plan);
    return true;
}

void SpawnerServer::startPlan(const BoxPlan &plan)
{
    const bool box = plan.header.verb == wire::Verb::SpawnBox;
    const BoxStart start = !box ? startHelper(plan)
        : m_place.empty()       ? startBox(plan, m_walls, HandlerStart::Execute, m_groups)
                                : startGuardedBox(plan, m_walls, m_place.c_str());
    if (start.pid < 0) {
        refuse(plan.header.boxId, start.error, start.step);
        return;
    }
    if (start.group != 0)
        m_groupOf[start.pid] = start.group;
    m_children.insert(start.pid);
    wire::SpawnReply started;
    started.kind = wire::SpawnReply::Kind::Spawned;
    started.boxId = plan.header.boxId;
    started.pid = start.pid;
    reply(started, start.pidfd);
    close(start.pidfd);
}

BoxStart SpawnerServer::startHelper(const BoxPlan &plan)
{
    BoxStart start;
    start.pid = fork();
    if (start.pid == 0)
        executeHelper(plan, m_groups.home());
    start.error = errno;
    start.step = "forking";
    if (start.pid > 0)
        start.pidfd = openPidfd(start.pid);
    return start;
}

void SpawnerServer::refuse(std::uint64_t boxId, int error, const char *step)
{
    wire::SpawnReply refusal;
    refusal.kind = wire::SpawnReply::Kind::Failed;
    refusal.boxId = boxId;
    refusal.error = error;
    std::snprintf(refusal.step, sizeof refusal.step, "%s", step);
    reply(refusal);
}

void SpawnerServer::reap()
{
    signalfd_siginfo info{};
    while (read(m_childSignals.value(), &info, sizeof info) > 0) {
    }
    for (pid_t pid = 0; (pid = waitpid(-1, nullptr, WNOHANG)) > 0;) {
        const bool ours = m_children.erase(pid) != 0; // or a zygote's, or a stray
        if (!m_place.empty()) {
            if (!ours)
                continue;
            endStrays();
        }
        if (const auto group = m_groupOf.find(pid); group != m_groupOf.end()) {
            m_groups.remove(group->second);
            m_groupOf.erase(group);
        } else if (m_groups.stand()) {
            m_groups.sweep(); // a zygote's
        }
        wire::SpawnReply reaped;
        reaped.kind = wire::SpawnReply::Kind::Reaped;
        reaped.pid = pid;
        reply(reaped);
    }
}

/// What a supervisor that was killed left behind came to this process, its next subreaper.
void SpawnerServer::endStrays()
{
    for (;;) {
        std::vector<int> strays;
        for (const int pid : ownChildren()) {
            if (!m_children.contains(pid))
                strays.push_back(pid);
        }
        if (strays.empty())
            return;
        for (const int pid : strays)
            kill(pid, SIGKILL);
        for (const int pid : strays)
            waitpid(pid, nullptr, 0);
    }
}

/// Every child is a box or a helper; SIGKILL to a box's pid 1 ends its whole namespace.
void SpawnerServer::endChildren()
{
    for (;;) {
        const std::vector<int> children = ownChildren();
        if (children.empty())
            return; // nobody is left, or PDEATHSIG does the same when this process ends
        for (const int pid : children)
            kill(pid, SIGKILL);
        for (const int pid : children)
            waitpid(pid, nullptr, 0);
    }
}

/// Replies are small and the core always reads: waiting for it cannot last, and losing one would leak a box.
void SpawnerServer::reply(const wire::SpawnReply &reply, int descriptor)
{
    while (wire::sendPacket(m_control.value(), {&reply, sizeof reply}, &descriptor, descriptor >= 0 ? 1 : 0)
           == EAGAIN) {
        pollfd writable{m_control.value(), POLLOUT, 0};
        poll(&writable, 1, 100);
    }
}

} // namespace lambdarium
