// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/runtimes/interpreters.h"

#include <string>
#include <vector>

namespace lambdarium {

/// Program and arguments of a managed runtime as seen inside, behind the function's AWS_LAMBDA_EXEC_WRAPPER if it has
/// one. Precondition: the choice has an interpreter.
std::vector<std::string> runtimeCommand(const EnvironmentSpec &spec, const RuntimeChoice &choice);

} // namespace lambdarium
