// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/responsestream.h"
#include "core/engine/sandbox.h"
#include "core/http/httpserver.h"

#include <memory>
#include <string>
#include <string_view>

namespace lambdarium {

/// One streamed response as it comes from the runtime (runtime-api.md 4): passed on piece by piece, or collected for a
/// caller that waits for the whole. Core thread; shared by the environment and the connection that reads it.
class StreamedAnswer : public HttpBodySink
{
public:
    /// stream: null when the caller wants it whole.
    StreamedAnswer(std::shared_ptr<ResponseStream> stream, std::string contentType);

    /// Always 0: what is too long is dropped and end() says so.
    int append(std::string_view data) override;
    bool wantsMore() const override { return !m_stream || m_stream->wantsMore(); }
    void whenWanted(std::function<void()> callback) override;

    /// The runtime sent its last byte.
    InvocationResult end();

private:
    std::shared_ptr<ResponseStream> m_stream;
    std::string m_collected;
    bool m_tooLong = false;
};

} // namespace lambdarium
