// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/spawnerserver.h"

#include "core/sandbox/pidfd.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

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
    obtainGroups();
}

/// Control groups for boxes, if this machine has them to give and they do what they should.
void SpawnerServer::obtainGroups()
{
    m_groups = ControlGroups(GroupHome::find(), "b");
    wire::SpawnReply limits;
    limits.kind = wire::SpawnReply::Kind::Limits;
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
    const BoxStart start = box ? startBox(plan, m_walls, HandlerStart::Execute, m_groups) : startHelper(plan);
    if (start.pid < 0) {
        refuse(plan.header.boxId, start.error, start.step);
        return;
    }
    if (start.group != 0)
        m_groupOf[start.pid] = start.group;
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

/// Every child is a box or a helper; SIGKILL to a box's pid 1 ends its whole namespace.
void SpawnerServer::endChildren()
{
    for (;;) {
        char path[64];
        std::snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
        char text[4096] = {};
        const int fd = open(path, O_RDONLY | O_CLOEXEC);
        const ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
        if (fd >= 0)
            close(fd);
        if (length <= 0)
            return; // nobody is left, or PDEATHSIG does the same when this process ends
        text[length] = 0;
        const char *lastSpace = std::strrchr(text, ' '); // a number that was cut comes in the next round
        char *rest = text;
        for (long pid = 0; rest < lastSpace && (pid = std::strtol(rest, &rest, 10)) > 0;)
            kill(static_cast<pid_t>(pid), SIGKILL);
        rest = text;
        for (long pid = 0; rest < lastSpace && (pid = std::strtol(rest, &rest, 10)) > 0;)
            waitpid(static_cast<pid_t>(pid), nullptr, 0);
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
