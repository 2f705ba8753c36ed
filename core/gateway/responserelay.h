// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/responsestream.h"
#include "core/http/httpserver.h"

#include <functional>
#include <memory>
#include <string>

namespace lambdarium {

/// Moves a function's streamed response to an HTTP caller: no faster than the caller reads, and the function's bytes
/// go nowhere once it left. Core thread; kept alive by the callbacks it hangs on, until finish().
class ResponseRelay : public std::enable_shared_from_this<ResponseRelay>
{
public:
    /// Begins the answer when the first bytes are there: gets them, takes from them what is no body, and returns the
    /// answer; an empty one asks for more bytes first.
    using Begin = std::function<HttpStreamedAnswer(ResponseStream &stream, std::string &bytes)>;
    /// Puts a piece into the caller's format.
    using Wrap = std::function<std::string(std::string bytes)>;

    ResponseRelay(std::shared_ptr<ResponseStream> stream, Begin begin, Wrap wrap);
    void start();
    /// Sends what waits, as far as the caller takes it.
    void flush() { pump(); }
    bool answering() const { return m_answering; }
    /// The function's response is complete: what waits goes out, then last, then the end. complete: false breaks off.
    /// Begins the answer if nothing has yet.
    void finish(std::string last, bool complete);
    /// The caller left.
    void left();

private:
    void pump();

    std::shared_ptr<ResponseStream> m_stream;
    Begin m_begin;
    Wrap m_wrap;
    HttpStreamedAnswer m_answer;
    std::string m_early; ///< bytes that were not enough to begin with
    bool m_answering = false;
    bool m_blocked = false;
    bool m_finished = false;
};

} // namespace lambdarium
