// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/recipe.h"

#include "core/workspace/files.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

bool has(const fs::path &folder, const char *name)
{
    std::error_code failure;
    return fs::exists(folder / name, failure);
}

std::string textOf(const fs::path &folder, const char *name)
{
    const auto file = openBeneath(folder, name, O_RDONLY | O_NONBLOCK);
    auto text = file ? readAll(*file, 1 << 20, name) : Result<std::string>(file.error());
    return text ? std::move(*text) : std::string();
}

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        const auto begin = line.find_first_not_of(" \t\r");
        const auto end = line.find_last_not_of(" \t\r");
        lines.push_back(begin == std::string::npos ? std::string() : line.substr(begin, end - begin + 1));
    }
    return lines;
}

/// Names in the form in which .dist-info folders have them.
std::string normal(std::string name)
{
    for (char &c : name)
        c = c == '-' || c == '.' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

std::vector<std::string> requirements(const fs::path &folder)
{
    std::vector<std::string> names;
    for (const std::string &line : linesOf(textOf(folder, "requirements.txt")))
        if (!line.empty() && line.front() != '#')
            names.push_back(normal(line.substr(0, line.find_first_of(" <>=!~;[@#"))));
    return names;
}

/// Every requirement lies in the folder already, as `pip install --target .` leaves it.
bool vendored(const fs::path &folder, const std::vector<std::string> &names)
{
    std::vector<std::string> there;
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
        const std::string name = at->path().filename();
        if (name.ends_with(".dist-info"))
            there.push_back(normal(name.substr(0, name.find('-'))));
    }
    return std::ranges::all_of(names, [&](const std::string &name) { return std::ranges::count(there, name) > 0; });
}

BuildRecipe pip(const BuildSubject &subject, bool asked)
{
    const auto names = requirements(subject.source);
    if (!asked && (names.empty() || vendored(subject.source, names)))
        return {};
    return {BuildTool::Pip, "pip install -r requirements.txt", !names.empty(), {".venv", "venv"}, {}};
}

BuildRecipe npm(const BuildSubject &subject, bool asked)
{
    const Json json = Json::parse(textOf(subject.source, "package.json"), nullptr, false);
    bool needed = false, there = true;
    if (json.is_object() && json.contains("dependencies") && json["dependencies"].is_object())
        for (const auto &item : json["dependencies"].items()) {
            needed = true;
            there = there && has(subject.source / "node_modules", item.key().c_str());
        }
    if (!asked && (!needed || there))
        return {};
    return {BuildTool::Npm, "npm install --omit=dev", needed, {"node_modules"}, {}};
}

/// Whether a section of a TOML file has entries of its own.
bool sectionHasEntries(const std::string &text, const std::string &section)
{
    bool inside = false;
    for (const std::string &line : linesOf(text)) {
        if (line.starts_with('['))
            inside = line == "[" + section + "]" || line.starts_with("[" + section + ".");
        if (inside && (line.starts_with("[" + section + ".") || (!line.empty() && line[0] != '[' && line[0] != '#')))
            return true;
    }
    return false;
}

BuildRecipe cargo(const BuildSubject &subject)
{
    const std::string text = textOf(subject.source, "Cargo.toml");
    const bool needs = sectionHasEntries(text, "dependencies") || sectionHasEntries(text, "build-dependencies");
    return {BuildTool::Cargo, "cargo build --release", needs && !has(subject.source, "vendor"), {"target"}, {}};
}

BuildRecipe go(const BuildSubject &subject)
{
    const auto lines = linesOf(textOf(subject.source, "go.mod"));
    const bool needs = std::ranges::any_of(lines, [](const std::string &line) { return line.starts_with("require"); });
    return {BuildTool::Go, "go build", needs && !has(subject.source, "vendor"), {}, {}};
}

bool hasTarget(const BuildSubject &subject)
{
    const auto lines = linesOf(textOf(subject.source, "Makefile"));
    return std::ranges::any_of(lines,
                               [&](const std::string &line) { return line.starts_with("build-" + subject.id + ":"); });
}

