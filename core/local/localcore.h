// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/gateway/gateway.h"
#include "core/local/apifunctions.h"
#include "core/local/attach.h"
#include "core/local/deployer.h"
#include "core/local/folderwatch.h"
#include "core/local/instance.h"
#include "core/local/localsession.h"
#include "core/local/machinebudget.h"
#include "core/local/workspacetrust.h"
#include "core/loop/wallclock.h"
#include "core/packaging/builder.h"
#include "core/local/packagedigests.h"
#include "core/runtimes/runtimesandbox.h"
#include "core/sandbox/selftest.h"
#include "core/sandbox/spawner.h"
#include "core/services/services.h"
#include "core/store/history.h"
#include "core/store/sqlitestore.h"

#include <memory>
#include <set>
#include <string>

namespace lambdarium {

class Outlet;

/// Everything behind one open workspace, put together in the order in which it may be used and taken apart in the
/// reverse. Lives on the core thread from open() to its destructor; owned by LocalSession.
class LocalCore
{
public:
    /// clock and outlet outlive the core; the lock is held until the end.
    static Result<std::unique_ptr<LocalCore>> open(const LocalSession::Options &options, Workspace workspace,
                                                   InstanceLock lock, WallClock &clock, Outlet &outlet);
    ~LocalCore();
    LocalCore(const LocalCore &) = delete;
    LocalCore &operator=(const LocalCore &) = delete;

    void submit(Command command, Session::Reply reply);
    void query(Query query, const Session::QueryReply &reply);

    /// The orderly end: nothing new runs, environments get their SHUTDOWN phase, as a spin-down gives it in Lambda.
    /// done runs once, at the latest after sessionEndLimit; nothing but the destructor may be called then.
    void windDown(Task done);

    /// The newest moment that was written down, so that time never runs backwards over a restart; zero when none.
    static Instant lastMoment(const Workspace &workspace);

private:
    LocalCore(const LocalSession::Options &options, Workspace workspace, InstanceLock lock, WallClock &clock,
              Outlet &outlet);

    Result<void> start();
    Result<void> openStores();
    Result<void> startSandbox();
    Result<void> deployFirst();
    Result<void> listen();
    void watchFolder();
    void filesChanged(const std::set<std::filesystem::path> &paths);
    void templateSaved();
    void take(Deployment deployment);
    void keepTime();
    std::shared_ptr<const Snapshot> buildSnapshot() const;
    void endIfEmpty();

    // Commands; each calls reply once.
    void run(const command::ApplyModel &command, Session::Reply reply);
    void run(const command::ReloadCode &command, Session::Reply reply);
    void run(command::Invoke &command, Session::Reply reply);
    void run(command::SendMessage &command, Session::Reply reply);
    void run(command::Publish &command, Session::Reply reply);
    void run(command::PutObject &command, Session::Reply reply);
    void run(command::DeleteObject &command, Session::Reply reply);
    void run(const command::FireSchedule &command, Session::Reply reply);
    void run(command::CallUrl &command, Session::Reply reply);
    void run(const command::PurgeQueue &command, Session::Reply reply);
    void run(const command::StartSources &command, Session::Reply reply);
    void run(const command::StopSources &command, Session::Reply reply);
    void run(const command::KillEnvironment &command, Session::Reply reply);
    void run(const command::StopEverything &command, Session::Reply reply);
    // environmentcommands.cpp
    void run(const command::FreezeEnvironment &command, Session::Reply reply);
    void run(const command::ThawEnvironment &command, Session::Reply reply);
    void run(const command::RecycleEnvironment &command, Session::Reply reply);
    void run(const command::SetTrust &command, Session::Reply reply);
    void run(const command::SetColdStart &command, Session::Reply reply);
    void run(const command::TestIsolation &command, Session::Reply reply);
    void applyIsolation();
    void testIsolation(Task done);
    /// Brings spawner, engine and sources in line with what the user allows.
    void applyTrust();
    void inspect(EnvironmentId id, const Session::QueryReply &reply);
    // packagecommands.cpp
    Result<void> startBuilder();
    Trust trust() const;
    /// Runs work on the worker; reply gets its outcome. deploy: once the change is deployed.
    void runPackaging(std::function<Result<CommandOutcome>()> work, bool deploy, Session::Reply reply);
    void run(const command::Build &command, Session::Reply reply);
    void run(const command::CancelBuild &command, Session::Reply reply);
    void planBuilds(const query::BuildPlan &asked, const Session::QueryReply &reply);
    void run(const command::ExportPackage &command, Session::Reply reply);
    void run(const command::ImportPackage &command, Session::Reply reply);
    void run(const command::AdoptFunction &command, Session::Reply reply);
    void run(const command::RemoveFunction &command, Session::Reply reply);
    void put(command::PutObject command, std::string content, Session::Reply reply);

    LocalSession::Options m_options;
    Workspace m_workspace;
    InstanceLock m_lock;
    WorkspaceTrust m_trust;
    WallClock &m_clock;
    Outlet &m_outlet;
    std::uint64_t m_seed;
    MachineBudget m_budget;
    FactJournal m_journal;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<History> m_history;
    std::unique_ptr<SpawnerClient> m_spawner;
    std::unique_ptr<RuntimeSandbox> m_sandbox;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<PackageDigests> m_digests;
    std::unique_ptr<Deployer> m_deployer;
    std::unique_ptr<ApiFunctions> m_apiFunctions;
    std::unique_ptr<Builder> m_builder;
    std::unique_ptr<FolderWatch> m_watch;
    std::unique_ptr<AttachServer> m_attach;
    std::unique_ptr<SelfTest> m_selfTest;
    std::shared_ptr<const IsolationReport> m_isolation; ///< null until the self-test ended
    std::string m_endpointProblem;
    std::string m_templateProblem;
    std::map<NodeId, std::vector<std::string>> m_overridden; ///< FunctionView::overridden
    std::set<NodeId> m_narrowed;                             ///< functions whose network was not granted, told once
    bool m_modelFromOutside = false; ///< a window says what to deploy; the file on disk follows it
    std::uint64_t m_keptSequence = 0;
    Task m_ended; ///< set while it winds down
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
