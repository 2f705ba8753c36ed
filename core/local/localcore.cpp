// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localcore.h"

#include "core/base/log.h"
#include "core/local/grantednetwork.h"
#include "core/local/outlet.h"
#include "core/template/template.h"

#include <fstream>
#include <random>
#include <thread>
#include <utility>

namespace lambdarium {

namespace {

const std::string clockSpace = "clock";
const std::string clockKey = "now";
/// A restart after a crash may go back this far at most, before lastMoment corrects it.
constexpr Duration timeKeeping = std::chrono::seconds(5);

/// An extension's two seconds and the time to kill what did not use them.
constexpr Duration sessionEndLimit = std::chrono::milliseconds(2500);

/// Request ids must differ between sessions; everything else about chance is the seed's.
std::uint64_t freshSeed()
{
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32U) | device();
}

/// Two for each processor: while one waits for the disk another one works.
std::size_t initsAtOnce() { return std::max<std::size_t>(2 * std::thread::hardware_concurrency(), 2); }

/// A program or library of ours: beside the spawner when that is said, else beside this program.
std::string besideSpawner(const std::string &spawner, const char *name)
{
    std::error_code failure;
    const std::filesystem::path beside = spawner.empty() ? std::filesystem::read_symlink("/proc/self/exe", failure)
                                                         : std::filesystem::path(spawner);
    return (beside.parent_path() / name).string();
}

/// Zips of strangers are taken apart behind walls, whoever of the core asks.
Workspace withUnpacker(Workspace workspace, const std::string &spawner)
{
    workspace.setUnpacker(Unpacker(besideSpawner(spawner, "lambdarium-unpack")));
    return workspace;
}

} // namespace

Instant LocalCore::lastMoment(const Workspace &workspace)
{
    std::error_code failure;
    const auto file = workspace.stateDirectory() / "state.db";
    if (!std::filesystem::exists(file, failure))
        return {};
    Mailbox nobody([] {});
    const auto store = SqliteStore::open(file, nobody);
    if (!store)
        return {};
    const auto rows = (*store)->load(clockSpace);
    if (!rows || rows->empty())
        return {};
    return Instant(Duration(std::strtoll(rows->front().second.c_str(), nullptr, 10)));
}

LocalCore::LocalCore(const LocalSession::Options &options, Workspace workspace, InstanceLock lock, WallClock &clock,
                     Outlet &outlet)
    : m_options(options), m_workspace(withUnpacker(std::move(workspace), options.spawner)), m_lock(std::move(lock)),
      m_trust(m_workspace, options.trust, options.trustFile), m_clock(clock), m_outlet(outlet), m_seed(freshSeed()),
      m_budget(clock.loop(), options.memoryInfo,
               [this] {
                   const auto [memoryKb, tmpKb] = m_sandbox->used();
                   return MachineBudget::Use{memoryKb, tmpKb};
               }),
      m_journal(clock.loop())
{}

LocalCore::~LocalCore()
{
    *m_alive = false;
    m_outlet.stop();
    m_attach.reset();
    m_watch.reset();
    m_builder.reset();
    m_apiFunctions.reset();
    m_deployer.reset();
    m_digests.reset();
    if (m_services)
        m_services->stopSources();
    // Environments close their listeners through m_gateway: the pointer is null before the listeners end.
    m_gateway.reset();
    m_services.reset();
    m_engine.reset();
    m_sandbox.reset();
    m_selfTest.reset();
    m_spawner.reset();
    m_history.reset();
    m_store.reset();
}

void LocalCore::windDown(Task done)
{
    m_ended = std::move(done);
    // Endpoint and stores stay: extensions send what they have.
    m_attach.reset();
    m_watch.reset();
    m_services->stopSources();
    m_engine->restrict("The session is ending.");
    m_engine->stopEverything();
    m_clock.loop().callAfter(sessionEndLimit, [this, alive = m_alive] {
        if (*alive && m_ended)
            std::exchange(m_ended, {})();
    });
    m_clock.loop().post([this, alive = m_alive] {
        if (*alive)
            endIfEmpty();
    });
}

