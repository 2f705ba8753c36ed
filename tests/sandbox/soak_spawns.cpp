// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Spawns and ends boxes by the thousand and counts what is left behind: soak_spawns [COUNT]. Run by hand
// (`packaging/dev soak`); a figure that differs at the end is a leak, and the exit code says so.
#include "boxrunner.h"

#include "census.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <sys/prctl.h>
#include <unistd.h>

using namespace lambdarium;
namespace fs = std::filesystem;

namespace {

std::int64_t residentKb(int pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    file >> all >> resident;
    return resident * sysconf(_SC_PAGESIZE) / 1024;
}

std::int64_t linesOf(const std::string &path)
{
    std::ifstream file(path);
    return std::count(std::istreambuf_iterator<char>(file), {}, '\n');
}

std::int64_t entriesOf(const char *path)
{
    std::error_code failure;
    return std::distance(fs::directory_iterator(path, failure), fs::directory_iterator());
}

/// Processes below the spawner, living or not.
std::int64_t childrenOf(int pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    std::int64_t count = 0;
    for (std::string word; file >> word;)
        ++count;
    return count;
}

/// What the kernel itself counts, living or on its way out; -1 where it does not say (root only).
std::int64_t networkNamespaceObjects()
{
    std::ifstream file("/proc/slabinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("net_namespace"))
            return std::atoll(line.c_str() + sizeof "net_namespace" - 1);
    }
    return -1;
}

std::map<std::string, std::int64_t> take(const BoxRunner &runner)
{
    return {{"descriptors", openDescriptors(getpid())},
            {"spawner descriptors", openDescriptors(runner.client->spawnerPid())},
            {"spawner children", childrenOf(runner.client->spawnerPid())},
            {"mounts", linesOf("/proc/self/mountinfo")},
            {"namespaces", soak::takeCensus().namespaces},
            {"entries in /tmp", entriesOf("/tmp")}};
}

/// A count that does not rise would find no leak.
bool seesNamespaces(BoxRunner &runner, std::int64_t without)
{
    auto box = runner.spawn(BoxRunner::bashSpec("exec sleep 1000"));
    const std::int64_t with = soak::takeCensus().namespaces;
    std::printf("namespaces: %lld with one box\n", static_cast<long long>(with));
    if (box)
        box->reset();
    return runner.allReaped() && with > without;
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
    prctl(PR_SET_CHILD_SUBREAPER, 1); // what loses its parent stays below this process, where it is counted
    BoxRunner runner;
    BoxSpec first = BoxRunner::bashSpec("true");
    if (!runner.run(std::move(first)).error.empty() || !runner.allReaped())
        return 3;
    const auto before = take(runner);
    if (!seesNamespaces(runner, before.at("namespaces")))
        return 3;
    const std::int64_t networks = networkNamespaceObjects();
    const std::int64_t memory = residentKb(getpid());
    const std::int64_t spawnerMemory = residentKb(runner.client->spawnerPid());
    std::vector<double> milliseconds;
    int failed = 0;
    const auto started = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        const auto at = std::chrono::steady_clock::now();
        BoxSpec spec;
        spec.argv = {"/usr/bin/sleep", "1000"};
        auto box = runner.spawn(std::move(spec));
        failed += box ? 0 : 1;
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - at).count());
        if (box)
            box->reset();
        if (!runner.allReaped())
            ++failed;
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    const auto p99 = [&](std::size_t from, std::size_t to) {
        std::vector<double> part(milliseconds.begin() + static_cast<std::ptrdiff_t>(from),
                                 milliseconds.begin() + static_cast<std::ptrdiff_t>(to));
        std::ranges::sort(part);
        return part[part.size() * 99 / 100];
    };
    const std::size_t tenth = std::max<std::size_t>(milliseconds.size() / 10, 1);
    std::printf("%d boxes in %.0f s, %d failed\n", count, seconds, failed);
    std::printf("spawn p99: first tenth %.2f ms, last tenth %.2f ms\n", p99(0, tenth),
                p99(milliseconds.size() - tenth, milliseconds.size()));
    std::printf("resident: core %+lld KB, spawner %+lld KB\n", static_cast<long long>(residentKb(getpid()) - memory),
                static_cast<long long>(residentKb(runner.client->spawnerPid()) - spawnerMemory));
    // Their end is asynchronous: a figure to look at, not one to judge by.
    std::printf("network namespaces in the kernel: %lld before, %lld after\n", static_cast<long long>(networks),
                static_cast<long long>(networkNamespaceObjects()));
    int leaks = 0;
    for (const auto &[what, now] : take(runner)) {
        std::printf("%s: %lld before, %lld after\n", what.c_str(), static_cast<long long>(before.at(what)),
                    static_cast<long long>(now));
        leaks += now != before.at(what) ? 1 : 0;
    }
    return failed == 0 && leaks == 0 ? 0 : 1;
}
