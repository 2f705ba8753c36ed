// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/buildpreview.h"

#include "core/packaging/buildplan.h"
#include "core/workspace/files.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>

#include <sstream>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(std::move(line));
    return lines;
}

std::string textOf(const fs::path &folder, const char *name)
{
    const auto file = openBeneath(folder, name, O_RDONLY | O_NONBLOCK);
    auto text = file ? readAll(*file, 1 << 20, name) : Result<std::string>(file.error());
    return text ? std::move(*text) : std::string();
}

/// The lines below "build-<id>:" up to the next line that is no recipe. Make may add more: includes, prerequisites,
/// variables; decidedBy names the file.
std::vector<std::string> recipeLines(const fs::path &folder, const NodeId &id)
{
    std::vector<std::string> recipe;
    bool inside = false;
    for (const std::string &line : linesOf(textOf(folder, "Makefile"))) {
        if (inside && line.starts_with('\t'))
            recipe.push_back(line.substr(1));
        else if (!line.empty() && line.front() != '#')
            inside = line.starts_with("build-" + id + ":");
    }
    return recipe;
}

/// What npm runs of a package besides its dependencies' own scripts.
std::vector<std::string> lifeCycleScripts(const fs::path &folder)
{
    std::vector<std::string> scripts;
    const Json json = Json::parse(textOf(folder, "package.json"), nullptr, false);
    if (!json.is_object() || !json.contains("scripts") || !json["scripts"].is_object())
        return scripts;
    for (const char *name :
         {"preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"})
        if (const auto found = json["scripts"].find(name); found != json["scripts"].end() && found->is_string())
            scripts.push_back(std::string(name) + ": " + found->get<std::string>());
    return scripts;
}

std::vector<const char *> candidates(BuildTool tool)
{
    switch (tool) {
    case BuildTool::Pip: return {"requirements.txt"};
    case BuildTool::Npm: return {"package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc"};
    case BuildTool::Makefile: return {"Makefile"};
    case BuildTool::CMake: return {"CMakeLists.txt", "CMakePresets.json"};
    case BuildTool::Cargo: return {"Cargo.toml", "Cargo.lock", "build.rs", ".cargo/config.toml"};
    case BuildTool::Go: return {"go.mod", "go.sum"};
    case BuildTool::Maven: return {"pom.xml", ".mvn/maven.config", ".mvn/extensions.xml"};
    case BuildTool::Bundler: return {"Gemfile", "Gemfile.lock", ".bundle/config"};
    case BuildTool::None: break;
    }
    return {};
}

bool names(const std::vector<std::string> &commands, const std::string &variable)
{
    for (const std::string &line : commands)
        if (line.find("$" + variable) != std::string::npos || line.find("${" + variable) != std::string::npos)
            return true;
    return false;
}

} // namespace

BuildStepView previewBuild(const BuildSubject &subject, const std::function<Result<Interpreter>()> &python, Trust trust)
{
    const BuildRecipe recipe = recipeFor(subject);
    BuildStepView view{.id = subject.id, .layer = subject.layer, .step = recipe.step, .downloads = recipe.downloads};
    view.problem = recipe.problem;
    if (recipe.tool == BuildTool::None)
        return view;
    const auto interpreter = recipe.tool == BuildTool::Pip ? python() : Result<Interpreter>(Interpreter{});
    auto chain = interpreter ? findToolchain(recipe.tool, *interpreter) : Result<Toolchain>(interpreter.error());
    if (!chain) {
        view.problem = chain.error().message;
        chain = Toolchain{};
    }
    const BoxSpec box = planBuild(subject, recipe, *chain, {}, trust);
    view.commands = linesOf(box.argv.back());
    for (const auto &[name, value] : box.environment)
        if (names(view.commands, name))
            view.variables.push_back(name + "=" + value);
    view.network = box.machineNetwork;
    if (recipe.tool == BuildTool::Makefile)
        view.workspaceCommands = recipeLines(subject.source, subject.id);
    if (recipe.tool == BuildTool::Npm)
        view.workspaceCommands = lifeCycleScripts(subject.source);
    std::error_code failure;
    for (const char *file : candidates(recipe.tool))
        if (fs::exists(subject.source / file, failure))
            view.decidedBy.emplace_back(file);
    if (view.problem.empty() && trust == Trust::Restricted)
        view.problem = "This workspace is restricted: nothing of it runs.";
    else if (view.problem.empty() && recipe.downloads && trust != Trust::Trusted)
        view.problem = downloadsRefused(recipe);
    return view;
}

} // namespace lambdarium
