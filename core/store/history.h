// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace lambdarium {

class Mailbox;

/// history.db: finished invocations with event and response, and log lines. WAL, synchronous NORMAL, batched on one
/// worker thread: may lose the last moments in a power cut, never damages anything. Owned by LocalSession.
class History
{
public:
    using Reply = std::function<void(Result<QueryOutcome>)>;

    static Result<std::unique_ptr<History>> open(const std::filesystem::path &file, Mailbox &mailbox);
    ~History();

    /// From Engine::setRecorder.
    void add(const InvocationRecord &record);
    /// From FactJournal::listen; keeps LogWritten, ignores the rest.
    void add(const Fact &fact);
    /// Newest first, without event and response. Replies on the core thread.
    void query(query::Invocations query, Reply reply);
    /// One record with event and response (the last attempt); NotFound otherwise.
    void query(query::Invocation query, Reply reply);
    /// LogWritten facts, oldest first.
    void query(query::Logs query, Reply reply);

private:
    class Impl;
    explicit History(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
