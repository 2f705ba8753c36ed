// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/archive.h"

#include "core/workspace/archivedirectory.h"
#include "core/workspace/files.h"

#include <zip.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string_view>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t depthMax = 32;
constexpr std::uint64_t ratioMax = 200;
constexpr std::uint64_t ratioFrom = 1U << 20U; ///< small files of zeros are no bombs
constexpr std::uint64_t targetBytesMax = 4095;
constexpr unsigned unixHost = 3;
constexpr unsigned macHost = 19;

struct Closer
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Closer>;
using Reader = std::unique_ptr<zip_file_t, Closer>;

/// Parts of a name; nothing when it is not one that may be unpacked.
Result<std::vector<std::string_view>> partsOf(std::string_view name)
{
    const auto refused = [&](const char *why) { return cannotUnzip("'" + std::string(name) + "' " + why); };
    if (name.find('\0') != std::string_view::npos)
        return cannotUnzip("a name holds a NUL");
    if (name.find('\\') != std::string_view::npos)
        return refused("holds a backslash");
    if (name.starts_with('/'))
        return refused("is an absolute path");
    if (name.size() > 1 && name[1] == ':' && std::isalpha(static_cast<unsigned char>(name[0])) != 0)
        return refused("names a drive");
    if (name.ends_with('/'))
        name.remove_suffix(1);
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        parts.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    for (const std::string_view part : parts) {
        if (part.empty() || part == "." || part == "..")
            return refused("leads out of the archive");
        if (part.size() > 255)
            return refused("is too long");
    }
    if (parts.size() > depthMax)
        return refused("is nested deeper than 32 folders");
    return parts;
}

std::string folded(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// "..", then names: never back out through a name, which may be a link itself.
bool staysInside(const std::string &path, const std::string &target)
{
    if (target.empty() || target.front() == '/' || target.find('\0') != std::string::npos)
        return false;
    auto depth = std::ranges::count(path, '/');
    bool named = false;
    for (const fs::path &part : fs::path(target)) {
        if (part == "..") {
            if (named || --depth < 0)
                return false;
        } else if (!part.empty() && part != ".") {
            named = true;
        }
    }
    return true;
}

Result<ArchiveEntry> entryOf(const ArchiveRecord &record, std::uint64_t index)
{
    const auto refused = [&](const char *why) { return cannotUnzip("'" + record.name + "' " + why); };
    if (auto parts = partsOf(record.name); !parts)
        return parts.error();
    if ((record.flags & 0x2041U) != 0)
        return refused("is encrypted");
    if (record.method != ZIP_CM_STORE && record.method != ZIP_CM_DEFLATE)
        return refused("is compressed in a way that Lambda does not take");
    if (record.method == ZIP_CM_STORE && record.zipped != record.unzipped)
        return refused("has two sizes");
    ArchiveEntry entry{.path = record.name, .size = record.unzipped, .index = index, .target = {}};
    const bool slash = record.name.ends_with('/');
    if (slash)
        entry.path.pop_back();
    const bool unixMode = record.host == unixHost || record.host == macHost;
    const unsigned mode = unixMode ? record.attributes >> 16U : 0;
    if (slash || S_ISDIR(mode))
        entry.kind = ArchiveEntry::Kind::Folder;
    else if (S_ISLNK(mode))
        entry.kind = ArchiveEntry::Kind::Link;
    else if ((mode & S_IFMT) != 0 && !S_ISREG(mode))
        return refused("is neither a file nor a folder");
    if (entry.kind == ArchiveEntry::Kind::Folder && record.unzipped != 0)
        return refused("is a folder with content");
    if (entry.kind == ArchiveEntry::Kind::Link && record.unzipped > targetBytesMax)
        return refused("is a link that is too long");
    entry.executable = (mode & 0111U) != 0;
    return entry;
}

/// No two names that some file system takes for one, and nothing below what is not a folder.
Result<void> checkNames(const std::vector<ArchiveEntry> &entries)
{
    std::set<std::string> all, solid;
    for (const ArchiveEntry &entry : entries) {
        if (!all.insert(folded(entry.path)).second)
            return cannotUnzip("'" + entry.path + "' is there twice");
        if (entry.kind != ArchiveEntry::Kind::Folder)
            solid.insert(folded(entry.path));
    }
    for (const ArchiveEntry &entry : entries) {
        const std::string path = folded(entry.path);
        for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1))
            if (solid.contains(path.substr(0, at)))
                return cannotUnzip("'" + entry.path + "' lies below a file");
    }
    return {};
}

