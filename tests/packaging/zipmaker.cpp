// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "zipmaker.h"

#include <zlib.h>

namespace {

void put(std::string &bytes, std::uint64_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

std::uint32_t checksum(std::string_view text)
{
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef *>(text.data()), static_cast<uInt>(text.size())));
}

std::uint64_t said(const MadeEntry &entry)
{
    return entry.sizeSaid < 0 ? entry.content.size() : static_cast<std::uint64_t>(entry.sizeSaid);
}

const std::string &data(const MadeEntry &entry) { return entry.deflated.empty() ? entry.content : entry.deflated; }

/// The part that local and central header share, up to the name's length.
void putCommon(std::string &bytes, const MadeEntry &entry, bool large)
{
    put(bytes, large ? 45 : 20, 2);
    put(bytes, entry.flags, 2);
    put(bytes, entry.deflated.empty() ? 0 : 8, 2);
    put(bytes, 0, 2);
    put(bytes, 33, 2);
    put(bytes, checksum(entry.content), 4);
    put(bytes, large ? 0xFFFFFFFF : data(entry).size(), 4);
    put(bytes, large ? 0xFFFFFFFF : said(entry), 4);
}

std::string largeExtra(const MadeEntry &entry)
{
    std::string extra;
    put(extra, 1, 2);
    put(extra, 16, 2);
    put(extra, said(entry), 8);
    put(extra, data(entry).size(), 8);
    return extra;
}

std::string made(const std::vector<MadeEntry> &entries, bool large)
{
    std::string bytes;
    std::vector<std::uint64_t> offsets;
    for (const MadeEntry &entry : entries) {
        if (entry.shares >= 0) {
            offsets.push_back(offsets[static_cast<std::size_t>(entry.shares)]);
            continue;
        }
        offsets.push_back(bytes.size());
        const std::string &name = entry.localName.empty() ? entry.name : entry.localName;
        const std::string extra = large ? largeExtra(entry) : std::string();
        bytes += "PK\3\4";
        putCommon(bytes, entry, large);
        put(bytes, name.size(), 2);
        put(bytes, extra.size(), 2);
        bytes += name + extra + data(entry);
    }
    const std::uint64_t begin = bytes.size();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const MadeEntry &entry = entries[i];
        const std::string extra = large ? largeExtra(entry) : std::string();
        bytes += "PK\1\2";
        put(bytes, large ? 45 : 20, 1);
        put(bytes, 3, 1);
        putCommon(bytes, entry, large);
        put(bytes, entry.name.size(), 2);
        put(bytes, extra.size(), 2);
        put(bytes, 0, 2);
        put(bytes, 0, 2);
        put(bytes, 0, 2);
        put(bytes, static_cast<std::uint64_t>(entry.mode) << 16U, 4);
        put(bytes, offsets[i], 4);
        bytes += entry.name + extra;
    }
    const std::uint64_t size = bytes.size() - begin;
    const bool many = large || entries.size() > 65535;
    if (many) {
        const std::uint64_t end = bytes.size();
        bytes += "PK\6\6";
        put(bytes, 44, 8);
        put(bytes, 45, 2);
        put(bytes, 45, 2);
        put(bytes, 0, 8);
        put(bytes, entries.size(), 8);
        put(bytes, entries.size(), 8);
        put(bytes, size, 8);
        put(bytes, begin, 8);
        bytes += "PK\6\7";
        put(bytes, 0, 4);
        put(bytes, end, 8);
        put(bytes, 1, 4);
    }
    bytes += "PK\5\6";
    put(bytes, 0, 4);
    put(bytes, many ? 0xFFFF : entries.size(), 2);
    put(bytes, many ? 0xFFFF : entries.size(), 2);
    put(bytes, many ? 0xFFFFFFFF : size, 4);
    put(bytes, many ? 0xFFFFFFFF : begin, 4);
    put(bytes, 0, 2);
    return bytes;
}

} // namespace

std::string madeZip(const std::vector<MadeEntry> &entries) { return made(entries, false); }

std::string madeZip64(const std::vector<MadeEntry> &entries) { return made(entries, true); }

std::string deflated(std::string_view text)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}
