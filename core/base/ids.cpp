// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include "core/base/prng.h"

#include <cstdio>

namespace lambdarium {

std::string makeUuid(Prng &prng)
{
    const std::uint64_t high = (prng.next() & ~0xf000ULL) | 0x4000ULL;
    const std::uint64_t low = (prng.next() & ~(3ULL << 62)) | (2ULL << 62);
    char text[40];
    std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%012llx", static_cast<unsigned>(high >> 32),
                  static_cast<unsigned>(high >> 16 & 0xffff), static_cast<unsigned>(high & 0xffff),
                  static_cast<unsigned>(low >> 48), static_cast<unsigned long long>(low & 0xffffffffffffULL));
    return text;
}

std::string shortId(std::string_view id) { return std::string(id.substr(0, 4)); }

std::string shortId(EnvironmentId id)
{
    // A fixed scramble: neighbours look different, the same id always looks the same.
    const auto mixed = (static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15ULL) >> 48;
    char text[8];
    std::snprintf(text, sizeof text, "%04x", static_cast<unsigned>(mixed));
    return text;
}

} // namespace lambdarium
