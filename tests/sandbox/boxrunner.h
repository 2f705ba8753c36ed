// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"
#include "core/loop/wallclock.h"
#include "core/sandbox/spawner.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

/// Everything a box wrote, gathered on the loop.
class LogReader
{
public:
    LogReader(WallClock &clock, UniqueFd log);
    const std::string &text() const { return m_text; }
    std::size_t bytes() const { return m_bytes; }
    bool ended() const { return m_ended; }

private:
    void read();
    UniqueFd m_log;
    std::string m_text; // the first megabyte
    std::size_t m_bytes = 0;
    bool m_ended = false;
    std::unique_ptr<WallClock::Watch> m_watch;
};

struct Outcome
{
    BoxExit exit;
    std::string log;
    std::size_t logBytes = 0;
    std::string error; ///< why it did not start
};

/// A loop, a spawner and the few waits that every test here needs.
class BoxRunner
{
public:
    BoxRunner();
    /// With a spawner that this program starts: withoutnamespaces and its arguments.
    explicit BoxRunner(std::vector<std::string> launcher);

    Result<std::unique_ptr<Box>> spawn(BoxSpec spec);
    /// Spawns, waits for the end and for all output.
    Outcome run(BoxSpec spec);
    Outcome bash(const std::string &script) { return run(bashSpec(script)); }
    /// True once the condition holds, false after ten seconds (LAMBDARIUM_PATIENCE).
    bool waitFor(const std::function<bool()> &condition);
    bool allReaped();

    static BoxSpec bashSpec(const std::string &script);

    EventLoop loop;
    WallClock clock{loop};
    std::unique_ptr<SpawnerClient> client;
};

/// A directory that every user can read, removed at the end.
class OpenDirectory
{
public:
    OpenDirectory();
    ~OpenDirectory();
    const std::string &path() const { return m_path; }
    void write(const std::string &name, const std::string &text, int mode = 0755) const;

private:
    std::string m_path;
};

/// Host processes whose command line contains the text.
int processesNamed(const std::string &text);
int openDescriptors(int pid);

} // namespace lambdarium
