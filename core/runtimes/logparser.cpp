// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/logparser.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace lambdarium {

namespace {

constexpr std::string_view frameMagic("\xa5\x5a\x00", 3);
constexpr std::size_t frameHeader = 16;
constexpr std::size_t frameBytesMax = 1024 * 1024;

std::uint32_t bigEndian(const char *bytes)
{
    const auto *raw = reinterpret_cast<const unsigned char *>(bytes);
    return static_cast<std::uint32_t>(raw[0]) << 24 | static_cast<std::uint32_t>(raw[1]) << 16
        | static_cast<std::uint32_t>(raw[2]) << 8 | raw[3];
}

/// Text or JSON, with one of six levels or none.
bool isFrameType(char type)
{
    const int kind = type & 0xe3;
    return (kind == 0x02 || kind == 0x03) && (type & 0x1c) <= 0x18;
}

LogLevel frameLevel(unsigned char type)
{
    switch (type & 0x1c) {
    case 0x04: return LogLevel::Trace;
    case 0x08: return LogLevel::Debug;
    case 0x0c: return LogLevel::Info;
    case 0x10: return LogLevel::Warn;
    case 0x14: return LogLevel::Error;
    case 0x18: return LogLevel::Fatal;
    default: return LogLevel::None;
    }
}

LogLevel levelNamed(std::string_view name)
{
    struct Entry
    {
        std::string_view name;
        LogLevel level;
    };
    static constexpr std::array<Entry, 8> entries{{{"TRACE", LogLevel::Trace},
                                                   {"DEBUG", LogLevel::Debug},
                                                   {"INFO", LogLevel::Info},
                                                   {"WARN", LogLevel::Warn},
                                                   {"WARNING", LogLevel::Warn},
                                                   {"ERROR", LogLevel::Error},
                                                   {"FATAL", LogLevel::Fatal},
                                                   {"CRITICAL", LogLevel::Fatal}}};
    std::string upper(name);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.name == upper; });
    return found == entries.end() ? LogLevel::None : found->level;
}

/// "2025-01-02T03:04:05.678Z<tab>id<tab>INFO<tab>..." of the Node.js runtime.
LogLevel tabbedLevel(std::string_view line)
{
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    const std::size_t third = second == std::string_view::npos ? second : line.find('\t', second + 1);
    if (third == std::string_view::npos || first != 24 || line[23] != 'Z')
        return LogLevel::None;
    return levelNamed(line.substr(second + 1, third - second - 1));
}

} // namespace

LogLevel levelOf(std::string_view line)
{
    if (line.starts_with('[')) { // "[ERROR]\t..." or "[ERROR] Type: ..."
        const std::size_t close = line.find(']');
        return close == std::string_view::npos || close > 12 ? LogLevel::None : levelNamed(line.substr(1, close - 1));
    }
    if (line.starts_with('{')) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        const auto level = json.is_object() ? json.find("level") : json.end();
        if (json.is_object() && level != json.end() && level->is_string())
            return levelNamed(level->get_ref<const std::string &>());
        return LogLevel::None;
    }
    return line.size() > 26 ? tabbedLevel(line) : LogLevel::None;
}

void LogParser::begin(std::size_t head)
{
    m_head = std::min(head, headBytes);
    m_shown = 0;
    m_suppressed = 0;
}

void LogParser::feed(std::string_view bytes)
{
    const std::size_t room = m_head > m_shown ? m_head - m_shown : 0;
    if (room == 0 || !m_tail.empty()) {
        keepTail(bytes);
        return;
    }
    const std::size_t taken = std::min(room, bytes.size());
    m_shown += taken;
    m_pending.append(bytes.substr(0, taken));
    parse(false);
    if (taken < bytes.size())
        keepTail(bytes.substr(taken));
}

void LogParser::keepTail(std::string_view bytes)
{
    if (bytes.size() >= tailBytes) {
        m_suppressed += m_tail.size() + bytes.size() - tailBytes;
        m_tail.assign(bytes.substr(bytes.size() - tailBytes));
        return;
    }
    m_tail.append(bytes);
    if (m_tail.size() > 2 * tailBytes) { // cut rarely, so that keeping costs one copy per byte
        m_suppressed += m_tail.size() - tailBytes;
        m_tail.erase(0, m_tail.size() - tailBytes);
    }
}

void LogParser::end()
{
    if (m_tail.size() > tailBytes) {
        m_suppressed += m_tail.size() - tailBytes;
        m_tail.erase(0, m_tail.size() - tailBytes);
    }
    if (m_suppressed > 0) {
        // The tail begins anywhere; its first whole line or frame follows the next break.
        const std::size_t cut = std::min(m_tail.find('\n'), m_tail.find(frameMagic));
        const std::size_t skipped = cut == std::string::npos ? 0 : cut + (m_tail[cut] == '\n' ? 1 : 0);
        m_tail.erase(0, skipped);
        m_suppressed += skipped;
        parse(true);
        m_sink(LogLevel::Warn, "output suppressed: " + std::to_string(m_suppressed) + " bytes");
    }
    m_pending += m_tail;
    m_tail.clear();
    m_suppressed = 0;
    parse(true);
}

void LogParser::emitLine(std::string_view line) { m_sink(levelOf(line), std::string(line)); }

/// Emits the frame at begin; returns where it ends, begin when it is not all there, npos when it is no frame.
std::size_t LogParser::takeFrame(std::size_t begin)
{
    if (m_pending.size() - begin > 3 && !isFrameType(m_pending[begin + 3]))
        return std::string::npos;
    if (m_pending.size() - begin < frameHeader)
        return begin;
    const std::size_t length = bigEndian(m_pending.data() + begin + 4);
    if (length > frameBytesMax)
        return std::string::npos;
    if (m_pending.size() - begin < frameHeader + length)
        return begin;
    m_sink(frameLevel(static_cast<unsigned char>(m_pending[begin + 3])), m_pending.substr(begin + frameHeader, length));
    return begin + frameHeader + length;
}

void LogParser::parse(bool final)
{
    std::size_t at = 0;
    while (at < m_pending.size()) {
        const std::size_t newline = m_pending.find('\n', at);
        const std::size_t lineEnd = newline == std::string::npos ? m_pending.size() : newline;
        const std::string_view line(m_pending.data() + at, lineEnd - at);
        const std::size_t frame = line.find(frameMagic);
        if (frame != std::string_view::npos) {
            if (frame > 0)
                emitLine(line.substr(0, frame));
            const std::size_t next = takeFrame(at + frame);
            if (next == at + frame && !final) {
                at = next;
                break; // the rest of it is on its way
            }
            if (next != at + frame && next != std::string::npos) {
                at = next;
                continue;
            }
            // Cut off by the limit or the end: its text without the header. Otherwise binary output, kept raw.
            at += frame + (next == std::string::npos ? 0 : std::min(frameHeader, lineEnd - at - frame));
            emitLine(std::string_view(m_pending.data() + at, lineEnd - at));
        } else if (newline == std::string::npos && !final) {
            break;
        } else {
            emitLine(line);
        }
        at = newline == std::string::npos ? m_pending.size() : newline + 1;
    }
    m_pending.erase(0, at);
}

} // namespace lambdarium
