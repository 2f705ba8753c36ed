// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvasscene.h"

#include "widgets/canvas/beadlayer.h"
#include "widgets/canvas/layeredlayout.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wireitem.h"

#include <QVariantAnimation>

#include <algorithm>
#include <set>

namespace lambdarium {

namespace {

constexpr int layoutAnimationMs = 180;
constexpr qreal room = 600;
constexpr qreal dimNode = 0.38;
constexpr qreal dimWire = 0.45;

QPointF point(const NodePosition &position) { return {position.x, position.y}; }

} // namespace

CanvasScene::CanvasScene(QObject *parent)
    : QGraphicsScene(parent), m_beads(new BeadLayer([this](const std::string &id) { return wireItem(id); })),
      m_animation(new QVariantAnimation(this))
{
    addItem(m_beads);
    m_holdTimer.setSingleShot(true);
    connect(&m_holdTimer, &QTimer::timeout, this, [this] {
        updateLive();
        holdLive();
    });
    m_animation->setDuration(layoutAnimationMs);
    m_animation->setEasingCurve(QEasingCurve::InOutCubic);
    m_animation->setStartValue(0.0);
    m_animation->setEndValue(1.0);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        for (const auto &[id, item] : m_nodes)
            item->update();
        update();
    });
}

CanvasScene::~CanvasScene()
{
    disconnect();
    m_animation->stop();
    // The items are ours, not the scene's: they leave it before it goes.
    m_wiresOf.clear();
    m_wires.clear();
    m_nodes.clear();
}

void CanvasScene::setDocument(WorkspaceDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_current.clear();
    clearLive();
    if (document) {
        connect(document, &WorkspaceDocument::modelChanged, this, &CanvasScene::syncGraph);
        connect(document, &WorkspaceDocument::layoutChanged, this, &CanvasScene::syncGraph);
    }
    syncGraph();
}

NodeItem *CanvasScene::nodeItem(const NodeId &id) const
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : found->second.get();
}

WireItem *CanvasScene::wireItem(const std::string &edgeId) const
{
    const auto found = m_wires.find(edgeId);
    return found == m_wires.end() ? nullptr : found->second.get();
}

NodeItem *CanvasScene::nodeAt(const QPointF &position) const
{
    for (QGraphicsItem *item : items(position)) {
        if (auto *node = qgraphicsitem_cast<NodeItem *>(item))
            return node;
    }
    return nullptr;
}

WireItem *CanvasScene::wireAt(const QPointF &position) const
{
    for (QGraphicsItem *item : items(position)) {
        if (auto *wire = qgraphicsitem_cast<WireItem *>(item))
            return wire;
    }
    return nullptr;
}

const LiveNode *CanvasScene::live(const NodeId &id) const
{
    const NodeItem *item = nodeItem(id);
    return item ? &item->live() : nullptr;
}

std::vector<NodeId> CanvasScene::selectedNodes() const
{
    std::vector<NodeId> selected;
    for (const CanvasNode &node : m_graph.nodes) {
        if (const NodeItem *item = nodeItem(node.id); item && item->isSelected())
            selected.push_back(node.id);
    }
    return selected;
}

std::optional<std::string> CanvasScene::selectedEdge() const
{
    for (const auto &[id, wire] : m_wires) {
        if (wire->isSelected())
            return id;
    }
    return std::nullopt;
}

void CanvasScene::select(const std::vector<NodeId> &nodes)
{
    {
        // One signal for the whole change.
        const QSignalBlocker blocked(this);
        clearSelection();
        for (const NodeId &id : nodes) {
            if (NodeItem *item = nodeItem(id))
                item->setSelected(true);
        }
    }
    Q_EMIT selectionChanged();
}

void CanvasScene::setCurrent(const NodeId &node, bool ring)
{
    if (NodeItem *old = nodeItem(m_current))
        old->setFocused(false);
    m_current = node;
    if (NodeItem *item = nodeItem(node))
        item->setFocused(ring);
    Q_EMIT currentChanged();
}

void CanvasScene::setZoom(qreal zoom)
{
    m_zoom = zoom;
    for (const auto &[id, item] : m_nodes)
        item->setZoom(zoom);
    for (const auto &[id, wire] : m_wires)
        wire->setZoom(zoom);
}

QRectF CanvasScene::contentRect() const
{
    QRectF rect;
    for (const auto &[id, item] : m_nodes)
        rect |= item->sceneRect();
    // A wire that leads back runs below its nodes.
    for (const auto &[id, wire] : m_wires)
        rect |= wire->boundingRect();
    return rect;
}

