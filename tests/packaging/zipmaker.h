// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Builds zips byte by byte, so that they can say what no honest tool would. Entries are stored unless `deflated` is
/// the compressed form of `content`.
struct MadeEntry
{
    std::string name;
    std::string content;
    unsigned mode = 0100644; ///< Unix, with its kind
    unsigned flags = 0;
    std::string deflated;       ///< raw deflate; empty: stored
    std::string localName;      ///< another name in the local header; empty: the same
    std::int64_t sizeSaid = -1; ///< unzipped size that both headers claim; -1: the truth
    std::int64_t shares = -1;   ///< index of the entry whose local header this one points to
};

std::string madeZip(const std::vector<MadeEntry> &entries);
/// With zip64 end records and 64-bit sizes, as streaming tools write them.
std::string madeZip64(const std::vector<MadeEntry> &entries);
/// Raw deflate of text.
std::string deflated(std::string_view text);
