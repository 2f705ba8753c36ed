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
    std::string_view text; ///< or bytes
};

std::vector<BootstrapSource> bootstrapSources();
/// The same for what the build compiled of resources/bootstrap/java.
std::vector<BootstrapSource> javaClasses();

} // namespace lambdarium
