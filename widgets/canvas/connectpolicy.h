// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/template.h"
#include "widgets/canvas/canvasgraph.h"
#include "widgets/canvas/nodegeometry.h"

#include <QString>

#include <optional>
#include <vector>

/// Which nodes a wire may join, in the template's own words. Pure; asks Template, knows nothing of items.
namespace lambdarium {

/// What a drag from `node` means: its port, or (into) that the node is the target and a source is sought.
struct WireStart
{
    NodeId node;
    NodeKind kind = NodeKind::Other;
    Port port = Port::Out;
    bool anyPort = false; ///< keyboard: all kinds of wire that leave the node

    bool into() const { return port == Port::In && !anyPort; }
};

struct WireOption
{
    WireRequest request;
    bool warning = false;
    QString meaning; ///< what the wire will mean; may be empty
};

struct WireVerdict
{
    std::vector<WireOption> options; ///< best first; empty: refused
    QString refusal;                 ///< why, when refused
    bool possible() const { return !options.empty(); }
};

WireVerdict judge(const Template &file, const WireStart &start, const NodeId &other, NodeKind otherKind);

/// A node to create at the loose end of a wire.
struct QuickAdd
{
    ResourceKind node = ResourceKind::Function;
    EdgeKind wire = EdgeKind::Uses;
};
/// What fits the loose end, best first.
std::vector<QuickAdd> quickAdds(const WireStart &start);

} // namespace lambdarium
