// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// application/vnd.amazon.eventstream: lengths, headers and payload between two CRC-32 sums, big-endian.
namespace lambdarium {

std::uint32_t crc32(std::string_view bytes);
/// One message; every header is a string (type 7), names up to 255 bytes.
std::string eventStreamMessage(std::initializer_list<std::pair<std::string_view, std::string_view>> headers,
                               std::string_view payload);
/// A message of type "event".
std::string eventStreamEvent(std::string_view event, std::string_view contentType, std::string_view payload);

} // namespace lambdarium