// --- structure ---------------------------------------------------------------------------------------------

void CanvasScene::syncGraph()
{
    m_graph = m_document ? graphOf(m_document->model(), m_document->problems(), m_document->layout().notes, m_outside)
                         : CanvasGraph{};
    syncNodes();
    placeMissing();
    syncWires();
    syncPlaces();
    updateLive();
    m_beads->prune();
    Q_EMIT graphChanged();
}

void CanvasScene::syncNodes()
{
    std::set<NodeId> present;
    for (const CanvasNode &node : m_graph.nodes) {
        present.insert(node.id);
        if (NodeItem *item = nodeItem(node.id); item && item->node().kind == node.kind) {
            item->setNode(node);
            continue;
        }
        auto item = std::make_unique<NodeItem>(node);
        item->setZoom(m_zoom);
        addItem(item.get());
        m_nodes[node.id] = std::move(item);
    }
    std::erase_if(m_nodes, [&](const auto &entry) { return !present.contains(entry.first); });
    if (!present.contains(m_current))
        m_current.clear();
}

void CanvasScene::syncWires()
{
    std::set<std::string> present;
    m_wiresOf.clear();
    for (const CanvasEdge &edge : m_graph.edges) {
        present.insert(edge.id);
        std::unique_ptr<WireItem> &wire = m_wires[edge.id];
        if (!wire || wire->edge().kind != edge.kind) {
            wire = std::make_unique<WireItem>(edge);
            wire->setZoom(m_zoom);
            addItem(wire.get());
        }
        wire->setEdge(edge);
        m_wiresOf[edge.from].push_back(wire.get());
        m_wiresOf[edge.to].push_back(wire.get());
    }
    std::erase_if(m_wires, [&](const auto &entry) { return !present.contains(entry.first); });
}

void CanvasScene::placeMissing()
{
    if (!m_document || m_graph.nodes.empty())
        return;
    const auto missing = missingPlaces(m_graph, m_document->layout().positions);
    if (!missing.empty())
        m_document->placeNodes(missing);
}

std::optional<QPointF> CanvasScene::layoutPlace(const NodeId &node) const
{
    if (const Layout::Note *note = m_document->note(node))
        return point(note->position);
    const auto found = m_document->layout().positions.find(node);
    return found == m_document->layout().positions.end() ? std::nullopt : std::optional(point(found->second));
}

void CanvasScene::syncPlaces()
{
    m_animation->stop();
    m_animation->disconnect(this);
    std::map<NodeItem *, std::pair<QPointF, QPointF>> moving;
    for (const auto &[id, item] : m_nodes) {
        const QPointF place = layoutPlace(id).value_or(item->pos());
        if (place != item->pos())
            moving[item.get()] = {item->pos(), place};
    }
    const bool animated = std::exchange(m_animateNext, false) && !reducedMotion();
    if (!animated) {
        for (const auto &[item, way] : moving)
            item->setPos(way.second);
        updateWires();
        updateBounds();
        return;
    }
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this, moving](const QVariant &value) {
        for (const auto &[item, way] : moving)
            item->setPos(way.first + (way.second - way.first) * value.toDouble());
        updateWires();
        updateBounds();
    });
    m_animation->start();
}

void CanvasScene::preview(const std::map<NodeId, QPointF> &positions)
{
    for (const auto &[id, position] : positions) {
        if (NodeItem *item = nodeItem(id))
            item->setPos(position);
    }
    for (const auto &[id, position] : positions)
        updateWiresOf(id);
}

void CanvasScene::updateWiresOf(const NodeId &node)
{
    for (WireItem *wire : m_wiresOf[node]) {
        const NodeItem *from = nodeItem(wire->edge().from);
        const NodeItem *to = nodeItem(wire->edge().to);
        if (from && to)
            wire->setEnds({from->node().kind, from->sceneRect()}, {to->node().kind, to->sceneRect()});
    }
}

void CanvasScene::updateWires()
{
    for (const auto &[id, wire] : m_wires) {
        const NodeItem *from = nodeItem(wire->edge().from);
        const NodeItem *to = nodeItem(wire->edge().to);
        if (from && to)
            wire->setEnds({from->node().kind, from->sceneRect()}, {to->node().kind, to->sceneRect()});
    }
}

