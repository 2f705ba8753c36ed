// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/toolchain.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <sstream>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

std::vector<fs::path> searchPath()
{
    std::vector<fs::path> folders;
    std::istringstream stream(variable("PATH") + ":/usr/local/bin:/usr/bin:/bin");
    for (std::string part; std::getline(stream, part, ':');)
        if (part.starts_with('/'))
            folders.emplace_back(part);
    return folders;
}

std::optional<fs::path> findProgram(const std::string &name)
{
    std::error_code failure;
    for (const fs::path &folder : searchPath())
        if (fs::is_regular_file(folder / name, failure) && ::access((folder / name).c_str(), X_OK) == 0)
            return folder / name;
    return std::nullopt;
}

bool belowUsr(const fs::path &path)
{
    const std::string text = path.string();
    return text.starts_with("/usr/") || text.starts_with("/bin/") || text.starts_with("/lib");
}

void bind(Toolchain &chain, const fs::path &folder)
{
    std::error_code failure;
    const std::string text = folder.string();
    const bool known = std::ranges::any_of(
        chain.binds, [&](const BoxBind &bind) { return text == bind.inside || text.starts_with(bind.inside + "/"); });
    if (!known && !belowUsr(folder) && fs::exists(folder, failure))
        chain.binds.push_back({text, text});
}

/// The installation that a program belongs to: the folder above its bin, where that holds more of it; else its folder
/// alone. Never a home.
fs::path installationOf(const fs::path &program)
{
    const fs::path folder = program.parent_path(), above = folder.parent_path();
    std::error_code failure;
    const bool installation = folder.filename() == "bin" && above != fs::path(variable("HOME"))
        && above.filename() != ".local" && std::distance(above.begin(), above.end()) > 2
        && (fs::is_directory(above / "lib", failure) || fs::is_directory(above / "pkg", failure));
    return installation ? above : folder;
}

/// Makes a program callable inside by its name.
void add(Toolchain &chain, const fs::path &program)
{
    chain.path.push_back(program.parent_path());
    if (belowUsr(program))
        return; // and what it leads to: Debian's own
    bind(chain, installationOf(program));
    std::error_code failure;
    const fs::path real = fs::canonical(program, failure);
    if (!failure && !belowUsr(real))
        bind(chain, installationOf(real));
}

struct Wanted
{
    const char *program;
    const char *remedy;
};

/// Cargo through rustup finds its toolchain by this.
void addRustup(Toolchain &chain)
{
    const std::string own = variable("RUSTUP_HOME");
    const fs::path home = own.empty() ? fs::path(variable("HOME")) / ".rustup" : fs::path(own);
    std::error_code failure;
    if (!fs::is_directory(home / "toolchains", failure))
        return;
    bind(chain, home);
    chain.environment.emplace_back("RUSTUP_HOME", home.string());
    chain.environment.emplace_back("RUSTUP_AUTO_INSTALL", "0");
    if (const std::string chosen = variable("RUSTUP_TOOLCHAIN"); !chosen.empty())
        chain.environment.emplace_back("RUSTUP_TOOLCHAIN", chosen);
}

/// Debian's Java and Maven keep their settings below /etc and link to them.
void addJava(Toolchain &chain)
{
    bind(chain, "/etc/maven");
    std::error_code failure;
    for (fs::directory_iterator at("/etc", failure), end; !failure && at != end; at.increment(failure))
        if (at->path().filename().string().starts_with("java"))
            bind(chain, at->path());
    if (const std::string home = variable("JAVA_HOME"); home.starts_with('/')) {
        bind(chain, home);
        chain.path.push_back(home + "/bin");
        chain.environment.emplace_back("JAVA_HOME", home);
    }
}

std::vector<Wanted> wantedFor(BuildTool tool)
{
    switch (tool) {
    case BuildTool::Npm: return {{"npm", "apt install npm"}, {"node", "apt install nodejs"}};
    case BuildTool::Makefile: return {{"make", "apt install make"}};
    case BuildTool::CMake: return {{"cmake", "apt install cmake"}, {"c++", "apt install g++"}};
    case BuildTool::Cargo: return {{"cargo", "apt install cargo"}, {"cc", "apt install gcc"}};
    case BuildTool::Go: return {{"go", "apt install golang-go"}};
    case BuildTool::Maven: return {{"mvn", "apt install maven"}, {"javac", "apt install default-jdk-headless"}};
    case BuildTool::Bundler: return {{"bundle", "apt install ruby-bundler"}, {"ruby", "apt install ruby"}};
    case BuildTool::Pip:
    case BuildTool::None: break;
    }
    return {};
}

} // namespace

Result<Toolchain> findToolchain(BuildTool tool, const Interpreter &python)
{
    Toolchain chain;
    for (const Wanted &wanted : wantedFor(tool)) {
        const auto program = findProgram(wanted.program);
        if (!program)
            return Error{ErrorCode::Unavailable, std::string(wanted.program) + " is not installed: " + wanted.remedy};
        add(chain, *program);
    }
    if (tool == BuildTool::CMake) {
        if (const auto ninja = findProgram("ninja")) {
            add(chain, *ninja);
            chain.environment.emplace_back("CMAKE_GENERATOR", "Ninja");
        } else if (!findProgram("make")) {
            return Error{ErrorCode::Unavailable, "CMake needs ninja or make: apt install ninja-build"};
        }
    }
    if (tool == BuildTool::Pip) {
        chain.path.push_back(fs::path(python.executable).parent_path());
        chain.environment.emplace_back("PYTHON", python.executable);
        for (const std::string &prefix : python.prefixes)
            bind(chain, prefix);
    }
    // A Makefile may call any of these; the rest of the system is there anyway.
    if (tool == BuildTool::Makefile)
        for (const char *name : {"cargo", "go", "node", "npm", "python3", "cmake"})
            if (const auto program = findProgram(name))
                add(chain, *program);
    if (tool == BuildTool::Cargo || tool == BuildTool::Makefile)
        addRustup(chain);
    if (tool == BuildTool::Maven)
        addJava(chain);
    return chain;
}

} // namespace lambdarium
