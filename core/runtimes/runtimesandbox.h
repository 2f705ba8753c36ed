// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/engine/sandbox.h"
#include "core/http/httpmessage.h"
#include "core/loop/eventloop.h"
#include "core/sandbox/uniquefd.h"
#include "core/session/snapshot.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

class SpawnerClient;
struct RuntimeChoice;
class WallClock;

/// What LocalSession decides for the environments. Every field has a working default.
struct RuntimeSandboxOptions
{
    /// Serves the AWS endpoint of one environment: gets the listening socket that answers on 127.0.0.1:4566 inside
    /// (HttpServer::adopt takes it) and who calls on it. The returned task, run when the environment goes, closes
    /// that listener. Empty: calls to the endpoint are refused inside.
    std::function<Task(UniqueFd listener, HttpListenerTag caller)> serveEndpoint;
    /// Folder for the bootstraps seen at /var/runtime; must be readable by the uid the handlers run as. Empty: a
    /// private one below the system's temporary folder, removed at the end.
    std::string directory;
    /// liblambdarium-zygote.so: warm Pythons make cold starts short. Empty: every environment executes its program.
    std::string zygoteLibrary;
    /// Where interpreters are looked for before /usr/bin and PATH: a folder with python3 or node, shims included.
    std::vector<std::string> interpreterDirectories;
    /// No environment is a copy of a warm one: each executes its interpreter, with a hash seed and an address layout of
    /// its own. May change later (setStrictColdStart).
    bool strictColdStart = false;
    /// Interpreters stand behind their walls before anybody asks for them: cold starts of Python and Node.js take a
    /// fraction of an interpreter's start. Costs one waiting process per interpreter and size in use, four at most.
    bool standbys = false;
    /// CPU share of memory/1769 of a core during invocations, as AWS gives it. Init always runs at full speed.
    bool limitCpu = false;
    /// Processes run on this long after an invocation before they are stopped, so that back-to-back invocations
    /// pay neither stop nor continue.
    Duration freezeDelay = std::chrono::milliseconds(5);
};

/// Execution environments as real processes behind SpawnerClient. Owned by LocalSession, core thread only; the
/// clock and the spawner outlive it, it outlives every environment it launched.
class RuntimeSandbox : public Sandbox
{
public:
    /// Looks for interpreters on another thread; the first launch or runtimeNote waits for it if need be (about
    /// 0.1 s once). Fails when the bootstraps cannot be written (ErrorCode::Io).
    static Result<std::unique_ptr<RuntimeSandbox>> create(WallClock &clock, SpawnerClient &spawner,
                                                          RuntimeSandboxOptions options = {});
    ~RuntimeSandbox() override;
    RuntimeSandbox(const RuntimeSandbox &) = delete;
    RuntimeSandbox &operator=(const RuntimeSandbox &) = delete;

    std::unique_ptr<SandboxEnvironment> launch(EnvironmentSpec spec, EnvironmentObserver &observer) override;
    Result<std::string> runtimeNote(const std::string &runtime) const override;
    /// For environments launched from now on.
    void setStrictColdStart(bool strict);
    bool strictColdStart() const;
    /// What runs a runtime name; waits for the search if it still runs. Unavailable with the remedy.
    Result<RuntimeChoice> interpreter(const std::string &runtime) const;
    /// The interpreters of this machine; empty while the search runs.
    std::vector<RuntimeView> runtimes() const;
    /// Starts what makes the next cold start of this runtime short; true once it is ready. Runs no code of the
    /// workspace.
    bool warm(const std::string &runtime);
    /// Has an interpreter stand ready for environments of this kind; true once one does. Never, where none can.
    bool prepare(const EnvironmentSpec &spec);
    /// What the self-test found: the level that runs are recorded with, and why nothing may run (empty: it may).
    void setIsolation(int level, std::string refusal);
    /// What live environments hold, in KiB, as last measured: memory, and files in /tmp.
    std::pair<std::int64_t, std::int64_t> used() const;
    /// Boxes that stand and belong to nobody yet.
    int standing() const;
    /// Ends them: the workspace may run nothing from now on. The next environment has others made.
    void dropStanding();

private:
    class Impl;
    explicit RuntimeSandbox(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
