// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/bodyspool.h"

#include "core/base/log.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fcntl.h>
#include <unistd.h>

namespace lambdarium {

BodySpool::~BodySpool()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

int BodySpool::append(std::string_view data)
{
    if (!m_decoder)
        return store(data);
    return m_decoder->feed(data, [this](std::string_view decoded) { return store(decoded); });
}

int BodySpool::store(std::string_view data)
{
    m_bytes += data.size();
    if (m_bytes > m_limits.bytesMax)
        return 413;
    if (!m_file && m_bytes <= m_limits.memoryBytes) {
        m_memory.append(data);
        return 0;
    }
    if (!m_file) {
        if (const int status = openFile())
            return status;
    }
    return writeFile(data);
}

int BodySpool::openFile()
{
    std::error_code ignored;
    if (!m_limits.directory.empty()) // not there before the first object, and someone may have removed it
        std::filesystem::create_directories(m_limits.directory, ignored);
    std::string pattern = (m_limits.directory.empty() ? std::filesystem::temp_directory_path(ignored).string()
                                                      : m_limits.directory)
        + "/lambdarium-body-XXXXXX";
    m_descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (m_descriptor < 0) {
        log::error(Error::fromErrno("making a file for a request body", errno).message);
        return 500;
    }
    m_file = std::make_shared<HttpBodyFile>(pattern);
    const std::string collected = std::exchange(m_memory, {});
    return writeFile(collected);
}

int BodySpool::writeFile(std::string_view data)
{
    while (!data.empty()) {
        const ssize_t written = ::write(m_descriptor, data.data(), data.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            log::error(Error::fromErrno("writing a request body", errno).message);
            return 500;
        }
        data.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

int BodySpool::finish(HttpRequest &request)
{
    if (m_decoder) {
        if (!m_decoder->finished())
            return 400;
        for (const auto &[name, value] : m_decoder->trailers())
            request.trailers.add(name, value);
    }
    request.body = std::move(m_memory);
    request.bodyFile = std::move(m_file);
    request.bodyBytes = m_bytes;
    return 0;
}

} // namespace lambdarium
