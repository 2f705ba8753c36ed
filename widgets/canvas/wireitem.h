// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/nodegeometry.h"
#include "widgets/canvas/wirepieces.h"

#include <QGraphicsItem>
#include <QPolygonF>

#include <optional>

namespace lambdarium {

/// A wire: a cache of one CanvasEdge and its path. The bead layer asks it for points along the way.
class WireItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };

    explicit WireItem(const CanvasEdge &edge);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    const CanvasEdge &edge() const { return m_edge; }
    void setEdge(const CanvasEdge &edge);
    void setEnds(const geometry::End &from, const geometry::End &to);
    void setZoom(qreal zoom);
    /// Messages that travel without a bead of their own; 0: the usual thin wire.
    void setPressure(int messages, const QColor &colour);
    /// Reduced motion: a chevron stands on the wire instead of beads.
    void setStill(bool still);
    int pressure() const { return m_pressure; }
    /// From 0 (start) to 1; table lookup.
    QPointF at(qreal progress) const;

private:
    QColor colour() const;
    void paintArrow(QPainter *painter, const QColor &colour) const;
    void paintChip(QPainter *painter) const;
    QString chipText() const;

    CanvasEdge m_edge;
    geometry::End m_from, m_to;
    QPainterPath m_path;
    mutable QPolygonF m_points;                 ///< made when the first bead asks
    mutable std::optional<WirePieces> m_pieces; ///< made when it is painted first
    QPointF m_tip, m_middle;
    qreal m_angle = 0; ///< of the arrow
    qreal m_zoom = 1.0;
    int m_pressure = 0;
    QColor m_pressureColour;
    bool m_still = false;
};

} // namespace lambdarium
