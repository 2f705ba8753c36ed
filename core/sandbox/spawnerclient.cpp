// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/spawner.h"

#include "core/loop/wallclock.h"
#include "core/sandbox/boxplan.h"
#include "core/sandbox/isolation.h"
#include "core/sandbox/livebox.h"
#include "core/sandbox/walls.h"
#include "core/sandbox/wire.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>
#include <climits>
#include <deque>
#include <set>

namespace lambdarium {

namespace {

constexpr int controlFd = 3; // where lambdarium-spawner looks for its socket
constexpr Duration setupTimeout = std::chrono::seconds{10};
constexpr Duration resendDelay = std::chrono::milliseconds{1};

std::string besideThisProgram()
{
    char path[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    std::string own(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    return own.substr(0, own.rfind('/') + 1) + "lambdarium-spawner";
}

Error invalid(std::string message) { return {ErrorCode::InvalidInput, std::move(message)}; }

bool isAbsolute(const std::string &path) { return !path.empty() && path[0] == '/'; }

Result<void> checkPaths(const BoxSpec &spec)
{
    if (spec.argv.empty() || !isAbsolute(spec.argv[0]))
        return invalid("the program of an environment must be an absolute path");
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
    if (const Result<void> paths = checkPaths(spec); !paths)
        return paths.error();
    for (const auto &[name, value] : spec.environment) {
        if (name.empty() || name.find('=') != std::string::npos || (name + value).find('\0') != std::string::npos)
            return invalid("an environment variable has an impossible name or value");
    }
    constexpr int highestInside = 199;
    for (const BoxDescriptor &descriptor : spec.descriptors) {
        if (descriptor.inside < 3 || descriptor.inside > highestInside || !descriptor.fd)
            return invalid("a descriptor must be open and numbered from 3 to 199");
    }
    if (spec.memoryMb <= 0 || spec.ephemeralMb <= 0)
        return invalid("memory and temporary disk must be positive");
    constexpr std::size_t most = 32;
    if (spec.layers.size() > 16 || spec.binds.size() > most || spec.listeners.size() > most
        || spec.descriptors.size() > most)
        return invalid("too many layers, binds, ports or descriptors");
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
    void spawn(BoxSpec spec, SpawnCallback callback) override;
    void selfTest(std::function<void(IsolationLevel)> callback) override;
    int liveBoxes() const override { return static_cast<int>(m_unreaped.size()); }
    int spawnerPid() const override { return m_pid; }

private:
    struct Pending
    {
        std::unique_ptr<LiveBox> box;
        SpawnCallback callback;
        TimerId timer{};
    };
    struct Packet
    {
        std::string bytes;
        std::vector<UniqueFd> descriptors;
    };

    Result<void> begin(BoxSpec &spec, SpawnCallback &callback);
    void send(Packet packet);
    void flush();
    void receive();
    void handle(const wire::SpawnReply &reply, std::vector<UniqueFd> descriptors);
    void settle(std::uint64_t boxId, const Error *error);
    void disconnect();
    void later(std::function<void()> task);

    WallClock &m_clock;
    std::string m_executable;
    UniqueFd m_control;
    std::unique_ptr<WallClock::Watch> m_watch;
    int m_pid = -1;
    std::uint64_t m_nextBox = 1;
    std::map<std::uint64_t, Pending> m_pending;
    std::set<int> m_unreaped;
    std::deque<Packet> m_outbox; // waits for room in the socket
    bool m_flushPlanned = false;
    std::vector<std::unique_ptr<Box>> m_selfTests;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
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
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return Error::fromErrno("making the spawner's socket", errno);
    UniqueFd mine(sockets[0]);
    UniqueFd theirs(sockets[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs.value(), controlFd);
    char *const arguments[] = {m_executable.data(), nullptr};
    char *const nothing[] = {nullptr};
    const int error = posix_spawn(&m_pid, m_executable.c_str(), &actions, nullptr, arguments, nothing);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        m_pid = -1;
        return Error::fromErrno("starting " + m_executable, error);
    }
    m_control = std::move(mine);
    m_watch = m_clock.watch(m_control.value(), WallClock::For::Read, [this] { receive(); });
    return {};
}

/// Closing the socket ends the spawner and every box; waiting for it is short (it kills and reaps) and leaves no
/// zombie behind.
void Client::disconnect()
{
    m_watch.reset();
    m_control.reset();
    m_outbox.clear();
    m_unreaped.clear();
    if (m_pid > 0)
        waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

void Client::spawn(BoxSpec spec, SpawnCallback callback)
{
    if (const Result<void> begun = begin(spec, callback); !begun)
        later([callback = std::move(callback), error = begun.error()] { callback(error); });
}

/// Leaves the callback with the caller when it fails.
Result<void> Client::begin(BoxSpec &spec, SpawnCallback &callback)
{
    if (const Result<void> checked = checkSpec(spec); !checked)
        return checked.error();
    if (!m_control) {
        if (const Result<void> connected = connect(); !connected)
            return connected.error();
    }
    const std::uint64_t boxId = m_nextBox++;
    Packet packet;
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

    Pending &pending = m_pending[boxId];
    pending.box = std::move(*box);
    pending.callback = std::move(callback);
    pending.box->whenReady([this, boxId](const Error *error) { settle(boxId, error); });
    pending.timer = m_clock.loop().callAfter(setupTimeout, [this, alive = m_alive, boxId] {
        const Error late{ErrorCode::Unavailable, "The environment was not set up within 10 seconds."};
        if (*alive)
            settle(boxId, &late);
    });
    send(std::move(packet));
    return {};
}

void Client::send(Packet packet)
{
    m_outbox.push_back(std::move(packet));
    if (!m_flushPlanned)
        flush();
}

void Client::flush()
{
    m_flushPlanned = false;
    while (!m_outbox.empty()) {
        const Packet &next = m_outbox.front();
        std::vector<int> descriptors;
        for (const UniqueFd &fd : next.descriptors)
            descriptors.push_back(fd.value());
        const int error = wire::sendPacket(m_control.value(), {next.bytes.data(), next.bytes.size()},
                                           descriptors.data(), descriptors.size());
        if (error == EAGAIN || error == ETOOMANYREFS) { // full socket, or too many descriptors under way
            m_flushPlanned = true;
            m_clock.loop().callAfter(resendDelay, [this, alive = m_alive] {
                if (*alive)
                    flush();
            });
            return;
        }
        m_outbox.pop_front(); // any other error shows as the end of the socket, which settles everything pending
    }
}

void Client::receive()
{
    const std::shared_ptr<bool> alive = m_alive;
    for (;;) {
        wire::SpawnReply reply;
        wire::Received received = wire::receivePacket(m_control.value(), &reply, sizeof reply);
        if (received.bytes < 0 && received.error == EAGAIN)
            return;
        if (received.bytes != static_cast<std::ptrdiff_t>(sizeof reply))
            break;
        reply.step[sizeof reply.step - 1] = 0;
        handle(reply, std::move(received.descriptors));
        if (!*alive || !m_control)
            return;
    }
    disconnect();
    const Error gone{ErrorCode::Unavailable, "The spawner process ended."};
    std::vector<std::uint64_t> waiting;
    for (const auto &[boxId, pending] : m_pending)
        waiting.push_back(boxId);
    for (const std::uint64_t boxId : waiting) {
        if (*alive)
            settle(boxId, &gone);
    }
}

void Client::handle(const wire::SpawnReply &reply, std::vector<UniqueFd> descriptors)
{
    if (reply.kind == wire::SpawnReply::Kind::Reaped) {
        m_unreaped.erase(reply.pid);
        return;
    }
    if (reply.kind == wire::SpawnReply::Kind::Spawned)
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

void Client::selfTest(std::function<void(IsolationLevel)> callback)
{
    BoxSpec spec;
    spec.argv = {"/usr/bin/true"};
    spawn(std::move(spec), [this, callback = std::move(callback)](Result<std::unique_ptr<Box>> started) {
        if (!started) {
            callback({0, "Unavailable", started.error().message, 0});
            return;
        }
        Box *box = started->get();
        m_selfTests.push_back(std::move(*started));
        box->whenExited([this, box, callback](const BoxExit &exit) {
            std::erase_if(m_selfTests, [box](const auto &test) { return test.get() == box; });
            if (exit.signal == 0 && exit.status == 0)
                callback({3, "Metered", {}, usableLandlockAbi()});
            else
                callback({0, "Unavailable", "A program inside the walls was killed: see the kernel's log.", 0});
        });
    });
}

} // namespace

Result<std::unique_ptr<SpawnerClient>> SpawnerClient::start(WallClock &clock, std::string executable)
{
    auto client = std::make_unique<Client>(clock, executable.empty() ? besideThisProgram() : std::move(executable));
    if (const Result<void> connected = client->connect(); !connected)
        return connected.error();
    return std::unique_ptr<SpawnerClient>(std::move(client));
}

} // namespace lambdarium
