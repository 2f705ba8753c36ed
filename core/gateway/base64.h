// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

std::string base64Encode(std::string_view bytes);
/// Standard alphabet with padding; nothing when it is not base64.
std::optional<std::string> base64Decode(std::string_view text);

} // namespace lambdarium
