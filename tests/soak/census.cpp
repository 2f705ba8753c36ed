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
    while (!open.empty()) {
        const auto [first, last] = byParent.equal_range(open.back());
        open.pop_back();
        for (auto at = first; at != last; ++at) {
            ++census.processes;
            census.zombies += at->second.state == 'Z' ? 1 : 0;
            open.push_back(at->second.pid);
        }
    }
    return census;
}

std::string textOf(const Census &census)
{
    std::ostringstream text;
    text << "rss " << census.rssKb << " KB, " << census.descriptors << " fds, " << census.mounts << " mounts, "
         << census.processes << " processes, " << census.zombies << " zombies, " << census.tmpEntries
         << " of ours in /tmp, slab " << census.slabKb << " KB";
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
