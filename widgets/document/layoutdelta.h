// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace lambdarium {

/// What one step does to the layout, both ways. Nothing as a position means: has none.
struct LayoutDelta
{
    struct Move
    {
        std::optional<NodePosition> before;
        std::optional<NodePosition> after;
    };
    std::map<NodeId, Move> moves;
    /// All notes before and after; nothing when the step leaves them alone.
    std::optional<std::pair<std::vector<Layout::Note>, std::vector<Layout::Note>>> notes;

    bool empty() const { return moves.empty() && !notes; }
};

} // namespace lambdarium
