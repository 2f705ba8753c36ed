// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// The product as the benchmarks drive it: a workspace of trivial functions, opened in this process or served by the
/// built program. One thread.
namespace benchmarks {

/// A temporary SAM project: Python and Node (python3.13 and nodejs22.x, both echo), and PythonExec, the same with a
/// variable that keeps the warm interpreter from being used.
class Workspace
{
public:
    Workspace();
    ~Workspace();
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;
    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// The whole core in this process, without a listener. Ends the program with a message when it does not open.
class OpenCore
{
public:
    explicit OpenCore(const Workspace &workspace);
    ~OpenCore();

    lambdarium::InvokeOutcome invoke(const std::string &function, const std::string &event);
    /// One that may end in an error, with the end of its log.
    lambdarium::InvokeOutcome invokeFailing(const std::string &function, const std::string &event);
    /// None stands afterwards, and what that leaves to be done is done.
    void endEnvironments();
    /// Milliseconds from asking for an invocation to its result while no environment of the function stands.
    double coldStart(const std::string &function);
    /// Each cold start executes its interpreter, or may begin with one that stands ready.
    void setStrictColdStart(bool strict);
    /// Median microseconds of warm round trips, each asked for when the last one's reply ran: on the core's thread,
    /// or on this one, which then blocks until the reply.
    double warmOnCoreThread(const std::string &function, const std::string &event, int count);
    double warmFromOutside(const std::string &function, const std::string &event, int count);

private:
    std::unique_ptr<lambdarium::Session> m_session;
};

/// `lambdarium serve` in a process of its own; what it prints is thrown away. Killed when destroyed.
class ServedCore
{
public:
    explicit ServedCore(const Workspace &workspace);
    ~ServedCore();
    ServedCore(const ServedCore &) = delete;
    ServedCore &operator=(const ServedCore &) = delete;
    std::uint16_t port() const { return m_port; }

private:
    int m_pid = -1;
    int m_errors = -1;
    std::uint16_t m_port = 0;
};

/// Milliseconds from posix_spawn until the child was reaped; its output is thrown away.
double spawnToReap(const std::vector<std::string> &argv);
/// Prints and exits with 3: without this the benchmark measures nothing.
[[noreturn]] void giveUp(const std::string &reason);

} // namespace benchmarks
