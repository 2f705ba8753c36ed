// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace lambdarium {

/// One file of resources/bootstrap, embedded by the build.
struct BootstrapSource
{
    std::string_view path; ///< "python/bootstrap.py"
    std::string_view text;
};

std::vector<BootstrapSource> bootstrapSources();

} // namespace lambdarium
