// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/factmailbox.h"
#include "core/session/session.h"

#include <functional>
#include <memory>

namespace lambdarium {

/// A session as a terminal command uses it: blocking calls, facts printed as they come, Ctrl+C ends it. Owned by
/// the verb; main thread. Make it before any other thread so that signals are blocked everywhere.
class CoreHandle
{
public:
    CoreHandle();
    ~CoreHandle();

    /// Facts of this session are given to print, on the calling thread, inside wait and call.
    void attach(Session &session, std::function<void(const Fact &)> print);
    /// Submits and waits for the reply. Cancelled when the user pressed Ctrl+C.
    Result<CommandOutcome> call(Command command);
    /// Prints facts until done says so, the time is over or a signal came (then false).
    bool wait(Duration limit, const std::function<bool()> &done);
    /// Prints facts until SIGINT or SIGTERM.
    void waitForSignal();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
