// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/wireitem.h"

#include "widgets/canvas/nodepainter.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr qreal wireWidth = 2;
constexpr qreal casingWidth = 6;
constexpr qreal hitWidth = 14;
constexpr qreal chipZoom = 0.6;

} // namespace

WireItem::WireItem(const CanvasEdge &edge) : m_edge(edge)
{
    setZValue(-1);
    setFlags(ItemIsSelectable | ItemUsesExtendedStyleOption);
}

QRectF WireItem::boundingRect() const { return m_path.boundingRect().adjusted(-60, -20, 60, 20); }

QPainterPath WireItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(hitWidth);
    return stroker.createStroke(m_path);
}

void WireItem::setEdge(const CanvasEdge &edge)
{
    if (m_edge == edge)
        return;
    m_edge = edge;
    setEnds(m_from, m_to);
    update();
}

void WireItem::setEnds(const geometry::End &from, const geometry::End &to)
{
    prepareGeometryChange();
    m_from = from;
    m_to = to;
    m_path = geometry::wirePath(m_edge.kind, from, to);
    m_points.clear();
    m_pieces.reset();
    m_tip = m_path.currentPosition();
    const QPointF back = m_path.pointAtPercent(std::max<qreal>(0, 1 - 9 / std::max<qreal>(10, m_path.length())));
    m_angle = std::atan2(m_tip.y() - back.y(), m_tip.x() - back.x());
    m_middle = m_path.pointAtPercent(0.5);
}

void WireItem::setZoom(qreal zoom)
{
    if (m_zoom == zoom)
        return;
    m_zoom = zoom;
    update();
}

void WireItem::setPressure(int messages, const QColor &colour)
{
    if (m_pressure == messages && m_pressureColour == colour)
        return;
    m_pressure = messages;
    m_pressureColour = colour;
    update();
}

void WireItem::setStill(bool still)
{
    m_still = still;
    update();
}

QPointF WireItem::at(qreal progress) const
{
    if (m_points.isEmpty()) {
        // The table is made at the first bead: most wires of a big graph never carry one.
        QPolygonF &points = m_points;
        for (int i = 0; i <= geometry::wirePoints; ++i)
            points << m_path.pointAtPercent(qreal(i) / geometry::wirePoints);
    }
    const qreal place = std::clamp<qreal>(progress, 0, 1) * geometry::wirePoints;
    const int index = std::min(int(place), geometry::wirePoints - 1);
    return m_points[index] + (m_points[index + 1] - m_points[index]) * (place - index);
}

QColor WireItem::colour() const
{
    const Theme &t = th();
    if (isSelected())
        return t.accent;
    if (isFailure(m_edge.kind))
        return t.state(EnvState::Error);
    return t.wire;
}

void WireItem::paintArrow(QPainter *painter, const QColor &colour) const
{
    // The port's circle stands at the end of sideways wires; the arrow stops before it.
    const bool intoTop = isFailure(m_edge.kind) && std::abs(std::sin(m_angle)) > 0.7;
    const qreal gap = intoTop ? 2 : 6;
    painter->save();
    painter->translate(m_tip);
    painter->rotate(m_angle * 180 / M_PI);
    painter->setPen(QPen(colour, wireWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    const QPointF arrow[] = {{-gap - 6, -5}, {-gap, 0}, {-gap - 6, 5}};
    painter->drawPolyline(arrow, 3);
    painter->restore();
}

QString WireItem::chipText() const
{
    if (m_pressure <= 0)
        return m_edge.label;
    const QString rate = QStringLiteral("×%1").arg(QLocale().toString(m_pressure));
    return m_edge.label.isEmpty() ? rate : QString(m_edge.label + QStringLiteral(" · ") + rate);
}

void WireItem::paintChip(QPainter *painter) const
{
    const QString text = chipText();
    if (text.isEmpty() || m_zoom < chipZoom)
        return;
    const Theme &t = th();
    const QFont font = NodePainter::font(10.5, QFont::Medium);
    const QSizeF size(QFontMetricsF(font).horizontalAdvance(text) + 14, 18);
    const QRectF chip(m_middle - QPointF(size.width(), size.height()) / 2, size);
    painter->setPen(QPen(t.dark ? t.borderStrong : t.border, 1));
    painter->setBrush(t.dark ? t.raised : t.surface);
    painter->drawRoundedRect(chip, 9, 9);
    painter->setPen(t.text2);
    painter->setFont(font);
    painter->drawText(chip, Qt::AlignCenter, text);
}

void WireItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const QRectF seen = option->exposedRect;
    if (!m_pieces)
        m_pieces.emplace(m_path);
    const Theme &t = th();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor base = colour();
    if (!m_edge.enabled)
        base.setAlphaF(0.45F);
    if (m_pressure > 0)
        base = m_pressureColour;
    const qreal width = wireWidth + (m_pressure > 0 ? std::min(4.0, std::log2(1.0 + m_pressure)) : 0);
    QPen pen(base, width, Qt::SolidLine, Qt::RoundCap);
    if (isFailure(m_edge.kind))
        pen.setDashPattern({3, 3});
    else if (m_edge.kind == EdgeKind::Uses && m_zoom > 1.05)
        pen.setDashPattern({0.1, 2.6});
    else if (m_edge.kind == EdgeKind::Uses) { // a square of two pixels looks round, and is a fifth of the work
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({1.1, 1.6});
    }
    if (m_zoom >= 0.4)
        m_pieces->stroke(painter, QPen(t.canvas, casingWidth), seen);
    m_pieces->stroke(painter, pen, seen, pen.style() == Qt::SolidLine);
    constexpr qreal chipRoom = 200;
    if (m_zoom >= 0.4 && seen.adjusted(-20, -20, 20, 20).contains(m_tip))
        paintArrow(painter, base);
    if (seen.adjusted(-chipRoom, -20, chipRoom, 20).contains(m_middle))
        paintChip(painter);
    if (m_still && m_pressure > 0) {
        painter->save();
        painter->translate(at(0.25));
        const QPointF chevron[] = {{-4, -6}, {3, 0}, {-4, 6}};
        painter->setPen(QPen(base, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(chevron, 3);
        painter->restore();
    }
}

} // namespace lambdarium
