// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// CanvasView: mouse events, files dropped on buckets, and context menus.
#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/canvas/canvasmouse.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wireitem.h"
#include "widgets/canvas/wiringinteraction.h"

#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMimeData>
#include <QToolTip>
#include <QUrl>

namespace lambdarium {

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    setFocus();
    if (m_document)
        m_mouse->press(event, panning());
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton)
        m_mouse->hover(event->pos(), panning());
    m_mouse->move(event);
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event) { m_mouse->release(event); }

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const NodeItem *item = m_scene->nodeAt(mapToScene(event->pos()));
    if (!item || event->button() != Qt::LeftButton)
        return;
    if (item->node().kind == NodeKind::Function)
        Q_EMIT openCode(item->id());
    else if (item->node().kind == NodeKind::Note)
        editNote(item->id());
    else
        Q_EMIT inspectorRequested(item->id());
}

bool CanvasView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && m_scene->document())
        m_mouse->hover({-10000, -10000}, panning());
    if (event->type() == QEvent::ToolTip && cellToolTip(static_cast<QHelpEvent *>(event)))
        return true;
    return QGraphicsView::viewportEvent(event);
}

bool CanvasView::cellToolTip(const QHelpEvent *help)
{
    const QPointF position = mapToScene(help->pos());
    const NodeItem *item = m_scene->nodeAt(position);
    const EnvironmentId cell = item ? item->environmentAt(position) : EnvironmentId{};
    if (std::uint64_t(cell) == 0 || !m_bridge)
        return false;
    const std::shared_ptr<const Snapshot> snapshot = m_bridge->snapshot();
    const FunctionView *function = snapshot->function(item->id());
    for (const EnvironmentView &view : function ? function->environments : std::vector<EnvironmentView>())
        if (view.id == cell) {
            QToolTip::showText(help->globalPos(),
                               toolTipText(tr("Environment %1 · %2\nClick to open it.")
                                               .arg(QString::fromStdString(shortId(cell)), environmentWord(view))),
                               this);
            return true;
        }
    return false;
}

// --- files dropped on buckets --------------------------------------------------------------------------------

NodeItem *CanvasView::bucketAt(const QPoint &position) const
{
    NodeItem *item = m_scene->nodeAt(mapToScene(position));
    return item && item->node().kind == NodeKind::Bucket ? item : nullptr;
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    NodeItem *bucket = bucketAt(event->position().toPoint());
    const NodeId target = bucket ? bucket->id() : NodeId();
    if (target != m_dropTarget) {
        if (NodeItem *old = m_scene->nodeItem(m_dropTarget))
            old->setDropTarget(false);
        if (bucket)
            bucket->setDropTarget(true);
        m_dropTarget = target;
    }
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(bucket != nullptr);
}

