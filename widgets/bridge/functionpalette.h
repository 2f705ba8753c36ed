// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace lambdarium {

/// Which series colour a function has, everywhere: brackets of the log, bands of charts. The first three functions
/// asked for have their own, all others share the fourth. GUI thread.
int functionSlot(std::string_view function);
/// Another workspace: slots are given out anew.
void resetFunctionSlots();

} // namespace lambdarium
