// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/box.h"
#include "core/sandbox/boxspec.h"
#include "core/sandbox/spawngrant.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

class WallClock;

/// A warm interpreter that makes boxes out of itself instead of executing a program (Linux-only library
/// liblambdarium-zygote.so; see README.md). It holds interpreter and bootstrap only, never workspace or layer
/// code. Owned by whoever started it; must not outlive the SpawnerClient. Destroying it ends the zygote, not
/// its boxes.
class Zygote
{
public:
    virtual ~Zygote() = default;
    /// As SpawnerClient::spawn, but pid 2 is a copy of the zygote behind all walls: argv and environment are
    /// handed to it instead of executed. Asked for before the zygote is up, it waits for it.
    virtual void spawn(BoxSpec spec, std::function<void(Result<std::unique_ptr<Box>>)> callback) = 0;
    /// Read end of the zygote's own stdout and stderr, non-blocking.
    virtual UniqueFd takeLog() = 0;
    /// Called once when the zygote is gone; spawns that wait for it fail with ErrorCode::Unavailable.
    virtual void whenEnded(std::function<void()> callback) = 0;
};

/// A spawner process that nobody talks to yet.
struct StartedSpawner
{
    int pid = -1;
    UniqueFd control;
    std::string executable;
};
/// Starts the process before the caller grows: a window does so before Qt. Empty: beside the running program.
Result<StartedSpawner> startSpawner(std::string executable = {});

/// By what the boxes of a spawner are limited.
struct SpawnLimits
{
    int version = 0;    ///< of control groups: 2, 1; 0: none, boxes are metered
    std::string detail; ///< the group of this machine in which they are made, or why there is none
    /// Boxes are made without namespaces (isolation.md A.5, level 2; without Landlock level 1): paths are the host's,
    /// listeners are not made, /tmp does not outlive its box, and neither zygotes nor standbys are to be had.
    bool guarded = false;
    int landlockAbi = 0; ///< of guarded boxes; 0: no wall stands around files
    std::string refusal; ///< guarded: what the machine refused, and the remedy
};

/// The core's side of lambdarium-spawner. Owned by LocalSession (before everything that holds boxes); core
/// thread only. Nothing here blocks. When the spawner process dies its boxes die with it and the next spawn
/// starts a new one.
class SpawnerClient
{
public:
    using SpawnCallback = std::function<void(Result<std::unique_ptr<Box>>)>;

    /// Starts the executable; "" takes lambdarium-spawner beside the running program.
    static Result<std::unique_ptr<SpawnerClient>> start(WallClock &clock, std::string executable = {});
    /// Takes over one that runs already.
    static std::unique_ptr<SpawnerClient> adopt(WallClock &clock, StartedSpawner started);
    /// Closes the control socket: the spawner kills every box and ends. No callback comes any more.
    virtual ~SpawnerClient() = default;

    /// What a workspace may do from now on; without a grant, spawn and Zygote::spawn refuse with Conflict. A box
    /// that holds nothing but our own program (the self-test), and a zygote's own start, need none.
    virtual void allow(std::optional<SpawnGrant> grant) = 0;
    /// The callback comes once, on the loop: a box whose pid 2 runs argv (exec succeeded), or the step that
    /// failed. ErrorCode::NotFound: argv[0] or a directory does not exist; InvalidInput: the spec is
    /// malformed; Unavailable: this machine refuses a step (message holds the remedy); Conflict: no grant, or a
    /// guarded box without Landlock and no consent to that.
    virtual void spawn(BoxSpec spec, SpawnCallback callback) = 0;
    /// Starts our own program (absolute argv[0]) outside the walls, with its request socket as descriptor 3.
    virtual Result<std::unique_ptr<Zygote>> startZygote(
        std::vector<std::string> argv, std::vector<std::pair<std::string, std::string>> environment) = 0;

    /// Boxes that were started and are not reaped yet; fixtures end with 0.
    virtual int liveBoxes() const = 0;
    /// The spawner's file, which is also the program of the self-test inside a box.
    virtual const std::string &executable() const = 0;
    /// The running spawner's, which says so before anything else; until then, none.
    virtual const SpawnLimits &limits() const = 0;
    /// Runs the task once limits() are known: now, or later on the loop.
    virtual void whenLimitsKnown(std::function<void()> task) = 0;
    /// Pid of the spawner process, -1 when it is not running.
    virtual int spawnerPid() const = 0;
};

/// A close-on-exec pipe for BoxSpec::descriptors.
Result<PipeEnds> makePipe();
/// Sets O_NONBLOCK on the open file behind fd.
void setNonBlocking(int fd);

} // namespace lambdarium
