// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lambdarium {

/// One record of a zip's central directory, as it stands there.
struct ArchiveRecord
{
    std::string name;
    unsigned host = 0; ///< 3: Unix
    unsigned flags = 0;
    unsigned method = 0;
    std::uint32_t attributes = 0; ///< external; Unix: mode << 16
    std::uint64_t zipped = 0;
    std::uint64_t unzipped = 0;
    std::uint64_t offset = 0; ///< of its local header
};

/// Reads the central directory (zip64 too) and checks it against the local headers: same names, no byte in two entries,
/// all of them before the directory. The error is AWS's (archive.h).
Result<std::vector<ArchiveRecord>> readArchiveDirectory(int descriptor);

} // namespace lambdarium
