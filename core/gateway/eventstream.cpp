// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/eventstream.h"

#include <array>

namespace lambdarium {

namespace {

constexpr std::array<std::uint32_t, 256> makeTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = value & 1 ? 0xedb88320U ^ value >> 1 : value >> 1;
        table[i] = value;
    }
    return table;
}

void appendBigEndian(std::string &out, std::uint32_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xff);
}

} // namespace

std::uint32_t crc32(std::string_view bytes)
{
    static constexpr auto table = makeTable();
    std::uint32_t sum = 0xffffffffU;
    for (const unsigned char byte : bytes)
        sum = table[(sum ^ byte) & 0xff] ^ sum >> 8;
    return ~sum;
}

std::string eventStreamMessage(std::initializer_list<std::pair<std::string_view, std::string_view>> headers,
                               std::string_view payload)
{
    constexpr char stringType = 7;
    constexpr std::size_t frameBytes = 16; // two lengths, two sums
    std::string head;
    for (const auto &[name, value] : headers) {
        head += static_cast<char>(name.size());
        head.append(name) += stringType;
        appendBigEndian(head, static_cast<std::uint32_t>(value.size()), 2);
        head.append(value);
    }
    std::string message;
    message.reserve(frameBytes + head.size() + payload.size());
    appendBigEndian(message, static_cast<std::uint32_t>(frameBytes + head.size() + payload.size()), 4);
    appendBigEndian(message, static_cast<std::uint32_t>(head.size()), 4);
    appendBigEndian(message, crc32(message), 4);
    message.append(head).append(payload);
    appendBigEndian(message, crc32(message), 4);
    return message;
}

std::string eventStreamEvent(std::string_view event, std::string_view contentType, std::string_view payload)
{
    return eventStreamMessage({{":message-type", "event"}, {":event-type", event}, {":content-type", contentType}},
                              payload);
}

} // namespace lambdarium
