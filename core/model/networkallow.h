// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What may stand in NetworkSettings::allow.
namespace lambdarium {

/// One entry of the mode Egress.
struct AllowedHost
{
    std::string host; ///< lower case: a name, or an IPv4 address in figures
    std::uint16_t port = 0;
    bool operator==(const AllowedHost &) const = default;
};

inline constexpr std::size_t allowedHostsMax = 64;

/// "example.com:443"; nothing when it is not that, or a port of localhost that an environment needs itself (4566,
/// 9001).
std::optional<AllowedHost> parseAllowedHost(std::string_view text);
/// "10.0.0.5" as a number in host order.
std::optional<std::uint32_t> parseIpv4(std::string_view text);
/// Whether the host is this machine by its own words: localhost, a name below it, 127.0.0.0/8. Only such entries
/// reach services of this machine.
bool namesThisMachine(std::string_view host);
/// A service that VPC endpoints exist for, by its signing name ("sqs").
bool isEndpointService(std::string_view service);

} // namespace lambdarium
