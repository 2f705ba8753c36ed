// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/objectfiles.h"

#include "core/services/digests.h"

#include <openssl/evp.h>

#include <cerrno>
#include <fstream>
#include <memory>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t chunkBytes = 1024 * 1024;

} // namespace

fs::path ObjectFiles::temporaryFile()
{
    std::error_code ignored;
    fs::create_directories(m_directory, ignored);
    return m_directory / ("tmp-" + std::to_string(m_nextTemporary++));
}

Result<void> ObjectFiles::keep(const fs::path &temporary, const std::string &blob)
{
    std::error_code fault;
    fs::create_directories(path(blob).parent_path(), fault);
    if (!fault)
        fs::rename(temporary, path(blob), fault);
    if (fault) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        return Error::fromErrno("writing an object", fault.value());
    }
    ++m_references[blob];
    return {};
}

Result<ObjectFiles::Stored> ObjectFiles::put(std::string_view bytes)
{
    const Stored stored{sha256Hex(bytes), static_cast<std::int64_t>(bytes.size())};
    if (const auto known = m_references.find(stored.blob); known != m_references.end()) {
        ++known->second;
        return stored;
    }
    const fs::path temporary = temporaryFile();
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
        const int reason = errno;
        std::error_code ignored;
        fs::remove(temporary, ignored);
        return Error::fromErrno("writing an object", reason);
    }
    if (auto kept = keep(temporary, stored.blob); !kept)
        return kept.error();
    return stored;
}

Result<ObjectFiles::Stored> ObjectFiles::join(const std::vector<std::string> &blobs)
{
    const fs::path temporary = temporaryFile();
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
    std::string chunk(chunkBytes, '\0');
    std::int64_t size = 0;
    for (const auto &blob : blobs) {
        std::ifstream in(path(blob), std::ios::binary);
        if (!in)
            return Error{ErrorCode::Corrupt, "The bytes of a part are missing."};
        while (in) {
            in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
            const auto count = in.gcount();
            EVP_DigestUpdate(digest.get(), chunk.data(), static_cast<std::size_t>(count));
            out.write(chunk.data(), count);
            size += count;
        }
    }
    out.close();
    if (!out) {
        const int reason = errno;
        std::error_code ignored;
        fs::remove(temporary, ignored);
        return Error::fromErrno("writing an object", reason);
    }
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned int hashSize = 0;
    EVP_DigestFinal_ex(digest.get(), hash, &hashSize);
    const Stored stored{toHex({reinterpret_cast<const char *>(hash), hashSize}), size};
    if (auto kept = keep(temporary, stored.blob); !kept)
        return kept.error();
    return stored;
}

Result<std::string> ObjectFiles::read(const std::string &blob, std::int64_t offset, std::int64_t length) const
{
    std::ifstream file(path(blob), std::ios::binary);
    std::string bytes(static_cast<std::size_t>(length), '\0');
    file.seekg(offset);
    file.read(bytes.data(), static_cast<std::streamsize>(length));
    if (!file)
        return Error{ErrorCode::Corrupt, "The bytes of an object are missing."};
    return bytes;
}

void ObjectFiles::release(const std::string &blob)
{
    const auto known = m_references.find(blob);
    if (known == m_references.end() || --known->second > 0)
        return;
    m_references.erase(known);
    std::error_code ignored;
    fs::remove(path(blob), ignored);
}

void ObjectFiles::sweep()
{
    std::error_code fault;
    std::vector<fs::path> unknown;
    for (fs::recursive_directory_iterator entry(m_directory, fault), end; !fault && entry != end;
         entry.increment(fault))
        if (entry->is_regular_file(fault) && !m_references.contains(entry->path().filename().string()))
            unknown.push_back(entry->path());
    for (const auto &file : unknown)
        fs::remove(file, fault);
}

} // namespace lambdarium