void LocalCore::endIfEmpty()
{
    if (m_ended && m_engine->liveEnvironments() == 0)
        std::exchange(m_ended, {})();
}

Result<std::unique_ptr<LocalCore>> LocalCore::open(const LocalSession::Options &options, Workspace workspace,
                                                   InstanceLock lock, WallClock &clock, Outlet &outlet)
{
    auto core = std::unique_ptr<LocalCore>(
        new LocalCore(options, std::move(workspace), std::move(lock), clock, outlet));
    if (auto started = core->start(); !started)
        return started.error();
    return core;
}

Result<void> LocalCore::start()
{
    for (auto step : {&LocalCore::openStores, &LocalCore::startSandbox, &LocalCore::deployFirst,
                      &LocalCore::startBuilder, &LocalCore::listen})
        if (auto done = (this->*step)(); !done)
            return done;
    applyTrust();
    if (!m_trust.problem().empty())
        m_journal.publish(fact::Notice{.level = LogLevel::Warn, .text = m_trust.problem()});
    m_engine->simulateColdStarts(m_options.simulatedColdStart);
    m_sandbox->setStrictColdStart(m_options.strictColdStart);
    watchFolder();
    m_outlet.start(m_clock.loop(), [this] { return buildSnapshot(); });
    keepTime();
    return {};
}

Result<void> LocalCore::openStores()
{
    auto store = SqliteStore::open(m_workspace.stateDirectory() / "state.db", m_clock.mailbox());
    if (!store)
        return store.error().within("state.db");
    m_store = std::move(*store);
    auto history = History::open(m_workspace.stateDirectory() / "history.db", m_clock.mailbox());
    if (!history)
        return history.error().within("history.db");
    m_history = std::move(*history);
    m_journal.listen([this](const Fact &fact) {
        m_history->add(fact);
        m_outlet.add(fact);
        if (m_attach)
            m_attach->publish(fact);
        const auto *changed = std::get_if<fact::EnvironmentChanged>(&fact.body);
        if (m_ended && changed != nullptr && changed->state == EnvironmentState::Gone)
            m_clock.loop().post([this, alive = m_alive] {
                if (*alive)
                    endIfEmpty();
            });
    });
    return {};
}

Result<void> LocalCore::startSandbox()
{
    auto spawner = m_options.startedSpawner && m_options.startedSpawner->pid > 0
        ? Result<std::unique_ptr<SpawnerClient>>(
            SpawnerClient::adopt(m_clock, std::exchange(*m_options.startedSpawner, {})))
        : SpawnerClient::start(m_clock, m_options.spawner);
    if (!spawner)
        return spawner.error();
    m_spawner = std::move(*spawner);
    m_spawner->allow(m_trust.grant());
    m_selfTest = std::make_unique<SelfTest>(m_clock, *m_spawner);
    RuntimeSandboxOptions options;
    options.serveEndpoint = [this](UniqueFd listener, HttpListenerTag caller) -> Task {
        if (!m_gateway)
            return [] {};
        auto id = m_gateway->serveEnvironment(listener.release(), std::move(caller));
        if (!id) {
            log::warning("endpoint of an environment: " + id.error().message);
            return [] {};
        }
        return [this, id = *id] {
            if (m_gateway)
                m_gateway->closeEnvironment(id);
        };
    };
    options.zygoteLibrary = besideSpawner(m_options.spawner, "liblambdarium-zygote.so");
    options.standbys = true;
    options.limitCpu = true;
    auto sandbox = RuntimeSandbox::create(m_clock, *m_spawner, std::move(options));
    if (!sandbox)
        return sandbox.error();
    m_sandbox = std::move(*sandbox);
    testIsolation([] {});
    return {};
}

