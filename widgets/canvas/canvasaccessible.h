// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvasgraph.h"
#include "widgets/canvas/livestate.h"

#include <QString>

namespace lambdarium {

/// Makes every CanvasView a list of nodes in flow order for screen readers (ux.md 5.8). Call any number of times.
void installCanvasAccessibility();

/// "PlaceOrder, function, running 13 of 20, 2 outputs: OrdersQueue, Receipts, on failure none".
QString nodeSentence(const CanvasGraph &graph, const CanvasNode &node, const LiveNode &live);

} // namespace lambdarium
