// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/loop/wallclock.h"
#include "core/runtimes/interpreters.h"
#include "core/sandbox/spawner.h"

#include <map>
#include <memory>
#include <string>

namespace lambdarium {

/// The warm Pythons of this session, one per interpreter: a cold start that copies one skips the interpreter's own
/// start. Core thread; owned by RuntimeSandbox, destroyed before the spawner.
class Zygotes
{
public:
    /// library: liblambdarium-zygote.so, which may be absent (then every start executes). directory: the host's
    /// folder of the Python bootstrap.
    Zygotes(WallClock &clock, SpawnerClient &spawner, std::string library, std::string directory);
    ~Zygotes();

    /// The zygote for this function; nullptr when it has to be executed: no Python, a wrapper script, settings that an
    /// interpreter reads only at its start, or a zygote that is not ready (it is started if need be).
    Zygote *zygoteFor(const EnvironmentSpec &spec, const RuntimeChoice &choice);
    /// Starts the zygote ahead of the first function; true once it is ready.
    bool warm(const RuntimeChoice &choice);

private:
    struct Warm;
    WallClock &m_clock;
    SpawnerClient &m_spawner;
    std::string m_library;
    std::string m_directory;
    std::map<std::string, std::unique_ptr<Warm>> m_warm; ///< by executable
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