void CanvasScene::updateBounds()
{
    const QRectF bounds = contentRect().adjusted(-room, -room, room, room);
    setSceneRect(bounds);
    m_beads->setBounds(bounds);
}

// --- dimming -------------------------------------------------------------------------------------------------

void CanvasScene::setStateFilter(std::optional<EnvState> state)
{
    m_filter = state;
    if (!state) {
        undim();
        return;
    }
    dimAllBut([this, state](const NodeId &id) {
        const LiveNode *node = live(id);
        const CanvasNode *graphNode = m_graph.node(id);
        return node && graphNode && graphNode->kind == NodeKind::Function
            && (node->state == *state || std::ranges::count(node->cells, *state) > 0);
    });
}

void CanvasScene::dimAllBut(const std::function<bool(const NodeId &)> &bright)
{
    for (const auto &[id, item] : m_nodes)
        item->setOpacity(bright(id) ? 1.0 : dimNode);
    for (const auto &[id, wire] : m_wires)
        wire->setOpacity(dimWire);
}

void CanvasScene::undim()
{
    for (const auto &[id, item] : m_nodes)
        item->setOpacity(1.0);
    for (const auto &[id, wire] : m_wires)
        wire->setOpacity(1.0);
}

// --- live ----------------------------------------------------------------------------------------------------

void CanvasScene::applySnapshot(const std::shared_ptr<const Snapshot> &snapshot)
{
    m_live.setSnapshot(snapshot);
    std::vector<NodeId> outside;
    for (const FunctionView &function : snapshot ? snapshot->functions : std::vector<FunctionView>())
        if (function.outside)
            outside.push_back(function.id);
    if (outside != m_outside) {
        m_outside = std::move(outside);
        syncGraph();
    }
    updateLive();
}

void CanvasScene::applyFacts(const std::vector<Fact> &facts)
{
    const auto now = LiveState::Clock::now();
    for (const Fact &fact : facts) {
        m_live.take(fact, now);
        if (const auto *moved = std::get_if<fact::Moved>(&fact.body))
            moveBead(*moved);
        else if (const auto *throttled = std::get_if<fact::Throttled>(&fact.body))
            refuseBead(*throttled);
    }
    if (!facts.empty()) {
        updateLive();
        holdLive();
    }
}

void CanvasScene::clearLive()
{
    m_live.clear();
    m_beads->clear();
    m_holdTimer.stop();
    updateLive();
}

void CanvasScene::updateLive()
{
    const auto now = LiveState::Clock::now();
    for (const auto &[id, item] : m_nodes)
        item->setLive(m_live.of(item->node(), now));
    if (m_filter)
        setStateFilter(m_filter);
    Q_EMIT liveChanged();
}

void CanvasScene::holdLive()
{
    const auto now = LiveState::Clock::now();
    if (const auto next = m_live.nextChange(now))
        m_holdTimer.start(std::chrono::ceil<std::chrono::milliseconds>(*next - now));
}

const CanvasEdge *CanvasScene::edgeFor(const NodeId &from, const NodeId &to, bool failure) const
{
    const CanvasEdge *other = nullptr;
    for (const CanvasEdge &edge : m_graph.edges) {
        if (edge.from != from || edge.to != to)
            continue;
        if (isFailure(edge.kind) == failure)
            return &edge;
        other = &edge;
    }
    return other;
}

void CanvasScene::moveBead(const fact::Moved &moved)
{
    const bool failure = moved.kind == MovementKind::Failure;
    const bool back = moved.kind == MovementKind::Returned;
    const CanvasEdge *edge = edgeFor(moved.from, moved.to, failure);
    bool reversed = false;
    if (!edge && back) {
        edge = edgeFor(moved.to, moved.from, false);
        reversed = true;
    }
    if (!edge)
        return;
    BeadLayer::Bead bead{
        .edge = edge->id, .message = moved.id, .reversed = reversed, .hollow = back, .count = moved.count};
    const LiveNode *target = live(moved.to);
    if (failure)
        bead.state = EnvState::Error;
    else if (!back && target && target->state == EnvState::Cold && m_graph.node(moved.to)->kind == NodeKind::Function)
        bead.state = EnvState::Cold;
    m_beads->send(std::move(bead));
}

void CanvasScene::refuseBead(const fact::Throttled &throttled)
{
    const CanvasEdge *edge = edgeFor(throttled.source, throttled.function, false);
    if (edge)
        m_beads->refuse({.edge = edge->id, .message = throttled.requestId, .state = EnvState::Throttled});
}

} // namespace lambdarium
