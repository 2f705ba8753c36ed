// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

struct StartedSpawner;

/// The real world: one core thread with the wall clock, which owns store, sandbox, engine, services and endpoint.
/// Opening starts the endpoint but runs no handler and no source (security.md B.3).
///
/// Owned by the application; open, destroyed and called from any thread. Destroying it ends every environment.
class LocalSession : public Session
{
public:
    struct Options
    {
        std::filesystem::path workspace;
        /// 0: 4566, or the next free one; else exactly this one, and an owner elsewhere is an error.
        std::uint16_t port = 0;
        bool endpoint = true; ///< false: no listener on the host (a single `invoke`)
        Account account;
        LimitsProfile limits;
        /// Where the machine says how much memory is free.
        std::string memoryInfo = "/proc/meminfo";
        /// lambdarium-spawner; empty: beside the program.
        std::string spawner;
        /// A spawner that was started before the program grew; taken by the first session that finds it. Null: the
        /// session starts its own.
        std::shared_ptr<StartedSpawner> startedSpawner;
        /// Granted for this session at least, as a terminal verb is the grant for its own run (security.md B.3);
        /// nothing is stored. Empty, a window's way: what the user decided before, Restricted for a new workspace.
        std::optional<Trust> trust = Trust::Isolated;
        /// Where decisions are stored; empty: the user's own file (truststore.h).
        std::filesystem::path trustFile;
        bool strictColdStart = false;    ///< as command::SetColdStart
        bool simulatedColdStart = false; ///< as command::SetColdStart
        /// Another `lambdarium WORKSPACE` asks this window to show itself; core thread. Empty: no window.
        std::function<void()> raise;
    };

    /// Blocks until the core is up, some tens of milliseconds. Conflict: another process has the workspace open.
    static Result<std::unique_ptr<LocalSession>> open(Options options);
    ~LocalSession() override;

    void submit(Command command, Reply reply) override;
    void query(Query query, QueryReply reply) override;
    std::unique_ptr<Subscription> subscribe(FactMailbox &mailbox) override;
    std::shared_ptr<const Snapshot> snapshot() const override;

    /// For Options::startedSpawner, before anything of a window exists. Empty: beside the program. Null when it does
    /// not start; the session then says why.
    static std::shared_ptr<StartedSpawner> startSpawner(const std::string &executable = {});
    /// Where other commands of the same user reach a core of this workspace, running or not.
    static Result<std::filesystem::path> controlSocket(const std::filesystem::path &workspace);

private:
    class Impl;
    explicit LocalSession(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
