// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/awschunked.h"

#include <algorithm>
#include <charconv>

namespace lambdarium {

namespace {

constexpr std::size_t lineBytesMax = 4096;

} // namespace

bool isAwsChunked(const HttpRequest &head)
{
    return head.headers.value("x-amz-content-sha256").starts_with("STREAMING-")
        || head.headers.value("Content-Encoding").find("aws-chunked") != std::string_view::npos;
}

int AwsChunkedDecoder::takeLine()
{
    std::string line = std::exchange(m_line, {});
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    switch (m_phase) {
    case Phase::Size: {
        const char *end = line.data() + line.size();
        const auto [stop, error] = std::from_chars(line.data(), end, m_left, 16);
        if (error != std::errc{} || (stop != end && *stop != ';'))
            return 400;
        m_phase = m_left == 0 ? Phase::Trailer : Phase::Data;
        return 0;
    }
    case Phase::DataEnd: m_phase = Phase::Size; return line.empty() ? 0 : 400;
    case Phase::Trailer: {
        if (line.empty()) {
            m_phase = Phase::End;
            return 0;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos)
            return 400;
        const std::size_t start = line.find_first_not_of(' ', colon + 1);
        m_trailers.add(line.substr(0, colon), start == std::string::npos ? std::string() : line.substr(start));
        return 0;
    }
    case Phase::Data:
    case Phase::End: break;
    }
    return 400;
}

int AwsChunkedDecoder::feed(std::string_view data, const Output &output)
{
    while (!data.empty()) {
        if (m_phase == Phase::End)
            return 400; // bytes after the end: the framing lied
        if (m_phase == Phase::Data) {
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, data.size()));
            if (const int status = output(data.substr(0, length)))
                return status;
            data.remove_prefix(length);
            m_left -= length;
            if (m_left == 0)
                m_phase = Phase::DataEnd;
            continue;
        }
        const std::size_t newline = data.find('\n');
        m_line.append(data.substr(0, newline));
        if (m_line.size() > lineBytesMax)
            return 400;
        if (newline == std::string_view::npos)
            return 0;
        data.remove_prefix(newline + 1);
        if (const int status = takeLine())
            return status;
    }
    return 0;
}

} // namespace lambdarium
