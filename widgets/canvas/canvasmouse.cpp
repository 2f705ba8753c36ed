// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvasmouse.h"

#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wireitem.h"
#include "widgets/canvas/wiringinteraction.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr qreal portReach = 12;
constexpr qreal edgeReach = 10;
constexpr qreal guideReach = 5;

} // namespace

CanvasMouse::CanvasMouse(CanvasView *view, CanvasScene *scene, WiringInteraction *wiring)
    : m_view(view), m_scene(scene), m_wiring(wiring)
{}

std::optional<Port> CanvasMouse::portAt(const NodeItem &item, const QPointF &position) const
{
    const qreal reach = portReach / std::min<qreal>(1, m_view->zoom());
    for (const Port port : {Port::Failure, Port::Out, Port::In}) {
        const auto centre = item.port(port);
        if (centre && std::hypot(centre->x() - position.x(), centre->y() - position.y()) <= reach)
            return port;
    }
    const QRectF rect = item.sceneRect();
    const bool rightEdge = position.x() > rect.right() - edgeReach && rect.contains(position);
    return rightEdge && item.port(Port::Out) ? std::optional(Port::Out) : std::nullopt;
}

NodeItem *CanvasMouse::nodeNear(const QPointF &position) const
{
    if (NodeItem *item = m_scene->nodeAt(position))
        return item;
    const QRectF around(position - QPointF(portReach, portReach), QSizeF(2 * portReach, 2 * portReach));
    for (QGraphicsItem *item : m_scene->items(around)) {
        auto *node = qgraphicsitem_cast<NodeItem *>(item);
        if (node && portAt(*node, position))
            return node;
    }
    return nullptr;
}

void CanvasMouse::press(QMouseEvent *event, bool pan)
{
    const QPointF position = m_view->mapToScene(event->pos());
    m_pressed = m_last = event->pos();
    m_origin = position;
    m_node.clear();
    m_port.reset();
    m_onPlay = false;
    m_cell = {};
    if (m_wiring->byKeyboard()) {
        m_wiring->release(position);
        return;
    }
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && pan)) {
        m_mode = Mode::Panning;
        m_view->viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    m_additive = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    if (NodeItem *item = nodeNear(position)) {
        pressNode(event, item, position);
        return;
    }
    m_scene->setCurrent({}, false);
    if (WireItem *wire = m_scene->wireAt(position)) {
        m_scene->select({});
        wire->setSelected(true);
        return;
    }
    m_mode = Mode::Band;
    m_bandBase = m_additive ? m_scene->selectedNodes() : std::vector<NodeId>();
    if (!m_additive)
        m_scene->select({});
}

void CanvasMouse::pressNode(QMouseEvent *, NodeItem *item, const QPointF &position)
{
    m_mode = Mode::Pressed;
    m_node = item->id();
    m_port = portAt(*item, position);
    m_onPlay = NodePainter::playRect(item->node()).contains(position - item->pos());
    m_cell = m_port || m_additive ? EnvironmentId{} : item->environmentAt(position);
    if (m_port)
        return;
    if (m_additive)
        item->setSelected(!item->isSelected());
    else if (!item->isSelected())
        m_scene->select({m_node});
    m_scene->setCurrent(m_node, false);
}

