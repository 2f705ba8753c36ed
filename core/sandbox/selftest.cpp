// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/selftest.h"

#include "core/loop/wallclock.h"
#include "core/sandbox/grading.h"
#include "core/sandbox/spawner.h"
#include "core/sandbox/walls.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace lambdarium {

namespace {

using ProbeResult = IsolationProbe::Result;

constexpr Duration patience = std::chrono::seconds(10);
constexpr std::int64_t diskMb = 8;
constexpr std::int64_t memoryMb = 64;
constexpr char inside[] = "/var/runtime/probe";

struct Title
{
    const char *code;
    const char *title;
};

constexpr std::array<Title, 12> probeTitles{{
    {"ReadHome", "Read your home folder and the password file"},
    {"WriteSystem", "Write to system folders or the function's code"},
    {"HostLoopback", "Reach services on this machine's loopback"},
    {"OutsideNetwork", "Find a route to any other machine"},
    {"AbstractSocket", "Reach abstract sockets of the desktop"},
    {"OtherProcesses", "See other processes"},
    {"TouchInit", "Touch the environment's own supervisor"},
    {"RegainRights", "Regain rights: namespaces, mounts, root"},
    {"Inherited", "Find inherited files or variables"},
    {"DiskBound", "Fill more of /tmp than the function may"},
    {"MemoryLimit", "Take more memory than the function has"},
    {"OutliveKill", "Outlive the end of the environment"},
}};

std::string ownNamespace(const char *space)
{
    char target[64] = {};
    const std::string path = std::string("/proc/self/ns/") + space;
    return readlink(path.c_str(), target, sizeof target - 1) > 0 ? target : std::string();
}

/// The spawner has tried its groups before it says that it has any.
IsolationProbe groupWall(const SpawnLimits &limits)
{
    IsolationProbe wall{"ControlGroup", "Memory and CPU limits by the kernel's control groups", ProbeResult::Held, {}};
    if (limits.version == 2) {
        wall.detail = "version 2: memory, CPU, processes and freezing, in " + limits.detail;
    } else if (limits.version == 1) {
        wall.detail = "version 1: memory, CPU and processes, in " + limits.detail + "; freezing by signals";
    } else {
        wall.result = ProbeResult::NotTested;
        wall.detail = "none delegated; memory and CPU are metered instead (log in through a systemd session)";
    }
    return wall;
}

/// A port and an abstract socket that a box must not reach; nobody answers on them, connecting is enough.
struct Bait
{
    UniqueFd stream;
    UniqueFd local;
    int port = 0;
    std::string name;

    bool lay()
    {
        stream.reset(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        local.reset(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        name = "lambdarium-probe-" + std::to_string(getpid());
        sockaddr_un hidden{};
        hidden.sun_family = AF_UNIX;
        name.copy(hidden.sun_path + 1, sizeof hidden.sun_path - 2);
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
        const bool laid = bind(stream.value(), reinterpret_cast<const sockaddr *>(&address), size) == 0
            && listen(stream.value(), 1) == 0
            && getsockname(stream.value(), reinterpret_cast<sockaddr *>(&address), &size) == 0
            && bind(local.value(), reinterpret_cast<const sockaddr *>(&hidden), length) == 0
            && listen(local.value(), 1) == 0;
        port = ntohs(address.sin_port);
        return laid;
    }
};

} // namespace

/// One pass: three boxes, what they wrote, and what became of them.
class SelfTest::Run
{
public:
    Run(WallClock &clock, SpawnerClient &spawner, std::function<void(std::shared_ptr<const IsolationReport>)> done)
        : m_clock(clock), m_spawner(spawner), m_done(std::move(done))
    {}

    void begin()
    {
        m_report->tested = m_clock.loop().now();
        for (const Title &probe : probeTitles)
            m_report->probes.push_back({probe.code, probe.title, ProbeResult::NotTested, {}});
        m_baited = m_bait.lay();
        const char *home = std::getenv("HOME");
        start(m_all,
              {inside, "--probe", std::to_string(m_bait.port), m_bait.name,
               std::string("home") + (home && *home == '/' ? home : "/root"), std::to_string(diskMb), "/tmp",
               "/var/task"});
        start(m_memory, {inside, "--probe-memory"});
        start(m_daemon, {inside, "--probe-daemon"});
        m_timer = m_clock.loop().callAfter(patience, guarded([this] {
                                               m_timer.reset();
                                               finish();
                                           }));
    }

