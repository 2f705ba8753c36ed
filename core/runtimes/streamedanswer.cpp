// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/streamedanswer.h"

#include "core/model/limits.h"
#include "core/runtimes/outcomes.h"

namespace lambdarium {

StreamedAnswer::StreamedAnswer(std::shared_ptr<ResponseStream> stream, std::string contentType)
    : m_stream(std::move(stream))
{
    if (m_stream)
        m_stream->begin(contentType.empty() ? "application/octet-stream" : std::move(contentType));
}

int StreamedAnswer::append(std::string_view data)
{
    if (m_stream) {
        m_tooLong = !m_stream->write(data) || m_tooLong;
        return 0;
    }
    const auto limit = static_cast<std::size_t>(LimitsProfile::current().responsePayloadBytes);
    m_tooLong = m_tooLong || m_collected.size() + data.size() > limit;
    if (m_tooLong)
        m_collected = {};
    else
        m_collected.append(data);
    return 0;
}

void StreamedAnswer::whenWanted(std::function<void()> callback)
{
    if (m_stream)
        m_stream->whenWanted(std::move(callback));
}

InvocationResult StreamedAnswer::end()
{
    if (m_tooLong)
        return tooLargeResult(m_stream ? m_stream->limits().bytesMax : LimitsProfile::current().responsePayloadBytes);
    return InvocationResult{.payload = std::move(m_collected)};
}

} // namespace lambdarium
