// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/workspace/files.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lambdarium {

/// AWS's limits of a deployment package (configuration-and-limits.md 3), bytes.
inline constexpr std::uintmax_t unzippedBytesMax = 262144000;
inline constexpr std::uintmax_t zippedBytesMax = 52428800;

/// Errors in AWS's words: type, colon, AWS's sentence, and what exactly is wrong in brackets.
Error unzippedTooLarge();
Error zippedTooLarge();
Error cannotUnzip(const std::string &reason);

struct ArchiveEntry
{
    enum class Kind { File, Folder, Link };
    std::string path; ///< relative, "/" between parts, none at the end
    Kind kind = Kind::File;
    bool executable = false;
    std::uint64_t size = 0; ///< unzipped
    std::uint64_t index = 0;
    std::string target; ///< of a link
};

struct ArchiveListing
{
    std::vector<ArchiveEntry> entries; ///< in the archive's order
    std::uintmax_t unzippedBytes = 0;
    std::uintmax_t files = 0;
};

/// Reads all that a zip says about its entries and believes none of it (security.md B.2.9). Refused are names that are
/// absolute, climb, have a drive, a NUL or a backslash, differ in case only or pass through a file or link; more than
/// 65,535 entries or 32 folders; special files; links that are not relative or lead out; encryption; compression other
/// than deflate; entries that share bytes; more than 250 MB; more than 200 bytes out of one. Blocking; any thread.
Result<ArchiveListing> inspectArchive(const std::filesystem::path &file);
Result<ArchiveListing> inspectArchive(Descriptor file);

/// inspectArchive, then all of it into an existing empty folder: every file is opened beneath it, never through a link,
/// with mode 644 or 755; an entry that yields other bytes than announced ends it. What was written by then is left to
/// the caller. durable: returns after the file system has it.
Result<ArchiveListing> unpackArchive(const std::filesystem::path &file, const std::filesystem::path &folder,
                                     bool durable);
Result<ArchiveListing> unpackArchive(Descriptor file, const std::filesystem::path &folder, bool durable);

} // namespace lambdarium
