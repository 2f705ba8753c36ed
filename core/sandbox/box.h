// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/uniquefd.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

/// How the tree of a box ended.
struct BoxExit
{
    int status = 0;         ///< exit code of pid 2 when signal is 0
    int signal = 0;         ///< signal that ended pid 2; SIGKILL after kill() and after an out-of-memory kill
    bool oomKilled = false; ///< the memory limit ended it
    bool lost = false;      ///< pid 1 or the spawner went away without a word (killed from outside, or kill())
    std::int64_t maxMemoryMb = 0;
    std::int64_t cpuNs = 0; ///< user and system time of all processes
};

/// How one of BoxSpec::companions ended.
struct CompanionExit
{
    std::size_t index = 0; ///< in BoxSpec::companions
    int status = 0;        ///< exit code when signal is 0
    int signal = 0;
    std::string launchError; ///< it could not be executed; the system's text
};

/// What the tree uses, as pid 1 last measured it (at most 50 ms ago while running).
struct BoxUsage
{
    std::int64_t memoryKb = 0;
    std::int64_t peakMemoryKb = 0;
    std::int64_t filesKb = 0; ///< most pages of program files that one process had mapped at a measure(); not limited
    std::int64_t cpuNs = 0;
    std::int64_t processes = 0;
    std::int64_t tmpUsedKb = 0; ///< of /tmp; only freeze and measure bring it up to date
};

/// One live box. Owned by whoever spawned it; core thread only; must not outlive the WallClock.
///
/// Destroying it kills the tree at once (the spawner reaps it later) and no callback comes any more.
/// Callbacks run on the loop, never from inside a call into the box; destroying the box inside its own
/// callback is allowed.
class Box
{
public:
    virtual ~Box() = default;

    /// The listening socket of one of BoxSpec::listeners, non-blocking; empty when taken or not asked for.
    virtual UniqueFd takeListener(std::uint16_t port) = 0;
    /// The same by its place in BoxSpec::listeners.
    virtual UniqueFd takeListenerAt(std::size_t index) = 0;
    /// Read end of stdout (and stderr unless BoxSpec::separateErrorLog), non-blocking. At its end every
    /// process that held it is gone. Who does not read it stops the handler once the pipe is full (64 KiB).
    virtual UniqueFd takeLog() = 0;
    virtual UniqueFd takeErrorLog() = 0;
    /// Holds this box's /tmp for BoxSpec::tmp of another one, beyond its own end; empty when the kernel refuses.
    virtual UniqueFd takeTmp() = 0;

    virtual UniqueFd takeCompanionLog() = 0;

    /// Called once when pid 2 ended or the box was lost; the rest of the tree is being killed, unless it has
    /// companions: those go on until kill().
    virtual void whenExited(std::function<void(BoxExit)> callback) = 0;
    /// Called for every companion that ends.
    virtual void whenCompanionExited(std::function<void(CompanionExit)> callback) = 0;
    /// Lets the handler of a box with companions run. Refused as SpawnerClient::spawn refuses.
    virtual void startHandler(std::function<void(Result<void>)> callback) = 0;
    /// Sends a signal to the handler's process group.
    virtual void signalHandler(int signal) = 0;
    /// Stops every process of the tree. done (may be empty) runs when it is so and usage() is fresh; never if
    /// the box ends first.
    virtual void freeze(std::function<void()> done = {}) = 0;
    virtual void thaw() = 0;
    /// Connects to 127.0.0.1:port inside. The socket is non-blocking; when the listener's backlog is full it
    /// may still be connecting. Refused: ErrorCode::Unavailable.
    virtual void dial(std::uint16_t port, std::function<void(Result<UniqueFd>)> callback) = 0;
    /// Switches the CPU share (memory/1769 of a core) on or off.
    virtual void limitCpu(bool limited) = 0;
    /// Asks pid 1 for an exact measurement now; the callback never comes if the box ends first.
    virtual void measure(std::function<void(BoxUsage)> callback) = 0;
    /// Gives a box of BoxSpec::standby its code (empty: none) and layers, absolute host directories, once. done runs
    /// when they are in place, or with an error (the box is of no use then); never if the box ends first.
    virtual void assign(std::string taskDirectory, std::vector<std::string> layers,
                        std::function<void(Result<void>)> done) = 0;
    /// Ends every process of the tree; whenExited follows.
    virtual void kill() = 0;

    /// Last measurement; reads shared memory, costs nothing.
    virtual BoxUsage usage() const = 0;
    std::int64_t peakMemoryMb() const { return (usage().peakMemoryKb + 1023) / 1024; }
    /// Host pid of the box's pid 1, for messages and tests.
    virtual int hostPid() const = 0;
};

} // namespace lambdarium
