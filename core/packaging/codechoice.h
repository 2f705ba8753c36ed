// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/packaging/recipe.h"
#include "core/workspace/workspace.h"

#include <optional>
#include <vector>

namespace lambdarium {

/// What a function runs, frozen: its code (or what was built from it) and its layers in order, or the sentence that
/// says why not. A layer is one of the template, or an ARN whose content lies in .lambdarium/layers/<name>/. All
/// together at most 250 MB. Blocking; any thread.
CodeSnapshot chooseCode(const Workspace &workspace, const Model &model, const Function &function);
/// The same with code that is frozen already.
CodeSnapshot chooseCode(const Workspace &workspace, const Model &model, const Function &function,
                        const CodeSnapshot &code);
/// Why a reference names no layer here.
std::optional<Error> layerFault(const Workspace &workspace, const Model &model, const std::string &reference);

/// The content of a layer of the template, frozen. Conflict: it needs a build.
Result<CodeCopy> chooseLayer(const Workspace &workspace, const Layer &layer);

/// Resources of the template that have a build step; NotFound, or InvalidInput for one without, when `wanted` names
/// them.
Result<std::vector<BuildSubject>> buildSubjects(const Workspace &workspace, const Model &model,
                                                const std::vector<NodeId> &wanted);

} // namespace lambdarium
