// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/controlgroups.h"
#include "core/sandbox/pidfd.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>

namespace lambdarium {

namespace {

using Kind = BoxGroup::Kind;

constexpr std::array<const char *, 3> controllers{"memory", "cpu", "pids"};
constexpr char ownPrefix[] = "lambdarium-";
constexpr mode_t folderMode = 0755;

std::string contentOf(const std::string &path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> wordsOf(const std::string &text)
{
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

bool holds(const std::vector<std::string> &words, const std::string &word)
{
    return std::ranges::find(words, word) != words.end();
}

bool exists(const std::string &path) { return access(path.c_str(), F_OK) == 0; }
bool writable(const std::string &path) { return access(path.c_str(), W_OK) == 0; }

bool put(const std::string &path, const std::string &text)
{
    const UniqueFd fd(open(path.c_str(), O_WRONLY | O_CLOEXEC));
    return fd && write(fd.value(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

/// What the kernel says of a hierarchy that is mounted somewhere.
struct Mount
{
    std::string place;
    std::string root; ///< which of its groups is seen there
    std::vector<std::string> options;
    bool second = false;
};

std::vector<Mount> groupMounts()
{
    std::vector<Mount> mounts;
    std::istringstream lines(contentOf("/proc/self/mountinfo"));
    for (std::string line; std::getline(lines, line);) {
        const std::vector<std::string> words = wordsOf(line);
        const auto dash = std::ranges::find(words, "-");
        if (words.size() < 6 || words.end() - dash < 4 || !(dash + 1)->starts_with("cgroup"))
            continue;
        std::string options = *(dash + 3);
        std::ranges::replace(options, ',', ' ');
        mounts.push_back({words[4], words[3], wordsOf(options), *(dash + 1) == "cgroup2"});
    }
    return mounts;
}

/// This process's group in a hierarchy as a path below its mount; empty when it is not to be seen there.
std::string ownPath(const Mount &mount, const std::string &controller)
{
    std::istringstream lines(contentOf("/proc/self/cgroup"));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        std::string names = line.substr(first + 1, second - first - 1);
        std::ranges::replace(names, ',', ' ');
        if (mount.second ? !names.empty() : !holds(wordsOf(names), controller))
            continue;
        std::string path = line.substr(second + 1);
        if (mount.root != "/" && path.starts_with(mount.root))
            path.erase(0, mount.root.size());
        if (path.find("..") != std::string::npos)
            return {};
        return path.empty() || path == "/" ? mount.place : mount.place + path;
    }
    return {};
}

unsigned long long startTime(int pid)
{
    const std::string text = contentOf("/proc/" + std::to_string(pid) + "/stat");
    const std::size_t end = text.rfind(')'); // the name may hold anything
    const std::vector<std::string> fields = end == std::string::npos ? std::vector<std::string>{}
                                                                     : wordsOf(text.substr(end + 1));
    constexpr std::size_t startField = 19; // field 22 of the whole line
    return fields.size() > startField ? std::strtoull(fields[startField].c_str(), nullptr, 10) : 0;
}

std::string ownName() { return ownPrefix + std::to_string(getpid()) + '-' + std::to_string(startTime(getpid())); }

std::vector<std::string> foldersIn(const std::string &path)
{
    std::vector<std::string> names;
    DIR *directory = opendir(path.c_str());
    while (const dirent *entry = directory ? readdir(directory) : nullptr) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
            names.emplace_back(entry->d_name);
    }
    if (directory)
        closedir(directory);
    return names;
}

/// Empties and removes a group and those below it. Whoever is in it outlived its spawner.
void removeTree(const std::string &path)
{
    put(path + "/cgroup.kill", "1");
    for (const std::string &name : foldersIn(path))
        removeTree(path + '/' + name);
    for (const std::string &pid : wordsOf(contentOf(path + "/cgroup.procs")))
        kill(std::atoi(pid.c_str()), SIGKILL);
    constexpr int tries = 50;
    for (int i = 0; i < tries && rmdir(path.c_str()) != 0 && errno == EBUSY; ++i)
        usleep(2'000);
}

/// Groups of spawners that were killed before they could remove them.
void removeLeftovers(const std::string &folder)
{
    for (const std::string &name : foldersIn(folder)) {
        int pid = 0;
        unsigned long long start = 0;
        if (std::sscanf(name.c_str(), "lambdarium-%d-%llu", &pid, &start) == 2 && startTime(pid) != start)
            removeTree(folder + '/' + name);
    }
}

bool offers(const std::string &group)
{
    const std::vector<std::string> offered = wordsOf(contentOf(group + "/cgroup.controllers"));
    return std::ranges::all_of(controllers, [&](const char *name) { return holds(offered, name); });
}

bool enableControllers(const std::string &group)
{
    return put(group + "/cgroup.subtree_control", "+memory +cpu +pids");
}

/// sup/ for the spawner and its like, envs/ for boxes: no processes in inner groups.
bool settle(GroupHome &home, const std::string &base, const std::vector<std::string> &moved)
{
    const std::string own = base + "/sup";
    const std::string boxes = base + "/envs";
    for (const std::string &path : {own, boxes}) {
        if (mkdir(path.c_str(), folderMode) != 0 && errno != EEXIST)
            return false;
    }
    for (const std::string &left : foldersIn(boxes))
        removeTree(boxes + '/' + left);
    for (const std::string &pid : moved) {
        if (!put(own + "/cgroup.procs", pid))
            return false;
    }
    if (!enableControllers(base) || !enableControllers(boxes))
        return false;
    UniqueFd folder(open(boxes.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return false;
    home.folders.clear();
    home.folders.push_back(std::move(folder));
    home.kind = Kind::V2;
    home.detail = base;
    return true;
}

bool isDelegated(const std::string &group)
{
    char value[4] = {};
    for (const char *name : {"user.delegate", "trusted.delegate"}) {
        if (getxattr(group.c_str(), name, value, sizeof value) == 1 && value[0] == '1')
            return true;
    }
    return !exists("/run/systemd/system"); // nobody else manages groups here
}

/// A subtree that this program was started in, and nobody else.
bool useOwnGroup(GroupHome &home, const Mount &mount)
{
    std::string base = ownPath(mount, {});
    const bool again = base.ends_with("/sup") && exists(base.substr(0, base.size() - 4) + "/envs");
    if (again)
        base.resize(base.size() - 4);
    if (base.empty() || !exists(base + "/cgroup.type") || !writable(base) || !writable(base + "/cgroup.procs")
        || !offers(base) || !isDelegated(base))
        return false;
    const std::vector<std::string> inside = wordsOf(contentOf(base + "/cgroup.procs")
                                                    + (again ? contentOf(base + "/sup/cgroup.procs") : ""));
    const std::string core = std::to_string(getppid());
    const std::string self = std::to_string(getpid());
    if (!std::ranges::all_of(inside, [&](const std::string &pid) { return pid == core || pid == self; }))
        return false;
    return settle(home, base, inside);
}

/// Runs lambdarium-scope, which asks a systemd manager; false when that says no or nothing.
bool askSystemd(const std::string &unit)
{
    char path[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    std::string helper(path, length > 0 ? static_cast<std::size_t>(length) : 0);
    helper = helper.substr(0, helper.rfind('/') + 1) + "lambdarium-scope";
    std::string pid = std::to_string(getpid());
    std::string name = unit;
    char *const arguments[] = {helper.data(), pid.data(), name.data(), nullptr};
    char *const nothing[] = {nullptr};
    pid_t child = -1;
    if (posix_spawn(&child, helper.c_str(), nullptr, nullptr, arguments, nothing) != 0)
        return false;
    const UniqueFd end(openPidfd(child));
    constexpr int patienceMs = 1'500;
    pollfd ended{end.value(), POLLIN, 0};
    if (!end || poll(&ended, 1, patienceMs) != 1)
        kill(child, SIGKILL);
    int status = -1;
    waitpid(child, &status, 0);
    return status == 0;
}

/// One transient scope with Delegate=yes for this process. systemd removes it with all that is in it when it is empty.
bool useScope(GroupHome &home, const Mount &mount)
{
    const std::string manager = geteuid() == 0 ? "/run/systemd/private"
                                               : "/run/user/" + std::to_string(geteuid()) + "/systemd/private";
    if (!exists(manager))
        return false;
    const std::string unit = ownName() + ".scope";
    if (!askSystemd(unit))
        return false;
    constexpr int tries = 250;
    for (int i = 0; i < tries; ++i) {
        const std::string base = ownPath(mount, {});
        if (base.ends_with(unit))
            return offers(base) && settle(home, base, {std::to_string(getpid())});
        usleep(2'000); // the manager starts the scope after it has answered
    }
    return false;
}

/// As root without systemd: a group of our own below the hierarchy's root, which alone may hold processes, too.
bool useHierarchy(GroupHome &home, const Mount &mount)
{
    if (geteuid() != 0 || exists("/run/systemd/system") || exists(mount.place + "/cgroup.type") || !offers(mount.place)
        || !writable(mount.place) || !enableControllers(mount.place))
        return false;
    removeLeftovers(mount.place);
    const std::string base = mount.place + '/' + ownName();
    home.origin = ownPath(mount, {});
    home.made = {base + "/sup", base + "/envs", base};
    if (mkdir(base.c_str(), folderMode) == 0 && settle(home, base, {std::to_string(getpid())}))
        return true;
    put(home.origin + "/cgroup.procs", "0");
    removeTree(base);
    home.made.clear();
    home.origin.clear();
    return false;
}

/// v1: a group of our own beside this process in each of three hierarchies.
bool useFirst(GroupHome &home, const std::vector<Mount> &mounts)
{
    GroupHome found;
    for (const char *controller : controllers) {
        const auto mount = std::ranges::find_if(
            mounts, [&](const Mount &candidate) { return !candidate.second && holds(candidate.options, controller); });
        if (mount == mounts.end())
            return false;
        std::string parent = ownPath(*mount, controller);
        if (!exists(parent + "/tasks"))
            parent = mount->place; // a container that sees its own group as the root
        if (!writable(parent))
            return false;
        removeLeftovers(parent);
        const std::string base = parent + '/' + ownName();
        const bool stands = mkdir(base.c_str(), folderMode) == 0 || errno == EEXIST;
        found.made.push_back(base);
        found.folders.emplace_back(open(base.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!stands || !found.folders.back()) {
            for (const std::string &path : found.made)
                rmdir(path.c_str());
            return false;
        }
    }
    home = std::move(found);
    home.kind = Kind::V1;
    home.detail = home.made[0];
    return true;
}

} // namespace

GroupHome GroupHome::find()
{
    GroupHome home;
    const std::vector<Mount> mounts = groupMounts();
    for (const Mount &mount : mounts) {
        if (mount.second && (useOwnGroup(home, mount) || useScope(home, mount) || useHierarchy(home, mount)))
            return home;
    }
    useFirst(home, mounts);
    return home;
}

} // namespace lambdarium
