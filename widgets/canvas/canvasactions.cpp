// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// CanvasView: what the tool bar, keys and menus ask for.
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/layeredlayout.h"
#include "widgets/canvas/namefield.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wiringinteraction.h"
#include "widgets/document/coretext.h"

#include <algorithm>

namespace lambdarium {

namespace {

constexpr qreal gap = 84;

NodeKind nodeKind(ResourceKind kind)
{
    switch (kind) {
    case ResourceKind::Function: return NodeKind::Function;
    case ResourceKind::Queue: return NodeKind::Queue;
    case ResourceKind::Topic: return NodeKind::Topic;
    case ResourceKind::Bucket: return NodeKind::Bucket;
    case ResourceKind::Schedule: return NodeKind::Schedule;
    case ResourceKind::FunctionUrl: return NodeKind::Url;
    }
    return NodeKind::Other;
}

} // namespace

void CanvasView::refuse(const Result<void> &result)
{
    if (!result)
        Q_EMIT refused(coreText(result.error().message));
}

bool CanvasView::refuseOutside(const std::vector<NodeId> &nodes)
{
    for (const NodeId &id : nodes)
        if (const CanvasNode *node = m_scene->graph().node(id); node && node->outside) {
            Q_EMIT refused(tr("%1 is not in the template. Adopt it first.").arg(node->title));
            return true;
        }
    return false;
}

void CanvasView::added(const NodeId &node)
{
    // A model too big to be parsed at once has no item yet.
    if (!m_scene->nodeItem(node))
        return;
    m_scene->select({node});
    m_scene->setCurrent(node, hasFocus());
    showHere(node);
}

NodePosition CanvasView::placeForNew(ResourceKind kind) const
{
    const QSizeF size = geometry::nodeSize({.kind = nodeKind(kind)});
    QPointF centre = mapToScene(viewport()->rect().center());
    // To the right of the focused node: that is where a flow goes on.
    if (const NodeItem *item = m_scene->nodeItem(m_scene->current())) {
        const QRectF rect = item->sceneRect();
        centre = {rect.right() + gap + size.width() / 2, rect.center().y()};
    }
    const QPointF corner = geometry::snapped(centre - QPointF(size.width(), size.height()) / 2, size);
    return {corner.x(), corner.y()};
}

void CanvasView::addNode(ResourceKind kind)
{
    if (!m_document)
        return;
    setFocus();
    if (kind == ResourceKind::Schedule || kind == ResourceKind::FunctionUrl) {
        m_wiring->beginPending(kind, m_scene->current());
        return;
    }
    const Result<NodeId> node = m_document->add(kind, placeForNew(kind));
    if (node)
        added(*node);
    else
        refuse(node.error());
}

void CanvasView::addAt(ResourceKind kind, const QPointF &scenePosition)
{
    if (kind == ResourceKind::Schedule || kind == ResourceKind::FunctionUrl) {
        addNode(kind);
        return;
    }
    const QSizeF size = geometry::nodeSize({.kind = nodeKind(kind)});
    const QPointF corner = geometry::snapped(scenePosition - QPointF(size.width(), size.height()) / 2, size);
    const Result<NodeId> node = m_document->add(kind, {corner.x(), corner.y()});
    if (node)
        added(*node);
    else
        refuse(node.error());
}

void CanvasView::addNote()
{
    if (!m_document)
        return;
    setFocus();
    const QPointF centre = mapToScene(viewport()->rect().center());
    const NodeId note = m_document->addNote({centre.x() - 165, centre.y() - 34}, tr("Note").toStdString());
    added(note);
    editNote(note);
}

void CanvasView::removeSelection()
{
    if (!m_document)
        return;
    if (const auto edge = m_scene->selectedEdge()) {
        refuse(m_document->disconnectEdge(*edge));
        return;
    }
    std::vector<NodeId> nodes = m_scene->selectedNodes();
    if (nodes.empty() && !m_scene->current().empty())
        nodes.push_back(m_scene->current());
    if (nodes.size() == 1)
        if (const CanvasNode *node = m_scene->graph().node(nodes.front()); node && node->outside) {
            Q_EMIT outsideRemovalRequested(node->id);
            return;
        }
    if (!nodes.empty() && !refuseOutside(nodes))
        refuse(m_document->remove(nodes));
}

void CanvasView::duplicateSelection()
{
    if (!m_document || m_scene->selectedNodes().empty() || refuseOutside(m_scene->selectedNodes()))
        return;
    const Result<std::vector<NodeId>> copies = m_document->duplicate(m_scene->selectedNodes());
    if (!copies) {
        refuse(copies.error());
        return;
    }
    m_scene->select(*copies);
    m_scene->setCurrent(copies->empty() ? NodeId() : copies->front(), hasFocus());
}

void CanvasView::renameCurrent()
{
    const std::vector<NodeId> selected = m_scene->selectedNodes();
    const NodeId node = m_scene->current().empty() && selected.size() == 1 ? selected.front() : m_scene->current();
    NodeItem *item = m_scene->nodeItem(node);
    if (!m_document || !item || refuseOutside({node}))
        return;
    if (item->node().kind == NodeKind::Note) {
        editNote(node);
        return;
    }
    if (item->node().kind == NodeKind::Url) {
        Q_EMIT refused(tr("A function URL has no name of its own; rename its function."));
        return;
    }
    showHere(node);
    delete m_field;
    auto *field = new NameField(this, *item);
    m_field = field;
    connect(field, &NameField::accepted, this, [this, node, field](const QString &name) {
        const Result<NodeId> renamed = m_document->rename(node, name.toStdString());
        if (!renamed) {
            refuse(renamed.error());
            field->reject();
            return;
        }
        field->close();
        added(*renamed);
    });
}

void CanvasView::editNote(const NodeId &note)
{
    NodeItem *item = m_scene->nodeItem(note);
    if (!m_document || !item)
        return;
    showHere(note);
    delete m_field;
    auto *field = new NoteField(this, *item);
    m_field = field;
    connect(field, &NoteField::accepted, this,
            [this, note](const QString &text) { m_document->setNoteText(note, text.toStdString()); });
}

void CanvasView::startWire()
{
    const std::vector<NodeId> selected = m_scene->selectedNodes();
    const NodeId node = m_scene->current().empty() && selected.size() == 1 ? selected.front() : m_scene->current();
    if (m_document && !node.empty())
        m_wiring->beginKeyboard(node);
}

void CanvasView::tidy()
{
    if (!m_document)
        return;
    const std::map<NodeId, NodePosition> places = layeredLayout(m_scene->graph());
    if (places.empty())
        return;
    m_scene->animateNextLayout();
    m_document->moveNodes(places, tr("Tidy the layout"));
}

void CanvasView::play(const NodeId &node)
{
    const CanvasNode *found = m_scene->graph().node(node);
    if (!found)
        return;
    switch (found->kind) {
    case NodeKind::Function: Q_EMIT runRequested(node); break;
    case NodeKind::Queue: Q_EMIT sendMessageRequested(node); break;
    case NodeKind::Topic: Q_EMIT publishRequested(node); break;
    case NodeKind::Bucket: Q_EMIT putFileRequested(node); break;
    case NodeKind::Schedule: Q_EMIT fireScheduleRequested(node); break;
    case NodeKind::Url: Q_EMIT callUrlRequested(found->function); break;
    default: break;
    }
}

} // namespace lambdarium