Result<void> checkSizes(const std::vector<ArchiveRecord> &records)
{
    std::uint64_t zipped = 0, unzipped = 0;
    for (const ArchiveRecord &record : records) {
        if (record.unzipped > unzippedBytesMax || (unzipped += record.unzipped) > unzippedBytesMax)
            return unzippedTooLarge();
        zipped += record.zipped;
        if (record.unzipped > ratioFrom && record.unzipped / ratioMax > record.zipped)
            return cannotUnzip("'" + record.name + "' unpacks to more than 200 times its size");
    }
    if (unzipped > ratioFrom && unzipped / ratioMax > zipped)
        return cannotUnzip("it unpacks to more than 200 times its size");
    return {};
}

Result<void> readEntry(zip_t *archive, const ArchiveEntry &entry, const Descriptor *to, std::string *text)
{
    const Reader reader(zip_fopen_index(archive, entry.index, ZIP_FL_UNCHANGED));
    if (!reader)
        return cannotUnzip("'" + entry.path + "' cannot be read");
    std::array<char, 65536> buffer{};
    std::uint64_t total = 0;
    while (true) {
        const zip_int64_t count = zip_fread(reader.get(), buffer.data(), buffer.size());
        if (count < 0)
            return cannotUnzip("'" + entry.path + "' is damaged");
        if (count == 0)
            break;
        const std::string_view part(buffer.data(), static_cast<std::size_t>(count));
        if ((total += part.size()) > entry.size)
            return cannotUnzip("'" + entry.path + "' is longer than it says");
        if (text)
            text->append(part);
        if (to)
            if (auto written = writeAll(*to, part, entry.path); !written)
                return written;
    }
    if (total != entry.size)
        return cannotUnzip("'" + entry.path + "' is shorter than it says");
    return {};
}

/// The library must see what we saw.
Result<Archive> openFor(const Descriptor &file, const std::vector<ArchiveRecord> &records)
{
    const int copy = ::fcntl(file.value(), F_DUPFD_CLOEXEC, 3);
    int fault = 0;
    Archive archive(copy < 0 ? nullptr : zip_fdopen(copy, ZIP_RDONLY, &fault));
    if (!archive) {
        if (copy >= 0)
            ::close(copy);
        return cannotUnzip("broken directory");
    }
    if (zip_get_num_entries(archive.get(), ZIP_FL_UNCHANGED) != static_cast<zip_int64_t>(records.size()))
        return cannotUnzip("broken directory");
    for (std::size_t i = 0; i < records.size(); ++i) {
        zip_stat_t status;
        const char *name = zip_get_name(archive.get(), i, ZIP_FL_ENC_RAW);
        if (zip_stat_index(archive.get(), i, ZIP_FL_UNCHANGED, &status) != 0 || name == nullptr
            || records[i].name != name || status.size != records[i].unzipped || status.comp_size != records[i].zipped)
            return cannotUnzip("broken directory");
    }
    return archive;
}

/// Pass 1.
Result<ArchiveListing> inspect(const std::vector<ArchiveRecord> &records, zip_t *archive)
{
    if (auto checked = checkSizes(records); !checked)
        return checked.error();
    ArchiveListing listing;
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto entry = entryOf(records[i], i);
        if (!entry)
            return entry.error();
        listing.entries.push_back(std::move(*entry));
    }
    if (auto checked = checkNames(listing.entries); !checked)
        return checked.error();
    for (ArchiveEntry &entry : listing.entries) {
        listing.unzippedBytes += entry.size;
        listing.files += entry.kind == ArchiveEntry::Kind::Folder ? 0 : 1;
        if (entry.kind != ArchiveEntry::Kind::Link)
            continue;
        if (auto read = readEntry(archive, entry, nullptr, &entry.target); !read)
            return read.error();
        if (!staysInside(entry.path, entry.target))
            return cannotUnzip("the link '" + entry.path + "' leads out of the archive");
    }
    return listing;
}

