// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/spawner.h"

#include "core/loop/wallclock.h"
#include "core/sandbox/boxplan.h"
#include "core/sandbox/isolation.h"
#include "core/sandbox/livebox.h"
#include "core/sandbox/spawnlink.h"
#include "core/sandbox/wire.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <set>

namespace lambdarium {

namespace {

constexpr int controlFd = 3; // where lambdarium-spawner looks for its socket
constexpr Duration setupTimeout = std::chrono::seconds{10};

std::string besideThisProgram()
{
    char path[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    std::string own(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    return own.substr(0, own.rfind('/') + 1) + "lambdarium-spawner";
}

/// A box costs the core up to eight descriptors; the usual soft limit of 1024 ends at some 120 boxes.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    constexpr rlim_t plenty = 16384;
    limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, plenty));
    setrlimit(RLIMIT_NOFILE, &limit);
}

Error invalid(std::string message) { return {ErrorCode::InvalidInput, std::move(message)}; }

bool isAbsolute(const std::string &path) { return !path.empty() && path[0] == '/'; }

Result<void> checkProgram(const BoxSpec &spec)
{
    if (spec.argv.empty() || !isAbsolute(spec.argv[0]))
        return invalid("the program of an environment must be an absolute path");
    return {};
}

Result<void> checkPaths(const BoxSpec &spec)
{
    if (!spec.taskDirectory.empty() && !isAbsolute(spec.taskDirectory))
        return invalid("the code directory must be absolute");
    for (const std::string &layer : spec.layers) {
        if (!isAbsolute(layer))
            return invalid("a layer's directory must be absolute");
    }
    for (const BoxBind &bind : spec.binds) {
        if (!isAbsolute(bind.host) || !isAbsolute(bind.inside) || bind.inside.find("..") != std::string::npos)
            return invalid("both paths of a bind must be absolute and plain");
    }
    return {};
}

Result<void> checkSpec(const BoxSpec &spec)
{
    if (spec.argv.empty())
        return invalid("an environment needs arguments");
    if (const Result<void> paths = checkPaths(spec); !paths)
        return paths.error();
    for (const auto &[name, value] : spec.environment) {
        if (name.empty() || name.find('=') != std::string::npos || (name + value).find('\0') != std::string::npos)
            return invalid("an environment variable has an impossible name or value");
    }
    if (!std::ranges::all_of(spec.companions, [](const std::string &path) { return isAbsolute(path); }))
        return invalid("a companion's path must be absolute");
    constexpr int highestInside = 199;
    for (const BoxDescriptor &descriptor : spec.descriptors) {
        if (descriptor.inside < 3 || descriptor.inside > highestInside || !descriptor.fd)
            return invalid("a descriptor must be open and numbered from 3 to 199");
    }
    if (spec.memoryMb <= 0 || spec.ephemeralMb <= 0)
        return invalid("memory and temporary disk must be positive");
    constexpr std::size_t most = 32;
    if (spec.layers.size() > 16 || spec.binds.size() > most || spec.listeners.size() > BoxPlan::maxListeners
        || spec.descriptors.size() > most || spec.companions.size() > BoxPlan::maxCompanions)
        return invalid("too many layers, binds, ports, descriptors or companions");
    return {};
}

class Client : public SpawnerClient
{
public:
    Client(WallClock &clock, std::string executable) : m_clock(clock), m_executable(std::move(executable)) {}
    ~Client() override
    {
        *m_alive = false;
        disconnect();
    }

    Result<void> connect();
    void connectTo(StartedSpawner started);
    void allow(std::optional<SpawnGrant> grant) override { m_grant = grant; }
    void spawn(BoxSpec spec, SpawnCallback callback) override;
    Result<std::unique_ptr<Zygote>> startZygote(std::vector<std::string> argv,
                                                std::vector<std::pair<std::string, std::string>> environment) override;
    int liveBoxes() const override { return static_cast<int>(m_unreaped.size()); }
    const std::string &executable() const override { return m_executable; }
    const SpawnLimits &limits() const override { return m_limits; }
    void whenLimitsKnown(std::function<void()> task) override
    {
        if (m_limitsKnown)
            task();
        else
            m_awaitLimits.push_back(std::move(task));
    }
    int spawnerPid() const override { return m_pid; }

