// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/nodepainter.h"

#include <QGraphicsItem>

namespace lambdarium {

/// A node or note of the scene: a cache of one CanvasNode and its live state. Never changes anything by itself;
/// the scene moves it and tells it how to look.
class NodeItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    explicit NodeItem(const CanvasNode &node);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    const NodeId &id() const { return m_look.node.id; }
    const CanvasNode &node() const { return m_look.node; }
    const LiveNode &live() const { return m_look.live; }
    QSizeF size() const { return geometry::nodeSize(m_look.node); }
    QRectF sceneRect() const { return {pos(), size()}; }
    /// The environment whose cell is there, in scene coordinates; 0: none.
    EnvironmentId environmentAt(const QPointF &position) const
    {
        return NodePainter::environmentAt(m_look, position - pos());
    }
    /// In scene coordinates; nothing when the kind has no such port.
    std::optional<QPointF> port(Port port) const;

    void setNode(const CanvasNode &node);
    void setLive(const LiveNode &live);
    void setZoom(qreal zoom);
    void setFocused(bool focused);
    void setHovered(bool hovered);
    void setDropTarget(bool target);
    void setEditing(bool editing);

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;

private:
    template <typename T>
    void changed(T &member, const T &value);

    NodeLook m_look;
};

} // namespace lambdarium
