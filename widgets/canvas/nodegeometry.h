// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvasgraph.h"

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

#include <optional>

/// Where things are: sizes, outlines, ports and wire paths (ux.md 2.5, 2.6). Scene units, which are pixels at 100 %.
namespace lambdarium {

enum class Port { In, Out, Failure };

namespace geometry {

inline constexpr qreal gridStep = 24;
inline constexpr qreal snapStep = 8;
inline constexpr qreal portRadius = 4.5;
inline constexpr qreal snapRadius = 28;
inline constexpr int wirePoints = 96;

QSizeF nodeSize(const CanvasNode &node);
/// The silhouette, in item coordinates.
QPainterPath outline(NodeKind kind, const QSizeF &size);
/// Nothing when nodes of this kind have no such port.
std::optional<QPointF> port(NodeKind kind, Port port, const QSizeF &size);
/// The port a wire of this kind leaves from.
Port outPort(EdgeKind kind);

struct End
{
    NodeKind kind = NodeKind::Other;
    QRectF rect;
};
/// Bezier with horizontal tangents; failure wires leave downwards; a way back runs below both nodes.
QPainterPath wirePath(EdgeKind kind, const End &from, const End &to);
/// The same for a wire that ends at the pointer.
QPainterPath looseWire(const QPointF &from, Port port, const QPointF &to, bool reversed);

/// Cells of a function's row: at most 24, filling the width when reserved.
QRectF cellRect(int index, int count, bool fill);
inline constexpr int maxCells = 24;

/// The corner that puts the node's centre on the 8 px grid: nodes of unlike height still wire straight.
QPointF snapped(const QPointF &position, const QSizeF &size);

} // namespace geometry
} // namespace lambdarium
