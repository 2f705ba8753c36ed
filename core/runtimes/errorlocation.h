// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lambdarium {

/// Where in the user's code an error came from.
struct ErrorLocation
{
    std::string file; ///< relative to /var/task; empty: no frame lies in the code folder
    int line = 0;     ///< 1-based; 0 when unknown
};

/// Innermost frame below /var/task of an error payload ("stackTrace" of Python, Ruby, Java; "trace" of Node.js).
/// Dependencies installed beside the code (node_modules, site-packages) count only when nothing else is there.
ErrorLocation errorLocation(std::string_view payloadJson);

} // namespace lambdarium
