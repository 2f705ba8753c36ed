// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"
#include "core/session/snapshot.h"
#include "widgets/canvas/canvasgraph.h"
#include "widgets/theme/theme.h"

#include <QString>

#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace lambdarium {

/// What the running core says of one node; compared to find the nodes to repaint.
struct LiveNode
{
    EnvState state = EnvState::Cold;
    QString count;               ///< "13/20", "2/3 live"
    QString extra;               ///< "+42": waiting events
    std::vector<EnvState> cells; ///< left to right; at most 24
    /// Of each cell: its environment (0: none, or several), and whether the user stopped it.
    std::vector<EnvironmentId> environments;
    std::vector<bool> paused;
    int perCell = 1;          ///< environments one cell stands for
    bool fill = false;        ///< cells share the whole width (reserved concurrency)
    bool refusing = false;    ///< requests were refused a moment ago
    QString fact;             ///< replaces the subtitle: "1 284 messages", "Next at 14:35:00"
    int level = 0;            ///< of a queue's gauge, 0 to 5
    std::int64_t depth = 0;   ///< messages of a queue
    std::int64_t running = 0; ///< environments busy now
    bool operator==(const LiveNode &) const = default;
};

/// Turns snapshots and facts into LiveNodes. GUI thread; owned by the scene.
///
/// A state that lasts shorter than the eye needs is held for `hold` after its fact: an invocation of 5 ms shows
/// as running, a refusal as throttled.
class LiveState
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds runningHold{240};
    static constexpr std::chrono::milliseconds throttledHold{3000};

    void setSnapshot(std::shared_ptr<const Snapshot> snapshot) { m_snapshot = std::move(snapshot); }
    const Snapshot *snapshot() const { return m_snapshot.get(); }
    void take(const Fact &fact, Clock::time_point now);
    void clear();

    LiveNode of(const CanvasNode &node, Clock::time_point now) const;
    /// When a held state ends next; nothing: none is held.
    std::optional<Clock::time_point> nextChange(Clock::time_point now) const;

private:
    struct Memory
    {
        std::map<EnvironmentId, Clock::time_point> busyUntil;
        Clock::time_point throttledUntil{};
        bool failed = false; ///< the last invocation did not succeed
    };

    LiveNode ofFunction(const CanvasNode &node, Clock::time_point now) const;
    void showBuild(LiveNode &live, const NodeId &id, const FunctionView *view) const;
    LiveNode ofQueue(const CanvasNode &node) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    std::map<NodeId, Memory> m_memory;
};

/// Filled steps of the gauge for so many messages: 1, 5, 25, 125, 625.
int gaugeLevel(std::int64_t messages);

} // namespace lambdarium
