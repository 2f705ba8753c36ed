// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testpaths.h"

#include "core/local/truststore.h"
#include "core/loop/wallclock.h"
#include "core/sandbox/spawner.h"
#include "tests/benchmarks/baseline/barecore.h"
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/httpload.h"
#include "tests/benchmarks/product.h"

#include <chrono>
#include <cstring>
#include <filesystem>

#include <sys/mman.h>
#include <unistd.h>

using namespace benchmarks;
using namespace lambdarium;

namespace {

constexpr int pairs = 11;
/// 0.1 KB, as in the design's table.
const std::string event =
    R"({"order":"A-1042","items":[{"sku":"tea","count":2},{"sku":"cup","count":1}],"card":"4111111111111111"})";

double since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// The product's own Python bootstrap as a plain child: no walls, no core.
class BareBootstrap
{
public:
    explicit BareBootstrap(const Workspace &workspace)
        : m_directory(workspace.path() / "runtime"), m_code(workspace.path() / "src")
    {
        std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/resources/bootstrap/python", m_directory);
        start(); // leaves the compiled module, which the product keeps too
    }

    /// Milliseconds until the handler was loaded and has run once.
    double start() const
    {
        const auto started = std::chrono::steady_clock::now();
        const baseline::Worker worker({"/usr/bin/python3", "-S", "-s", (m_directory / "bootstrap.py").string()},
                                      {"_LAMBDARIUM_CHANNEL=0 1", "_LAMBDARIUM_SITE=/usr/lib/python3/dist-packages",
                                       "_HANDLER=app.handler", "PYTHONPATH=" + m_directory.string(),
                                       "LAMBDA_TASK_ROOT=" + m_code.string(), "LANG=en_US.UTF-8", "PATH=/usr/bin",
                                       "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256"});
        if (worker.receive() != "N")
            giveUp("the bootstrap does not start outside the walls");
        const std::string fields = std::string("request") + '\0' + "0" + '\0' + "arn" + '\0' + '\0';
        std::string frame(4, '\0');
        const auto size = static_cast<std::uint32_t>(fields.size());
        std::memcpy(frame.data(), &size, 4);
        if (!worker.call(frame + fields + "{}").starts_with("R"))
            giveUp("the handler does not run outside the walls");
        return since(started);
    }

private:
    std::filesystem::path m_directory;
    std::filesystem::path m_code;
};

void coldStarts(OpenCore &core, const Workspace &workspace)
{
    printHeading("Cold start: from asking for an invocation to its result, in a full sandbox, history kept");
    const auto python = [] { return spawnToReap({"/usr/bin/python3", "-I", "-c", "pass"}); };
    core.coldStart("Python"); // the first two find nothing that stands ready yet
    core.coldStart("Python");
    print(paired(
        {.id = "C1",
         .what = "Python, standing interpreter; against python3 -I -c pass",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 0.20}},
        pairs, [&] { return core.coldStart("Python"); }, python));
    print(paired(
        {.id = "", .what = "Python, executed; against python3 -I -c pass", .unit = "ms"}, pairs,
        [&] { return core.coldStart("PythonExec"); }, python));
    const BareBootstrap bootstrap(workspace);
    print(paired(
        {.id = "C2",
         .what = "Python, executed; against the same bootstrap without walls",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 1.25}},
        pairs, [&] { return core.coldStart("PythonExec"); }, [&] { return bootstrap.start(); }));
    const std::string empty = (workspace.path() / "empty.js").string();
    std::fclose(std::fopen(empty.c_str(), "w"));
    const auto node = [&] { return spawnToReap({"/usr/bin/node", empty}); };
    core.coldStart("Node");
    core.coldStart("Node");
    print(paired(
        {.id = "C3",
         .what = "Node.js, standing interpreter; against node empty.js",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 0.05}},
        pairs, [&] { return core.coldStart("Node"); }, node));
    core.setStrictColdStart(true);
    print(paired(
        {.id = "C3",
         .what = "Node.js, executed; against node empty.js",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 1.15}},
        pairs, [&] { return core.coldStart("Node"); }, node));
    core.setStrictColdStart(false);
}