Result<void> LocalCore::deployFirst()
{
    EventLoop &loop = m_clock.loop();
    m_engine = std::make_unique<Engine>(Engine::Parts{loop, *m_sandbox, *m_store, m_journal},
                                        EngineOptions{.memoryBudget = [this] { return m_budget.megabytes(); },
                                                      .initsAtOnce = initsAtOnce(),
                                                      .seed = m_seed,
                                                      .codeRoot = (m_workspace.stateDirectory() / "code").string()});
    m_engine->setRecorder([this](const InvocationRecord &record) { m_history->add(record); });
    m_services = std::make_unique<Services>(ServiceParts{loop, *m_store, m_journal, m_seed + 1}, *m_engine,
                                            m_workspace.stateDirectory() / "objects");
    m_digests = std::make_unique<PackageDigests>(m_clock.mailbox(), m_workspace.stateDirectory() / "packages");
    m_gateway = std::make_unique<Gateway>(
        Gateway::Parts{m_clock, *m_engine, *m_services, m_journal},
        Gateway::Options{
            .spoolDirectory = m_workspace.stateDirectory() / "objects",
            .seed = m_seed + 2,
            .package = [this](const std::string &directory,
                              PackageDigests::Reply reply) { m_digests->ask(directory, std::move(reply)); },
            .change = [this](FunctionChange change,
                             Releases::Done done) { m_apiFunctions->change(std::move(change), std::move(done)); },
            .layers = [this](LayerRequest request,
                             auto done) { m_apiFunctions->layers(std::move(request), std::move(done)); },
            .changeStored =
                [this](const std::string &name, Releases::Mutation mutate, Releases::Done done) {
                    m_apiFunctions->changeStored(name, std::move(mutate), std::move(done));
                }});
    if (auto loaded = m_engine->load(); !loaded)
        return loaded.error().within("reading state.db");
    if (auto loaded = m_services->load(); !loaded)
        return loaded.error().within("reading state.db");
    m_deployer = std::make_unique<Deployer>(m_clock, m_workspace,
                                            [this](Deployment deployment) { take(std::move(deployment)); });
    m_apiFunctions = std::make_unique<ApiFunctions>(ApiFunctions::Parts{m_clock, m_workspace, *m_engine, *m_deployer});
    command::ApplyModel state{.account = m_options.account, .limits = m_options.limits};
    auto text = m_workspace.readText(m_workspace.templatePath().filename());
    if (!text)
        return text.error();
    // A template that does not parse opens all the same: a window is where it gets repaired.
    if (auto parsed = Template::parse(std::move(*text), m_options.account, m_options.limits))
        state.model = parsed->model();
    else
        m_templateProblem = parsed.error().within(m_workspace.templatePath().filename().string() + ": ").message;
    m_deployer->setModel(std::move(state));
    take(m_deployer->make());
    if (!m_templateProblem.empty())
        m_journal.publish(fact::Notice{.level = LogLevel::Error, .text = m_templateProblem});
    return {};
}

Result<void> LocalCore::listen()
{
    if (m_options.endpoint) {
        const auto port = m_gateway->listen(m_options.port);
        if (!port && m_options.port != 0)
            return port.error();
        if (!port)
            m_endpointProblem = port.error().message;
    }
    const auto socket = LocalSession::controlSocket(m_workspace.root());
    if (!socket)
        return socket.error();
    auto attach = AttachServer::listen(
        m_clock, *socket,
        {.submit = [this](Command command, Session::Reply reply) { submit(std::move(command), std::move(reply)); },
         .query = [this](Query asked, const Session::QueryReply &reply) { query(std::move(asked), reply); },
         .snapshot = [this] { return buildSnapshot(); },
         .raise = m_options.raise});
    if (!attach)
        return attach.error();
    m_attach = std::move(*attach);
    return {};
}

