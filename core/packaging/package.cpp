// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/package.h"

#include "core/workspace/archive.h"
#include "core/workspace/files.h"
#include "core/workspace/snapshot.h"

#include <zip.h>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr zip_uint16_t dosDate = (0U << 9U) | (1U << 5U) | 1U; ///< 1980-01-01, the first that a zip can hold
constexpr zip_uint32_t dosFolder = 0x10;

struct Discard
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

Error fault(const fs::path &file, zip_t *archive)
{
    return {ErrorCode::Io, "writing " + file.string() + ": " + zip_strerror(archive)};
}

/// Adds one entry; its bytes are read when the archive is closed.
Result<void> add(zip_t *archive, const fs::path &code, const CodeEntry &entry, const fs::path &file)
{
    const bool folder = entry.kind == CodeEntry::Kind::Folder;
    const bool link = entry.kind == CodeEntry::Kind::Link;
    const std::string name = entry.path.generic_string() + (folder ? "/" : "");
    zip_int64_t index = -1;
    if (folder) {
        index = zip_dir_add(archive, name.c_str(), ZIP_FL_ENC_UTF_8);
    } else {
        zip_source_t *source = link ? zip_source_buffer(archive, entry.target.data(), entry.target.size(), 0)
                                    : zip_source_file(archive, (code / entry.path).c_str(), 0, -1);
        if (source != nullptr)
            index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (source != nullptr && index < 0)
            zip_source_free(source);
    }
    if (index < 0)
        return fault(file, archive);
    const auto at = static_cast<zip_uint64_t>(index);
    const zip_uint32_t mode = folder ? S_IFDIR | 0755U
        : link                       ? S_IFLNK | 0777U
                                     : S_IFREG | (entry.executable ? 0755U : 0644U);
    const zip_uint32_t attributes = (mode << 16U) | (folder ? dosFolder : 0U);
    const bool set = zip_file_set_dostime(archive, at, 0, dosDate, 0) == 0
        && zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, attributes) == 0
        && (folder || link || zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 9) == 0);
    if (!set)
        return fault(file, archive);
    return {};
}

/// Saved events of a workspace are no part of a function whose code is the whole workspace.
bool isEventFolder(const fs::path &code)
{
    std::error_code failure;
    if (!fs::is_directory(code / "events", failure))
        return false;
    for (fs::recursive_directory_iterator at(code / "events", failure), end; !failure && at != end;
         at.increment(failure))
        if (!at->is_directory(failure) && at->path().extension() != ".json")
            return false;
    return !failure;
}

bool belongs(const CodeEntry &entry, bool events) { return !events || *entry.path.begin() != "events"; }

std::string base64(const std::string &hex)
{
    static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
    std::string text;
    unsigned bits = 0, held = 0;
    for (const char c : hex) {
        held = (held << 4U) | digit(c);
        bits += 4;
        if (bits < 6)
            continue;
        bits -= 6;
        text += letters[(held >> bits) & 63U];
        held &= (1U << bits) - 1U;
    }
    if (bits > 0)
        text += letters[(held << (6 - bits)) & 63U];
    while (text.size() % 4 != 0)
        text += '=';
    return text;
}

/// A free name in the folder for what was taken out of its place.
Result<fs::path> placeIn(const fs::path &trash, const std::string &name)
{
    std::error_code failure;
    fs::create_directories(trash, failure);
    if (failure)
        return Error::fromErrno("making " + trash.string(), failure.value());
    for (int number = 1; number < 100000; ++number) {
        const fs::path place = trash / (name + "-" + std::to_string(number));
        if (!fs::exists(fs::symlink_status(place, failure)))
            return place;
    }
    return Error{ErrorCode::Io, trash.string() + " is full."};
}

/// Puts `fresh` where `target` is and what was there into the trash; both or neither.
Result<fs::path> exchange(const fs::path &fresh, const fs::path &target, const fs::path &trash)
{
    std::error_code failure;
    const fs::path parent = target.parent_path();
    if (!fs::exists(fs::symlink_status(target, failure))) {
        if (::rename(fresh.c_str(), target.c_str()) != 0)
            return Error::fromErrno("putting " + target.string() + " in place", errno);
        return fs::path();
    }
    const auto place = placeIn(trash, target.filename().string());
    if (!place)
        return place.error();
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) != 0)
        return Error::fromErrno("putting " + target.string() + " in place", errno);
    if (::rename(fresh.c_str(), place->c_str()) != 0) {
        const int reason = errno;
        ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE);
        return Error::fromErrno("keeping the old content in " + trash.string(), reason);
    }
    const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.valid())
        ::fsync(folder.value());
    return *place;
}

std::string temporaryName(const fs::path &target)
{
    return "." + target.filename().string() + ".import-" + std::to_string(::getpid());
}

} // namespace

