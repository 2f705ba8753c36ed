// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvasview.h"

#include "widgets/canvas/beadlayer.h"
#include "widgets/canvas/canvasaccessible.h"
#include "widgets/canvas/canvasmouse.h"
#include "widgets/canvas/canvasoverlays.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wiringinteraction.h"

#include <QPainter>
#include <QPixmapCache>
#include <QResizeEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr qreal minZoom = 0.1;
constexpr qreal maxZoom = 3.0;
constexpr qreal zoomStep = 1.2;
constexpr qreal gridZoom = 0.4;
constexpr int nodeCacheKb = 48 * 1024;

} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QGraphicsView(parent), m_scene(new CanvasScene(this)), m_wiring(new WiringInteraction(this, m_scene)),
      m_mouse(std::make_unique<CanvasMouse>(this, m_scene, m_wiring))
{
    installCanvasAccessibility();
    setScene(m_scene);
    setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    setFrameShape(NoFrame);
    setViewportUpdateMode(SmartViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setDragMode(NoDrag);
    setAcceptDrops(true);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Application canvas"));
    // Rendered nodes are kept between frames; the default room would not hold a screen of them at 200 %.
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), nodeCacheKb));
    m_overlays = new CanvasOverlays(this);
    connect(m_scene, &QGraphicsScene::selectionChanged, this, &CanvasView::selectionHasChanged);
    connect(m_scene, &CanvasScene::graphChanged, this, [this] {
        if (m_autoFit && isVisible())
            fit();
        m_overlays->refresh();
    });
    connect(m_wiring, &WiringInteraction::refused, this, &CanvasView::refused);
    connect(m_wiring, &WiringInteraction::nodeAdded, this, &CanvasView::added);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] { viewport()->update(); });
}

CanvasView::~CanvasView()
{
    m_scene->disconnect(this);
    setScene(nullptr);
}

void CanvasView::setDocument(WorkspaceDocument *document)
{
    m_wiring->cancel();
    m_mouse->cancel();
    delete m_field;
    m_document = document;
    m_scene->setDocument(document);
    m_autoFit = true;
    if (isVisible())
        fit();
}

void CanvasView::setBridge(SessionBridge *bridge)
{
    if (m_bridge)
        m_bridge->disconnect(this);
    m_bridge = bridge;
    m_scene->clearLive();
    if (!bridge)
        return;
    connect(bridge, &SessionBridge::snapshotChanged, this, &CanvasView::applySnapshot);
    connect(bridge, &SessionBridge::factsArrived, this, &CanvasView::applyFacts);
    connect(bridge, &SessionBridge::sessionChanged, this, [this] { m_scene->clearLive(); });
    applySnapshot(bridge->snapshot());
}

void CanvasView::applySnapshot(const std::shared_ptr<const Snapshot> &snapshot) { m_scene->applySnapshot(snapshot); }

void CanvasView::applyFacts(const std::vector<Fact> &facts) { m_scene->applyFacts(facts); }

std::vector<NodeId> CanvasView::selectedNodes() const { return m_scene->selectedNodes(); }

NodeId CanvasView::currentNode() const { return m_scene->current(); }

void CanvasView::selectNode(const NodeId &node)
{
    if (node.empty() || !m_scene->nodeItem(node)) {
        m_scene->select({});
        return;
    }
    m_scene->select({node});
    m_scene->setCurrent(node, false);
    showHere(node);
}

void CanvasView::showHere(const NodeId &node)
{
    const NodeItem *item = m_scene->nodeItem(node);
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    if (item && !seen.contains(item->sceneRect()))
        ensureVisible(item->sceneRect(), 60, 60);
}

void CanvasView::selectionHasChanged()
{
    const std::vector<NodeId> selected = m_scene->selectedNodes();
    const NodeId one = selected.size() == 1 ? selected.front() : NodeId();
    if (one == m_lastReported)
        return;
    m_lastReported = one;
    Q_EMIT nodeSelected(one);
}

void CanvasView::setTool(Tool tool)
{
    m_tool = tool;
    m_overlays->refresh();
}

