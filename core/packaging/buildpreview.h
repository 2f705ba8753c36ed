// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packaging/recipe.h"
#include "core/runtimes/interpreters.h"
#include "core/session/session.h"

#include <functional>

namespace lambdarium {

/// What the build of a subject runs, from the plan that its box would get (buildplan.h), so the two cannot differ.
/// python is asked for pip's interpreter when the recipe needs one. Reads files, runs nothing.
BuildStepView previewBuild(const BuildSubject &subject, const std::function<Result<Interpreter>()> &python,
                           Trust trust);

} // namespace lambdarium
