// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/processtree.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace lambdarium {

namespace {

constexpr std::size_t processesMax = 256;
constexpr std::size_t commandBytesMax = 400;

std::string readFile(int pid, const char *name)
{
    const std::string path = "/proc/" + std::to_string(pid) + "/" + name;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return {};
    char buffer[8192];
    std::string text;
    for (auto count = read(fd, buffer, sizeof buffer); count > 0 && text.size() < 4 * sizeof buffer;
         count = read(fd, buffer, sizeof buffer))
        text.append(buffer, static_cast<std::size_t>(count));
    close(fd);
    return text;
}

std::int64_t field(const std::string &status, const char *name)
{
    const auto at = status.find(name);
    return at == std::string::npos ? 0 : std::strtoll(status.c_str() + at + std::strlen(name), nullptr, 10);
}

/// The innermost number of "NSpid: 4711 2".
int pidInside(const std::string &status)
{
    const auto at = status.find("NSpid:");
    const auto end = status.find('\n', at);
    if (at == std::string::npos || end == std::string::npos)
        return 0;
    const auto last = status.find_last_of("\t ", end);
    return std::atoi(status.c_str() + last + 1);
}

/// "comm" of a stat line.
std::string nameOf(const std::string &stat)
{
    const auto open = stat.find('(');
    const auto close = stat.rfind(')');
    return close == std::string::npos ? std::string() : stat.substr(open + 1, close - open - 1);
}

/// Arguments parted by spaces; of a kernel's or dying process, its name in brackets.
std::string commandOf(int pid, const std::string &stat)
{
    std::string command = readFile(pid, "cmdline");
    while (!command.empty() && command.back() == '\0')
        command.pop_back();
    std::ranges::replace(command, '\0', ' ');
    if (command.size() > commandBytesMax)
        command.resize(commandBytesMax);
    if (!command.empty())
        return command;
    return '(' + nameOf(stat) + ')';
}

/// A child is listed under the thread that forked it.
std::vector<int> childrenOf(int pid)
{
    std::vector<int> children;
    std::error_code failure;
    std::filesystem::directory_iterator threads("/proc/" + std::to_string(pid) + "/task", failure);
    for (; !failure && threads != std::filesystem::directory_iterator(); threads.increment(failure)) {
        const std::string list = readFile(pid, ("task/" + threads->path().filename().string() + "/children").c_str());
        for (const char *at = list.c_str(); *at != 0;) {
            char *next = nullptr;
            const long child = std::strtol(at, &next, 10);
            if (next == at)
                break;
            children.push_back(static_cast<int>(child));
            at = next + std::strspn(next, " ");
        }
    }
    return children;
}

bool describe(int pid, ProcessView &view)
{
    const std::string stat = readFile(pid, "stat");
    const std::string status = readFile(pid, "status");
    const auto name = stat.rfind(')'); // the name before it may hold anything
    unsigned long user = 0;
    unsigned long system = 0;
    if (name == std::string::npos
        || std::sscanf(stat.c_str() + name + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &view.state,
                       &user, &system)
            != 3)
        return false;
    const long ticks = std::max(1L, sysconf(_SC_CLK_TCK));
    view.cpu = std::chrono::nanoseconds((user + system) * (1'000'000'000UL / static_cast<unsigned long>(ticks)));
    view.pid = pidInside(status);
    view.memoryKb = field(status, "RssAnon:") + field(status, "RssShmem:") + field(status, "VmSwap:");
    view.command = commandOf(pid, stat);
    return true;
}

} // namespace

std::vector<ProcessView> processTree(int hostPid)
{
    struct Open
    {
        int pid;
        int parentInside;
    };
    std::vector<ProcessView> tree;
    std::vector<Open> open{{hostPid, 0}};
    while (!open.empty() && tree.size() < processesMax) {
        const Open next = open.back();
        open.pop_back();
        ProcessView view;
        if (next.pid <= 0 || !describe(next.pid, view))
            continue; // it ended between the two readings
        view.parent = next.parentInside;
        if (next.pid == hostPid) // the supervisor has the arguments of what it was forked from
            view.command = nameOf(readFile(next.pid, "stat"));
        const auto children = childrenOf(next.pid);
        for (auto child = children.rbegin(); child != children.rend(); ++child)
            open.push_back({*child, view.pid});
        tree.push_back(std::move(view));
    }
    return tree;
}

} // namespace lambdarium
