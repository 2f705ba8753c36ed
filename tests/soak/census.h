// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// What a program that leaks would gather, counted from outside of it: this process and everything below it.
namespace soak {

struct Census
{
    std::int64_t rssKb = 0;       ///< of this process
    std::int64_t descriptors = 0; ///< of this process
    std::int64_t mounts = 0;      ///< in this mount namespace
    std::int64_t processes = 0;   ///< below this one, zombies included
    std::int64_t zombies = 0;     ///< below this one
    std::int64_t namespaces = 0;  ///< that this one and those below it are in, hold open or have mounted
    std::int64_t tmpEntries = 0;  ///< directly in /tmp, named by this program; others work there too
    std::int64_t slabKb = 0;      ///< the kernel's, not reclaimable, of the whole machine
};

Census takeCensus();
/// "rss 51234 KB, 41 fds, 30 mounts, ..."
std::string textOf(const Census &census);

/// Slope of a straight line through the points by least squares; y per unit of x.
double slope(const std::vector<double> &x, const std::vector<double> &y);

} // namespace soak
