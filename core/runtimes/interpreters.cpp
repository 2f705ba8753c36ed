// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/interpreters.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>

extern char **environ;

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

/// Compiles our bootstrap into its cache, then says who it is; one line each.
constexpr const char *pythonProbe = R"(
import os, site, sys
print(os.path.realpath(sys.executable))
print(sys.base_prefix)
print('%d.%d.%d' % sys.version_info[:3])
print(os.pathsep.join(p for p in site.getsitepackages() if os.path.isdir(p)))
try:
    import py_compile
    py_compile.compile(sys.argv[1], dfile='/var/runtime/' + os.path.basename(sys.argv[1]),
                       invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
except Exception:
    pass
)";

/// Standard output of a short program; nothing when it cannot start or fails.
std::optional<std::string> outputOf(std::vector<std::string> arguments)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char *> argv;
    for (std::string &argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_t pid = -1;
    const bool started = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; started && (count = read(ends[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(count));
    close(ends[0]);
    int status = -1;
    if (!started || waitpid(pid, &status, 0) != pid || status != 0)
        return std::nullopt;
    return text;
}

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

bool isRunnable(const fs::path &path)
{
    std::error_code error;
    return fs::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0;
}

void fillVersion(Interpreter &interpreter, const std::string &version)
{
    interpreter.version = version;
    std::sscanf(version.c_str(), "%d.%d", &interpreter.major, &interpreter.minor);
}

bool belowUsr(const std::string &path) { return path.starts_with("/usr/"); }

/// Its installation, and the folder of the program itself where that lies elsewhere; what is below /usr is there.
std::vector<std::string> prefixesOf(const std::string &executable, const std::string &prefix)
{
    std::vector<std::string> prefixes;
    if (prefix != "/usr" && !belowUsr(prefix))
        prefixes.push_back(prefix);
    if (!belowUsr(executable) && (prefixes.empty() || !executable.starts_with(prefix + "/")))
        prefixes.push_back(fs::path(executable).parent_path());
    return prefixes;
}

/// Directories of PATH outside /usr/bin, which was looked at already.
std::vector<std::string> pathDirectories()
{
    const char *path = std::getenv("PATH");
    std::vector<std::string> directories = split(path ? path : "", ':');
    std::erase_if(directories,
                  [](const std::string &d) { return d.empty() || d[0] != '/' || d == "/usr/bin" || d == "/bin"; });
    return directories;
}

/// Numbers of "python3.13" and "nodejs22.x".
std::pair<int, int> wantedVersion(const std::string &runtime)
{
    int major = 0;
    int minor = 0;
    if (std::sscanf(runtime.c_str(), "python%d.%d", &major, &minor) < 1)
        std::sscanf(runtime.c_str(), "nodejs%d", &major);
    return {major, minor};
}

const Interpreter *nearest(const std::vector<Interpreter> &list, std::pair<int, int> wanted)
{
    for (const Interpreter &candidate : list) {
        if (candidate.major == wanted.first && (candidate.minor == wanted.second || wanted.second == 0))
            return &candidate;
    }
    return list.empty() ? nullptr : &list.front();
}

} // namespace

RuntimeFamily runtimeFamily(std::string_view runtime)
{
    if (runtime.starts_with("python3"))
        return RuntimeFamily::Python;
    if (runtime.starts_with("nodejs"))
        return RuntimeFamily::Node;
    if (runtime.starts_with("provided"))
        return RuntimeFamily::Provided;
    return RuntimeFamily::Unknown;
}

std::vector<Interpreter> Interpreters::pythonsIn(const std::string &directory, const std::string &bootstrap)
{
    std::vector<Interpreter> found;
    std::set<fs::path> seen;
    std::vector<std::string> names{"python3"};
    for (int minor = 14; minor >= 8; --minor)
        names.push_back("python3." + std::to_string(minor));
    for (const std::string &name : names) {
        const fs::path path = fs::path(directory) / name;
        std::error_code error;
        if (!isRunnable(path) || (name != "python3" && !seen.insert(fs::canonical(path, error)).second))
            continue;
        const auto text = outputOf({path, "-I", "-c", pythonProbe, bootstrap});
        const std::vector<std::string> lines = split(text.value_or(""), '\n');
        if (lines.size() < 3)
            continue;
        seen.insert(fs::canonical(lines[0], error));
        Interpreter interpreter{lines[0], prefixesOf(lines[0], lines[1]), {}, 0, 0, {}};
        fillVersion(interpreter, lines[2]);
        if (lines.size() > 3)
            interpreter.siteDirectories = split(lines[3], ':');
        if (interpreter.major == 3 && interpreter.minor >= 8)
            found.push_back(std::move(interpreter));
    }
    return found;
}

std::vector<Interpreter> Interpreters::nodesIn(const std::string &directory)
{
    for (const char *name : {"node", "nodejs"}) {
        const fs::path path = fs::path(directory) / name;
        if (!isRunnable(path))
            continue;
        const auto text = outputOf({path, "-p", "process.execPath+'\\n'+process.versions.node"});
        const std::vector<std::string> lines = split(text.value_or(""), '\n');
        if (lines.size() < 2)
            continue;
        const std::string prefix = fs::path(lines[0]).parent_path().parent_path();
        Interpreter interpreter{lines[0], prefixesOf(lines[0], prefix), {}, 0, 0, {}};
        fillVersion(interpreter, lines[1]);
        interpreter.minor = 0; // Lambda names the major version alone
        return {interpreter};
    }
    return {};
}

Interpreters::Found Interpreters::search(const std::string &pythonBootstrap, std::vector<std::string> directories)
{
    directories.push_back("/usr/bin");
    const std::vector<std::string> path = pathDirectories();
    directories.insert(directories.end(), path.begin(), path.end());
    Found found;
    for (const std::string &directory : directories) {
        if (found.pythons.empty())
            found.pythons = pythonsIn(directory, pythonBootstrap);
        if (found.nodes.empty())
            found.nodes = nodesIn(directory);
    }
    return found;
}

Interpreters::Interpreters(std::string pythonBootstrap, std::vector<std::string> directories)
    : m_found(std::async(std::launch::async, [bootstrap = std::move(pythonBootstrap), own = std::move(directories)] {
          return search(bootstrap, own);
      }))
{}

std::vector<RuntimeView> Interpreters::views() const
{
    if (m_found.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return {};
    const Found &found = m_found.get();
    std::vector<RuntimeView> views;
    const auto add = [&views](const char *family, const std::vector<Interpreter> &list, const char *remedy) {
        for (const Interpreter &interpreter : list)
            views.push_back({family, interpreter.version, interpreter.executable, {}});
        if (list.empty())
            views.push_back({family, {}, {}, remedy});
    };
    add("Python", found.pythons, "apt install python3");
    add("Node.js", found.nodes, "apt install nodejs");
    return views;
}

Result<RuntimeChoice> Interpreters::choose(const std::string &runtime) const
{
    const RuntimeFamily family = runtimeFamily(runtime);
    if (family == RuntimeFamily::Unknown)
        return Error{ErrorCode::Unavailable,
                     "The runtime " + runtime
                         + " cannot run here; Python, Node.js and "
                           "provided.al2023 can."};
    if (family == RuntimeFamily::Provided)
        return RuntimeChoice{family, {}, {}};
    const bool python = family == RuntimeFamily::Python;
    const Found &found = m_found.get();
    const auto wanted = wantedVersion(runtime);
    const Interpreter *chosen = nearest(python ? found.pythons : found.nodes, wanted);
    if (!chosen)
        return Error{ErrorCode::Unavailable,
                     python ? "Python 3 (3.8 or later) is not installed: apt install python3"
                            : "Node.js is not installed: apt install nodejs"};
    RuntimeChoice choice{family, *chosen, {}};
    if (wanted.first != chosen->major || (wanted.second != 0 && wanted.second != chosen->minor))
        choice.note = runtime + " runs on the installed " + (python ? "Python " : "Node.js ") + chosen->version;
    return choice;
}

} // namespace lambdarium
