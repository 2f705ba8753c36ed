// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/buildstore.h"

#include "core/workspace/files.h"
#include "core/workspace/snapshot.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr unsigned nobody = 65534; ///< whom root's boxes run as (sandbox/README.md)

const char *nameOf(BuildTool tool)
{
    switch (tool) {
    case BuildTool::Pip: return "pip";
    case BuildTool::Npm: return "npm";
    case BuildTool::Makefile: return "make";
    case BuildTool::CMake: return "cmake";
    case BuildTool::Cargo: return "cargo";
    case BuildTool::Go: return "go";
    case BuildTool::Maven: return "maven";
    case BuildTool::Bundler: return "bundler";
    case BuildTool::None: break;
    }
    return "none";
}

/// A build for another runtime, or by another tool, gives something else.
std::string inputName(const BuildSubject &subject, const BuildRecipe &recipe, const CodeCopy &sources)
{
    return std::string(nameOf(recipe.tool)) + " " + subject.runtime + " " + sources.directory.filename().string();
}

fs::path userCache()
{
    if (const char *cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
        return fs::path(cache) / "lambdarium" / "build";
    const char *home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/tmp") / ".cache" / "lambdarium" / "build";
}

Result<void> makeFolder(const fs::path &folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return Error::fromErrno("making " + folder.string(), failure.value());
    return {};
}

/// Boxes of root run as nobody, who owns what a build writes.
void giveAway(const fs::path &path, bool below)
{
    if (::geteuid() != 0)
        return;
    std::error_code failure;
    if (::lchown(path.c_str(), nobody, nobody) != 0)
        return;
    if (!below)
        return;
    for (fs::recursive_directory_iterator at(path, failure), end; !failure && at != end; at.increment(failure))
        if (::lchown(at->path().c_str(), nobody, nobody) != 0)
            return;
}

void copyIfThere(const fs::path &from, const fs::path &to)
{
    std::error_code failure;
    if (!fs::is_regular_file(from, failure))
        return;
    fs::create_directories(to.parent_path(), failure);
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, failure);
}

} // namespace

Result<CodeCopy> BuildStore::inputsOf(const BuildSubject &subject, const BuildRecipe &recipe) const
{
    return m_workspace.freeze(subject.source, subject.id, recipe.leftOut);
}

Result<BuildStore::Current> BuildStore::current(const BuildSubject &subject) const
{
    const BuildRecipe recipe = recipeFor(subject);
    if (!recipe.problem.empty())
        return Error{ErrorCode::Unavailable, recipe.problem};
    if (recipe.tool == BuildTool::None)
        return Current{subject.source, {}};
    const auto inputs = inputsOf(subject, recipe);
    if (!inputs)
        return inputs.error();
    const std::string remedy = " (" + recipe.step + "): build it, or run 'lambdarium build " + subject.id + "'.";
    std::error_code failure;
    if (!fs::is_directory(root() / subject.id, failure))
        return Current{{}, subject.id + " needs a build" + remedy};
    const auto file = openBeneath(root(), subject.id + ".json", O_RDONLY);
    const auto text = file ? readAll(*file, 1 << 16, subject.id) : Result<std::string>(file.error());
    const Json record = text ? Json::parse(*text, nullptr, false) : Json();
    if (!record.is_object() || record.value("inputs", "") != inputName(subject, recipe, *inputs))
        return Current{{}, subject.id + " needs a build: its sources changed" + remedy};
    return Current{root() / subject.id, {}};
}

Result<PreparedBuild> BuildStore::prepare(const BuildSubject &subject, const BuildRecipe &recipe, Trust trust) const
{
    static std::atomic<unsigned> counter{0};
    const auto sources = inputsOf(subject, recipe);
    if (!sources)
        return sources.error();
    PreparedBuild build{subject, recipe, inputName(subject, recipe, *sources), {}};
    const bool trusted = trust == Trust::Trusted;
    build.place.work = root() / (".work-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
    build.place.cache = trusted ? userCache() / nameOf(recipe.tool) : root() / ".cache" / nameOf(recipe.tool);
    if (auto made = m_workspace.ensureStateDirectory(); !made)
        return made.error();
    for (const fs::path &folder : {build.place.work / "out", build.place.work / "home", build.place.cache})
        if (auto made = makeFolder(folder); !made)
            return made.error();
    std::error_code failure;
    fs::copy(sources->directory, build.place.work / "src",
             fs::copy_options::recursive | fs::copy_options::copy_symlinks, failure);
    if (failure) {
        discard(build);
        return Error::fromErrno("copying the sources of " + subject.id, failure.value());
    }
    if (trusted)
        for (const auto &[from, to] : toolSettings())
            copyIfThere(from, build.place.work / to);
    giveAway(build.place.work, true);
    giveAway(build.place.cache, false);
    return build;
}

Result<void> BuildStore::keep(const PreparedBuild &build) const
{
    const fs::path out = build.place.work / "out", target = root() / build.subject.id;
    const auto entries = listCode(out);
    if (!entries)
        return entries.error().within("what was built");
    if (entries->empty())
        return Error{ErrorCode::InvalidInput, "The build left nothing in $ARTIFACTS_DIR."};
    const fs::path old = build.place.work / "old";
    std::error_code failure;
    fs::remove(root() / (build.subject.id + ".json"), failure); // torn here: it needs a build again
    if (fs::exists(target, failure))
        fs::rename(target, old, failure);
    if (::rename(out.c_str(), target.c_str()) != 0)
        return Error::fromErrno("keeping what was built for " + build.subject.id, errno);
    return writeAtomically(root(), build.subject.id + ".json",
                           Json{{"inputs", build.inputs}, {"step", build.recipe.step}}.dump(2) + "\n");
}

void BuildStore::discard(const PreparedBuild &build)
{
    std::error_code failure;
    if (!build.place.work.empty())
        fs::remove_all(build.place.work, failure);
}

} // namespace lambdarium