void CanvasMouse::move(QMouseEvent *event)
{
    const QPointF position = m_view->mapToScene(event->pos());
    const bool far = (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    switch (m_mode) {
    case Mode::Idle:
        if (m_wiring->byKeyboard())
            m_wiring->moveTo(position);
        return;
    case Mode::Pressed:
        if (!far)
            return;
        if (m_port) {
            m_mode = m_wiring->beginDrag(m_node, *m_port) ? Mode::Wiring : Mode::Idle;
            m_wiring->moveTo(position);
            return;
        }
        startMoving();
        moveNodes(position, event->modifiers() & Qt::AltModifier);
        return;
    case Mode::Moving: moveNodes(position, event->modifiers() & Qt::AltModifier); return;
    case Mode::Wiring: m_wiring->moveTo(position); return;
    case Mode::Band: selectBand(position); return;
    case Mode::Panning: {
        const QPoint delta = event->pos() - m_last;
        m_last = event->pos();
        m_view->panBy(delta);
        return;
    }
    }
}

void CanvasMouse::startMoving()
{
    m_mode = Mode::Moving;
    m_start.clear();
    for (const NodeId &id : m_scene->selectedNodes())
        m_start[id] = m_scene->nodeItem(id)->pos();
    if (!m_start.contains(m_node) && m_scene->nodeItem(m_node))
        m_start[m_node] = m_scene->nodeItem(m_node)->pos();
}

QPointF CanvasMouse::guided(const QPointF &corner)
{
    m_guides.clear();
    const NodeItem *item = m_scene->nodeItem(m_node);
    const QRectF rect(corner, item->size());
    QPointF result = geometry::snapped(corner, item->size());
    qreal bestX = guideReach;
    qreal bestY = guideReach;
    std::optional<QLineF> vertical, horizontal;
    for (const CanvasNode &node : m_scene->graph().nodes) {
        const NodeItem *other = m_scene->nodeItem(node.id);
        if (!other || m_start.contains(node.id))
            continue;
        const QRectF fixed = other->sceneRect();
        const auto alignX = [&](qreal mine, qreal theirs) {
            if (std::abs(theirs - mine) >= bestX)
                return;
            bestX = std::abs(theirs - mine);
            result.setX(corner.x() + theirs - mine);
            vertical = QLineF(theirs, std::min(fixed.top(), rect.top()) - 16, theirs,
                              std::max(fixed.bottom(), rect.bottom()) + 16);
        };
        const auto alignY = [&](qreal mine, qreal theirs) {
            if (std::abs(theirs - mine) >= bestY)
                return;
            bestY = std::abs(theirs - mine);
            result.setY(corner.y() + theirs - mine);
            horizontal = QLineF(std::min(fixed.left(), rect.left()) - 16, theirs,
                                std::max(fixed.right(), rect.right()) + 16, theirs);
        };
        alignX(rect.left(), fixed.left());
        alignX(rect.center().x(), fixed.center().x());
        alignY(rect.center().y(), fixed.center().y());
    }
    if (vertical)
        m_guides.push_back(*vertical);
    if (horizontal)
        m_guides.push_back(*horizontal);
    return result;
}

void CanvasMouse::moveNodes(const QPointF &position, bool free)
{
    if (!m_start.contains(m_node))
        return;
    QPointF corner = m_start[m_node] + position - m_origin;
    m_guides.clear();
    if (!free)
        corner = guided(corner);
    const QPointF delta = corner - m_start[m_node];
    m_now.clear();
    for (const auto &[id, start] : m_start)
        m_now[id] = start + delta;
    m_scene->preview(m_now);
    m_view->viewport()->update();
}

void CanvasMouse::selectBand(const QPointF &position)
{
    m_band = QRectF(m_origin, position).normalized();
    std::vector<NodeId> chosen = m_bandBase;
    for (const CanvasNode &node : m_scene->graph().nodes) {
        const NodeItem *item = m_scene->nodeItem(node.id);
        if (item && item->sceneRect().intersects(m_band) && std::ranges::count(chosen, node.id) == 0)
            chosen.push_back(node.id);
    }
    m_scene->select(chosen);
    m_view->viewport()->update();
}

void CanvasMouse::finishMove()
{
    std::map<NodeId, NodePosition> places;
    for (const auto &[id, place] : m_now)
        places[id] = {place.x(), place.y()};
    if (m_now != m_start && !places.empty())
        m_scene->document()->moveNodes(places);
}

void CanvasMouse::release(QMouseEvent *event)
{
    const Mode mode = std::exchange(m_mode, Mode::Idle);
    m_guides.clear();
    m_band = {};
    if (mode == Mode::Moving) {
        finishMove();
    } else if (mode == Mode::Wiring) {
        m_wiring->release(m_view->mapToScene(event->pos()));
    } else if (mode == Mode::Pressed) {
        if (m_onPlay)
            m_view->play(m_node);
        else if (m_port || !m_additive) {
            m_scene->select({m_node});
            m_scene->setCurrent(m_node, false);
        }
        if (std::uint64_t(m_cell) != 0)
            Q_EMIT m_view->environmentRequested(quint64(m_cell));
    } else if (mode == Mode::Panning) {
        m_view->viewport()->unsetCursor();
    }
    m_view->viewport()->update();
}

void CanvasMouse::cancel()
{
    if (m_mode == Mode::Moving)
        m_scene->preview(m_start);
    m_mode = Mode::Idle;
    m_guides.clear();
    m_band = {};
    m_view->viewport()->update();
}

void CanvasMouse::hover(const QPoint &point, bool pan)
{
    const QPointF position = m_view->mapToScene(point);
    NodeItem *item = nodeNear(position);
    const NodeId id = item ? item->id() : NodeId();
    if (id != m_hovered) {
        if (NodeItem *old = m_scene->nodeItem(m_hovered))
            old->setHovered(false);
        if (item)
            item->setHovered(true);
        m_hovered = id;
    }
    if (pan)
        m_view->viewport()->setCursor(Qt::OpenHandCursor);
    else if (item && portAt(*item, position))
        m_view->viewport()->setCursor(Qt::CrossCursor);
    else if (item && NodePainter::playRect(item->node()).contains(position - item->pos()))
        m_view->viewport()->setCursor(Qt::PointingHandCursor);
    else if (item && std::uint64_t(item->environmentAt(position)) != 0)
        m_view->viewport()->setCursor(Qt::PointingHandCursor);
    else
        m_view->viewport()->unsetCursor();
}

void CanvasMouse::paint(QPainter *painter) const
{
    const Theme &t = th();
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (!m_guides.empty()) {
        QPen pen(t.accent, 1);
        pen.setCosmetic(true);
        painter->setPen(pen);
        for (const QLineF &guide : m_guides)
            painter->drawLine(guide);
    }
    if (!m_band.isEmpty()) {
        QPen pen(t.accent, 1);
        pen.setCosmetic(true);
        painter->setPen(pen);
        painter->setBrush(t.tint(t.accent, 0.08));
        painter->drawRect(m_band);
    }
}

} // namespace lambdarium
