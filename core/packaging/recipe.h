// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lambdarium {

/// How a package is made from its sources.
enum class BuildTool { None, Pip, Npm, Makefile, CMake, Cargo, Go, Maven, Bundler };

/// A function or layer of the template, as far as its build goes.
struct BuildSubject
{
    NodeId id;
    bool layer = false;
    std::string runtime; ///< of a layer: BuildMethod, or its first compatible runtime
    std::string buildMethod;
    std::filesystem::path source; ///< absolute folder
};
BuildSubject subjectOf(const Function &function, std::filesystem::path source);
BuildSubject subjectOf(const Layer &layer, std::filesystem::path source);

struct BuildRecipe
{
    BuildTool tool = BuildTool::None;
    std::string step;       ///< for people: "pip install -r requirements.txt"
    bool downloads = false; ///< fetches packages, so it needs a network
    /// Folders at the top of the sources that hold what tools made there themselves; no part of the input.
    std::vector<std::string> leftOut;
    std::string problem; ///< a BuildMethod that is not served here
};

/// Metadata.BuildMethod decides, else what the folder holds: requirements.txt, package.json with dependencies, Makefile
/// with the target build-<id>, CMakeLists.txt, Cargo.toml, go.mod, pom.xml, Gemfile, as far as the runtime can use what
/// comes of it. Without a BuildMethod a folder that holds what would be built (bootstrap, node_modules, the packages
/// themselves) runs as it is. A layer is built by its BuildMethod only. Reads files; any thread.
BuildRecipe recipeFor(const BuildSubject &subject);

/// Why a build that downloads does not run in a workspace that is not trusted.
std::string downloadsRefused(const BuildRecipe &recipe);

} // namespace lambdarium
