// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/template.h"

#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

/// The one edit that turns before into after: what is left between their common beginning and end. Empty when equal.
TextEdits spanBetween(std::string_view before, std::string_view after);

/// Both changes of base in one text when they touch different places; nothing when they overlap or touch.
std::optional<std::string> merged(std::string_view base, std::string_view mine, std::string_view theirs);

} // namespace lambdarium
