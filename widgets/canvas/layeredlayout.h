// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvasgraph.h"

#include <map>

namespace lambdarium {

/// Places of all nodes but notes: columns along the flow, failure targets below their source, few crossings. Same
/// graph, same places. Pure.
std::map<NodeId, NodePosition> layeredLayout(const CanvasGraph &graph);

/// Places for the nodes that have none: beside their neighbours as the layered layout would, clear of the rest.
std::map<NodeId, NodePosition> missingPlaces(const CanvasGraph &graph, const std::map<NodeId, NodePosition> &placed);

} // namespace lambdarium