Result<void> makeFolders(const fs::path &root, const fs::path &relative)
{
    fs::path at;
    for (const fs::path &part : relative) {
        const auto parent = openBeneath(root, at, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        if (!parent)
            return parent.error();
        if (::mkdirat(parent->value(), part.c_str(), 0755) != 0 && errno != EEXIST)
            return Error::fromErrno("making " + (at / part).string(), errno);
        at /= part;
    }
    return {};
}

/// Pass 2: one entry.
Result<void> extract(zip_t *archive, const ArchiveEntry &entry, const fs::path &root)
{
    const fs::path path(entry.path);
    if (entry.kind == ArchiveEntry::Kind::Folder)
        return makeFolders(root, path);
    if (auto made = makeFolders(root, path.parent_path()); !made)
        return made;
    if (entry.kind == ArchiveEntry::Kind::Link) {
        const auto parent = openBeneath(root, path.parent_path(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        if (!parent)
            return parent.error();
        if (::symlinkat(entry.target.c_str(), parent->value(), path.filename().c_str()) != 0)
            return Error::fromErrno("making " + entry.path, errno);
        return {};
    }
    const auto file = openBeneath(root, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (!file)
        return file.error();
    if (auto read = readEntry(archive, entry, &*file, nullptr); !read)
        return read;
    if (::fchmod(file->value(), entry.executable ? 0755 : 0644) != 0)
        return Error::fromErrno("writing " + entry.path, errno);
    return {};
}

struct Opened
{
    Descriptor file;
    Archive archive;
    ArchiveListing listing;
};

Result<Descriptor> descriptorOf(const fs::path &path)
{
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return Error::fromErrno("opening " + path.string(), errno);
    return file;
}

Result<Opened> open(Descriptor file)
{
    Opened opened{std::move(file), nullptr, {}};
    const auto records = readArchiveDirectory(opened.file.value());
    if (!records)
        return records.error();
    for (const ArchiveRecord &record : *records) // before the library reads a name as C does
        if (auto parts = partsOf(record.name); !parts)
            return parts.error();
    auto archive = openFor(opened.file, *records);
    if (!archive)
        return archive.error();
    opened.archive = std::move(*archive);
    auto listing = inspect(*records, opened.archive.get());
    if (!listing)
        return listing.error();
    opened.listing = std::move(*listing);
    return opened;
}

} // namespace

Error unzippedTooLarge()
{
    return {ErrorCode::InvalidInput,
            "InvalidParameterValueException: Unzipped size must be smaller than " + std::to_string(unzippedBytesMax)
                + " bytes"};
}

Error zippedTooLarge()
{
    return {ErrorCode::InvalidInput,
            "RequestEntityTooLargeException: Zipped size must be smaller than " + std::to_string(zippedBytesMax)
                + " bytes"};
}

Error cannotUnzip(const std::string &reason)
{
    return {ErrorCode::InvalidInput,
            "InvalidParameterValueException: Could not unzip uploaded file. Please check your file, then try to "
            "upload again. ("
                + reason + ")"};
}

Result<ArchiveListing> inspectArchive(const fs::path &file)
{
    auto descriptor = descriptorOf(file);
    return descriptor ? inspectArchive(std::move(*descriptor)) : descriptor.error();
}

Result<ArchiveListing> unpackArchive(const fs::path &file, const fs::path &folder, bool durable)
{
    auto descriptor = descriptorOf(file);
    return descriptor ? unpackArchive(std::move(*descriptor), folder, durable) : descriptor.error();
}

Result<ArchiveListing> inspectArchive(Descriptor file)
{
    auto opened = open(std::move(file));
    if (!opened)
        return opened.error();
    return std::move(opened->listing);
}

Result<ArchiveListing> unpackArchive(Descriptor file, const fs::path &folder, bool durable)
{
    auto opened = open(std::move(file));
    if (!opened)
        return opened.error();
    for (const bool links : {false, true}) // links last: nothing is written through one
        for (const ArchiveEntry &entry : opened->listing.entries)
            if ((entry.kind == ArchiveEntry::Kind::Link) == links)
                if (auto done = extract(opened->archive.get(), entry, folder); !done)
                    return done.error();
    if (durable) {
        const Descriptor root(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!root.valid() || ::syncfs(root.value()) != 0)
            return Error::fromErrno("writing " + folder.string(), errno);
    }
    return std::move(opened->listing);
}

} // namespace lambdarium
