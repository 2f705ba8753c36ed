// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"
#include "core/packaging/buildstore.h"
#include "core/sandbox/spawner.h"
#include "core/session/session.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace lambdarium {

class BuildRun;
struct BuildWait;

/// Runs build steps, one after the other, each in a box of its own. Core thread; owned by LocalCore, destroyed before
/// the spawner and after the last task of `blocking` ran or was dropped.
///
/// A build of a resource that waits or runs already is shared. A cancelled one ends at once with all its processes and
/// leaves the last output as it was.
class Builder
{
public:
    struct Parts
    {
        WallClock &clock;
        SpawnerClient &spawner;
        Workspace workspace;
        /// Runs a task on the thread for what blocks, in order.
        std::function<void(Task)> blocking;
        std::function<void(fact::LogWritten)> log;
        /// views() is new.
        std::function<void()> changed;
        /// The interpreter of a runtime name, for pip.
        std::function<Result<RuntimeChoice>(const std::string &)> interpreter;

        /// What pip runs on for a function or layer.
        Result<Interpreter> python(const BuildSubject &subject) const;
    };
    using Done = std::function<void(BuildOutcome)>;

    explicit Builder(Parts parts);
    ~Builder();
    Builder(const Builder &) = delete;
    Builder &operator=(const Builder &) = delete;

    /// done runs once, when all have ended; at once for none.
    void build(std::vector<BuildSubject> subjects, Trust trust, Done done);
    /// What these builds would run; nothing runs.
    BuildPlanView plan(const std::vector<BuildSubject> &subjects, Trust trust) const;
    /// Empty: all. False: none of that name waits or runs.
    bool cancel(const NodeId &resource);
    /// Newest state of each resource that was built in this session, in the order of their first build.
    const std::vector<BuildView> &views() const { return m_views; }

private:
    struct Job
    {
        BuildSubject subject;
        Trust trust;
        std::vector<std::shared_ptr<BuildWait>> waiting;
    };

    BuildView &viewOf(const NodeId &id);
    void add(BuildSubject subject, Trust trust, const std::shared_ptr<BuildWait> &wait);
    void next();
    void ended(BuildView::State state, std::string problem);

    Parts m_parts;
    std::vector<BuildView> m_views;
    std::deque<Job> m_jobs; ///< the first one runs
    std::unique_ptr<BuildRun> m_run;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
