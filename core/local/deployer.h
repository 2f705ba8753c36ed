// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/releases.h"
#include "core/loop/wallclock.h"
#include "core/store/worker.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

/// Turns a model into a Deployment: freezes the code of every function on a thread of its own, so that a folder
/// with thousands of files holds nothing up. Core thread; owned by LocalCore.
///
/// What was asked while one deployment is being made shares the next.
class Deployer
{
public:
    using Ready = std::function<void(Deployment)>;

    /// ready is called on the core thread, in order.
    Deployer(WallClock &clock, Workspace workspace, Ready ready);
    ~Deployer();

    /// The model that the next deployment is of.
    void setModel(command::ApplyModel state) { m_state = std::move(state); }
    const command::ApplyModel &state() const { return m_state; }
    /// What the API made of functions; counts from the next deployment on.
    void setOverlays(std::map<std::string, Releases::Overlay> overlays) { m_overlays = std::move(overlays); }
    /// Makes one; done runs on the core thread after ready.
    void start(Task done);
    /// True from start() until its done: what must see the new code waits (see after()).
    bool busy() const { return m_running || !m_waiting.empty(); }
    /// Runs the task now, or once no deployment is under way.
    void after(Task task);
    /// The first deployment, on the calling thread.
    Deployment make() const { return make(m_workspace, m_state, m_overlays); }
    /// Whether a function that the API makes may have this name: its id is its name.
    static bool nameIsFree(const Model &model, const std::string &name);
    /// Runs blocking work on the worker thread.
    void run(Task task) { m_worker->post(std::move(task)); }

private:
    static Deployment make(const Workspace &workspace, const command::ApplyModel &state,
                           const std::map<std::string, Releases::Overlay> &overlays);
    void begin();
    void finish(Deployment deployment);

    WallClock &m_clock;
    Workspace m_workspace;
    Ready m_ready;
    command::ApplyModel m_state;
    std::map<std::string, Releases::Overlay> m_overlays;
    bool m_running = false;
    std::vector<Task> m_current; ///< done of the one being made
    std::vector<Task> m_waiting; ///< done of the next
    std::vector<Task> m_after;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::unique_ptr<Worker<Task>> m_worker; // last: ends first
};

} // namespace lambdarium