/// Memory that stands for what a window with its documents and logs holds.
class Ballast
{
public:
    explicit Ballast(std::size_t bytes)
        : m_bytes(bytes), m_memory(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    {
        if (m_memory == MAP_FAILED)
            giveUp("no memory for the ballast");
        madvise(m_memory, bytes, MADV_NOHUGEPAGE);
        std::memset(m_memory, 1, bytes);
    }
    ~Ballast() { munmap(m_memory, m_bytes); }
    Ballast(const Ballast &) = delete;
    Ballast &operator=(const Ballast &) = delete;

private:
    std::size_t m_bytes;
    void *m_memory;
};

/// A core's side of the spawner, without the rest.
class Boxes
{
public:
    Boxes() : m_spawner(std::move(SpawnerClient::start(m_clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner")).value())
    {
        m_spawner->allow(TrustStore::grant(Trust::Isolated));
    }

    /// Median milliseconds from the request to "the program runs behind its walls", of a few.
    double spawnSome()
    {
        std::vector<double> milliseconds;
        for (int i = 0; i < 9; ++i)
            milliseconds.push_back(spawn());
        return median(std::move(milliseconds));
    }

    /// Milliseconds from the request to the reaped end of a program that does nothing.
    double wholeLife()
    {
        const auto start = std::chrono::steady_clock::now();
        BoxSpec spec;
        spec.argv = {"/bin/true"};
        std::unique_ptr<Box> box;
        bool ended = false;
        m_spawner->spawn(std::move(spec), [&](Result<std::unique_ptr<Box>> made) {
            if (!made)
                giveUp(made.error().message);
            box = std::move(*made);
            box->whenExited([&](const BoxExit &) { ended = true; });
        });
        m_clock.runFor(std::chrono::seconds(10), [&] { return ended && m_spawner->liveBoxes() == 0; });
        return since(start);
    }

private:
    double spawn()
    {
        BoxSpec spec;
        spec.argv = {"/bin/true"};
        std::unique_ptr<Box> box;
        double milliseconds = -1;
        const auto start = std::chrono::steady_clock::now();
        m_spawner->spawn(std::move(spec), [&](Result<std::unique_ptr<Box>> made) {
            milliseconds = since(start);
            if (!made)
                giveUp(made.error().message);
            box = std::move(*made);
        });
        m_clock.runFor(std::chrono::seconds(10), [&] { return milliseconds >= 0; });
        box.reset();
        m_clock.runFor(std::chrono::seconds(10), [&] { return m_spawner->liveBoxes() == 0; });
        return milliseconds;
    }

    EventLoop m_loop;
    WallClock m_clock{m_loop};
    std::unique_ptr<SpawnerClient> m_spawner;
};

/// In a process of its own, so that taking and giving back memory is no part of the comparison: answers each frame
/// on its standard input with one measurement.
[[noreturn]] void measureBeside(std::size_t ballastBytes)
{
    const Ballast ballast(ballastBytes);
    Boxes boxes;
    for (char frame[4]; read(0, frame, sizeof frame) == sizeof frame;) {
        const std::string text = std::to_string(boxes.spawnSome());
        const auto size = static_cast<std::uint32_t>(text.size());
        std::memcpy(frame, &size, sizeof frame);
        const std::string answer = std::string(frame, sizeof frame) + text;
        if (write(1, answer.data(), answer.size()) != static_cast<ssize_t>(answer.size()))
            break;
    }
    std::exit(0);
}

void spawnBesideMemory()
{
    printHeading("Starting a box from a process that holds much memory");
    const auto beside = [](int mebibytes) {
        return std::vector<std::string>{"/proc/self/exe", "--beside", std::to_string(mebibytes)};
    };
    const baseline::Worker large(beside(1024));
    const baseline::Worker small(beside(10));
    large.call({});
    small.call({});
    print(paired(
        {.id = "C5",
         .what = "1 GiB resident; against 10 MiB",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 1.2}},
        2 * pairs, [&] { return std::stod(large.call({})); }, [&] { return std::stod(small.call({})); }));
}

void nativeProgram()
{
    printHeading("A native program in a full box, to its reaped end");
    Boxes boxes;
    boxes.wholeLife();
    print(paired(
        {.id = "C4",
         .what = "/bin/true; against the same, bare",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 5}},
        3 * pairs, [&] { return boxes.wholeLife(); }, [] { return spawnToReap({"/bin/true"}); }));
    if (access("/usr/bin/bwrap", X_OK) != 0)
        return; // Debian's bubblewrap is a yardstick only
    print(paired(
        {.id = "C4",
         .what = "/bin/true; against bwrap with the same walls",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 0.6}},
        3 * pairs, [&] { return boxes.wholeLife(); },
        [] {
            return spawnToReap({"/usr/bin/bwrap", "--unshare-all", "--ro-bind", "/usr",      "/usr",   "--symlink",
                                "usr/lib",        "/lib",          "--symlink", "usr/lib64", "/lib64", "--symlink",
                                "usr/bin",        "/bin",          "--proc",    "/proc",     "--dev",  "/dev",
                                "--tmpfs",        "/tmp",          "/bin/true"});
        }));
}

double pipeRoundTrip(const baseline::Worker &worker, int count)
{
    std::vector<double> microseconds;
    for (int i = 0; i < count; ++i) {
        const auto start = std::chrono::steady_clock::now();
        worker.call(event);
        microseconds.push_back(since(start) * 1000);
    }
    return median(std::move(microseconds));
}

void roundTrips(OpenCore &core)
{
    constexpr int count = 1500;
    printHeading("Warm round trip of 0.1 KB without HTTP, metered, logged, kept in history; p50 of 1500 per pair");
    const Goal goal{Goal::Kind::DifferenceAtMost, 15};
    const auto compare = [&](const std::string &function, const std::string &label, const baseline::Worker &worker) {
        core.warmOnCoreThread(function, event, 200);
        pipeRoundTrip(worker, 200);
        print(paired(
            {.id = "W1", .what = label + ", core thread; against a bare pipe", .unit = "us", .goal = goal}, pairs,
            [&] { return core.warmOnCoreThread(function, event, count); },
            [&] { return pipeRoundTrip(worker, count); }));
        print(paired(
            {.id = "", .what = label + ", from another thread; against a bare pipe", .unit = "us"}, pairs,
            [&] { return core.warmFromOutside(function, event, count); },
            [&] { return pipeRoundTrip(worker, count); }));
    };
    compare("Python", "Python", baseline::pythonWorker());
    compare("Node", "Node.js", baseline::nodeWorker());
}

/// Ends the benchmark when a request failed: a rate of errors is no rate.
Load checked(Load done)
{
    if (done.failures > 0)
        giveUp(std::to_string(done.failures) + " requests failed");
    return done;
}

void overHttp(const Workspace &workspace)
{
    constexpr int single = 1500;
    constexpr int many = 4000;
    printHeading("HTTP: signed Lambda invoke of `lambdarium serve`; against the bare HTTP-and-pipe core");
    const baseline::HttpServer bare(2);
    const ServedCore served(workspace);
    const std::string plain = postRequest(bare.port(), "/", event, false);
    const std::string python = invokeRequest(served.port(), "Python", event);
    checked(load(served.port(), python, 10, 200));
    checked(load(bare.port(), plain, 10, 200));
    print(paired(
        {.id = "W2",
         .what = "Python, p50 of one kept connection",
         .unit = "us",
         .goal = Goal{Goal::Kind::RatioAtMost, 2}},
        pairs, [&] { return checked(load(served.port(), python, 1, single)).p50(); },
        [&] { return checked(load(bare.port(), plain, 1, single)).p50(); }));
    print(paired(
        {.id = "", .what = "Python, rate of one kept connection", .unit = "/s"}, pairs,
        [&] { return checked(load(served.port(), python, 1, single)).rate(); },
        [&] { return checked(load(bare.port(), plain, 1, single)).rate(); }));
    print(paired(
        {.id = "", .what = "Python, rate of ten kept connections", .unit = "/s"}, pairs,
        [&] { return checked(load(served.port(), python, 10, many)).rate(); },
        [&] { return checked(load(bare.port(), plain, 10, many)).rate(); }));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--beside")
        measureBeside(static_cast<std::size_t>(std::atoi(argv[2])) << 20);
    printMachine();
    const Workspace workspace;
    {
        OpenCore core(workspace);
        coldStarts(core, workspace);
        roundTrips(core);
    }
    nativeProgram();
    spawnBesideMemory();
    overHttp(workspace);
    return 0;
}
