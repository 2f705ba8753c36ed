// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The part of RFC 1035 that answers one question. Input is hostile: whatever is not a plain query is nothing.
namespace lambdarium {

struct DnsQuestion
{
    std::string name; ///< lower case, no dot at the end
    std::uint16_t type = 0;
    std::uint16_t klass = 0;
    std::size_t end = 0; ///< of the question in the packet
};

enum class DnsCode : std::uint8_t { NoError = 0, FormatError = 1, NotImplemented = 4, NoSuchName = 3 };

inline constexpr std::uint16_t dnsTypeA = 1;
inline constexpr std::uint16_t dnsClassInternet = 1;

/// Whether it has a head that can be answered at all: no answer itself, twelve bytes.
bool isDnsQuery(std::string_view packet);
/// One question of a standard query, its name of letters, figures, '-' and '_'.
std::optional<DnsQuestion> parseDnsQuestion(std::string_view packet);
/// The answer to a packet for which isDnsQuery holds. question: repeated in it; address: IPv4, host order.
std::string dnsAnswer(std::string_view packet, const std::optional<DnsQuestion> &question, DnsCode code,
                      std::optional<std::uint32_t> address = std::nullopt);

} // namespace lambdarium
