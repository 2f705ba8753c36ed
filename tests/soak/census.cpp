// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "census.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

#include <unistd.h>

namespace soak {

namespace fs = std::filesystem;

namespace {

std::string textOfFile(const std::string &path)
{
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::int64_t field(const std::string &text, const std::string &name)
{
    const auto at = text.find(name);
    return at == std::string::npos ? 0 : std::strtoll(text.c_str() + at + name.size(), nullptr, 10);
}

std::int64_t entries(const char *folder, std::string_view prefix = {})
{
    std::error_code failure;
    std::int64_t count = 0;
    for (fs::directory_iterator at(folder, failure); !failure && at != fs::directory_iterator(); at.increment(failure))
        count += at->path().filename().string().starts_with(prefix) ? 1 : 0;
    return count;
}

struct Process
{
    int pid;
    char state;
};

std::multimap<int, Process> everyProcess()
{
    std::multimap<int, Process> byParent;
    std::error_code failure;
    for (fs::directory_iterator at("/proc", failure); !failure && at != fs::directory_iterator();
         at.increment(failure)) {
        const int pid = std::atoi(at->path().filename().c_str());
        const std::string stat = pid > 0 ? textOfFile(at->path().string() + "/stat") : std::string();
        const auto name = stat.rfind(')');
        int parent = 0;
        char state = 0;
        if (name != std::string::npos && std::sscanf(stat.c_str() + name + 1, " %c %d", &state, &parent) == 2)
            byParent.emplace(parent, Process{pid, state});
    }
    return byParent;
}

/// Adds what the links of a folder name that are namespaces ("net:[4026531840]"). What may not be read adds nothing.
void addNamespaces(const fs::path &folder, std::set<std::string> &names)
{
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure); !failure && at != fs::directory_iterator();
         at.increment(failure)) {
        std::error_code unreadable;
        std::string name = fs::read_symlink(at->path(), unreadable).string();
        static constexpr std::string_view kinds[] = {"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"};
        const auto colon = name.find(":[");
        if (colon != std::string::npos && std::ranges::count(kinds, std::string_view(name).substr(0, colon)) > 0)
            names.insert(std::move(name));
    }
}

/// A thread may be in other namespaces than its process; a descriptor or a mount keeps one that nobody is in.
void addNamespacesOf(int pid, std::set<std::string> &names)
{
    const fs::path process = "/proc/" + std::to_string(pid);
    addNamespaces(process / "fd", names);
    std::error_code failure;
    for (fs::directory_iterator at(process / "task", failure); !failure && at != fs::directory_iterator();
         at.increment(failure))
        addNamespaces(at->path() / "ns", names);
    std::istringstream mounts(textOfFile((process / "mountinfo").string()));
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string word;
        for (int i = 0; i < 4; ++i)
            words >> word; // the root of the mount: of a namespace, its name
        if (line.find(" - nsfs ") != std::string::npos)
            names.insert(word);
    }
}

} // namespace

Census takeCensus()
{
    Census census;
    census.rssKb = field(textOfFile("/proc/self/status"), "VmRSS:");
    census.descriptors = entries("/proc/self/fd");
    const std::string mounts = textOfFile("/proc/self/mountinfo");
    census.mounts = static_cast<std::int64_t>(std::count(mounts.begin(), mounts.end(), '\n'));
    census.tmpEntries = entries("/tmp", "lambdarium");
    census.slabKb = field(textOfFile("/proc/meminfo"), "SUnreclaim:");
    const auto byParent = everyProcess();
    std::vector<int> open{static_cast<int>(getpid())};
    std::set<std::string> namespaces;
    while (!open.empty()) {
        addNamespacesOf(open.back(), namespaces);
        const auto [first, last] = byParent.equal_range(open.back());
        open.pop_back();
        for (auto at = first; at != last; ++at) {
            ++census.processes;
            census.zombies += at->second.state == 'Z' ? 1 : 0;
            open.push_back(at->second.pid);
        }
    }
    census.namespaces = static_cast<std::int64_t>(namespaces.size());
    return census;
}

std::string textOf(const Census &census)
{
    std::ostringstream text;
    text << "rss " << census.rssKb << " KB, " << census.descriptors << " fds, " << census.mounts << " mounts, "
         << census.processes << " processes, " << census.zombies << " zombies, " << census.namespaces << " namespaces, "
         << census.tmpEntries << " of ours in /tmp, slab " << census.slabKb << " KB";
    return text.str();
}

double slope(const std::vector<double> &x, const std::vector<double> &y)
{
    const auto count = static_cast<double>(x.size());
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sumX += x[i];
        sumY += y[i];
        sumXX += x[i] * x[i];
        sumXY += x[i] * y[i];
    }
    const double divisor = count * sumXX - sumX * sumX;
    return divisor == 0 ? 0 : (count * sumXY - sumX * sumY) / divisor;
}

} // namespace soak
