// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

/// Why text is not one JSON value, in the words of the parser AWS uses; nothing when it is.
std::optional<std::string> jsonFault(std::string_view text);

} // namespace lambdarium
