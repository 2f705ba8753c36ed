// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/responserelay.h"

#include <utility>

namespace lambdarium {

ResponseRelay::ResponseRelay(std::shared_ptr<ResponseStream> stream, Begin begin, Wrap wrap)
    : m_stream(std::move(stream)), m_begin(std::move(begin)), m_wrap(std::move(wrap))
{}

void ResponseRelay::start()
{
    m_stream->whenReadable([weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->pump();
    });
}

void ResponseRelay::pump()
{
    if (m_blocked || m_finished || !m_stream->begun())
        return; // whenDrained or nobody calls again
    std::string bytes = std::exchange(m_early, {}) + m_stream->take();
    if (!m_answering) {
        m_answer = m_begin(*m_stream, bytes);
        m_answering = static_cast<bool>(m_answer);
        if (!m_answering) {
            m_early = std::move(bytes);
            return;
        }
    }
    if (bytes.empty() || m_answer.write(m_wrap(std::move(bytes))))
        return;
    m_blocked = true;
    m_answer.whenDrained([weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self)
            return;
        self->m_blocked = false;
        self->pump();
    });
}

void ResponseRelay::finish(std::string last, bool complete)
{
    std::string rest = std::exchange(m_early, {}) + m_stream->take();
    if (!m_answering) {
        m_answer = m_begin(*m_stream, rest);
        m_answering = true;
    }
    m_finished = true;
    if (!rest.empty())
        m_answer.write(m_wrap(std::move(rest)));
    if (!last.empty())
        m_answer.write(last);
    m_answer.end(complete);
}

void ResponseRelay::left()
{
    m_blocked = false;
    m_stream->abandon();
}

} // namespace lambdarium
