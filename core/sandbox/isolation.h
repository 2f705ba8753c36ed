// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

namespace lambdarium {

/// What the user can do when the machine refused a step of making a box.
std::string isolationRemedy(const std::string &step, int error);
/// The Error of a refused step: the spec's fault (a missing directory or program) or the machine's, with a
/// remedy.
Error setupError(const std::string &step, int error);

} // namespace lambdarium
