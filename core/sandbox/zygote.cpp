// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <dlfcn.h>
#include <signal.h>

#include <cerrno>
#include <cstdio>
#include <memory>

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

enum class Step { Again, Handler, Ended };

Step serveOne(int control, const Walls &walls)
{
    auto request = std::make_unique<Request>();
    wire::Received received =
        wire::receivePacket(control, request->packet.data(), request->packet.size(), true);
    if (received.bytes <= 0)
        return Step::Ended;
    BoxPlan &plan = request->plan;
    const bool decoded = decodePlan(request->packet.data(), static_cast<std::size_t>(received.bytes), plan);
    for (const UniqueFd &fd : received.descriptors)
        plan.descriptors.push_back(fd.value());
    if (!decoded || plan.descriptors.size() != wire::fixedDescriptors + plan.insideNumbers.size()) {
        BoxStart malformed;
        malformed.error = EINVAL;
        malformed.step = "reading the request";
        reply(control, plan, malformed);
        return Step::Again;
    }
    const InterpreterHooks hooks;
    hooks.beforeFork();
    const BoxStart start = startBox(plan, walls, HandlerStart::Return);
    hooks.afterFork(start.pid == 0);
    if (start.pid == 0) {
        for (UniqueFd &fd : received.descriptors)
            fd.release(); // closed long ago; their numbers may belong to the handler's own by now
        g_request = request.release();
        return Step::Handler;
    }
    reply(control, plan, start);
    if (start.pidfd >= 0)
        close(start.pidfd);
    return Step::Again;
}

} // namespace

} // namespace lambdarium

extern "C" {

/// Serves requests on the socket until it closes (returns -1, the zygote should exit) or until this process
/// is the handler of a new box (returns 0, behind all walls, with stdio and descriptors in place).
__attribute__((visibility("default"))) int lambdarium_zygote_serve(int control)
{
    using namespace lambdarium;
    const Walls walls = prepareWalls();
    for (;;) {
        switch (serveOne(control, walls)) {
        case Step::Again: break;
        case Step::Handler: return 0;
        case Step::Ended: return -1;
        }
    }
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
