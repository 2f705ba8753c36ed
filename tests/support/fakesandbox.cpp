// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakesandbox.h"

#include "core/base/check.h"
#include "core/engine/pausabletimer.h"

#include <algorithm>
#include <optional>

namespace lambdarium {

ModelledRun ModelledRun::ok(Duration takes, std::string payload)
{
    ModelledRun run;
    run.takes = takes;
    run.payload = std::move(payload);
    return run;
}

ModelledRun ModelledRun::raises(Duration takes, const std::string &type, const std::string &message)
{
    ModelledRun run;
    run.takes = takes;
    run.outcome = InvocationOutcome::FunctionError;
    run.payload = "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type
        + "\",\"stackTrace\":[\"  File \\\"/var/task/app.py\\\", line 3, in handler\\n\"]}";
    run.errorType = type;
    return run;
}

ModelledRun ModelledRun::exits(Duration takes, const std::string &requestId, int status)
{
    ModelledRun run;
    run.takes = takes;
    run.outcome = InvocationOutcome::Crash;
    run.payload = "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + requestId
        + " Error: Runtime exited with error: exit status " + std::to_string(status) + "\"}";
    run.errorType = "Runtime.ExitError";
    run.lost = true;
    return run;
}

/// One environment; checks the promises that the engine makes to a sandbox.
class FakeSandbox::Box : public SandboxEnvironment
{
public:
    Box(FakeSandbox &sandbox, EnvironmentSpec spec, EnvironmentObserver &observer)
        : m_sandbox(sandbox), m_spec(std::move(spec)), m_observer(observer)
    {
        m_sandbox.m_alive.emplace(m_spec.id, this);
        m_tmp = m_spec.tmp ? m_spec.tmp : std::make_shared<KeptTmp>();
        const auto found = m_sandbox.m_inits.find(m_spec.functionId);
        const ModelledInit init = found == m_sandbox.m_inits.end() ? ModelledInit{} : found->second(m_spec);
        after(init.takes, [this, init, launched = m_sandbox.m_loop.now()] {
            m_ready = init.errorType.empty();
            const Duration took = m_sandbox.m_loop.now() - launched; // a pause included, as real ones measure it
            m_observer.initEnded(m_spec.id, {m_ready, took, init.errorPayload, init.errorType, init.silent});
        });
    }
    ~Box() override { m_sandbox.m_alive.erase(m_spec.id); }

    void invoke(InvocationRequest request) override
    {
        LAMBDARIUM_CHECK(m_ready && !m_timer.started());
        m_frozen = false;
        m_sandbox.m_seen.push_back(
            {m_spec.id, m_spec.functionId, m_spec.codeDirectory, request, m_sandbox.m_loop.now()});
        const auto found = m_sandbox.m_handlers.find(m_spec.functionId);
        ModelledRun run = found == m_sandbox.m_handlers.end() ? ModelledRun{} : found->second(request);
        after(run.takes, [this, run, id = request.requestId] { end(run, id); });
    }
    void freeze() override
    {
        LAMBDARIUM_CHECK(m_ready && !m_timer.started() && !m_frozen);
        m_frozen = true;
    }
    void restore() override
    {
        LAMBDARIUM_CHECK(m_ready && !m_timer.started() && m_frozen && !m_restored);
        m_frozen = false;
        m_restored = true;
        const auto found = m_sandbox.m_restores.find(m_spec.functionId);
        const ModelledInit run = found == m_sandbox.m_restores.end()
            ? ModelledInit{.takes = std::chrono::milliseconds{50}}
            : found->second(m_spec);
        after(run.takes, [this, run] {
            m_observer.restoreEnded(m_spec.id, {run.errorType.empty(), run.takes, run.errorPayload, run.errorType});
        });
    }
    std::shared_ptr<KeptTmp> tmp() const override { return m_tmp; }
    std::int64_t maxMemoryUsedMb() const override { return m_memory; }
    void pause() override { m_timer.hold(); }
    void resume() override { m_timer.release(); }
    void describe(EnvironmentView &view) const override { view.peakMemoryKb = m_memory * 1024; }
    void shutdown(ShutdownReason reason, std::function<void()> done) override
    {
        static constexpr const char *names[] = {"spindown", "timeout", "failure"};
        LAMBDARIUM_CHECK(!std::exchange(m_stopping, true));
        tell(names[static_cast<int>(reason)]);
        const auto found = m_sandbox.m_shutdowns.find(m_spec.functionId);
        if (found == m_sandbox.m_shutdowns.end())
            done();
        else
            after(found->second, std::move(done));
    }
    void tell(const PlatformEvent &event) override { tell(event.type); }
    bool hasSubscribers() const override { return m_sandbox.m_subscribed; }

    bool frozen() const { return m_frozen; }
    void print(const std::string &line) { m_observer.logWritten(m_spec.id, {}, LogLevel::None, line); }
    void lose(const std::string &reason)
    {
        after(Duration{0}, [this, reason] { m_observer.environmentLost(m_spec.id, reason); });
    }

private:
    void tell(const std::string &what)
    {
        m_sandbox.m_told.push_back("env " + std::to_string(static_cast<std::uint64_t>(m_spec.id)) + " " + what);
    }
    void end(const ModelledRun &run, const std::string &requestId)
    {
        m_memory = std::max(m_memory, run.memoryMb);
        for (std::size_t i = 0; i < run.prints.size(); ++i)
            m_observer.logWritten(m_spec.id, requestId, i < run.levels.size() ? run.levels[i] : LogLevel::None,
                                  run.prints[i]);
        m_observer.invocationEnded(m_spec.id, requestId, {run.outcome, run.payload, run.errorType, m_memory, run.lost});
    }
    void after(Duration delay, Task task) { m_timer.start(delay, std::move(task)); }

    FakeSandbox &m_sandbox;
    EnvironmentSpec m_spec;
    EnvironmentObserver &m_observer;
    PausableTimer m_timer{m_sandbox.m_loop};
    std::int64_t m_memory = 0;
    bool m_ready = false;
    bool m_frozen = false;
    bool m_stopping = false;
    bool m_restored = false;
    std::shared_ptr<KeptTmp> m_tmp;
};

FakeSandbox::~FakeSandbox() { LAMBDARIUM_CHECK(m_alive.empty()); }

void FakeSandbox::lose(EnvironmentId id, const std::string &reason) { m_alive.at(id)->lose(reason); }

void FakeSandbox::print(EnvironmentId id, const std::string &line) { m_alive.at(id)->print(line); }

std::size_t FakeSandbox::frozen() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_alive, [](const auto &entry) { return entry.second->frozen(); }));
}

std::unique_ptr<SandboxEnvironment> FakeSandbox::launch(EnvironmentSpec spec, EnvironmentObserver &observer)
{
    m_launched.push_back(spec);
    return std::make_unique<Box>(*this, std::move(spec), observer);
}

Result<std::string> FakeSandbox::runtimeNote(const std::string &runtime) const
{
    if (const auto found = m_missing.find(runtime); found != m_missing.end())
        return Error{ErrorCode::Unavailable, found->second};
    return std::string();
}

} // namespace lambdarium
