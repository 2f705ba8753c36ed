// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/interpretersearch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

extern char **environ;

namespace lambdarium::search {

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

constexpr const char *rubyProbe =
    "require 'rbconfig'; puts File.realpath(RbConfig.ruby), RbConfig::CONFIG['prefix'], RUBY_VERSION";

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

/// Debian's Java keeps its settings in /etc, behind links.
std::string settingsOf(const fs::path &home)
{
    std::error_code error;
    const fs::path real = fs::canonical(home / "conf/security/java.security", error);
    if (error || !real.string().starts_with("/etc/"))
        return {};
    auto part = real.begin();
    fs::path folder = *part;
    folder /= *++part;
    return folder / *++part;
}

/// JAVA_VERSION="17.0.15" of the installation's own description.
std::string releaseOf(const fs::path &home)
{
    std::ifstream file(home / "release");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("JAVA_VERSION=\"") && line.ends_with('"'))
            return line.substr(14, line.size() - 15);
    }
    return {};
}

/// Where a shim of Java leads to; the settings come on standard error.
fs::path homeOf(const fs::path &program)
{
    const std::string text = outputOf(
        {"/bin/sh", "-c", "exec \"$0\" -XshowSettings:properties -version 2>&1", program});
    for (const std::string &line : split(text, '\n')) {
        const std::size_t at = line.find("java.home = ");
        if (at != std::string::npos)
            return line.substr(at + 12);
    }
    return {};
}

} // namespace

std::string outputOf(std::vector<std::string> arguments)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return {};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // Nothing of ours lives on in it: a program being written meanwhile would be busy when it is to be started.
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
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
        return {};
    return text;
}

std::vector<Interpreter> pythonsIn(const std::string &directory, const std::string &bootstrap)
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
        const std::vector<std::string> lines = split(outputOf({path, "-I", "-c", pythonProbe, bootstrap}), '\n');
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

std::vector<Interpreter> nodesIn(const std::string &directory)
{
    for (const char *name : {"node", "nodejs"}) {
        const fs::path path = fs::path(directory) / name;
        if (!isRunnable(path))
            continue;
        const std::vector<std::string> lines = split(
            outputOf({path, "-p", "process.execPath+'\\n'+process.versions.node"}), '\n');
        if (lines.size() < 2)
            continue;
        const std::string prefix = fs::path(lines[0]).parent_path().parent_path();
        Interpreter interpreter{lines[0], prefixesOf(lines[0], prefix), {}, 0, 0, {}};
        fillVersion(interpreter, lines[1]);
        interpreter.minor = 0;
        return {interpreter};
    }
    return {};
}

std::vector<Interpreter> rubiesIn(const std::string &directory)
{
    std::vector<Interpreter> found;
    std::set<std::string> seen;
    for (const char *name : {"ruby", "ruby3.4", "ruby3.3", "ruby3.2", "ruby3.1", "ruby3.0", "ruby2.7"}) {
        const fs::path path = fs::path(directory) / name;
        std::error_code error;
        if (!isRunnable(path) || seen.contains(fs::canonical(path, error).string()))
            continue;
        const std::vector<std::string> lines = split(outputOf({path, "--disable-gems", "-e", rubyProbe}), '\n');
        if (lines.size() < 3 || !seen.insert(lines[0]).second)
            continue;
        Interpreter interpreter{lines[0], prefixesOf(lines[0], lines[1]), {}, 0, 0, {}};
        fillVersion(interpreter, lines[2]);
        if (interpreter.major >= 3 || (interpreter.major == 2 && interpreter.minor >= 7))
            found.push_back(std::move(interpreter));
    }
    return found;
}

std::vector<Interpreter> javasIn(const std::string &directory)
{
    const fs::path path = fs::path(directory) / "java";
    std::error_code error;
    if (!isRunnable(path))
        return {};
    fs::path home = fs::canonical(path, error).parent_path().parent_path();
    std::string version = releaseOf(home);
    if (version.empty()) {
        home = homeOf(path);
        version = releaseOf(home);
    }
    const std::string executable = home / "bin/java";
    if (version.empty() || !isRunnable(executable))
        return {};
    Interpreter interpreter{executable, prefixesOf(executable, home), {}, 0, 0, {}};
    fillVersion(interpreter, version);
    interpreter.minor = 0;
    if (std::string settings = settingsOf(home); !settings.empty())
        interpreter.prefixes.push_back(std::move(settings));
    return interpreter.major >= 11 ? std::vector<Interpreter>{interpreter} : std::vector<Interpreter>{};
}

std::vector<std::string> javaDirectories()
{
    std::vector<std::string> directories;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator("/usr/lib/jvm", error))
        directories.push_back(entry.path() / "bin");
    std::ranges::sort(directories);
    return directories;
}

} // namespace lambdarium::search
