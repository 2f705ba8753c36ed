// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <dlfcn.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <utility>

/// The C library of a zygote (README.md). A zygote is single-threaded and is the spawner's child.

namespace lambdarium {

namespace {

struct Request
{
    std::vector<char> packet = std::vector<char>(wire::maxPacketBytes);
    BoxPlan plan;
};

/// Python's own fork hooks, found in the running interpreter; absent in other programs.
class InterpreterHooks
{
public:
    void beforeFork() const { call("PyOS_BeforeFork"); }
    void afterFork(bool child) const { call(child ? "PyOS_AfterFork_Child" : "PyOS_AfterFork_Parent"); }

private:
    static void call(const char *name)
    {
        if (void *symbol = dlsym(RTLD_DEFAULT, name))
            reinterpret_cast<void (*)()>(symbol)();
    }
};

void reply(int control, const BoxPlan &plan, const BoxStart &start)
{
    wire::SpawnReply answer;
    answer.kind = start.pid > 0 ? wire::SpawnReply::Kind::Spawned : wire::SpawnReply::Kind::Failed;
    answer.boxId = plan.header.boxId;
    answer.pid = start.pid;
    answer.error = start.error;
    std::snprintf(answer.step, sizeof answer.step, "%s", start.step);
    wire::sendPacket(control, {&answer, sizeof answer}, &start.pidfd, start.pid > 0 ? 1 : 0);
}

/// The request that this process became the handler of; lives as long as the process.
Request *g_request = nullptr;

/// Reads one request; false when it is malformed. bytes <= 0: the other end is closed.
bool readRequest(int socket, Request &request, wire::Received &received)
{
    received = wire::receivePacket(socket, request.packet.data(), request.packet.size(), true);
    if (received.bytes <= 0)
        return false;
    BoxPlan &plan = request.plan;
    const bool decoded = decodePlan(request.packet.data(), static_cast<std::size_t>(received.bytes), plan);
    for (const UniqueFd &fd : received.descriptors)
        plan.descriptors.push_back(fd.value());
    return decoded && plan.isComplete();
}

/// In a child every descriptor of the request is closed or placed under another number.
void forget(wire::Received &received)
{
    for (UniqueFd &fd : received.descriptors)
        fd.release();
}

/// In a spare box's pid 1: blocks until the zygote hands a request over.
const BoxPlan *awaitPlan(int handover)
{
    g_request = new Request;
    wire::Received received;
    if (!readRequest(handover, *g_request, received))
        return nullptr;
    forget(received);
    return &g_request->plan;
}

enum class Step { Again, Handler, Ended };

/// One zygote: answers requests, from a spare box if there is one, and makes the next spare afterwards.
class Server
{
public:
    explicit Server(int control)
        : m_control(control), m_walls(prepareWalls()), m_groups(ControlGroups::inherited(control + 1))
    {}

    /// Not from inside serveOne: its locals would end in the handler, too.
    Step makeSpare()
    {
        if (m_spare.pid > 0)
            return Step::Again;
        int sockets[2];
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
            return Step::Again; // requests are served without a spare
        UniqueFd mine(sockets[0]);
        UniqueFd theirs(sockets[1]);
        m_hooks.beforeFork();
        m_spare = startSpare(m_walls, theirs.value(), awaitPlan, m_groups);
        m_hooks.afterFork(m_spare.pid == 0);
        if (m_spare.pid == 0) {
            mine.release();
            theirs.release();
            return Step::Handler;
        }
        m_handover = std::move(mine);
        return Step::Again;
    }

    Step serveOne()
    {
        auto request = std::make_unique<Request>();
        wire::Received received;
        if (!readRequest(m_control, *request, received)) {
            if (received.bytes <= 0)
                return Step::Ended;
            BoxStart malformed;
            malformed.error = EINVAL;
            malformed.step = "reading the request";
            reply(m_control, request->plan, malformed);
            return Step::Again;
        }
        BoxStart start = handOver(*request, received);
        if (start.pid < 0) {
            m_hooks.beforeFork();
            start = startBox(request->plan, m_walls, HandlerStart::Return, m_groups);
            m_hooks.afterFork(start.pid == 0);
        }
        if (start.pid == 0) {
            forget(received);
            g_request = request.release();
            return Step::Handler;
        }
        reply(m_control, request->plan, start);
        if (start.pidfd >= 0)
            close(start.pidfd);
        return Step::Again;
    }

    /// A new spare must not compete with the handler that just starts, nor delay the next request.
    bool isQuiet() const
    {
        constexpr int startMs = 15;
        pollfd requests{m_control, POLLIN, 0};
        return poll(&requests, 1, startMs) == 0;
    }

private:
    /// Gives the request to the spare; pid -1 when there is none or it died.
    BoxStart handOver(const Request &request, const wire::Received &received)
    {
        BoxStart spare = std::exchange(m_spare, BoxStart{});
        const UniqueFd handover = std::move(m_handover);
        if (spare.pid <= 0)
            return BoxStart{};
        const std::vector<int> &descriptors = request.plan.descriptors;
        const wire::Bytes bytes{request.packet.data(), static_cast<std::size_t>(received.bytes)};
        if (wire::sendPacket(handover.value(), bytes, descriptors.data(), descriptors.size()) == 0)
            return spare;
        close(spare.pidfd);
        return BoxStart{};
    }

    int m_control;
    Walls m_walls;
    ControlGroups m_groups;
    InterpreterHooks m_hooks;
    BoxStart m_spare;
    UniqueFd m_handover;
};

} // namespace

} // namespace lambdarium

extern "C" {

/// Serves requests on the socket until it closes (returns -1, the zygote should exit) or until this process
/// is the handler of a new box (returns 0, behind all walls, with stdio and descriptors in place).
__attribute__((visibility("default"))) int lambdarium_zygote_serve(int control)
{
    using namespace lambdarium;
    auto *server = new Server(control); // a handler must not close what its descriptors' numbers mean now
    Step step = server->makeSpare();
    while (step == Step::Again) {
        step = server->serveOne();
        if (step == Step::Again && server->isQuiet())
            step = server->makeSpare();
    }
    return step == Step::Handler ? 0 : -1;
}

/// "NAME=value" strings of the box's environment, ended by a null pointer. The process environment is
/// untouched.
__attribute__((visibility("default"))) const char *const *lambdarium_zygote_environment(void)
{
    return lambdarium::g_request ? lambdarium::g_request->plan.environment.data() : nullptr;
}

/// BoxSpec::argv, ended by a null pointer.
__attribute__((visibility("default"))) const char *const *lambdarium_zygote_arguments(void)
{
    return lambdarium::g_request ? lambdarium::g_request->plan.argv.data() : nullptr;
}

} // extern "C"