Result<std::string> codeSha256(const fs::path &file)
{
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.valid())
        return Error::fromErrno("reading " + file.string(), errno);
    const auto bytes = readAll(descriptor, unzippedBytesMax * 2, file.string());
    if (!bytes)
        return bytes.error();
    return base64(contentHash(*bytes));
}

namespace {

/// Packs into `temporary`; messages name `file`. What was written is left to the caller.
Result<PackageOutcome> pack(const fs::path &code, const fs::path &temporary, const fs::path &file)
{
    auto entries = listCode(code);
    if (!entries)
        return entries.error();
    const bool events = isEventFolder(code);
    int reason = 0;
    Archive archive(zip_open(temporary.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &reason));
    if (!archive)
        return Error{ErrorCode::Io, "The folder of " + file.string() + " cannot be written."};
    PackageOutcome outcome;
    for (const CodeEntry &entry : *entries) {
        if (!belongs(entry, events))
            continue;
        if (auto added = add(archive.get(), code, entry, file); !added)
            return added.error();
        outcome.unzippedBytes += static_cast<std::int64_t>(entry.size);
        outcome.files += entry.kind == CodeEntry::Kind::Folder ? 0 : 1;
    }
    if (outcome.files == 0)
        return Error{ErrorCode::InvalidInput, "There is nothing to pack in " + code.string() + "."};
    if (zip_close(archive.get()) != 0)
        return fault(file, archive.get());
    static_cast<void>(archive.release()); // closed
    std::error_code failure;
    outcome.zippedBytes = static_cast<std::int64_t>(fs::file_size(temporary, failure));
    auto sha256 = codeSha256(temporary);
    if (!sha256)
        return sha256.error();
    outcome.sha256 = std::move(*sha256);
    return outcome;
}

} // namespace

Result<PackageOutcome> writePackage(const fs::path &code, const fs::path &file)
{
    const fs::path temporary = file.parent_path() / ("." + file.filename().string() + "." + std::to_string(::getpid()));
    auto outcome = pack(code, temporary, file);
    const bool tooLarge = outcome && outcome->zippedBytes > static_cast<std::int64_t>(zippedBytesMax);
    if (!outcome || tooLarge || ::chmod(temporary.c_str(), 0644) != 0
        || ::rename(temporary.c_str(), file.c_str()) != 0) {
        const int number = errno;
        std::error_code failure;
        fs::remove(temporary, failure);
        return tooLarge ? zippedTooLarge()
            : outcome   ? Error::fromErrno("writing " + file.string(), number)
                        : outcome.error();
    }
    outcome->path = file.string();
    return outcome;
}

Result<PackageOutcome> measurePackage(const fs::path &code, const fs::path &scratch)
{
    static std::atomic<unsigned> counter{0};
    std::error_code failure;
    fs::create_directories(scratch, failure);
    if (failure)
        return Error::fromErrno("making " + scratch.string(), failure.value());
    const fs::path temporary = scratch
        / (".measured-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".zip");
    auto outcome = pack(code, temporary, temporary);
    fs::remove(temporary, failure);
    return outcome;
}

Result<fs::path> keepCopy(const fs::path &file, const fs::path &trash)
{
    auto place = placeIn(trash, file.filename().string());
    if (!place)
        return place.error();
    std::error_code failure;
    fs::copy_file(file, *place, failure);
    if (failure)
        return Error::fromErrno("keeping the old content in " + trash.string(), failure.value());
    return place;
}

Result<PackageOutcome> replaceFolder(const fs::path &archive, const fs::path &folder, const fs::path &trash,
                                     const Unpacker &unpacker)
{
    const fs::path fresh = folder.parent_path() / temporaryName(folder);
    std::error_code failure;
    auto checked = unpacker.inspect(archive); // before anything is made
    if (!checked)
        return checked.error();
    fs::remove_all(fresh, failure);
    fs::create_directories(fresh, failure);
    if (failure)
        return Error::fromErrno("making " + fresh.string(), failure.value());
    PackageOutcome outcome;
    outcome.zippedBytes = static_cast<std::int64_t>(fs::file_size(archive, failure));
    const auto listing = unpacker.unpack(archive, fresh, true);
    const auto entries = listing ? listCode(fresh) : Result<std::vector<CodeEntry>>(listing.error());
    const auto sha256 = entries ? codeSha256(archive) : Result<std::string>(entries.error());
    auto previous = sha256 ? exchange(fresh, folder, trash) : Result<fs::path>(sha256.error());
    if (!previous) {
        fs::remove_all(fresh, failure);
        return previous.error();
    }
    outcome.unzippedBytes = static_cast<std::int64_t>(listing->unzippedBytes);
    outcome.files = static_cast<std::int64_t>(listing->files);
    outcome.sha256 = *sha256;
    outcome.path = folder.string();
    outcome.previous = previous->string();
    return outcome;
}

} // namespace lambdarium
