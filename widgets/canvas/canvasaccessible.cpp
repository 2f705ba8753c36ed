// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvasaccessible.h"

#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvastr.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <map>

namespace lambdarium {

namespace {

QString stateSentence(const CanvasNode &node, const LiveNode &live)
{
    if (node.kind == NodeKind::Function && node.reserved)
        return Canvas::tr("%1 %2 of %3").arg(stateName(live.state).toLower()).arg(live.running).arg(*node.reserved);
    if (node.kind == NodeKind::Function)
        return stateName(live.state).toLower();
    return live.fact.isEmpty() ? node.subtitle : live.fact;
}

/// One node as the list's child. Holds the id only: the item may go at any time.
class NodeAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    NodeAccessible(CanvasView *view, NodeId id) : m_view(view), m_id(std::move(id)) {}

    bool isValid() const override { return m_view && item(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name || !isValid())
            return {};
        return nodeSentence(m_view->canvasScene()->graph(), item()->node(), item()->live());
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inView = m_view->mapFromScene(item()->sceneRect()).boundingRect();
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = state.focusable = true;
        state.selected = isValid() && item()->isSelected();
        state.focused = isValid() && m_view->hasFocus() && m_view->currentNode() == m_id;
        state.invisible = !isValid();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        m_view->selectNode(m_id);
        if (name == pressAction())
            m_view->play(m_id);
    }

private:
    const NodeItem *item() const { return m_view->canvasScene()->nodeItem(m_id); }

    QPointer<CanvasView> m_view;
    NodeId m_id;
};

class CanvasAccessible : public QAccessibleWidget
{
public:
    explicit CanvasAccessible(CanvasView *view) : QAccessibleWidget(view, QAccessible::List, view->accessibleName()) {}
    ~CanvasAccessible() override
    {
        for (const auto &[id, child] : m_children)
            QAccessible::deleteAccessibleInterface(child);
    }

    int childCount() const override { return int(nodes().size()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const NodeId &id = nodes()[std::size_t(index)].id;
        const auto known = m_children.find(id);
        if (known != m_children.end())
            return QAccessible::accessibleInterface(known->second);
        auto *made = new NodeAccessible(view(), id);
        m_children[id] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (this->child(i) == child)
                return i;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i)->rect().contains(x, y))
                return child(i);
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        const auto found = std::ranges::find(nodes(), view()->currentNode(), &CanvasNode::id);
        return found == nodes().end() ? nullptr : child(int(found - nodes().begin()));
    }

private:
    CanvasView *view() const { return static_cast<CanvasView *>(widget()); }
    const std::vector<CanvasNode> &nodes() const { return view()->canvasScene()->graph().nodes; }

    mutable std::map<NodeId, QAccessible::Id> m_children;
};

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("lambdarium::CanvasView"))
        return nullptr;
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new CanvasAccessible(view) : nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(once)
}

QString nodeSentence(const CanvasGraph &graph, const CanvasNode &node, const LiveNode &live)
{
    if (node.kind == NodeKind::Note)
        return Canvas::tr("Note: %1").arg(node.title);
    QStringList outputs;
    QStringList failures;
    for (const CanvasEdge &edge : graph.edges) {
        if (edge.from != node.id)
            continue;
        const CanvasNode *target = graph.node(edge.to);
        (isFailure(edge.kind) ? failures : outputs) << (target ? target->title : nodeName(edge.to));
    }
    const QString comma = Canvas::tr(", ", "between the parts of a spoken list");
    QStringList parts{node.title, kindName(node.kind), stateSentence(node, live)};
    if (outputs.isEmpty())
        parts << Canvas::tr("no outputs");
    else if (outputs.size() == 1)
        parts << Canvas::tr("1 output: %1").arg(outputs.front());
    else
        parts << Canvas::tr("%1 outputs: %2").arg(outputs.size()).arg(outputs.join(comma));
    if (geometry::port(node.kind, Port::Failure, geometry::nodeSize(node)))
        parts << Canvas::tr("on failure %1").arg(failures.isEmpty() ? Canvas::tr("none") : failures.join(comma));
    if (node.problems > 0)
        parts << Canvas::tr("%n problem(s)", nullptr, node.problems);
    return parts.join(comma);
}

} // namespace lambdarium
