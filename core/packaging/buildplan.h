// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packaging/recipe.h"
#include "core/packaging/toolchain.h"
#include "core/session/snapshot.h"

#include <filesystem>

namespace lambdarium {

/// Where a build works, on the host. Made before it starts, thrown away after it; the output moves out first.
struct BuildPlace
{
    std::filesystem::path work;  ///< seen at /build: src (a copy), out, home
    std::filesystem::path cache; ///< seen at /cache; of this tool
};

/// The box of a build: sources and output are its own copies, the toolchain is read-only, the network is the machine's
/// in a trusted workspace and none in any other. 4 GB of memory, 2 GB of /tmp, all of the CPU.
BoxSpec planBuild(const BuildSubject &subject, const BuildRecipe &recipe, const Toolchain &chain,
                  const BuildPlace &place, Trust trust);

/// The user's own settings of package tools (proxies, mirrors, sign-ins) that a trusted build may use: where they are
/// and where below `work` the tool looks for them.
std::vector<std::pair<std::filesystem::path, std::filesystem::path>> toolSettings();

} // namespace lambdarium
