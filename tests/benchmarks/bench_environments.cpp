// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/baseline/bareapi.h"
#include "tests/benchmarks/baseline/barecore.h"
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/product.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include <ctime>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace benchmarks;
using namespace lambdarium;

namespace {

namespace fs = std::filesystem;

constexpr int pairs = 7;
const std::string event =
    R"({"order":"A-1042","items":[{"sku":"tea","count":2},{"sku":"cup","count":1}],"card":"4111111111111111"})";

// --- the workspace -------------------------------------------------------------------------------------------------

/// name, memory, handler; 1769 MB are one whole CPU.
struct Entry
{
    const char *name;
    int memoryMb;
    const char *handler;
};
constexpr Entry functions[] = {
    {"Echo", 1769, "app.echo"},   {"Sleep", 128, "app.sleep"},  {"Spin128", 128, "app.spin"},
    {"Spin442", 442, "app.spin"}, {"Spin885", 885, "app.spin"}, {"Hog", 256, "app.hog"},
};

constexpr const char *handlers = R"(
import time

def echo(event, context):
    return event

def sleep(event, context):
    time.sleep(event)

def spin(event, context):
    wall, cpu = time.monotonic(), time.process_time()
    while time.monotonic() - wall < event:
        pass
    return (time.process_time() - cpu) / (time.monotonic() - wall)

def hog(event, context):
    kept = []
    with open("/proc/self/statm") as statm:
        while True:
            kept.append(b"x" * (1 << 20))
            statm.seek(0)
            fields = statm.read().split()
            print((int(fields[1]) - int(fields[2])) * 4, time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
)";

/// A runtime as its authors write it: the standard library's HTTP client on one kept connection.
constexpr const char *stockClient = R"(#!/usr/bin/python3
import http.client, json, os

connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
base = "/2018-06-01/runtime/invocation/"
while True:
    connection.request("GET", base + "next")
    answer = connection.getresponse()
    request = answer.getheader("Lambda-Runtime-Aws-Request-Id")
    event = json.loads(answer.read())
    body = json.dumps({"ok": True, "got": event})
    connection.request("POST", base + request + "/response", body)
    connection.getresponse().read()
)";

/// Only what any interpreter must do with the payload; answers with the microseconds that it took.
constexpr const char *decodeAndEncode = R"(
import json, os, struct, time
def exactly(n):
    parts = []
    while n:
        part = os.read(0, n)
        if not part: raise SystemExit
        parts.append(part)
        n -= len(part)
    return b"".join(parts)
while True:
    data = exactly(struct.unpack("<I", exactly(4))[0])
    start = time.perf_counter()
    json.dumps(json.loads(data)).encode()
    out = str((time.perf_counter() - start) * 1e6).encode()
    os.write(1, struct.pack("<I", len(out)) + out)
)";

void fill(const fs::path &workspace)
{
    std::ofstream model(workspace / "template.yaml");
    model << "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Timeout: 60\nResources:\n";
    for (const Entry &entry : functions)
        model << "  " << entry.name << ":\n    Type: AWS::Serverless::Function\n    Properties:\n"
              << "      Runtime: python3.13\n      CodeUri: src/\n      MemorySize: " << entry.memoryMb
              << "\n      Handler: " << entry.handler << "\n";
    model << "  Stock:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: provided.al2023\n"
             "      CodeUri: stock/\n      MemorySize: 1769\n      Handler: any\n";
    std::ofstream(workspace / "src" / "app.py") << handlers;
    fs::create_directory(workspace / "stock");
    std::ofstream(workspace / "stock" / "bootstrap") << stockClient;
    fs::permissions(workspace / "stock" / "bootstrap", fs::perms::owner_all | fs::perms::group_all);
}

// --- processes -----------------------------------------------------------------------------------------------------

std::string contents(const fs::path &file)
{
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The number of the line that starts so in /proc/<pid>/status; its last one, where there are several.
int numberOf(int pid, const std::string &name)
{
    std::istringstream lines(contents("/proc/" + std::to_string(pid) + "/status"));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(name))
            return std::atoi(line.c_str() + line.find_last_of("\t ") + 1);
    return 0;
}

bool isOurs(int pid)
{
    for (int generations = 0; pid > 1 && generations < 8; ++generations) {
        if (pid == getpid())
            return true;
        pid = numberOf(pid, "PPid:");
    }
    return false;
}

/// pid 1 of each box that this program's spawner made: handlers may have the same name, other programs boxes too.
std::vector<int> ownBoxes()
{
    std::vector<int> found;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator("/proc", error)) {
        const int pid = std::atoi(entry.path().filename().c_str());
        if (pid > 0 && contents(entry.path() / "comm").starts_with("lambdarium") && numberOf(pid, "NSpid:") == 1
            && isOurs(pid))
            found.push_back(pid);
    }
    return found;
}

