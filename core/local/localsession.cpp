// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localsession.h"

#include "core/local/localcore.h"
#include "core/sandbox/spawner.h"
#include "core/local/outlet.h"

#include <csignal>
#include <cstdlib>
#include <future>
#include <thread>

#include <pthread.h>

namespace lambdarium {

namespace {

/// Every signal goes to the thread that the application chose for them.
void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

/// AWS_REGION says where the workspace believes to be, unless the caller does.
void fillRegion(Account &account)
{
    const char *region = std::getenv("AWS_REGION");
    if (region != nullptr && *region != '\0' && account == Account{})
        account.region = region;
}

} // namespace

class LocalSession::Impl
{
public:
    Result<void> start(Options options)
    {
        fillRegion(options.account);
        std::promise<Result<void>> opened;
        auto result = opened.get_future();
        thread = std::thread([this, options = std::move(options), &opened] {
            blockSignals();
            runCore(options, opened);
        });
        return result.get();
    }

    ~Impl()
    {
        if (clock != nullptr)
            clock->mailbox().post([this] { core->windDown([this] { clock->stop(); }); });
        if (thread.joinable())
            thread.join();
    }

    Outlet outlet;
    WallClock *clock = nullptr; ///< set before the thread reports, valid until it is joined
    LocalCore *core = nullptr;  ///< core thread only

private:
    void runCore(const Options &options, std::promise<Result<void>> &opened)
    {
        auto workspace = Workspace::open(options.workspace);
        if (!workspace)
            return opened.set_value(workspace.error());
        if (auto made = workspace->ensureStateDirectory(); !made)
            return opened.set_value(made.error());
        auto lock = InstanceLock::take(workspace->stateDirectory());
        if (!lock)
            return opened.set_value(lock.error());
        EventLoop loop;
        WallClock wall(loop, LocalCore::lastMoment(*workspace));
        auto made = LocalCore::open(options, std::move(*workspace), std::move(*lock), wall, outlet);
        if (!made)
            return opened.set_value(made.error());
        core = made->get();
        clock = &wall;
        opened.set_value({});
        wall.run();
        wall.mailbox().close();
        core = nullptr;
        made->reset();
        // Tasks that nobody will run may hold boxes, and those must end before the clock that watches them.
        loop.clear();
    }

    std::thread thread;
};

LocalSession::LocalSession(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

LocalSession::~LocalSession() = default;

Result<std::unique_ptr<LocalSession>> LocalSession::open(Options options)
{
    auto impl = std::make_unique<Impl>();
    if (auto started = impl->start(std::move(options)); !started)
        return started.error();
    return std::unique_ptr<LocalSession>(new LocalSession(std::move(impl)));
}

void LocalSession::submit(Command command, Reply reply)
{
    auto shared = std::make_shared<Command>(std::move(command));
    m_impl->clock->mailbox().post(
        [impl = m_impl.get(), shared, reply = std::move(reply)] { impl->core->submit(std::move(*shared), reply); });
}

void LocalSession::query(Query query, QueryReply reply)
{
    auto shared = std::make_shared<Query>(std::move(query));
    m_impl->clock->mailbox().post(
        [impl = m_impl.get(), shared, reply = std::move(reply)] { impl->core->query(std::move(*shared), reply); });
}

std::unique_ptr<Subscription> LocalSession::subscribe(FactMailbox &mailbox)
{
    return m_impl->outlet.subscribe(mailbox);
}

std::shared_ptr<const Snapshot> LocalSession::snapshot() const { return m_impl->outlet.snapshot(); }

std::shared_ptr<StartedSpawner> LocalSession::startSpawner(const std::string &executable)
{
    auto started = lambdarium::startSpawner(executable);
    return started ? std::make_shared<StartedSpawner>(std::move(*started)) : nullptr;
}

Result<std::filesystem::path> LocalSession::controlSocket(const std::filesystem::path &workspace)
{
    auto folder = runtimeDirectory();
    if (!folder)
        return folder.error();
    return *folder / (workspaceId(workspace) + ".sock");
}

} // namespace lambdarium
