// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/archivedirectory.h"

#include "core/workspace/archive.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace lambdarium {

namespace {

constexpr std::uint64_t entriesMax = 65535;
constexpr std::uint64_t directoryBytesMax = 64U << 20U;
constexpr std::size_t endBytes = 22;
constexpr std::size_t centralBytes = 46;
constexpr std::size_t localBytes = 30;

/// Little-endian number at a place that the caller has checked.
std::uint64_t number(const std::string &bytes, std::size_t at, int count)
{
    std::uint64_t value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

std::optional<std::string> bytesAt(int descriptor, std::uint64_t offset, std::size_t count)
{
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    while (filled < count) {
        const ssize_t got = ::pread(descriptor, bytes.data() + filled, count - filled,
                                    static_cast<off_t>(offset + filled));
        if (got <= 0)
            return std::nullopt;
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

/// Where the central directory lies.
struct Place
{
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    std::uint64_t offset = 0;
    std::uint64_t end = 0; ///< the first byte behind it
};

Result<Place> findDirectory(int descriptor, std::uint64_t size)
{
    if (size < endBytes)
        return cannotUnzip("not a zip file");
    const std::size_t tail = static_cast<std::size_t>(std::min<std::uint64_t>(size, endBytes + 65535));
    const auto bytes = bytesAt(descriptor, size - tail, tail);
    if (!bytes)
        return cannotUnzip("unreadable");
    std::size_t at = std::string::npos;
    for (std::size_t i = tail - endBytes + 1; i-- > 0;) {
        if (bytes->compare(i, 4, "PK\5\6") == 0 && number(*bytes, i + 20, 2) == tail - endBytes - i) {
            at = i;
            break;
        }
    }
    if (at == std::string::npos)
        return cannotUnzip("not a zip file, or cut short");
    if (number(*bytes, at + 4, 2) != 0 || number(*bytes, at + 6, 2) != 0)
        return cannotUnzip("one part of several");
    Place place{number(*bytes, at + 10, 2), number(*bytes, at + 12, 4), number(*bytes, at + 16, 4), size - tail + at};
    const bool marked = place.entries == 0xFFFF || place.bytes == 0xFFFFFFFF || place.offset == 0xFFFFFFFF;
    if (marked && at >= 20 && bytes->compare(at - 20, 4, "PK\6\7") == 0) {
        const std::uint64_t where = number(*bytes, at - 12, 8);
        const auto large = where <= size - std::min<std::uint64_t>(size, 56) ? bytesAt(descriptor, where, 56)
                                                                             : std::nullopt;
        if (!large || large->compare(0, 4, "PK\6\6") != 0)
            return cannotUnzip("broken directory");
        place = {number(*large, 32, 8), number(*large, 40, 8), number(*large, 48, 8), where};
    }
    if (place.entries > entriesMax)
        return cannotUnzip("more than 65535 entries");
    if (place.bytes > directoryBytesMax || place.offset > place.end || place.bytes > place.end - place.offset)
        return cannotUnzip("broken directory");
    return place;
}

/// Sizes and offset that do not fit 32 bits stand in an extra field, in this order, as far as they are marked.
bool readLarge(const std::string &extra, ArchiveRecord &record)
{
    std::vector<std::uint64_t *> wanted;
    for (std::uint64_t *value : {&record.unzipped, &record.zipped, &record.offset})
        if (*value == 0xFFFFFFFF)
            wanted.push_back(value);
    if (wanted.empty())
        return true;
    for (std::size_t at = 0; at + 4 <= extra.size();) {
        const auto kind = number(extra, at, 2);
        const auto length = static_cast<std::size_t>(number(extra, at + 2, 2));
        if (at + 4 + length > extra.size())
            return false;
        if (kind == 1) {
            if (length < wanted.size() * 8)
                return false;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                *wanted[i] = number(extra, at + 4 + i * 8, 8);
            return true;
        }
        at += 4 + length;
    }
    return false;
}

Result<std::vector<ArchiveRecord>> parse(const std::string &bytes, std::uint64_t entries)
{
    std::vector<ArchiveRecord> records;
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < entries; ++i) {
        if (bytes.size() - at < centralBytes || bytes.compare(at, 4, "PK\1\2") != 0)
            return cannotUnzip("broken directory");
        const auto nameBytes = static_cast<std::size_t>(number(bytes, at + 28, 2));
        const auto extraBytes = static_cast<std::size_t>(number(bytes, at + 30, 2));
        const auto commentBytes = static_cast<std::size_t>(number(bytes, at + 32, 2));
        const std::size_t whole = centralBytes + nameBytes + extraBytes + commentBytes;
        if (bytes.size() - at < whole)
            return cannotUnzip("broken directory");
        ArchiveRecord record;
        record.host = static_cast<unsigned>(number(bytes, at + 5, 1));
        record.flags = static_cast<unsigned>(number(bytes, at + 8, 2));
        record.method = static_cast<unsigned>(number(bytes, at + 10, 2));
        record.zipped = number(bytes, at + 20, 4);
        record.unzipped = number(bytes, at + 24, 4);
        record.attributes = static_cast<std::uint32_t>(number(bytes, at + 38, 4));
        record.offset = number(bytes, at + 42, 4);
        record.name = bytes.substr(at + centralBytes, nameBytes);
        if (!readLarge(bytes.substr(at + centralBytes + nameBytes, extraBytes), record))
            return cannotUnzip("broken directory");
        records.push_back(std::move(record));
        at += whole;
    }
    return records;
}

/// Each entry owns its bytes: an archive whose entries share them unpacks to far more than it holds.
Result<void> checkLocal(int descriptor, const std::vector<ArchiveRecord> &records, std::uint64_t end)
{
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
    for (const ArchiveRecord &record : records) {
        if (record.offset >= end || end - record.offset < localBytes)
            return cannotUnzip(record.name + " lies outside of the archive");
        const auto head = bytesAt(descriptor, record.offset, localBytes);
        if (!head || head->compare(0, 4, "PK\3\4") != 0)
            return cannotUnzip(record.name + " has no header of its own");
        const auto nameBytes = static_cast<std::size_t>(number(*head, 26, 2));
        const std::uint64_t extraBytes = number(*head, 28, 2);
        const auto name = bytesAt(descriptor, record.offset + localBytes, nameBytes);
        if (!name || *name != record.name)
            return cannotUnzip(record.name + " is named differently in two places");
        const std::uint64_t data = record.offset + localBytes + nameBytes + extraBytes;
        if (data > end || record.zipped > end - data)
            return cannotUnzip(record.name + " lies outside of the archive");
        ranges.emplace_back(record.offset, data + record.zipped);
    }
    std::ranges::sort(ranges);
    for (std::size_t i = 1; i < ranges.size(); ++i)
        if (ranges[i].first < ranges[i - 1].second)
            return cannotUnzip("entries overlap");
    return {};
}

} // namespace

Result<std::vector<ArchiveRecord>> readArchiveDirectory(int descriptor)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return cannotUnzip("not a file");
    const auto place = findDirectory(descriptor, static_cast<std::uint64_t>(status.st_size));
    if (!place)
        return place.error();
    const auto bytes = bytesAt(descriptor, place->offset, static_cast<std::size_t>(place->bytes));
    if (!bytes)
        return cannotUnzip("broken directory");
    auto records = parse(*bytes, place->entries);
    if (!records)
        return records.error();
    if (auto checked = checkLocal(descriptor, *records, place->offset); !checked)
        return checked.error();
    return records;
}

} // namespace lambdarium