    /// Whether this may run: with a grant, or because nothing but our own program is in it.
    Result<void> permitted(const BoxSpec &spec) const;
    /// A zygote's way in. Leaves the callback with the caller when it fails.
    Result<void> begin(BoxSpec &spec, SpawnCallback &callback, SpawnLink &via);
    void handle(const wire::SpawnReply &reply, std::vector<UniqueFd> descriptors);
    /// Fails everything that was asked for over this link.
    void linkEnded(const SpawnLink *via, const char *message);
    void later(std::function<void()> task);

private:
    struct Pending
    {
        std::unique_ptr<LiveBox> box;
        SpawnCallback callback;
        TimerId timer{};
        const SpawnLink *via = nullptr;
    };

    void settle(std::uint64_t boxId, const Error *error);
    void disconnect();

    WallClock &m_clock;
    std::string m_executable;
    SpawnLimits m_limits;
    bool m_limitsKnown = false;
    bool m_guardedNow = false; // the word before the limits
    std::vector<std::function<void()>> m_awaitLimits;
    std::optional<SpawnGrant> m_grant;
    std::unique_ptr<SpawnLink> m_link;
    int m_pid = -1;
    std::uint64_t m_nextBox = 1;
    std::map<std::uint64_t, Pending> m_pending;
    std::set<int> m_unreaped;
    std::set<std::uint64_t> m_zygoteIds;
    std::set<int> m_zygotePids;
    std::set<int> m_reapedEarly; // the spawner's word came before the zygote's
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

class LiveZygote : public Zygote
{
public:
    LiveZygote(Client &client, WallClock &clock, UniqueFd control, UniqueFd log)
        : m_client(client), m_log(std::move(log)),
          m_link(std::make_unique<SpawnLink>(
              clock, std::move(control),
              [this](const wire::SpawnReply &reply, std::vector<UniqueFd> descriptors) {
                  m_client.handle(reply, std::move(descriptors));
              },
              [this] { ended(); }))
    {}
    ~LiveZygote() override { m_client.linkEnded(m_link.get(), "The zygote was let go."); }

    void spawn(BoxSpec spec, SpawnerClient::SpawnCallback callback) override
    {
        Result<void> begun = m_client.permitted(spec);
        if (begun)
            begun = m_link ? m_client.begin(spec, callback, *m_link)
                           : Error{ErrorCode::Unavailable, "The zygote ended."};
        if (!begun)
            m_client.later([callback = std::move(callback), error = begun.error()] { callback(error); });
    }
    UniqueFd takeLog() override { return std::move(m_log); }
    void whenEnded(std::function<void()> callback) override { m_whenEnded = std::move(callback); }

private:
    void ended()
    {
        const std::unique_ptr<SpawnLink> link = std::move(m_link);
        const auto callback = std::exchange(m_whenEnded, {});
        m_client.linkEnded(link.get(), "The zygote ended."); // may destroy this
        if (callback)
            callback();
    }

