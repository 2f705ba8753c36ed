// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// Digests and encodings that several services share. Pure functions.
namespace lambdarium {

std::string md5Hex(std::string_view bytes);
std::string md5Raw(std::string_view bytes);
std::string sha256Hex(std::string_view bytes);
std::string toHex(std::string_view bytes);
/// Empty when text is not hexadecimal.
std::string fromHex(std::string_view text);
std::string base64(std::string_view bytes);
/// Empty when text is not base64.
std::string fromBase64(std::string_view text);

} // namespace lambdarium
