// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvasgraph.h"
#include "widgets/canvas/livestate.h"
#include "widgets/document/workspacedocument.h"

#include <QGraphicsScene>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

class QVariantAnimation;

namespace lambdarium {

class BeadLayer;
class NodeItem;
class WireItem;

/// Items of a document's model and layout, keyed by NodeId and edge id, with the live overlay. A cache: it follows
/// the document's signals and never edits the document. GUI thread; owned by the view.
class CanvasScene : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit CanvasScene(QObject *parent = nullptr);
    ~CanvasScene() override;

    void setDocument(WorkspaceDocument *document);
    WorkspaceDocument *document() const { return m_document; }
    const CanvasGraph &graph() const { return m_graph; }

    NodeItem *nodeItem(const NodeId &id) const;
    WireItem *wireItem(const std::string &edgeId) const;
    /// Topmost at the point; null: none.
    NodeItem *nodeAt(const QPointF &position) const;
    WireItem *wireAt(const QPointF &position) const;
    const LiveNode *live(const NodeId &id) const;
    BeadLayer *beads() const { return m_beads; }

    /// In flow order.
    std::vector<NodeId> selectedNodes() const;
    std::optional<std::string> selectedEdge() const;
    void select(const std::vector<NodeId> &nodes);
    /// The node of the keyboard focus; `ring` shows it.
    void setCurrent(const NodeId &node, bool ring);
    const NodeId &current() const { return m_current; }

    void setZoom(qreal zoom);
    /// Nodes and notes, without the room around them.
    QRectF contentRect() const;
    /// Puts items (and their wires) elsewhere while a gesture lasts; the document is told at its end.
    void preview(const std::map<NodeId, QPointF> &positions);
    /// Items go to the layout's places in 180 ms at the next layout change.
    void animateNextLayout() { m_animateNext = true; }

    /// Dims what is not in a state; nothing: shows all.
    void setStateFilter(std::optional<EnvState> state);
    std::optional<EnvState> stateFilter() const { return m_filter; }
    /// While wiring: only these nodes stay bright.
    void dimAllBut(const std::function<bool(const NodeId &)> &bright);
    void undim();

    void applySnapshot(const std::shared_ptr<const Snapshot> &snapshot);
    void applyFacts(const std::vector<Fact> &facts);
    /// Forgets all that ran.
    void clearLive();

Q_SIGNALS:
    void graphChanged();
    void liveChanged();
    void currentChanged();

private:
    void syncGraph();
    void syncNodes();
    void syncWires();
    void syncPlaces();
    void placeMissing();
    void placeItem(NodeItem *item, const QPointF &position);
    void updateWires();
    void updateWiresOf(const NodeId &node);
    void updateBounds();
    void updateLive();
    void holdLive();
    void moveBead(const fact::Moved &moved);
    void refuseBead(const fact::Throttled &throttled);
    const CanvasEdge *edgeFor(const NodeId &from, const NodeId &to, bool failure) const;
    std::optional<QPointF> layoutPlace(const NodeId &node) const;

    QPointer<WorkspaceDocument> m_document;
    CanvasGraph m_graph;
    std::map<NodeId, std::unique_ptr<NodeItem>> m_nodes;
    std::map<std::string, std::unique_ptr<WireItem>> m_wires;
    std::map<NodeId, std::vector<WireItem *>> m_wiresOf;
    BeadLayer *m_beads;
    LiveState m_live;
    std::vector<NodeId> m_outside; ///< functions that the core has and the template has not
    QTimer m_holdTimer;
    QVariantAnimation *m_animation;
    std::optional<EnvState> m_filter;
    NodeId m_current;
    qreal m_zoom = 1.0;
    bool m_animateNext = false;
};

} // namespace lambdarium
