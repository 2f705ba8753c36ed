// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <vector>

namespace lambdarium {

/// The processes of a box, from the host's /proc: what hangs below its pid 1, itself included, parents before
/// children. Reads only what every user may read (children, stat, status, cmdline), so it works for an ordinary user
/// although pid 1 and a zygote's copies hide the rest of themselves. Pids are those of the box.
///
/// At most 256 processes; empty when pid 1 is gone or /proc hides other processes. Some 30 us per process.
std::vector<ProcessView> processTree(int hostPid);

} // namespace lambdarium
