// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Bytes of objects as files named by their SHA-256, written through a temporary file and counted by reference.
/// Core thread; owned by S3Service. Same bytes are kept once.
class ObjectFiles
{
public:
    explicit ObjectFiles(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    struct Stored
    {
        std::string blob;
        std::int64_t size = 0;
    };
    /// Writes; the caller holds one reference.
    Result<Stored> put(std::string_view bytes);
    /// One file out of several.
    Result<Stored> join(const std::vector<std::string> &blobs);
    Result<std::string> read(const std::string &blob, std::int64_t offset, std::int64_t length) const;
    void addReference(const std::string &blob) { ++m_references[blob]; }
    /// The last reference takes the file away.
    void release(const std::string &blob);
    /// After loading: removes files that nothing refers to (left by a crash between file and store).
    void sweep();

private:
    std::filesystem::path path(const std::string &blob) const { return m_directory / blob.substr(0, 2) / blob; }
    Result<void> keep(const std::filesystem::path &temporary, const std::string &blob);
    std::filesystem::path temporaryFile();

    std::filesystem::path m_directory;
    std::map<std::string, std::int64_t> m_references;
    std::uint64_t m_nextTemporary = 1;
};

} // namespace lambdarium