    ~Run()
    {
        if (m_timer)
            m_clock.loop().cancel(*m_timer);
    }

private:
    struct Box3
    {
        std::unique_ptr<Box> box;
        UniqueFd log;
        std::unique_ptr<WallClock::Watch> watch;
        std::string text;
        std::string error;
        bool closed = false; ///< nobody holds the log any more
        bool settled = false;
        std::optional<BoxExit> exit;
    };

    Task guarded(Task task) const
    {
        return [alive = std::weak_ptr<bool>(m_alive), task = std::move(task)] {
            if (!alive.expired())
                task();
        };
    }

    void start(Box3 &place, std::vector<std::string> argv)
    {
        BoxSpec spec;
        spec.argv = std::move(argv);
        spec.memoryMb = memoryMb;
        spec.ephemeralMb = diskMb;
        spec.binds.push_back({m_spawner.executable(), inside});
        m_spawner.spawn(std::move(spec),
                        [this, &place, alive = std::weak_ptr<bool>(m_alive)](Result<std::unique_ptr<Box>> box) {
                            if (!alive.expired())
                                started(place, std::move(box));
                        });
    }

    void started(Box3 &place, Result<std::unique_ptr<Box>> box)
    {
        if (!box) {
            place.error = box.error().message;
            place.settled = true;
            return judge();
        }
        place.box = std::move(*box);
        place.log = place.box->takeLog();
        place.watch = m_clock.watch(place.log.value(), WallClock::For::Read, [this, &place] { read(place); });
        place.box->whenExited([this, &place](const BoxExit &exit) {
            place.exit = exit;
            check(place);
        });
    }

    void read(Box3 &place)
    {
        char buffer[4096];
        const ssize_t count = ::read(place.log.value(), buffer, sizeof buffer);
        if (count > 0) {
            place.text.append(buffer, static_cast<std::size_t>(count));
            if (&place == &m_daemon && place.text.find("up\n") != std::string::npos)
                place.box->kill();
        } else if (count == 0) {
            place.closed = true;
            place.watch.reset();
            check(place);
        }
    }

    void check(Box3 &place)
    {
        if (place.settled || !place.exit || !place.closed)
            return;
        place.settled = true;
        // Posted: the box or its watch is in the middle of saying so.
        m_clock.loop().post(guarded([this] { judge(); }));
    }

    void judge()
    {
        if (m_all.settled && m_memory.settled && m_daemon.settled)
            finish();
    }

    IsolationProbe &probe(const std::string &code)
    {
        return *std::ranges::find(m_report->probes, code, &IsolationProbe::code);
    }

    void readProbes()
    {
        std::size_t begin = 0;
        while (begin < m_all.text.size()) {
            const std::size_t end = std::min(m_all.text.find('\n', begin), m_all.text.size());
            const std::string line = m_all.text.substr(begin, end - begin);
            begin = end + 1;
            const std::size_t first = line.find('\t');
            const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
            if (second == std::string::npos || second != first + 2)
                continue;
            const std::string code = line.substr(0, first);
            const std::string detail = line.substr(second + 1);
            if (code == "State" || code == "Namespace") {
                m_facts.push_back(detail);
                continue;
            }
            for (IsolationProbe &known : m_report->probes) {
                if (known.code != code)
                    continue;
                const char mark = line[first + 1];
                known.result = mark == '+' ? ProbeResult::Held
                    : mark == '-'          ? ProbeResult::Broken
                                           : ProbeResult::NotTested;
                known.detail = detail;
            }
        }
        if (!m_baited) {
            for (const char *code : {"HostLoopback", "AbstractSocket"})
                probe(code).result = ProbeResult::NotTested;
        }
    }

    void readOthers()
    {
        IsolationProbe &memory = probe("MemoryLimit");
        if (m_memory.exit) {
            memory.result = m_memory.exit->oomKilled ? ProbeResult::Held : ProbeResult::Broken;
            memory.detail = m_memory.exit->oomKilled
                ? "killed at " + std::to_string(m_memory.exit->maxMemoryMb) + " of " + std::to_string(memoryMb) + " MB"
                : "ended by itself";
        } else if (m_memory.box) {
            memory = {memory.code, memory.title, ProbeResult::Broken, "not killed within 10 s"};
        }
        IsolationProbe &daemon = probe("OutliveKill");
        if (m_daemon.closed) {
            daemon.result = ProbeResult::Held;
            daemon.detail = "its daemon went with it";
        } else if (m_daemon.box) {
            daemon.result = ProbeResult::Broken;
            daemon.detail = "its daemon still runs";
        }
    }

