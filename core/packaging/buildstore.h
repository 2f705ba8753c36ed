// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packaging/buildplan.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <string>

namespace lambdarium {

/// A build about to start: its inputs as they were frozen, and the place where it works.
struct PreparedBuild
{
    BuildSubject subject;
    BuildRecipe recipe;
    std::string inputs; ///< names the content of the sources and how they are built
    BuildPlace place;
};

/// Where builds of a workspace work and leave their output: stateDirectory()/build/<id>, with <id>.json beside it that
/// names the inputs it was made from. Blocking; any thread; one build of a resource at a time.
class BuildStore
{
public:
    explicit BuildStore(Workspace workspace) : m_workspace(std::move(workspace)) {}

    /// What a resource runs.
    struct Current
    {
        std::filesystem::path folder; ///< its output, or its sources when it has no build step
        std::string needed;           ///< why it needs a build; folder is empty then
    };
    /// Unavailable: a BuildMethod that is not served here.
    Result<Current> current(const BuildSubject &subject) const;

    /// Freezes the sources and copies them to a new work folder that the user of the boxes may write to. The cache is
    /// the user's for a trusted workspace and the workspace's own for any other: what an untrusted build leaves in a
    /// cache never reaches a trusted one.
    Result<PreparedBuild> prepare(const BuildSubject &subject, const BuildRecipe &recipe, Trust trust) const;
    /// Checks the output by the rules of a package and puts it in place of the last one.
    Result<void> keep(const PreparedBuild &build) const;
    /// Removes the work folder; safe at any time after prepare.
    static void discard(const PreparedBuild &build);

private:
    std::filesystem::path root() const { return m_workspace.stateDirectory() / "build"; }
    Result<CodeCopy> inputsOf(const BuildSubject &subject, const BuildRecipe &recipe) const;

    Workspace m_workspace;
};

} // namespace lambdarium
