// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <mutex>

namespace lambdarium {

std::string contentHash(std::string_view bytes);

/// One file, folder or link of a code folder, as found by one walk.
struct CodeEntry
{
    enum class Kind { File, Folder, Link };
    std::filesystem::path path; ///< relative
    Kind kind = Kind::File;
    bool executable = false;
    std::uintmax_t size = 0;
    std::string target; ///< of a link
    std::string stamp;  ///< inode, size, change time: equal stamps mean equal content
};

/// Sorted by path; leftOut: names at the top that are passed over. InvalidInput for links that leave the folder,
/// special files and what is larger than Lambda takes.
Result<std::vector<CodeEntry>> listCode(const std::filesystem::path &folder,
                                        const std::vector<std::string> &leftOut = {});

/// Which content hash a code folder had when its stamps were these. Shared by copies of a Workspace; any thread.
class Workspace::SnapshotCache
{
public:
    struct Known
    {
        std::string stamps;
        std::string hash;
        std::uintmax_t bytes = 0; ///< unzipped
    };
    /// An empty hash when nothing is known of these stamps.
    Known find(const std::string &folder, const std::string &stamps);
    void remember(const std::string &folder, Known known);

private:
    std::mutex m_mutex;
    std::map<std::string, Known> m_known; // guarded by m_mutex
};

} // namespace lambdarium
