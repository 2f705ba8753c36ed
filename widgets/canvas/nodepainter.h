// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/livestate.h"
#include "widgets/canvas/nodegeometry.h"

class QPainter;

namespace lambdarium {

/// How a node looks now; all that its picture depends on, besides the theme.
struct NodeLook
{
    CanvasNode node;
    LiveNode live;
    bool selected = false;
    bool focused = false;    ///< keyboard focus is here
    bool hovered = false;    ///< the play button shows
    bool dropTarget = false; ///< files hover above the bucket
    bool editing = false;    ///< the name is being typed in a field above
    qreal zoom = 1.0;
};

/// Draws nodes in item coordinates: full from 70 %, name and state from 40 %, coloured blocks below (ux.md 2.5).
class NodePainter
{
public:
    static void paint(QPainter *painter, const NodeLook &look);
    /// What paint() may touch: shadow, halo, ports and badge included.
    static QRectF bounds(const QSizeF &size);
    /// The play button, in item coordinates; empty for kinds without one.
    static QRectF playRect(const CanvasNode &node);
    /// The environment whose cell is there, in item coordinates; 0: none.
    static EnvironmentId environmentAt(const NodeLook &look, const QPointF &position);
    /// Where the name stands, for the rename field.
    static QRectF titleRect(const CanvasNode &node);
    /// Fonts of the canvas ignore the user's text scale: its zoom takes that part.
    static QFont font(qreal px, int weight = QFont::Normal);
    static QFont mono(qreal px, int weight = QFont::Normal);
    static void paintPort(QPainter *painter, const QPointF &centre, Port port, const QColor &colour);
};

} // namespace lambdarium