double smapsKb(int pid, const std::vector<std::string> &fields)
{
    std::istringstream lines(contents("/proc/" + std::to_string(pid) + "/smaps_rollup"));
    double total = 0;
    for (std::string line; std::getline(lines, line);)
        for (const std::string &field : fields)
            if (line.starts_with(field))
                total += std::atof(line.c_str() + field.size());
    return total;
}

/// Nanoseconds of processor time.
double cpuOf(int pid)
{
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    return static_cast<double>(used.tv_sec) * 1e9 + static_cast<double>(used.tv_nsec);
}

/// Boxes that stand since `before`: their pid 1 and the processes right below it.
double privateMemoryOfBoxes(const std::vector<int> &before, int &boxes)
{
    double total = 0;
    boxes = 0;
    for (const int pid : ownBoxes()) {
        if (std::ranges::find(before, pid) != before.end())
            continue;
        ++boxes;
        total += smapsKb(pid, {"Private_Clean:", "Private_Dirty:"});
        const std::string task = "/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children";
        std::istringstream children(contents(task));
        for (int child = 0; children >> child;)
            total += smapsKb(child, {"Private_Clean:", "Private_Dirty:"});
    }
    return total;
}

// --- C6 ------------------------------------------------------------------------------------------------------------

void memoryOfEnvironments(OpenCore &core)
{
    constexpr int many = 8;
    printHeading("Memory of one more Python environment, its pid 1 included");
    const auto environments = [&] {
        const std::vector<int> before = ownBoxes();
        std::vector<std::thread> callers;
        for (int i = 0; i < many; ++i)
            callers.emplace_back([&] { core.invoke("Sleep", "1.5"); });
        std::this_thread::sleep_for(std::chrono::milliseconds(1200));
        int boxes = 0;
        const double kilobytes = privateMemoryOfBoxes(before, boxes);
        for (std::thread &caller : callers)
            caller.join();
        core.endEnvironments();
        return boxes > 0 ? kilobytes / boxes / 1024 : 0;
    };
    const auto interpreters = [] {
        std::vector<std::unique_ptr<baseline::Worker>> workers;
        double kilobytes = 0;
        for (int i = 0; i < many; ++i) {
            workers.emplace_back(new baseline::Worker(baseline::pythonWorker()));
            workers.back()->call("{}");
        }
        for (const auto &worker : workers)
            kilobytes += smapsKb(worker->pid(), {"Pss:"});
        return kilobytes / many / 1024;
    };
    print(paired({.id = "C6",
                  .what = "private, of 8 at once; against PSS of an interpreter",
                  .unit = "MiB",
                  .goal = Goal{Goal::Kind::RatioAtMost, 0.5}},
                 3, environments, interpreters));
}

// --- W4, W5 --------------------------------------------------------------------------------------------------------

double since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

void runtimeApi(OpenCore &core, const fs::path &workspace)
{
    constexpr int count = 300;
    printHeading("The HTTP Runtime API, full cycles of 0.1 KB in a row with the same client; mean of 300 per pair");
    baseline::RuntimeApi bare({(workspace / "stock" / "bootstrap").string()});
    core.warmOnCoreThread("Stock", event, 50);
    print(paired(
        {.id = "W4",
         .what = "Python's http.client; against a minimal core",
         .unit = "us",
         .goal = Goal{Goal::Kind::RatioAtMost, 1.10}},
        pairs,
        [&] {
            const auto start = std::chrono::steady_clock::now();
            core.warmOnCoreThread("Stock", event, count);
            return since(start) / count;
        },
        [&] {
            const auto start = std::chrono::steady_clock::now();
            for (int i = 0; i < count; ++i)
                bare.cycle(event);
            return since(start) / count;
        }));
}

void largePayload(OpenCore &core)
{
    constexpr std::size_t size = 6 * 1024 * 1024 - 1024;
    printHeading("A payload of 6 MB");
    std::string large = "[";
    while (large.size() + 210 < size)
        large += (large.size() > 1 ? ", \"" : "\"") + std::string(200, 'x') + "\"";
    large += "]";
    const baseline::Worker worker({"/usr/bin/python3", "-I", "-c", decodeAndEncode});
    core.warmOnCoreThread("Echo", large, 3);
    print(paired(
        {.id = "W5",
         .what = "Python, JSON in and out; against loads and dumps alone",
         .unit = "us",
         .goal = Goal{Goal::Kind::RatioAtMost, 1.25}},
        2 * pairs, [&] { return core.warmOnCoreThread("Echo", large, 3); },
        [&] {
            std::vector<double> microseconds;
            for (int i = 0; i < 3; ++i)
                microseconds.push_back(std::stod(worker.call(large)));
            return median(std::move(microseconds));
        }));
}

// --- W6 ------------------------------------------------------------------------------------------------------------

/// Nanoseconds on a processor of each thread of this program.
std::map<std::string, double> cpuOfThreads()
{
    std::map<std::string, double> threads;
    for (const auto &task : fs::directory_iterator("/proc/self/task"))
        threads[task.path().filename()] = std::atof(contents(task.path() / "schedstat").c_str());
    return threads;
}

