// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"
#include "core/session/snapshot.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/workspacedocument.h"

#include <QGraphicsView>
#include <QPixmap>
#include <QPointer>
#include <QStringList>

#include <memory>
#include <vector>

class QHelpEvent;
class QMenu;

namespace lambdarium {

class CanvasMouse;
class CanvasOverlays;
class CanvasScene;
class WiringInteraction;
class NodeItem;

/// The Design view's canvas: nodes and wires of a WorkspaceDocument, live state on top (ux.md 1.1, 2.5, 2.6).
/// GUI thread; owned by its Qt parent. Edits go to the document and come back as its signals; the canvas never
/// changes its items by itself. Nothing moves unless applyFacts() brought a fact.
class CanvasView : public QGraphicsView
{
    Q_OBJECT

public:
    enum class Tool { Select, Pan };

    explicit CanvasView(QWidget *parent = nullptr);
    ~CanvasView() override;

    /// Shows another document, or none (null). The document must outlive its stay here.
    void setDocument(WorkspaceDocument *document);
    WorkspaceDocument *document() const { return m_document; }
    /// Takes snapshots and facts from the bridge as they come; null: stop.
    void setBridge(SessionBridge *bridge);

    /// Selected nodes in flow order; notes included ("note:...").
    std::vector<NodeId> selectedNodes() const;
    /// The node of the keyboard focus; empty: none.
    NodeId currentNode() const;
    /// Selects and shows the node, as a palette or a log link wants. Empty: selects nothing.
    void selectNode(const NodeId &node);

    /// 1.0 is 100 %.
    qreal zoom() const;
    void setZoom(qreal factor);
    Tool tool() const { return m_tool; }
    void setTool(Tool tool);
    CanvasScene *canvasScene() const { return m_scene; }
    /// Without tool bar and zoom box, for presenters and pictures.
    void setChromeVisible(bool visible);
    WiringInteraction *wiring() const { return m_wiring; }
    /// What the play button of the node asks for: run, send, publish, fire, put or call.
    void play(const NodeId &node);
    void panBy(const QPoint &pixels);

public Q_SLOTS:
    void applySnapshot(const std::shared_ptr<const lambdarium::Snapshot> &snapshot);
    void applyFacts(const std::vector<lambdarium::Fact> &facts);

    void fit();
    void zoomIn();
    void zoomOut();
    /// Layered layout, left to right; one undo step.
    void tidy();
    /// Adds at the middle of the view, or wired to the focused function for Schedule and FunctionUrl.
    void addNode(lambdarium::ResourceKind kind);
    void addNote();
    void removeSelection();
    void duplicateSelection();
    void renameCurrent();
    /// Begins wiring from the focused node by keyboard.
    void startWire();

Q_SIGNALS:
    /// The one selected node; empty when none or several are.
    void nodeSelected(const lambdarium::NodeId &node);
    /// Enter: the inspector should take the focus.
    void inspectorRequested(const lambdarium::NodeId &node);
    /// Double click on a function.
    void openCode(const lambdarium::NodeId &function);
    void fileDropped(const lambdarium::NodeId &bucket, const QStringList &files);
    // Requests of context menus and the play button of a node; the shell asks for content and sends the command.
    void sendMessageRequested(const lambdarium::NodeId &queue);
    void publishRequested(const lambdarium::NodeId &topic);
    void fireScheduleRequested(const lambdarium::NodeId &schedule);
    void putFileRequested(const lambdarium::NodeId &bucket);
    void callUrlRequested(const lambdarium::NodeId &function);
    void runRequested(const lambdarium::NodeId &function);
    void purgeRequested(const lambdarium::NodeId &queue);
    /// A cell was clicked, or its actions are wanted at a place of the screen: the number of an EnvironmentId.
    void environmentRequested(quint64 environment);
    void environmentMenuRequested(quint64 environment, const QPoint &at);
    /// The context menu of a node is being filled; who listens adds entries at once.
    void nodeMenuFilling(QMenu *menu, const lambdarium::NodeId &node);
    /// Deleting a function that the template does not have.
    void outsideRemovalRequested(const lambdarium::NodeId &function);
    /// A new function is wanted near a place of the scene.
    void newFunctionRequested(const QPointF &scenePosition);
    /// Something was refused; one sentence for a toast.
    void refused(const QString &sentence);
    void zoomChanged(qreal factor);

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    bool wiringKey(int key);
    bool addKey(int key);
    bool commandKey(QKeyEvent *event);
    bool moveKey(QKeyEvent *event);
    void moveFocus(int key);
    void nudge(int key);
    NodeId neighbour(int key) const;
    void focusNode(const NodeId &node);
    void selectionHasChanged();
    void added(const NodeId &node);
    NodePosition placeForNew(ResourceKind kind) const;
    bool panning() const;
    void scaleTo(qreal factor);
    void showHere(const NodeId &node);
    bool cellToolTip(const QHelpEvent *help);
    void fillNodeMenu(QMenu *menu, const NodeId &node);
    void fillCanvasMenu(QMenu *menu, const QPointF &scenePosition);
    void addAt(ResourceKind kind, const QPointF &scenePosition);
    NodeItem *bucketAt(const QPoint &position) const;
    void editNote(const NodeId &note);
    void refuse(const Result<void> &result);
    /// True after it was said that one of them is not in the template.
    bool refuseOutside(const std::vector<NodeId> &nodes);

    CanvasScene *m_scene;
    WiringInteraction *m_wiring;
    std::unique_ptr<CanvasMouse> m_mouse;
    CanvasOverlays *m_overlays = nullptr;
    QPointer<WorkspaceDocument> m_document;
    QPointer<SessionBridge> m_bridge;
    QPointer<QWidget> m_field; ///< of a rename or a note being written
    NodeId m_dropTarget;
    NodeId m_lastReported;
    QPixmap m_gridTile;
    QString m_gridKey;
    Tool m_tool = Tool::Select;
    bool m_spaceHeld = false;
    bool m_autoFit = true; ///< until the user zooms or pans
};

} // namespace lambdarium
