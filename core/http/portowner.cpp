// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/portowner.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

struct Listener
{
    std::string uid;
    std::string inode;
};

/// Fields of /proc/net/tcp: sl local remote state queues timer retransmit uid timeout inode.
std::optional<Listener> findListener(const char *table, std::uint16_t port)
{
    std::ifstream file(table);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string slot, local, remote, state, queues, timer, retransmit, uid, timeout, inode;
        fields >> slot >> local >> remote >> state >> queues >> timer >> retransmit >> uid >> timeout >> inode;
        const std::size_t colon = local.find(':');
        if (state != "0A" || colon == std::string::npos)
            continue; // 0A: listening
        unsigned found = 0;
        std::from_chars(local.data() + colon + 1, local.data() + local.size(), found, 16);
        if (found == port)
            return Listener{uid, inode};
    }
    return std::nullopt;
}

bool holdsSocket(const fs::path &process, const std::string &link)
{
    std::error_code error;
    for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable;
        if (fs::read_symlink(entry->path(), unreadable) == link)
            return true;
    }
    return false;
}

bool isNumber(const std::string &text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::string describePortOwner(std::uint16_t port)
{
    std::optional<Listener> listener = findListener("/proc/net/tcp", port);
    if (!listener)
        listener = findListener("/proc/net/tcp6", port);
    if (!listener)
        return {};
    const std::string link = "socket:[" + listener->inode + "]";
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string pid = entry->path().filename().string();
        if (!isNumber(pid) || !holdsSocket(entry->path(), link))
            continue;
        std::ifstream file(entry->path() / "comm");
        std::string name;
        std::getline(file, name);
        return "process " + pid + " (" + name + ") of user " + listener->uid;
    }
    return "a process of user " + listener->uid;
}

} // namespace lambdarium
