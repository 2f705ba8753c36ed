// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/packaging/recipe.h"
#include "core/runtimes/interpreters.h"
#include "core/sandbox/boxspec.h"

#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// The programs of this machine that a build runs, and what must be seen inside for them to run.
struct Toolchain
{
    std::vector<std::string> path; ///< directories, first wins; the system's own come after them
    std::vector<BoxBind> binds;    ///< read-only; nothing that lies below /usr
    std::vector<std::pair<std::string, std::string>> environment;
};

/// Looks for the tool's programs on PATH and follows links and version managers; runs nothing. python: the interpreter
/// that the function runs on (Pip). Unavailable names what is missing and how to get it. Any thread.
Result<Toolchain> findToolchain(BuildTool tool, const Interpreter &python);

} // namespace lambdarium