void LocalCore::watchFolder()
{
    auto watch = FolderWatch::start(m_clock, m_workspace.root(), [this](const auto &paths) { filesChanged(paths); });
    if (watch)
        m_watch = std::move(*watch);
    else
        log::warning(watch.error().message);
}

void LocalCore::filesChanged(const std::set<std::filesystem::path> &paths)
{
    if (!m_modelFromOutside && paths.contains(m_workspace.templatePath().filename()))
        return templateSaved();
    m_deployer->start({});
}

void LocalCore::templateSaved()
{
    auto text = m_workspace.readText(m_workspace.templatePath().filename());
    auto parsed = text ? Template::parse(std::move(*text), m_options.account, m_options.limits)
                       : Result<Template>(text.error());
    if (!parsed) {
        // What ran goes on running; the sentence says where to look.
        m_journal.publish(
            fact::Notice{.level = LogLevel::Error,
                         .text = parsed.error().within(m_workspace.templatePath().filename().string() + ": ").message});
        return;
    }
    m_deployer->setModel({.model = parsed->model(), .account = m_options.account, .limits = m_options.limits});
    m_deployer->start({});
}

void LocalCore::take(Deployment deployment)
{
    for (Function &function : deployment.model.functions) {
        const NetworkSettings granted = grantedNetwork(function.network, trust());
        if (granted != function.network && m_narrowed.insert(function.id).second)
            m_journal.publish(
                fact::Notice{function.id, LogLevel::Warn,
                             "The template asks for the network of this machine. That takes a trusted workspace: "
                             "the function runs isolated."});
        function.network = granted;
    }
    m_apiFunctions->templateChanged();
    m_overridden.clear();
    for (const Function &function : deployment.model.functions)
        if (auto names = m_apiFunctions->overridden(function, deployment.code[function.id]); !names.empty())
            m_overridden[function.id] = std::move(names);
    m_engine->deploy(deployment);
    m_services->deploy(deployment.model, deployment.account);
    m_gateway->deploy(deployment);
    if (m_trust.now() != Trust::Restricted)
        for (const Function &function : deployment.model.functions)
            m_sandbox->warm(function.runtime);
    m_outlet.refresh();
}

void LocalCore::keepTime()
{
    m_clock.loop().callAfter(timeKeeping, [this, alive = m_alive] {
        if (!*alive)
            return;
        if (m_keptSequence != m_journal.lastSequence()) {
            m_keptSequence = m_journal.lastSequence();
            StoreChange change;
            change.put(clockSpace, clockKey, std::to_string(m_clock.loop().now().time_since_epoch().count()));
            m_store->append(std::move(change), [](const Result<void> &) {});
        }
        keepTime();
    });
}

std::shared_ptr<const Snapshot> LocalCore::buildSnapshot() const
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->lastSequence = m_journal.lastSequence();
    m_engine->fill(*snapshot);
    m_services->fill(*snapshot);
    snapshot->time = m_clock.loop().now();
    for (FunctionView &function : snapshot->functions) {
        function.url = m_gateway->functionUrl(function.id);
        if (const auto names = m_overridden.find(function.id); names != m_overridden.end())
            function.overridden = names->second;
        if (const auto &latest = m_engine->releases().of(function.id).latest; latest && latest->created)
            function.outside = std::make_shared<const Function>(*latest->settings);
    }
    snapshot->runtimes = m_sandbox->runtimes();
    snapshot->trust = m_trust.now();
    snapshot->unprotectedAllowed = m_trust.unprotected();
    snapshot->strictColdStart = m_sandbox->strictColdStart();
    snapshot->builds = m_builder->views();
    snapshot->port = m_gateway->port();
    snapshot->endpointProblem = m_endpointProblem;
    snapshot->isolation = m_isolation;
    if (m_isolation) {
        snapshot->isolationLevel = std::to_string(m_isolation->level) + " " + m_isolation->name;
        snapshot->isolationNote = m_isolation->remedy;
    }
    return snapshot;
}

} // namespace lambdarium
