// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace lambdarium {

/// Whether the payload is framed by S3's aws-chunked content coding (STREAMING-* in x-amz-content-sha256).
bool isAwsChunked(const HttpRequest &head);

/// Unwraps `<hex>[;chunk-signature=...]\r\n<data>\r\n ... 0\r\n[trailers]\r\n`. Chunk signatures are not verified:
/// the endpoint is loopback and accepts any well-formed signature (decisions.md).
class AwsChunkedDecoder
{
public:
    using Output = std::function<int(std::string_view)>;

    /// 0, or the HTTP status that ends the request: 400 for bad framing, else whatever output returned.
    int feed(std::string_view data, const Output &output);
    bool finished() const { return m_phase == Phase::End; }
    /// x-amz-checksum-* and the like, after the last chunk.
    const HttpHeaders &trailers() const { return m_trailers; }

private:
    enum class Phase { Size, Data, DataEnd, Trailer, End };
    int takeLine();

    Phase m_phase = Phase::Size;
    std::uint64_t m_left = 0;
    std::string m_line;
    HttpHeaders m_trailers;
};

} // namespace lambdarium
