// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"

#include <functional>
#include <memory>

namespace lambdarium {

class SpawnerClient;
class WallClock;

/// The live self-test behind "Isolation of this machine" (isolation.md A.5): twelve probes from inside real boxes, and
/// which walls stand; grading.h gives the level. Owned by LocalCore; core thread; clock and spawner outlive
/// it.
class SelfTest
{
public:
    SelfTest(WallClock &clock, SpawnerClient &spawner);
    ~SelfTest();
    SelfTest(const SelfTest &) = delete;
    SelfTest &operator=(const SelfTest &) = delete;

    /// Takes some ten milliseconds of other processes' time; done runs on the loop, once. What runs already goes on,
    /// and done joins it.
    void run(std::function<void(std::shared_ptr<const IsolationReport>)> done);

private:
    class Run;
    void finished(std::shared_ptr<const IsolationReport> report);

    WallClock &m_clock;
    SpawnerClient &m_spawner;
    std::unique_ptr<Run> m_run;
    std::vector<std::function<void(std::shared_ptr<const IsolationReport>)>> m_waiting;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
