// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/interpreters.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <sstream>

namespace lambdarium {

namespace {

using List = std::vector<Interpreter>;

/// What the user reads of a language. The order is RuntimeFamily's.
struct Language
{
    const char *prefix; ///< of runtime names
    const char *name;
    const char *missing; ///< the remedy as a sentence
    const char *remedy;  ///< the remedy alone
};

constexpr std::array<Language, 4> languageTable{{
    {"python3", "Python", "Python 3 (3.8 or later) is not installed: apt install python3", "apt install python3"},
    {"nodejs", "Node.js", "Node.js is not installed: apt install nodejs", "apt install nodejs"},
    {"ruby", "Ruby", "Ruby (2.7 or later) is not installed: apt install ruby", "apt install ruby"},
    {"java", "Java", "Java (11 or later) is not installed: apt install default-jre-headless",
     "apt install default-jre-headless"},
}};

/// Directories of PATH outside /usr/bin, which was looked at already.
std::vector<std::string> pathDirectories()
{
    const char *path = std::getenv("PATH");
    std::vector<std::string> directories;
    std::istringstream stream(path ? path : "");
    for (std::string directory; std::getline(stream, directory, ':');) {
        if (directory.starts_with('/') && directory != "/usr/bin" && directory != "/bin")
            directories.push_back(directory);
    }
    return directories;
}

/// Numbers of "python3.13", "nodejs22.x", "ruby3.3", "java21" and "java8.al2".
std::pair<int, int> wantedVersion(const std::string &runtime)
{
    const std::size_t digits = runtime.find_first_of("0123456789");
    int major = 0;
    int minor = 0;
    if (digits != std::string::npos)
        std::sscanf(runtime.c_str() + digits, "%d.%d", &major, &minor);
    return {major, minor};
}

/// The same version, else the likeliest to run it: for Java the next newer one (older ones refuse newer classes).
const Interpreter *nearest(RuntimeFamily family, const List &list, std::pair<int, int> wanted)
{
    const Interpreter *newer = nullptr;
    for (const Interpreter &candidate : list) {
        if (candidate.major == wanted.first && (candidate.minor == wanted.second || wanted.second == 0))
            return &candidate;
        if (candidate.major > wanted.first && (!newer || candidate.major < newer->major))
            newer = &candidate;
    }
    if (family == RuntimeFamily::Java && newer)
        return newer;
    return list.empty() ? nullptr : &list.front();
}

template <typename Search>
List firstOf(const std::vector<std::string> &directories, Search search)
{
    for (const std::string &directory : directories) {
        if (List found = search(directory); !found.empty())
            return found;
    }
    return {};
}

List findJavas(const std::vector<std::string> &directories)
{
    List found = firstOf(directories, search::javasIn);
    for (const std::string &directory : search::javaDirectories()) {
        for (Interpreter &java : search::javasIn(directory)) {
            const bool known = std::ranges::any_of(found, [&](const Interpreter &other) {
                return other.executable == java.executable || other.version == java.version;
            });
            if (!known)
                found.push_back(std::move(java));
        }
    }
    return found;
}

} // namespace

RuntimeFamily runtimeFamily(std::string_view runtime)
{
    for (std::size_t i = 0; i < languageTable.size(); ++i) {
        if (runtime.starts_with(languageTable[i].prefix))
            return static_cast<RuntimeFamily>(i);
    }
    return runtime.starts_with("provided") ? RuntimeFamily::Provided : RuntimeFamily::Unknown;
}

bool speaksFrames(RuntimeFamily family)
{
    return family == RuntimeFamily::Python || family == RuntimeFamily::Node || family == RuntimeFamily::Ruby;
}

Interpreters::Interpreters(std::string pythonBootstrap, std::vector<std::string> directories)
{
    auto promises = std::make_shared<std::array<std::promise<List>, languages>>();
    for (std::size_t i = 0; i < languages; ++i)
        m_found[i] = (*promises)[i].get_future().share();
    directories.push_back("/usr/bin");
    const std::vector<std::string> path = pathDirectories();
    directories.insert(directories.end(), path.begin(), path.end());
    m_search = std::async(std::launch::async, [promises, bootstrap = std::move(pythonBootstrap), directories] {
                   const auto pythons = [&](const std::string &directory) {
                       return search::pythonsIn(directory, bootstrap);
                   };
                   (*promises)[0].set_value(firstOf(directories, pythons));
                   (*promises)[1].set_value(firstOf(directories, search::nodesIn));
                   (*promises)[2].set_value(firstOf(directories, search::rubiesIn));
                   (*promises)[3].set_value(findJavas(directories));
               }).share();
}

std::vector<RuntimeView> Interpreters::views() const
{
    if (m_search.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return {};
    std::vector<RuntimeView> views;
    for (std::size_t i = 0; i < languages; ++i) {
        const Language &language = languageTable[i];
        for (const Interpreter &interpreter : m_found[i].get())
            views.push_back({language.name, interpreter.version, interpreter.executable, {}});
        if (m_found[i].get().empty())
            views.push_back({language.name, {}, {}, language.remedy});
    }
    return views;
}

Result<RuntimeChoice> Interpreters::choose(const std::string &runtime) const
{
    const RuntimeFamily family = runtimeFamily(runtime);
    if (runtime.starts_with("dotnet"))
        return Error{ErrorCode::Unavailable,
                     "The runtime " + runtime
                         + " cannot run here. Publish the function self-contained (dotnet publish --self-contained) "
                           "with a bootstrap and choose provided.al2023."};
    if (family == RuntimeFamily::Unknown)
        return Error{ErrorCode::Unavailable,
                     "The runtime " + runtime
                         + " cannot run here; Python, Node.js, Ruby, Java and provided.al2023 can."};
    if (family == RuntimeFamily::Provided)
        return RuntimeChoice{family, {}, {}};
    const Language &language = languageTable[static_cast<std::size_t>(family)];
    const auto wanted = wantedVersion(runtime);
    const Interpreter *chosen = nearest(family, m_found[static_cast<std::size_t>(family)].get(), wanted);
    if (!chosen)
        return Error{ErrorCode::Unavailable, language.missing};
    RuntimeChoice choice{family, *chosen, {}};
    if (wanted.first != chosen->major || (wanted.second != 0 && wanted.second != chosen->minor))
        choice.note = runtime + " runs on the installed " + language.name + " " + chosen->version;
    return choice;
}

} // namespace lambdarium