void CanvasView::dropEvent(QDropEvent *event)
{
    if (NodeItem *old = m_scene->nodeItem(std::exchange(m_dropTarget, {})))
        old->setDropTarget(false);
    const NodeItem *bucket = bucketAt(event->position().toPoint());
    const QStringList files = localFiles(event->mimeData());
    if (!bucket || files.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT fileDropped(bucket->id(), files);
}

// --- menus ---------------------------------------------------------------------------------------------------

void CanvasView::fillNodeMenu(QMenu *menu, const NodeId &node)
{
    const CanvasNode *found = m_scene->graph().node(node);
    if (!found)
        return;
    const auto fire = [&](const QString &text) {
        menu->addAction(themedIcon(QStringLiteral("play"), IconRole::Running), text, this,
                        [this, node] { play(node); });
    };
    switch (found->kind) {
    case NodeKind::Function:
        fire(tr("Run"));
        if (found->outside)
            break;
        menu->addAction(themedIcon(QStringLiteral("code-xml")), tr("Open code"), this,
                        [this, node] { Q_EMIT openCode(node); });
        break;
    case NodeKind::Queue:
        fire(tr("Send a message…"));
        menu->addAction(themedIcon(QStringLiteral("trash")), tr("Purge messages"), this,
                        [this, node] { Q_EMIT purgeRequested(node); });
        break;
    case NodeKind::Topic: fire(tr("Publish…")); break;
    case NodeKind::Bucket: fire(tr("Put a file…")); break;
    case NodeKind::Schedule: fire(tr("Fire now")); break;
    case NodeKind::Url: fire(tr("Call…")); break;
    default: break;
    }
    Q_EMIT nodeMenuFilling(menu, node);
    menu->addSeparator();
    if (found->outside) {
        menu->addAction(themedIcon(QStringLiteral("trash-2")), tr("Delete function…"), this,
                        &CanvasView::removeSelection);
        return;
    }
    if (geometry::port(found->kind, Port::Out, geometry::nodeSize(*found)))
        menu->addAction(themedIcon(QStringLiteral("spline")), tr("Connect to…\tW"), this, &CanvasView::startWire);
    if (found->kind != NodeKind::Url)
        menu->addAction(themedIcon(QStringLiteral("pencil")),
                        found->kind == NodeKind::Note ? tr("Edit\tF2") : tr("Rename\tF2"), this,
                        &CanvasView::renameCurrent);
    if (found->kind != NodeKind::Url && found->kind != NodeKind::Schedule)
        menu->addAction(themedIcon(QStringLiteral("copy")), tr("Duplicate\tCtrl+D"), this,
                        &CanvasView::duplicateSelection);
    menu->addAction(themedIcon(QStringLiteral("trash-2")), tr("Delete\tDel"), this, &CanvasView::removeSelection);
}

void CanvasView::fillCanvasMenu(QMenu *menu, const QPointF &scenePosition)
{
    menu->addAction(themedIcon(QStringLiteral("file-plus")), tr("New function…"), this,
                    [this, scenePosition] { Q_EMIT newFunctionRequested(scenePosition); });
    for (const ResourceKind kind : {ResourceKind::Function, ResourceKind::Queue, ResourceKind::Topic,
                                    ResourceKind::Bucket, ResourceKind::Schedule, ResourceKind::FunctionUrl})
        menu->addAction(themedIcon(kindIcon(kind)), tr("Add %1").arg(kindName(kind)), this,
                        [this, kind, scenePosition] { addAt(kind, scenePosition); });
    menu->addAction(themedIcon(QStringLiteral("sticky-note")), tr("Add note"), this, &CanvasView::addNote);
    menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("wand-sparkles")), tr("Tidy the layout\tL"), this, &CanvasView::tidy);
    menu->addAction(themedIcon(QStringLiteral("maximize")), tr("Fit\tCtrl+0"), this, &CanvasView::fit);
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_document || m_wiring->active() || m_mouse->busy())
        return;
    QPoint at = event->pos();
    NodeItem *item = m_scene->nodeAt(mapToScene(at));
    if (event->reason() == QContextMenuEvent::Keyboard) {
        item = m_scene->nodeItem(m_scene->current());
        at = item ? mapFromScene(item->sceneRect().center()) : viewport()->rect().center();
    }
    if (const EnvironmentId cell = item && event->reason() != QContextMenuEvent::Keyboard
            ? item->environmentAt(mapToScene(at))
            : EnvironmentId{};
        std::uint64_t(cell) != 0) {
        Q_EMIT environmentMenuRequested(quint64(cell), event->globalPos());
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (item) {
        if (!item->isSelected())
            m_scene->select({item->id()});
        m_scene->setCurrent(item->id(), false);
        fillNodeMenu(menu, item->id());
    } else if (WireItem *wire = m_scene->wireAt(mapToScene(at))) {
        m_scene->select({});
        wire->setSelected(true);
        menu->addAction(themedIcon(QStringLiteral("unlink")), tr("Disconnect\tDel"), this,
                        &CanvasView::removeSelection);
    } else {
        fillCanvasMenu(menu, mapToScene(at));
    }
    menu->popup(viewport()->mapToGlobal(at));
}

} // namespace lambdarium
