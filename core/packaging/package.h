// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "core/workspace/unpacker.h"

#include <filesystem>

namespace lambdarium {

/// Writes the deployment package of a code folder: entries sorted by name, all of 1980-01-01, modes 644 and 755,
/// folders named, so the same content gives the same bytes whoever packs it where and when. What never belongs into a
/// package stays out (snapshot.h). The file appears whole or not at all. The sources are left alone. Blocking; any
/// thread.
///
/// InvalidInput in AWS's words: more than 250 MB, or 50 MB zipped (RequestEntityTooLargeException); `packed.path` then
/// does not exist.
Result<PackageOutcome> writePackage(const std::filesystem::path &code, const std::filesystem::path &file);

/// The digest and size of what writePackage would write, however large; the zip is made in scratch (made when missing)
/// and removed. Blocking; any thread.
Result<PackageOutcome> measurePackage(const std::filesystem::path &code, const std::filesystem::path &scratch);

/// Replaces a code folder by what a zip holds. The zip is checked in full first and unpacked beside the folder
/// (archive.h); then both change places at once. The old content goes to a folder of its own below trash (same file
/// system; made when missing): `previous`, empty when there was none. Whatever fails leaves all as it was.
Result<PackageOutcome> replaceFolder(const std::filesystem::path &archive, const std::filesystem::path &folder,
                                     const std::filesystem::path &trash, const Unpacker &unpacker = {});

/// A copy of a file that is about to be written over, in a folder of its own below trash.
Result<std::filesystem::path> keepCopy(const std::filesystem::path &file, const std::filesystem::path &trash);

/// base64(SHA-256) as CodeSha256 has it.
Result<std::string> codeSha256(const std::filesystem::path &file);

} // namespace lambdarium
