// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/awschunked.h"
#include "core/http/httpmessage.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

/// Collects one request body: in memory first, in a temporary file beyond the given size. Unwraps aws-chunked.
class BodySpool
{
public:
    struct Limits
    {
        std::uint64_t bytesMax = 0;
        std::uint64_t memoryBytes = 0;
        bool awsChunked = false;
        std::string directory; ///< of the temporary file
    };

    explicit BodySpool(Limits limits) : m_limits(std::move(limits))
    {
        if (m_limits.awsChunked)
            m_decoder.emplace();
    }
    ~BodySpool();
    BodySpool(const BodySpool &) = delete;
    BodySpool &operator=(const BodySpool &) = delete;

    /// 0, or the status that ends the request: 400 bad framing, 413 too long, 500 no room for the file.
    int append(std::string_view data);
    /// Moves the body into the request; 400 when aws-chunked framing is incomplete.
    int finish(HttpRequest &request);

private:
    int store(std::string_view data);
    int openFile();
    int writeFile(std::string_view data);

    Limits m_limits;
    std::optional<AwsChunkedDecoder> m_decoder;
    std::string m_memory;
    std::shared_ptr<HttpBodyFile> m_file;
    int m_descriptor = -1;
    std::uint64_t m_bytes = 0;
};

} // namespace lambdarium
