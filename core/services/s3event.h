// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/s3service.h"

#include <string>

/// S3's notification record (triggers-events.md 2). Pure functions.
namespace lambdarium::s3 {

struct Happening
{
    std::string name; ///< "ObjectCreated:Put"
    Instant time{};
    std::string requestId;
    std::string sourceIp;
    std::string sequencer;
    ObjectInfo object;
};

/// Whether a configured "s3:ObjectCreated:*" with prefix and suffix means this happening.
bool matches(const Edge &edge, const Happening &happening);
std::string eventJson(const Happening &happening, const Account &account, const std::string &configurationId);
/// Blank becomes +, "/" stays.
std::string encodedKey(const std::string &key);

} // namespace lambdarium::s3