    Client &m_client;
    UniqueFd m_log;
    std::function<void()> m_whenEnded;
    std::unique_ptr<SpawnLink> m_link;
};

void Client::later(std::function<void()> task)
{
    m_clock.loop().post([alive = m_alive, task = std::move(task)] {
        if (*alive)
            task();
    });
}

Result<void> Client::connect()
{
    Result<StartedSpawner> started = startSpawner(m_executable);
    if (!started)
        return started.error();
    connectTo(std::move(*started));
    return {};
}

void Client::connectTo(StartedSpawner started)
{
    m_pid = started.pid;
    m_link = std::make_unique<SpawnLink>(
        m_clock, std::move(started.control),
        [this](const wire::SpawnReply &reply, std::vector<UniqueFd> descriptors) {
            handle(reply, std::move(descriptors));
        },
        [this] {
            const SpawnLink *via = m_link.get();
            disconnect();
            linkEnded(via, "The spawner process ended.");
        });
}

/// Closing the socket ends the spawner and every box; waiting for it is short (it kills and reaps) and leaves
/// no zombie behind.
void Client::disconnect()
{
    m_link.reset();
    m_unreaped.clear();
    m_reapedEarly.clear();
    m_zygoteIds.clear();
    m_zygotePids.clear();
    if (m_pid > 0)
        waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

Result<void> Client::permitted(const BoxSpec &spec) const
{
    const bool ours = spec.binds.size() == 1 && spec.binds[0].host == m_executable && !spec.argv.empty()
        && spec.argv[0] == spec.binds[0].inside && spec.taskDirectory.empty() && spec.layers.empty();
    if (m_grant && !ours && m_limits.guarded && m_limits.landlockAbi == 0 && !m_grant->unprotected())
        return Error{ErrorCode::Conflict,
                     "No wall stands on this machine, and nobody agreed to that for this project."};
    if (m_grant || ours)
        return {};
    return Error{ErrorCode::Conflict, "This workspace is restricted: nothing of it may run."};
}

void Client::spawn(BoxSpec spec, SpawnCallback callback)
{
    if (const Result<void> allowed = permitted(spec); !allowed)
        return later([callback = std::move(callback), error = allowed.error()] { callback(error); });
    Result<void> begun = checkProgram(spec);
    if (begun && !m_link)
        begun = connect();
    if (begun)
        begun = begin(spec, callback, *m_link);
    if (!begun)
        later([callback = std::move(callback), error = begun.error()] { callback(error); });
}

Result<void> Client::begin(BoxSpec &spec, SpawnCallback &callback, SpawnLink &via)
{
    if (const Result<void> checked = checkSpec(spec); !checked)
        return checked.error();
    if (spec.tmp)
        spec.descriptors.push_back({std::move(spec.tmp), wire::keptTmp});
    const std::uint64_t boxId = m_nextBox++;
    SpawnLink::Packet packet;
    packet.bytes = encodeSpec(spec, wire::Verb::SpawnBox, boxId);
    if (packet.bytes.size() > wire::maxPacketBytes)
        return invalid("arguments and environment are larger than 128 KB");
    LiveBox::ChildEnds ends;
    Result<std::unique_ptr<LiveBox>> box = LiveBox::make(m_clock, spec, ends);
    if (!box)
        return box.error();
    packet.descriptors = std::move(ends.descriptors);
    for (BoxDescriptor &descriptor : spec.descriptors)
        packet.descriptors.push_back(std::move(descriptor.fd));
    if (ends.companionLog)
        packet.descriptors.push_back(std::move(ends.companionLog));

    Pending &pending = m_pending[boxId];
    pending.box = std::move(*box);
    pending.callback = std::move(callback);
    pending.via = &via;
    pending.box->whenReady([this, boxId](const Error *error) { settle(boxId, error); });
    pending.timer = m_clock.loop().callAfter(setupTimeout, [this, alive = m_alive, boxId] {
        const Error late{ErrorCode::Unavailable, "The environment was not set up within 10 seconds."};
        if (*alive)
            settle(boxId, &late);
    });
    via.send(std::move(packet));
    return {};
}

Result<std::unique_ptr<Zygote>> Client::startZygote(std::vector<std::string> argv,
                                                    std::vector<std::pair<std::string, std::string>> environment)
{
    BoxSpec spec;
    spec.argv = std::move(argv);
    spec.environment = std::move(environment);
    for (const Result<void> &checked : {checkProgram(spec), checkSpec(spec)}) {
        if (!checked)
            return checked.error();
    }
    if (const Result<void> connected = m_link ? Result<void>{} : connect(); !connected)
        return connected.error();
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return Error::fromErrno("making the zygote's socket", errno);
    UniqueFd mine(sockets[0]);
    SpawnLink::Packet packet;
    packet.descriptors.emplace_back(sockets[1]);
    Result<PipeEnds> log = makePipe();
    if (!log)
        return log.error();
    setNonBlocking(log->read.value());
    // A zygote has no usage page; the socket stands in its place, and both outputs share the pipe.
    for (const int fd : {sockets[1], log->write.value(), log->write.value()})
        packet.descriptors.emplace_back(fcntl(fd, F_DUPFD_CLOEXEC, 3));
    m_zygoteIds.insert(m_nextBox);
    packet.bytes = encodeSpec(spec, wire::Verb::StartHelper, m_nextBox++);
    m_link->send(std::move(packet));
    return std::unique_ptr<Zygote>(std::make_unique<LiveZygote>(*this, m_clock, std::move(mine), std::move(log->read)));
}

void Client::linkEnded(const SpawnLink *via, const char *message)
{
    const std::shared_ptr<bool> alive = m_alive;
    const Error gone{ErrorCode::Unavailable, message};
    std::vector<std::uint64_t> waiting;
    for (const auto &[boxId, pending] : m_pending) {
        if (pending.via == via)
            waiting.push_back(boxId);
    }
    for (const std::uint64_t boxId : waiting) {
        if (*alive)
            settle(boxId, &gone);
    }
}

void Client::handle(const wire::SpawnReply &reply, std::vector<UniqueFd> descriptors)
{
    if (reply.kind == wire::SpawnReply::Kind::Guarded) {
        m_guardedNow = true;
        m_limits.landlockAbi = reply.pid;
        m_limits.refusal = setupError(reply.step, reply.error).message;
        return;
    }
    if (reply.kind == wire::SpawnReply::Kind::Limits) {
        m_limits.guarded = std::exchange(m_guardedNow, false); // of this spawner, not of one before it
        m_limits.version = reply.error;
        m_limits.detail = reply.step;
        m_limitsKnown = true;
        for (const auto &task : std::exchange(m_awaitLimits, {}))
            later(task);
        return;
    }
    if (reply.kind == wire::SpawnReply::Kind::Reaped) {
        if (m_unreaped.erase(reply.pid) == 0 && m_zygotePids.erase(reply.pid) == 0)
            m_reapedEarly.insert(reply.pid);
        return;
    }
    if (m_zygoteIds.erase(reply.boxId) != 0) {
        if (reply.kind == wire::SpawnReply::Kind::Spawned)
            m_zygotePids.insert(reply.pid);
        return;
    }
    if (reply.kind == wire::SpawnReply::Kind::Spawned && m_reapedEarly.erase(reply.pid) == 0)
        m_unreaped.insert(reply.pid);
    const auto found = m_pending.find(reply.boxId);
    if (found == m_pending.end())
        return; // it took too long; its control socket is closed, so it ends by itself
    if (reply.kind == wire::SpawnReply::Kind::Spawned && !descriptors.empty())
        found->second.box->spawned(reply.pid, std::move(descriptors[0]));
    else
        found->second.box->refuse(setupError(reply.step, reply.error));
}

/// The one place where a start ends, well or not.
void Client::settle(std::uint64_t boxId, const Error *error)
{
    const auto found = m_pending.find(boxId);
    if (found == m_pending.end())
        return;
    Pending pending = std::move(found->second);
    m_pending.erase(found);
    m_clock.loop().cancel(pending.timer);
    if (error) {
        pending.callback(*error);
        // This may run inside the box's own message handler.
        later([box = std::shared_ptr<LiveBox>(std::move(pending.box))] {});
        return;
    }
    pending.callback(std::unique_ptr<Box>(std::move(pending.box)));
}

} // namespace

Result<StartedSpawner> startSpawner(std::string executable)
{
    StartedSpawner started;
    started.executable = executable.empty() ? besideThisProgram() : std::move(executable);
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return Error::fromErrno("making the spawner's socket", errno);
    started.control.reset(sockets[0]);
    const UniqueFd theirs(sockets[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs.value(), controlFd);
    char *const arguments[] = {started.executable.data(), nullptr};
    char *const nothing[] = {nullptr};
    const int error = posix_spawn(&started.pid, started.executable.c_str(), &actions, nullptr, arguments, nothing);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        return Error::fromErrno("starting " + started.executable, error);
    return started;
}

std::unique_ptr<SpawnerClient> SpawnerClient::adopt(WallClock &clock, StartedSpawner started)
{
    raiseDescriptorLimit();
    auto client = std::make_unique<Client>(clock, started.executable);
    client->connectTo(std::move(started));
    return client;
}

Result<std::unique_ptr<SpawnerClient>> SpawnerClient::start(WallClock &clock, std::string executable)
{
    raiseDescriptorLimit();
    auto client = std::make_unique<Client>(clock, executable.empty() ? besideThisProgram() : std::move(executable));
    if (const Result<void> connected = client->connect(); !connected)
        return connected.error();
    return std::unique_ptr<SpawnerClient>(std::move(client));
}

} // namespace lambdarium
