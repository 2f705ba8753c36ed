// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/dnsmessage.h"

#include <algorithm>

namespace lambdarium {

namespace {

constexpr std::size_t headBytes = 12;
constexpr std::size_t nameBytesMax = 255;
constexpr std::size_t labelBytesMax = 63;
constexpr std::uint32_t timeToLive = 5; // seconds

std::uint8_t byteAt(std::string_view packet, std::size_t at) { return static_cast<std::uint8_t>(packet[at]); }

std::uint16_t shortAt(std::string_view packet, std::size_t at)
{
    return static_cast<std::uint16_t>(byteAt(packet, at) << 8 | byteAt(packet, at + 1));
}

void putShort(std::string &packet, std::uint32_t value)
{
    packet.push_back(static_cast<char>(value >> 8 & 0xff));
    packet.push_back(static_cast<char>(value & 0xff));
}

void putLong(std::string &packet, std::uint32_t value)
{
    putShort(packet, value >> 16);
    putShort(packet, value & 0xffff);
}

/// A letter in lower case, another character of a host name as it is; 0 for what no name has.
char nameCharacter(char c)
{
    if (c >= 'A' && c <= 'Z')
        return static_cast<char>(c - 'A' + 'a');
    const bool legal = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    return legal ? c : '\0';
}

/// The name at `at`, which moves behind it; empty when it is none. Questions have no reason to point backwards.
std::string readName(std::string_view packet, std::size_t &at)
{
    std::string name;
    while (at < packet.size()) {
        const std::size_t length = byteAt(packet, at++);
        if (length == 0)
            return name;
        if (length > labelBytesMax || at + length >= packet.size() || name.size() + length + 1 > nameBytesMax)
            return {};
        if (!name.empty())
            name.push_back('.');
        for (const char c : packet.substr(at, length)) {
            const char plain = nameCharacter(c);
            if (plain == '\0')
                return {};
            name.push_back(plain);
        }
        at += length;
    }
    return {};
}

} // namespace

bool isDnsQuery(std::string_view packet) { return packet.size() >= headBytes && (byteAt(packet, 2) & 0x80) == 0; }

std::optional<DnsQuestion> parseDnsQuestion(std::string_view packet)
{
    constexpr std::uint8_t opcodeBits = 0x78;
    if (!isDnsQuery(packet) || (byteAt(packet, 2) & opcodeBits) != 0 || shortAt(packet, 4) != 1)
        return std::nullopt;
    DnsQuestion question;
    std::size_t at = headBytes;
    question.name = readName(packet, at);
    if (question.name.empty() || at + 4 > packet.size())
        return std::nullopt;
    question.type = shortAt(packet, at);
    question.klass = shortAt(packet, at + 2);
    question.end = at + 4;
    return question;
}

std::string dnsAnswer(std::string_view packet, const std::optional<DnsQuestion> &question, DnsCode code,
                      std::optional<std::uint32_t> address)
{
    constexpr std::uint8_t answerBit = 0x80, opcodeAndRecursionWanted = 0x79, recursionBit = 0x80;
    std::string answer(packet.substr(0, 2));
    answer.push_back(static_cast<char>(answerBit | (byteAt(packet, 2) & opcodeAndRecursionWanted)));
    answer.push_back(static_cast<char>(recursionBit | static_cast<std::uint8_t>(code)));
    putShort(answer, question ? 1 : 0);
    putShort(answer, question && address ? 1 : 0);
    putLong(answer, 0); // no authority, nothing additional
    if (!question)
        return answer;
    answer.append(packet.substr(headBytes, question->end - headBytes));
    if (!address)
        return answer;
    constexpr std::uint32_t nameOfQuestion = 0xc000 | headBytes;
    putShort(answer, nameOfQuestion);
    putShort(answer, dnsTypeA);
    putShort(answer, dnsClassInternet);
    putLong(answer, timeToLive);
    putShort(answer, sizeof *address);
    putLong(answer, *address);
    return answer;
}

} // namespace lambdarium
