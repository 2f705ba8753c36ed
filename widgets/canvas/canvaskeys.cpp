// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// CanvasView: keys. The whole canvas works without a mouse (ux.md 5.1).
#include "widgets/canvas/canvasmouse.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wiringinteraction.h"

#include <QAccessible>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lambdarium {

namespace {

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

QPointF direction(int key)
{
    switch (key) {
    case Qt::Key_Left: return {-1, 0};
    case Qt::Key_Right: return {1, 0};
    case Qt::Key_Up: return {0, -1};
    default: return {0, 1};
    }
}

} // namespace

bool CanvasView::wiringKey(int key)
{
    if (!m_wiring->active())
        return false;
    switch (key) {
    case Qt::Key_Escape:
        m_wiring->cancel();
        m_mouse->cancel();
        return true;
    case Qt::Key_Right:
    case Qt::Key_Down: m_wiring->step(1); return true;
    case Qt::Key_Left:
    case Qt::Key_Up: m_wiring->step(-1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: m_wiring->accept(); return true;
    default:
        // Other keys would change the ground under the wire.
        return true;
    }
}

bool CanvasView::addKey(int key)
{
    switch (key) {
    case Qt::Key_F: addNode(ResourceKind::Function); return true;
    case Qt::Key_A: addNode(ResourceKind::FunctionUrl); return true;
    case Qt::Key_Q: addNode(ResourceKind::Queue); return true;
    case Qt::Key_T: addNode(ResourceKind::Topic); return true;
    case Qt::Key_S: addNode(ResourceKind::Schedule); return true;
    case Qt::Key_B: addNode(ResourceKind::Bucket); return true;
    case Qt::Key_N: addNote(); return true;
    case Qt::Key_W: startWire(); return true;
    case Qt::Key_L: tidy(); return true;
    case Qt::Key_V: setTool(Tool::Select); return true;
    case Qt::Key_H: setTool(Tool::Pan); return true;
    default: return false;
    }
}

bool CanvasView::commandKey(QKeyEvent *event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_scene->current().empty())
            Q_EMIT inspectorRequested(m_scene->current());
        return true;
    case Qt::Key_F2: renameCurrent(); return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace: removeSelection(); return true;
    case Qt::Key_Escape:
        m_mouse->cancel();
        m_scene->select({});
        return true;
    case Qt::Key_D:
        if (control)
            duplicateSelection();
        return control;
    case Qt::Key_A:
        if (control) {
            std::vector<NodeId> all;
            for (const CanvasNode &node : m_scene->graph().nodes)
                all.push_back(node.id);
            m_scene->select(all);
        }
        return control;
    case Qt::Key_0:
        if (control)
            fit();
        return control;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (control)
            zoomIn();
        return control;
    case Qt::Key_Minus:
        if (control)
            zoomOut();
        return control;
    default: return false;
    }
}

bool CanvasView::moveKey(QKeyEvent *event)
{
    if (!isArrow(event->key()))
        return false;
    if (event->modifiers() & Qt::ShiftModifier)
        nudge(event->key());
    else
        moveFocus(event->key());
    return true;
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (wiringKey(event->key()) || moveKey(event) || commandKey(event))
        return;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_Space && modifiers == Qt::NoModifier) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
        return;
    }
    if (modifiers == Qt::NoModifier && m_document && addKey(event->key()))
        return;
    event->ignore();
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        viewport()->unsetCursor();
        return;
    }
    QGraphicsView::keyReleaseEvent(event);
}

bool CanvasView::focusNextPrevChild(bool next)
{
    // QGraphicsView would offer Tab to items; nodes are reached by arrows, Tab leaves the canvas.
    return QWidget::focusNextPrevChild(next);
}

NodeId CanvasView::neighbour(int key) const
{
    const CanvasGraph &graph = m_scene->graph();
    const NodeItem *from = m_scene->nodeItem(m_scene->current());
    if (!from)
        return graph.nodes.empty() ? NodeId() : graph.nodes.front().id;
    const QPointF centre = from->sceneRect().center();
    const QPointF ahead = direction(key);
    NodeId best;
    qreal bestCost = std::numeric_limits<qreal>::max();
    const auto consider = [&](const NodeId &id, bool wired) {
        const NodeItem *item = m_scene->nodeItem(id);
        if (!item || item == from)
            return;
        const QPointF way = item->sceneRect().center() - centre;
        const qreal along = QPointF::dotProduct(way, ahead);
        const qreal aside = std::abs(ahead.x() != 0 ? way.y() : way.x());
        if (!wired && (along <= 4 || aside > along * 2))
            return;
        // A wire comes before whatever else lies that way.
        const qreal cost = std::abs(along) + 2 * aside - (wired ? 1e6 : 0);
        if (cost < bestCost) {
            bestCost = cost;
            best = id;
        }
    };
    for (const CanvasEdge &edge : graph.edges) {
        if (key == Qt::Key_Right && edge.from == from->id())
            consider(edge.to, true);
        else if (key == Qt::Key_Left && edge.to == from->id())
            consider(edge.from, true);
    }
    for (const CanvasNode &node : graph.nodes)
        consider(node.id, false);
    if (!best.empty())
        return best;
    // Nothing lies that way: go on in flow order, so that every node can be reached.
    const auto index = std::ranges::find(graph.nodes, from->id(), &CanvasNode::id) - graph.nodes.begin();
    const auto count = std::ptrdiff_t(graph.nodes.size());
    const bool onward = key == Qt::Key_Right || key == Qt::Key_Down;
    return graph.nodes[std::size_t((index + (onward ? 1 : count - 1)) % count)].id;
}

void CanvasView::focusNode(const NodeId &node)
{
    if (node.empty())
        return;
    m_scene->select({node});
    m_scene->setCurrent(node, true);
    showHere(node);
    const auto &nodes = m_scene->graph().nodes;
    const auto index = std::ranges::find(nodes, node, &CanvasNode::id) - nodes.begin();
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(int(index));
    QAccessible::updateAccessibility(&event);
}

void CanvasView::moveFocus(int key) { focusNode(neighbour(key)); }

void CanvasView::nudge(int key)
{
    if (!m_document)
        return;
    const QPointF step = direction(key) * geometry::gridStep;
    std::map<NodeId, NodePosition> places;
    for (const NodeId &id : m_scene->selectedNodes()) {
        const QPointF place = m_scene->nodeItem(id)->pos() + step;
        places[id] = {place.x(), place.y()};
    }
    if (!places.empty())
        m_document->moveNodes(places);
}

} // namespace lambdarium
