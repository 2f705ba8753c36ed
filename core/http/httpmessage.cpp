// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpmessage.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <unistd.h>

namespace lambdarium {

namespace {

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

} // namespace

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return left.size() == right.size()
        && std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lowered(a) == lowered(b); });
}

void HttpHeaders::set(std::string_view name, std::string value)
{
    remove(name);
    add(std::string(name), std::move(value));
}

void HttpHeaders::remove(std::string_view name)
{
    std::erase_if(m_fields, [name](const Field &field) { return equalsIgnoringCase(field.first, name); });
}

std::string_view HttpHeaders::value(std::string_view name) const
{
    for (const auto &[key, value] : m_fields) {
        if (equalsIgnoringCase(key, name))
            return value;
    }
    return {};
}

bool HttpHeaders::has(std::string_view name) const { return count(name) > 0; }

std::size_t HttpHeaders::count(std::string_view name) const
{
    return static_cast<std::size_t>(std::count_if(m_fields.begin(), m_fields.end(), [name](const Field &field) {
        return equalsIgnoringCase(field.first, name);
    }));
}

HttpBodyFile::~HttpBodyFile()
{
    if (!m_kept)
        ::unlink(m_path.c_str());
}

Result<std::string> HttpRequest::bodyText() const
{
    if (!bodyFile)
        return body;
    std::ifstream file(bodyFile->path(), std::ios::binary);
    std::string text(static_cast<std::size_t>(bodyBytes), '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(text.size())))
        return Error::fromErrno("reading a spooled request body", errno);
    return text;
}

std::string_view httpReason(int status)
{
    struct Entry
    {
        int status;
        std::string_view text;
    };
    static constexpr std::array entries{Entry{100, "Continue"},
                                        Entry{200, "OK"},
                                        Entry{201, "Created"},
                                        Entry{202, "Accepted"},
                                        Entry{204, "No Content"},
                                        Entry{206, "Partial Content"},
                                        Entry{301, "Moved Permanently"},
                                        Entry{302, "Found"},
                                        Entry{303, "See Other"},
                                        Entry{304, "Not Modified"},
                                        Entry{307, "Temporary Redirect"},
                                        Entry{308, "Permanent Redirect"},
                                        Entry{400, "Bad Request"},
                                        Entry{401, "Unauthorized"},
                                        Entry{403, "Forbidden"},
                                        Entry{404, "Not Found"},
                                        Entry{405, "Method Not Allowed"},
                                        Entry{408, "Request Timeout"},
                                        Entry{409, "Conflict"},
                                        Entry{410, "Gone"},
                                        Entry{411, "Length Required"},
                                        Entry{412, "Precondition Failed"},
                                        Entry{413, "Request Entity Too Large"},
                                        Entry{415, "Unsupported Media Type"},
                                        Entry{416, "Requested Range Not Satisfiable"},
                                        Entry{417, "Expectation Failed"},
                                        Entry{421, "Misdirected Request"},
                                        Entry{429, "Too Many Requests"},
                                        Entry{431, "Request Header Fields Too Large"},
                                        Entry{500, "Internal Server Error"},
                                        Entry{501, "Not Implemented"},
                                        Entry{502, "Bad Gateway"},
                                        Entry{503, "Service Unavailable"},
                                        Entry{504, "Gateway Timeout"},
                                        Entry{505, "HTTP Version Not Supported"}};
    for (const Entry &entry : entries) {
        if (entry.status == status)
            return entry.text;
    }
    return "Unknown";
}

} // namespace lambdarium
