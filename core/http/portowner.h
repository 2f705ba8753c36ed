// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace lambdarium {

/// Who listens on a loopback port, as far as /proc tells: "process 4711 (node) of user 1000", "a process of user
/// 0", or empty when nobody is found. Blocks for a scan of /proc; only called when a port is taken.
std::string describePortOwner(std::uint16_t port);

} // namespace lambdarium