BuildRecipe makefile(const BuildSubject &subject)
{
    return {BuildTool::Makefile, "make build-" + subject.id, false, {}, {}};
}

BuildRecipe cmake() { return {BuildTool::CMake, "cmake --build", false, {"build"}, {}}; }

BuildRecipe maven() { return {BuildTool::Maven, "mvn package", true, {"target"}, {}}; }

BuildRecipe bundler() { return {BuildTool::Bundler, "bundle install", true, {"vendor"}, {}}; }

/// The words of SAM, and "cmake", which SAM does not have.
BuildRecipe asked(const BuildSubject &subject)
{
    const std::string &method = subject.buildMethod;
    if (method == "makefile")
        return makefile(subject);
    if (method == "cmake")
        return cmake();
    if (method == "rust-cargolambda")
        return cargo(subject);
    if (method == "go1.x")
        return go(subject);
    if (method.starts_with("python"))
        return has(subject.source, "requirements.txt") || subject.layer ? pip(subject, true) : BuildRecipe{};
    if (method.starts_with("nodejs"))
        return has(subject.source, "package.json") || subject.layer ? npm(subject, true) : BuildRecipe{};
    if (method.starts_with("java"))
        return maven();
    if (method.starts_with("ruby"))
        return has(subject.source, "Gemfile") || subject.layer ? bundler() : BuildRecipe{};
    BuildRecipe recipe;
    recipe.problem = "The BuildMethod " + method + " of " + subject.id
        + " is not served here; makefile, cmake, rust-cargolambda, go1.x and the names of runtimes are.";
    return recipe;
}

bool holdsJava(const fs::path &folder)
{
    std::error_code failure;
    if (has(folder, "lib"))
        return true;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        if (at->path().extension() == ".jar" || at->path().extension() == ".class")
            return true;
    return false;
}

} // namespace

BuildSubject subjectOf(const Function &function, fs::path source)
{
    return {function.id, false, function.runtime, function.buildMethod, std::move(source)};
}

BuildSubject subjectOf(const Layer &layer, fs::path source)
{
    std::string runtime = layer.buildMethod;
    if ((runtime.empty() || runtime == "makefile") && !layer.runtimes.empty())
        runtime = layer.runtimes.front();
    return {layer.id, true, std::move(runtime), layer.buildMethod, std::move(source)};
}

BuildRecipe recipeFor(const BuildSubject &subject)
{
    std::error_code failure;
    if (!fs::is_directory(subject.source, failure)) // a zip is finished
        return {};
    if (!subject.buildMethod.empty())
        return asked(subject);
    if (subject.layer)
        return {};
    const fs::path &folder = subject.source;
    if (subject.runtime.starts_with("python"))
        return has(folder, "requirements.txt") ? pip(subject, false) : BuildRecipe{};
    if (subject.runtime.starts_with("nodejs"))
        return has(folder, "package.json") ? npm(subject, false) : BuildRecipe{};
    if (subject.runtime.starts_with("ruby"))
        return has(folder, "Gemfile") && !has(folder, "vendor/bundle") ? bundler() : BuildRecipe{};
    if (subject.runtime.starts_with("java"))
        return has(folder, "pom.xml") && !holdsJava(folder) ? maven() : BuildRecipe{};
    if (!subject.runtime.starts_with("provided") || has(folder, "bootstrap"))
        return {};
    if (has(folder, "Cargo.toml"))
        return cargo(subject);
    if (has(folder, "go.mod"))
        return go(subject);
    if (has(folder, "CMakeLists.txt"))
        return cmake();
    return hasTarget(subject) ? makefile(subject) : BuildRecipe{};
}

std::string downloadsRefused(const BuildRecipe &recipe)
{
    return "'" + recipe.step + "' downloads packages, and this workspace is not trusted with the network.";
}

} // namespace lambdarium