bool CanvasView::panning() const { return m_spaceHeld || m_tool == Tool::Pan; }

void CanvasView::setChromeVisible(bool visible) { m_overlays->setVisible(visible); }

// --- zoom ----------------------------------------------------------------------------------------------------

qreal CanvasView::zoom() const { return transform().m11(); }

void CanvasView::scaleTo(qreal factor)
{
    const qreal bounded = std::clamp(factor, minZoom, maxZoom);
    setTransform(QTransform::fromScale(bounded, bounded));
    m_scene->setZoom(bounded);
    Q_EMIT zoomChanged(bounded);
}

void CanvasView::setZoom(qreal factor)
{
    m_autoFit = false;
    const QPointF centre = mapToScene(viewport()->rect().center());
    scaleTo(factor);
    centerOn(centre);
}

void CanvasView::zoomIn() { setZoom(zoom() * zoomStep); }

void CanvasView::zoomOut() { setZoom(zoom() / zoomStep); }

void CanvasView::fit()
{
    const QRectF content = m_scene->contentRect();
    m_autoFit = true;
    if (content.isEmpty()) {
        scaleTo(1.0);
        m_overlays->refresh();
        return;
    }
    // The legend stands at the top, the tools at the bottom.
    const qreal top = dp(44);
    const qreal bottom = std::max(20, m_overlays->bottomRoom());
    const qreal width = std::max(50, viewport()->width() - 44);
    const qreal height = std::max<qreal>(50, viewport()->height() - top - bottom);
    scaleTo(std::min({1.0, width / content.width(), height / content.height()}));
    centerOn(content.center() + QPointF(0, (bottom - top) / 2 / zoom()));
    m_overlays->refresh();
}

void CanvasView::panBy(const QPoint &pixels)
{
    m_autoFit = false;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pixels.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - pixels.y());
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        const QPoint pixels = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
        panBy(event->modifiers() & Qt::ShiftModifier ? QPoint(pixels.y(), pixels.x()) : pixels);
        event->accept();
        return;
    }
    m_autoFit = false;
    const QPointF under = mapToScene(event->position().toPoint());
    scaleTo(zoom() * std::pow(1.0015, event->angleDelta().y()));
    const QPoint drift = mapFromScene(under) - event->position().toPoint();
    panBy(-drift);
    event->accept();
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (m_autoFit && isVisible())
        fit();
    m_overlays->place();
}

void CanvasView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    m_scene->beads()->setWatched(true);
    if (m_autoFit)
        fit();
    m_overlays->place();
}

void CanvasView::hideEvent(QHideEvent *event)
{
    m_scene->beads()->setWatched(false);
    QGraphicsView::hideEvent(event);
}

void CanvasView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    if (m_overlays)
        m_overlays->refresh();
}

// --- painting ------------------------------------------------------------------------------------------------

void CanvasView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const Theme &t = th();
    painter->fillRect(rect, t.canvas);
    if (zoom() < gridZoom)
        return;
    // One dot per tile, drawn once per zoom and theme; the brush lays the tiles.
    const int side = std::max(1, qRound(geometry::gridStep * zoom() * devicePixelRatioF()));
    const QString key = t.grid.name() + t.canvas.name() + QString::number(side);
    if (key != m_gridKey) {
        m_gridKey = key;
        m_gridTile = QPixmap(side, side);
        m_gridTile.fill(t.canvas);
        QPainter p(&m_gridTile);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(t.grid);
        const qreal radius = 0.9 * side / geometry::gridStep;
        p.drawEllipse(QPointF(side / 2.0, side / 2.0), radius, radius);
    }
    QBrush brush(m_gridTile);
    const qreal scale = geometry::gridStep / side;
    brush.setTransform(QTransform::fromScale(scale, scale).translate(side / 2.0, side / 2.0));
    painter->fillRect(rect, brush);
}

void CanvasView::drawForeground(QPainter *painter, const QRectF &)
{
    m_mouse->paint(painter);
    m_wiring->paint(painter);
}

} // namespace lambdarium