    bool said(const std::string &fact) const { return std::ranges::find(m_facts, fact) != m_facts.end(); }

    bool own(const char *space) const
    {
        const std::string prefix = std::string(space) + ":";
        const std::string host = ownNamespace(space);
        return std::ranges::any_of(m_facts,
                                   [&](const std::string &fact) { return fact.starts_with(prefix) && fact != host; });
    }

    void nameWalls()
    {
        const auto wall = [this](const char *code, const char *title, bool stands, std::string detail) {
            m_report->walls.push_back(
                {code, title, stands ? ProbeResult::Held : ProbeResult::Broken, std::move(detail)});
        };
        const bool guarded = m_spawner.limits().guarded;
        wall("UserNamespace", "User namespace: no right of yours inside", own("user"), {});
        wall("Mounts", "Own file system root, read-only", own("mnt"), {});
        wall("Processes", "Own process numbers; all end with the first", own("pid"), {});
        wall("Network", "Own network with nothing but loopback", own("net"), {});
        wall("Ipc", "Own shared memory, host name and control groups", own("ipc") && own("uts") && own("cgroup"), {});
        const int abi = guarded ? m_spawner.limits().landlockAbi : usableLandlockAbi();
        wall("Landlock", guarded ? "Landlock: the wall around files" : "Landlock: a second wall around files", abi > 0,
             abi > 0 ? "ABI " + std::to_string(abi) : "");
        wall("Seccomp", "Filter of system calls", said("Seccomp:\t2"), {});
        wall("Capabilities", "All capabilities dropped, none to be gained",
             said("CapEff:\t0000000000000000")
                 && said("NoNewPrivs:\t1")
                 // An ordinary user cannot empty it and, without a namespace, cannot draw from it either.
                 && (guarded || said("CapBnd:\t0000000000000000")),
             {});
        m_report->walls.push_back(groupWall(m_spawner.limits()));
    }

    void finish()
    {
        readProbes();
        readOthers();
        IsolationReport &report = *m_report;
        const bool started = m_all.error.empty() && m_all.box;
        if (started) {
            nameWalls();
            const SpawnLimits &limits = m_spawner.limits();
            gradeIsolation(report, limits.version > 0);
            if (limits.guarded)
                gradeGuarded(report, limits.landlockAbi > 0, limits.refusal);
        } else {
            report.level = 0;
            report.name = "Unavailable";
            report.remedy = !m_all.error.empty() ? m_all.error : "The self-test did not come to an end.";
        }
        const auto done = std::exchange(m_done, {});
        done(m_report); // may destroy this
    }

    WallClock &m_clock;
    SpawnerClient &m_spawner;
    std::function<void(std::shared_ptr<const IsolationReport>)> m_done;
    std::shared_ptr<IsolationReport> m_report = std::make_shared<IsolationReport>();
    Bait m_bait;
    bool m_baited = false;
    std::vector<std::string> m_facts;
    Box3 m_all;
    Box3 m_memory;
    Box3 m_daemon;
    std::optional<TimerId> m_timer;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

SelfTest::SelfTest(WallClock &clock, SpawnerClient &spawner) : m_clock(clock), m_spawner(spawner) {}

SelfTest::~SelfTest() { *m_alive = false; }

void SelfTest::run(std::function<void(std::shared_ptr<const IsolationReport>)> done)
{
    m_waiting.push_back(std::move(done));
    if (m_run)
        return;
    m_run = std::make_unique<Run>(m_clock, m_spawner, [this](std::shared_ptr<const IsolationReport> report) {
        m_clock.loop().post([this, alive = m_alive, report = std::move(report)] {
            if (*alive)
                finished(report);
        });
    });
    m_run->begin();
}

void SelfTest::finished(std::shared_ptr<const IsolationReport> report)
{
    m_run.reset();
    for (const auto &done : std::exchange(m_waiting, {}))
        done(report);
}

} // namespace lambdarium