bool haveCounters()
{
    perf_event_attr attributes{};
    attributes.type = PERF_TYPE_HARDWARE;
    attributes.size = sizeof attributes;
    attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
    attributes.exclude_kernel = 1;
    const long fd = syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd >= 0)
        close(static_cast<int>(fd));
    return fd >= 0;
}

void coreCpu(OpenCore &core)
{
    constexpr int count = 2000;
    printHeading("Processor time of the core per warm invocation of 0.1 KB; against the bare pipe's");
    core.warmOnCoreThread("Echo", event, 200);
    const baseline::Worker worker = baseline::pythonWorker();
    const auto bare = [&] {
        const double before = cpuOf(getpid());
        for (int i = 0; i < count; ++i)
            worker.call(event);
        return (cpuOf(getpid()) - before) / count / 1000;
    };
    const auto busiest = [&] {
        const auto before = cpuOfThreads();
        core.warmOnCoreThread("Echo", event, count);
        double most = 0;
        for (const auto &[thread, used] : cpuOfThreads())
            most = std::max(most, used - (before.contains(thread) ? before.at(thread) : 0));
        return most / count / 1000;
    };
    const auto all = [&] {
        const double before = cpuOf(getpid());
        core.warmOnCoreThread("Echo", event, count);
        return (cpuOf(getpid()) - before) / count / 1000;
    };
    const Goal goal{Goal::Kind::ValueAtMost, 20};
    print(paired({.id = "W6", .what = "Python, the core's thread", .unit = "us", .goal = goal}, pairs, busiest, bare));
    print(paired({.id = "", .what = "Python, with the thread that keeps history", .unit = "us"}, pairs, all, bare));
    if (!haveCounters())
        std::puts("W6  User instructions: this machine lets nobody count them.");
}

// --- L1, L2 --------------------------------------------------------------------------------------------------------

void cpuShare(OpenCore &core)
{
    printHeading("CPU share by memory while a handler spins for 2 s; against memory / 1769 MB");
    std::vector<double> controllers;
    for (const int memoryMb : {128, 442, 885}) {
        const std::string function = "Spin" + std::to_string(memoryMb);
        core.invoke(function, "0.05");
        const auto shared = [&] {
            std::map<int, double> before;
            for (const int pid : ownBoxes())
                before[pid] = cpuOf(pid);
            const double share = std::stod(core.invoke(function, "2").payload) * 100;
            double most = 0;
            for (const auto &[pid, used] : before)
                most = std::max(most, cpuOf(pid) - used);
            controllers.push_back(most / 2e9 * 100);
            return share;
        };
        print(paired({.id = "L1",
                      .what = std::to_string(memoryMb) + " MB",
                      .unit = "%",
                      .goal = Goal{Goal::Kind::DifferenceWithin, 2}},
                     3, shared, [&] { return memoryMb * 100.0 / 1769; }));
        core.endEnvironments();
    }
    print({.id = "L1",
           .what = "its controller, of one core; against a whole core",
           .unit = "%",
           .product = controllers,
           .yardstick = std::vector<double>(controllers.size(), 100),
           .goal = Goal{Goal::Kind::ValueAtMost, 1}});
}

double monotonicSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void memoryLimit(OpenCore &core)
{
    constexpr double limitMb = 256;
    printHeading("Memory limit of 256 MB against a handler that takes a MiB at a time; against the limit");
    Figure over{.id = "L2",
                .what = "most that it ever had; against its limit",
                .unit = "MB",
                .goal = Goal{Goal::Kind::RatioAtMost, 1.10}};
    Figure late{.id = "L2",
                .what = "from over the limit to the answer; against none",
                .unit = "ms",
                .goal = Goal{Goal::Kind::DifferenceAtMost, 50}};
    for (int i = 0; i < pairs; ++i) {
        const InvokeOutcome outcome = core.invokeFailing("Hog", "1");
        const double answered = monotonicSeconds();
        double most = 0;
        double crossed = answered;
        std::istringstream lines(outcome.logTail);
        for (std::string line; std::getline(lines, line);) {
            double kilobytes = 0;
            double time = 0;
            if (std::sscanf(line.c_str(), "%lf %lf", &kilobytes, &time) != 2)
                continue;
            most = std::max(most, kilobytes / 1024);
            if (kilobytes / 1024 > limitMb)
                crossed = std::min(crossed, time);
        }
        if (most == 0)
            giveUp("Hog said nothing: " + outcome.payload);
        over.product.push_back(most);
        over.yardstick.push_back(limitMb);
        late.product.push_back((answered - crossed) * 1000);
        late.yardstick.push_back(0);
    }
    print(over);
    print(late);
}

} // namespace

int main()
{
    printMachine();
    const Workspace workspace;
    fill(workspace.path());
    OpenCore core(workspace);
    runtimeApi(core, workspace.path());
    coreCpu(core);
    largePayload(core);
    core.endEnvironments();
    memoryOfEnvironments(core);
    cpuShare(core);
    memoryLimit(core);
    return 0;
}
