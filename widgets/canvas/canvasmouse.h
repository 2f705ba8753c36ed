// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/nodegeometry.h"

#include <QLineF>
#include <QPoint>

#include <map>
#include <optional>
#include <vector>

class QMouseEvent;
class QPainter;

namespace lambdarium {

class CanvasScene;
class CanvasView;
class NodeItem;
class WiringInteraction;

/// Mouse gestures on the canvas: select, rubber band, move with guides, pan, wire from ports, play buttons. Owned by
/// the view; edits the document at the end of a gesture only.
class CanvasMouse
{
public:
    CanvasMouse(CanvasView *view, CanvasScene *scene, WiringInteraction *wiring);

    void press(QMouseEvent *event, bool pan);
    void move(QMouseEvent *event);
    void release(QMouseEvent *event);
    /// Escape: puts all back where it was.
    void cancel();
    bool busy() const { return m_mode != Mode::Idle; }
    void hover(const QPoint &position, bool pan);
    void paint(QPainter *painter) const;

private:
    enum class Mode { Idle, Pressed, Moving, Band, Panning, Wiring };

    std::optional<Port> portAt(const NodeItem &item, const QPointF &scenePosition) const;
    NodeItem *nodeNear(const QPointF &scenePosition) const;
    void pressNode(QMouseEvent *event, NodeItem *item, const QPointF &scenePosition);
    void startMoving();
    void moveNodes(const QPointF &scenePosition, bool free);
    void selectBand(const QPointF &scenePosition);
    QPointF guided(const QPointF &corner);
    void finishMove();

    CanvasView *m_view;
    CanvasScene *m_scene;
    WiringInteraction *m_wiring;
    Mode m_mode = Mode::Idle;
    QPoint m_pressed;
    QPoint m_last;
    QPointF m_origin;
    NodeId m_node;
    NodeId m_hovered;
    std::optional<Port> m_port;
    bool m_additive = false;
    bool m_onPlay = false;
    EnvironmentId m_cell{};
    std::vector<NodeId> m_bandBase;
    std::map<NodeId, QPointF> m_start;
    std::map<NodeId, QPointF> m_now;
    std::vector<QLineF> m_guides;
    QRectF m_band;
};

} // namespace lambdarium
