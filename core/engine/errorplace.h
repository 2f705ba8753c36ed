// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lambdarium {

/// What an error payload says, as far as the window shows it.
struct ErrorDetails
{
    std::string type;
    std::string message;
    std::string file; ///< of the innermost frame below /var/task, relative to it; empty: none
    int line = 0;
};

/// Reads errorType, errorMessage and the stack of Python, Node.js and plain lists. Anything else gives empty fields.
ErrorDetails errorDetails(std::string_view payload);

} // namespace lambdarium
