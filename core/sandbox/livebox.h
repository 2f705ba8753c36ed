// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"
#include "core/sandbox/box.h"
#include "core/sandbox/boxspec.h"
#include "core/sandbox/wire.h"

#include <map>
#include <optional>
#include <vector>

namespace lambdarium {

/// The core's end of one box: its control socket, usage page, pipes and pidfd. Made by SpawnerClient, which
/// keeps it until the box is both spawned (the spawner's word) and ready (pid 1's word).
class LiveBox : public Box
{
public:
    /// nullptr is success.
    using ReadyCallback = std::function<void(const Error *)>;

    /// What goes to the spawner: the child's ends, in the order of wire::FixedDescriptor.
    struct ChildEnds
    {
        std::vector<UniqueFd> descriptors;
        UniqueFd companionLog; ///< only with companions; goes last
    };
    static Result<std::unique_ptr<LiveBox>> make(WallClock &clock, const BoxSpec &spec, ChildEnds &ends);
    ~LiveBox() override;

    void whenReady(ReadyCallback callback) { m_ready = std::move(callback); }
    void spawned(int pid, UniqueFd pidfd);
    /// Fails the start, whoever noticed it; without effect once ready.
    void refuse(const Error &error);

    UniqueFd takeListener(std::uint16_t port) override;
    UniqueFd takeListenerAt(std::size_t index) override;
    UniqueFd takeLog() override { return std::move(m_log); }
    UniqueFd takeErrorLog() override { return std::move(m_errorLog); }
    UniqueFd takeTmp() override { return std::move(m_tmp); }
    UniqueFd takeCompanionLog() override { return std::move(m_companionLog); }
    void whenExited(std::function<void(BoxExit)> callback) override;
    void whenCompanionExited(std::function<void(CompanionExit)> callback) override;
    void startHandler(std::function<void(Result<void>)> callback) override;
    void signalHandler(int signal) override;
    void freeze(std::function<void()> done) override;
    void thaw() override;
    void dial(std::uint16_t port, std::function<void(Result<UniqueFd>)> callback) override;
    void limitCpu(bool limited) override;
    void measure(std::function<void(BoxUsage)> callback) override;
    void assign(std::string taskDirectory, std::vector<std::string> layers,
                std::function<void(Result<void>)> done) override;
    void kill() override;
    BoxUsage usage() const override;
    int hostPid() const override { return m_pid; }

private:
    using Answer = std::function<void(const wire::BoxMessage &, UniqueFd)>;

    struct Listener
    {
        BoxListener asked;
        UniqueFd socket;
    };

    LiveBox(WallClock &clock, const std::vector<BoxListener> &listeners) : m_clock(clock)
    {
        for (const BoxListener &asked : listeners)
            m_listeners.push_back({asked, {}});
    }
    void receive();
    void handle(const wire::BoxMessage &message, std::vector<UniqueFd> descriptors);
    void reportReady();
    void reportExit(BoxExit exit);
    void reportCompanions();
    void handlerStarted(Result<void> result);
    void order(wire::BoxOrder::Kind kind, std::uint32_t argument = 0, Answer answer = {});

    WallClock &m_clock;
    std::vector<Listener> m_listeners; ///< as asked for
    UniqueFd m_control;
    UniqueFd m_log;
    UniqueFd m_errorLog;
    UniqueFd m_tmp;
    UniqueFd m_companionLog;
    UniqueFd m_pidfd;
    wire::UsagePage *m_usage = nullptr;
    int m_pid = -1;
    bool m_isReady = false;
    bool m_killed = false;
    ReadyCallback m_ready;
    std::optional<BoxExit> m_exit; // known before anybody asked for it
    bool m_exitReported = false;
    std::function<void(BoxExit)> m_exited;
    std::vector<CompanionExit> m_companionExits; // known before anybody asked for them
    std::function<void(CompanionExit)> m_companionExited;
    std::function<void(Result<void>)> m_started;
    std::uint32_t m_nextToken = 1;
    std::map<std::uint32_t, Answer> m_answers;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); // guards tasks posted to the loop
    std::unique_ptr<WallClock::Watch> m_watch;                    // last: ends before the descriptor closes
};

} // namespace lambdarium
