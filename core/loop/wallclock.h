// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"
#include "core/loop/mailbox.h"

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace lambdarium {

/// Drives a loop from the machine's clock and its file descriptors. Owned by LocalSession; run() is the core
/// thread. Everything except mailbox() and stop() belongs to that thread.
///
/// Time is UTC at construction plus CLOCK_BOOTTIME elapsed, never below `notBefore`, so that retries and ages
/// survive restarts and suspends (decisions.md, "time").
class WallClock
{
public:
    /// One watched descriptor; destroying it ends the watch. Destroy it before closing the descriptor.
    class Watch
    {
    public:
        virtual ~Watch() = default;
    };
    enum class For { Read, Write };

    explicit WallClock(EventLoop &loop, Instant notBefore = Instant{});
    ~WallClock();

    /// Calls ready on the loop's thread each time fd is readable or writable, until the watch is destroyed.
    /// fd must be non-blocking or ready must read at most once per call. The watch does not own fd; at most one
    /// watch per descriptor at a time (epoll's rule: reset the old one first, or dup the descriptor). Destroying
    /// the watch inside its own ready is fine.
    [[nodiscard]] std::unique_ptr<Watch> watch(int fd, For what, std::function<void()> ready);
    /// After a burst of I/O handled outside the loop (an Asio handler): advance and rearm. Cheap when idle.
    void turn();
    /// Runs until stop(). Blocks the calling thread.
    void run();
    /// Runs what is ready without blocking longer than the given time; for tests and short commands.
    void runFor(Duration limit, const std::function<bool()> &done);
    /// Any thread.
    void stop();
    /// Any thread may post to it.
    Mailbox &mailbox();
    /// For core/http only: connections live on the same loop.
    boost::asio::io_context &ioContext();
    EventLoop &loop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
