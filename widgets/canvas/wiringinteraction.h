// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/connectpolicy.h"
#include "widgets/theme/theme.h"

#include <QObject>
#include <QPainterPath>
#include <QPointer>

#include <functional>
#include <map>
#include <optional>

class QPainter;

namespace lambdarium {

class CanvasScene;
class CanvasView;
class NodeItem;
class WireTip;
class WorkspaceDocument;

/// Making a wire, by dragging from a port or by keyboard: lights what fits, says what the wire will mean before it
/// is made, asks when several kinds fit, offers a new node on empty ground (ux.md 5.4). GUI thread; owned by the view.
class WiringInteraction : public QObject
{
    Q_OBJECT

public:
    WiringInteraction(CanvasView *view, CanvasScene *scene);
    ~WiringInteraction() override;

    bool active() const { return m_active; }
    bool byKeyboard() const { return m_active && m_keyboard; }
    /// False when the document cannot be edited now or the node has no such port; refused() says why.
    bool beginDrag(const NodeId &node, Port port);
    bool beginKeyboard(const NodeId &node);
    /// A schedule or URL that waits for the function it shall start; at once when `function` is given or only one
    /// is there.
    bool beginPending(ResourceKind kind, const NodeId &function);
    void moveTo(const QPointF &scenePosition);
    void release(const QPointF &scenePosition);
    /// Keyboard: the next target that fits, in flow order.
    void step(int direction);
    void accept();
    void cancel();
    void paint(QPainter *painter) const;

    /// What the tip says now, for tests and screen readers.
    QString tipTitle() const { return m_tipTitle; }
    QString tipText() const { return m_tipText; }
    const NodeId &target() const { return m_target; }

Q_SIGNALS:
    void refused(const QString &sentence);
    /// A node was made; select it.
    void nodeAdded(const lambdarium::NodeId &node);
    void finished();

private:
    WorkspaceDocument *document() const;
    bool ready();
    void start(const WireStart &start);
    void judgeAll();
    NodeId targetAt(const QPointF &position) const;
    std::optional<QPointF> targetPort(const NodeId &node) const;
    void setTarget(const NodeId &node);
    void showTip();
    void finish();
    void connectTo(const NodeId &node, const QPoint &globalPosition);
    void make(const WireRequest &request);
    void offerNodes(const QPointF &scenePosition);
    void addPending(const NodeId &function);
    void choose(const QString &title, const std::vector<std::pair<QString, QString>> &entries, const QPoint &at,
                std::function<void(std::size_t)> chosen);
    QPoint globalAt(const QPointF &scenePosition) const;

    CanvasView *m_view;
    CanvasScene *m_scene;
    QPointer<WireTip> m_tip;
    bool m_active = false;
    bool m_keyboard = false;
    std::optional<ResourceKind> m_pending;
    WireStart m_start;
    QPointF m_from;
    QPointF m_to;
    std::map<NodeId, WireVerdict> m_verdicts;
    NodeId m_target;
    QString m_tipTitle;
    QString m_tipText;
};

} // namespace lambdarium
