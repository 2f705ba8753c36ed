// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/nodeitem.h"

namespace lambdarium {

NodeItem::NodeItem(const CanvasNode &node)
{
    m_look.node = node;
    setFlags(ItemIsSelectable);
    setCacheMode(DeviceCoordinateCache);
    setZValue(node.kind == NodeKind::Note ? -2 : 1);
    setToolTip(node.title);
}

QRectF NodeItem::boundingRect() const { return NodePainter::bounds(size()); }

QPainterPath NodeItem::shape() const { return geometry::outline(m_look.node.kind, size()); }

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    NodePainter::paint(painter, m_look);
}

std::optional<QPointF> NodeItem::port(Port port) const
{
    const auto local = geometry::port(m_look.node.kind, port, size());
    return local ? std::optional(pos() + *local) : std::nullopt;
}

template <typename T>
void NodeItem::changed(T &member, const T &value)
{
    if (member == value)
        return;
    member = value;
    update();
}

void NodeItem::setNode(const CanvasNode &node)
{
    if (m_look.node == node)
        return;
    if (geometry::nodeSize(node) != size())
        prepareGeometryChange();
    m_look.node = node;
    setToolTip(node.title);
    update();
}

void NodeItem::setLive(const LiveNode &live) { changed(m_look.live, live); }

void NodeItem::setZoom(qreal zoom) { changed(m_look.zoom, zoom); }

void NodeItem::setFocused(bool focused) { changed(m_look.focused, focused); }

void NodeItem::setHovered(bool hovered) { changed(m_look.hovered, hovered); }

void NodeItem::setDropTarget(bool target) { changed(m_look.dropTarget, target); }

void NodeItem::setEditing(bool editing) { changed(m_look.editing, editing); }

QVariant NodeItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemSelectedHasChanged) {
        m_look.selected = value.toBool();
        update();
    }
    return QGraphicsItem::itemChange(change, value);
}

} // namespace lambdarium
