// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/wiringinteraction.h"

#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wiretip.h"
#include "widgets/document/coretext.h"

#include <QAccessible>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lambdarium {

WiringInteraction::WiringInteraction(CanvasView *view, CanvasScene *scene)
    : QObject(view), m_view(view), m_scene(scene), m_tip(new WireTip(view))
{}

WiringInteraction::~WiringInteraction() = default;

WorkspaceDocument *WiringInteraction::document() const { return m_scene->document(); }

bool WiringInteraction::ready()
{
    cancel();
    WorkspaceDocument *doc = document();
    if (!doc)
        return false;
    doc->flushParse();
    if (doc->broken() || !doc->templateFile()) {
        Q_EMIT refused(tr("The template has an error; correct it before connecting."));
        return false;
    }
    return true;
}

void WiringInteraction::start(const WireStart &start)
{
    m_start = start;
    m_active = true;
    m_target.clear();
    const NodeItem *item = m_scene->nodeItem(start.node);
    if (item) {
        const QRectF rect = item->sceneRect();
        m_from = item->port(start.port).value_or(QPointF(rect.right(), rect.center().y()));
    }
    m_to = m_from;
    judgeAll();
    m_scene->dimAllBut([this](const NodeId &id) {
        const auto verdict = m_verdicts.find(id);
        return id == m_start.node || (verdict != m_verdicts.end() && verdict->second.possible());
    });
    showTip();
    m_view->viewport()->update();
}

void WiringInteraction::judgeAll()
{
    m_verdicts.clear();
    for (const CanvasNode &node : m_scene->graph().nodes) {
        if (node.kind == NodeKind::Note || node.id == m_start.node)
            continue;
        if (!m_pending) {
            m_verdicts[node.id] = judge(*document()->templateFile(), m_start, node.id, node.kind);
            continue;
        }
        WireVerdict verdict;
        const Function *function = document()->model().function(node.id);
        if (!function)
            verdict.refusal = tr("Only a function can be started by it.");
        else if (*m_pending == ResourceKind::FunctionUrl && function->url)
            verdict.refusal = tr("%1 has a URL already.").arg(node.title);
        else
            verdict.options.push_back({});
        m_verdicts[node.id] = verdict;
    }
}

bool WiringInteraction::beginDrag(const NodeId &node, Port port)
{
    const NodeItem *item = m_scene->nodeItem(node);
    if (!item || !item->port(port) || !ready())
        return false;
    m_keyboard = false;
    m_pending.reset();
    start({.node = node, .kind = item->node().kind, .port = port});
    return true;
}

bool WiringInteraction::beginKeyboard(const NodeId &node)
{
    const NodeItem *item = m_scene->nodeItem(node);
    if (!item || !item->port(Port::Out) || !ready())
        return false;
    m_keyboard = true;
    m_pending.reset();
    start({.node = node, .kind = item->node().kind, .port = Port::Out, .anyPort = true});
    step(1);
    if (m_target.empty()) {
        cancel();
        Q_EMIT refused(tr("Nothing here can be connected to %1.").arg(nodeName(node)));
        return false;
    }
    return true;
}

bool WiringInteraction::beginPending(ResourceKind kind, const NodeId &function)
{
    if (!ready())
        return false;
    m_pending = kind;
    m_keyboard = true;
    const Function *chosen = document()->model().function(function);
    const std::vector<Function> &functions = document()->model().functions;
    if (!chosen && functions.size() == 1)
        chosen = &functions.front();
    if (chosen) {
        addPending(chosen->id);
        return true;
    }
    if (functions.empty()) {
        m_pending.reset();
        Q_EMIT refused(tr("Add a function first: a %1 starts one.").arg(kindName(kind).toLower()));
        return false;
    }
    start({.kind = kind == ResourceKind::Schedule ? NodeKind::Schedule : NodeKind::Url});
    step(1);
    return true;
}

NodeId WiringInteraction::targetAt(const QPointF &position) const
{
    const qreal radius = geometry::snapRadius / m_view->zoom();
    NodeId best;
    qreal bestDistance = radius;
    for (const auto &[id, verdict] : m_verdicts) {
        const auto port = targetPort(id);
        if (!port || !verdict.possible())
            continue;
        const QPointF way = *port - position;
        const qreal distance = std::hypot(way.x(), way.y());
        if (distance < bestDistance) {
            best = id;
            bestDistance = distance;
        }
    }
    if (!best.empty())
        return best;
    const NodeItem *item = m_scene->nodeAt(position);
    return item && m_verdicts.contains(item->id()) ? item->id() : NodeId();
}

std::optional<QPointF> WiringInteraction::targetPort(const NodeId &node) const
{
    const NodeItem *item = m_scene->nodeItem(node);
    if (!item)
        return std::nullopt;
    if (m_start.into())
        return item->port(Port::Out);
    const QRectF rect = item->sceneRect();
    // A failure wire that goes down ends at the top, as its finished picture will.
    if (m_start.port == Port::Failure && rect.top() > m_from.y() + 16)
        return QPointF(rect.center().x(), rect.top());
    return item->port(Port::In);
}

void WiringInteraction::setTarget(const NodeId &node)
{
    m_target = node;
    if (const auto port = targetPort(node); port && m_verdicts[node].possible())
        m_to = *port;
    showTip();
    m_view->viewport()->update();
}

void WiringInteraction::moveTo(const QPointF &scenePosition)
{
    if (!m_active)
        return;
    m_to = scenePosition;
    setTarget(targetAt(scenePosition));
}

void WiringInteraction::step(int direction)
{
    std::vector<NodeId> fitting;
    for (const CanvasNode &node : m_scene->graph().nodes) {
        const auto verdict = m_verdicts.find(node.id);
        if (verdict != m_verdicts.end() && verdict->second.possible())
            fitting.push_back(node.id);
    }
    if (fitting.empty())
        return;
    const auto current = std::ranges::find(fitting, m_target);
    const auto count = int(fitting.size());
    int index = direction > 0 ? 0 : count - 1;
    if (current != fitting.end())
        index = (int(current - fitting.begin()) + direction + count) % count;
    setTarget(fitting[std::size_t(index)]);
    if (const NodeItem *item = m_scene->nodeItem(m_target))
        m_view->ensureVisible(item->sceneRect(), 40, 40);
}

void WiringInteraction::showTip()
{
    EnvState state = EnvState::Idle;
    const auto verdict = m_verdicts.find(m_target);
    const QString name = nodeName(m_target);
    if (verdict == m_verdicts.end()) {
        m_tipTitle = tr("Choose what to connect");
        m_tipText = quickAdds(m_start).empty() ? QString() : tr("Drop on empty space to add a node");
    } else if (!verdict->second.possible()) {
        state = EnvState::Error;
        m_tipTitle = tr("%1 does not fit").arg(name);
        m_tipText = verdict->second.refusal;
    } else {
        const WireOption &option = verdict->second.options.front();
        state = option.warning ? EnvState::Warm : EnvState::Running;
        m_tipTitle = m_keyboard ? tr("Press Enter to connect %1").arg(name) : tr("Release to connect %1").arg(name);
        m_tipText = verdict->second.options.size() > 1 ? tr("Several meanings are possible; you will be asked")
                                                       : option.meaning;
    }
    const NodeItem *item = m_scene->nodeItem(m_target);
    const QPointF below = item ? QPointF(m_to.x(), item->sceneRect().bottom()) : m_to;
    m_tip->showAt(m_view->mapFromScene(below), state, m_tipTitle, m_tipText);
    if (m_keyboard) {
        QAccessibleEvent alert(m_tip, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void WiringInteraction::finish()
{
    if (!m_active)
        return;
    m_active = false;
    m_tip->hide();
    m_scene->undim();
    m_scene->setStateFilter(m_scene->stateFilter());
    m_view->viewport()->update();
    Q_EMIT finished();
}

void WiringInteraction::cancel()
{
    finish();
    m_pending.reset();
    m_target.clear();
}

QPoint WiringInteraction::globalAt(const QPointF &scenePosition) const
{
    return m_view->viewport()->mapToGlobal(m_view->mapFromScene(scenePosition));
}

void WiringInteraction::release(const QPointF &scenePosition)
{
    if (!m_active)
        return;
    moveTo(scenePosition);
    if (m_target.empty() && !m_scene->nodeAt(scenePosition))
        offerNodes(scenePosition);
    else
        accept();
}

void WiringInteraction::accept()
{
    if (!m_active)
        return;
    const NodeId target = m_target;
    const QPoint at = globalAt(m_to);
    finish();
    if (target.empty())
        return;
    if (m_pending && m_verdicts[target].possible())
        addPending(target);
    else
        connectTo(target, at);
}

void WiringInteraction::connectTo(const NodeId &node, const QPoint &globalPosition)
{
    const WireVerdict verdict = m_verdicts[node];
    if (!verdict.possible()) {
        Q_EMIT refused(verdict.refusal);
        return;
    }
    if (verdict.options.size() == 1) {
        make(verdict.options.front().request);
        return;
    }
    std::vector<std::pair<QString, QString>> entries;
    for (const WireOption &option : verdict.options)
        entries.emplace_back(wireName(option.request.kind), option.meaning);
    choose(tr("Connect to %1").arg(nodeName(node)), entries, globalPosition,
           [this, verdict](std::size_t index) { make(verdict.options[index].request); });
}

void WiringInteraction::make(const WireRequest &request)
{
    if (const Result<void> made = document()->connectNodes(request); !made)
        Q_EMIT refused(coreText(made.error().message));
}

void WiringInteraction::addPending(const NodeId &function)
{
    const ResourceKind kind = *std::exchange(m_pending, std::nullopt);
    const NodeItem *item = m_scene->nodeItem(function);
    const QRectF rect = item ? item->sceneRect() : QRectF();
    constexpr double gap = 84;
    const QSizeF size = geometry::nodeSize({.kind = NodeKind::Url});
    const NodePosition place{rect.left() - size.width() - gap, rect.center().y() - size.height() / 2};
    const Result<NodeId> added = document()->add(kind, place, {}, function);
    if (added)
        Q_EMIT nodeAdded(*added);
    else
        Q_EMIT refused(coreText(added.error().message));
}

void WiringInteraction::offerNodes(const QPointF &scenePosition)
{
    const WireStart start = m_start;
    finish();
    const std::vector<QuickAdd> adds = quickAdds(start);
    std::vector<std::pair<QString, QString>> entries;
    for (const QuickAdd &add : adds)
        entries.emplace_back(tr("%1 · %2").arg(kindName(add.node), wireName(add.wire)), QString());
    choose(tr("Add and connect"), entries, globalAt(scenePosition), [this, adds, start, scenePosition](std::size_t i) {
        const QuickAdd add = adds[i];
        const QSizeF size = geometry::nodeSize(
            {.kind = add.node == ResourceKind::Function ? NodeKind::Function : NodeKind::Queue});
        const QPointF place = geometry::snapped(
            scenePosition - QPointF(start.into() ? size.width() : 0, size.height() / 2), size);
        const Result<NodeId> added = document()->addWired(add.node, {place.x(), place.y()}, start.node, add.wire,
                                                          start.into());
        if (added)
            Q_EMIT nodeAdded(*added);
        else
            Q_EMIT refused(coreText(added.error().message));
    });
}

void WiringInteraction::choose(const QString &title, const std::vector<std::pair<QString, QString>> &entries,
                               const QPoint &at, std::function<void(std::size_t)> chosen)
{
    if (entries.empty())
        return;
    auto *menu = new QMenu(title, m_view);
    menu->setAccessibleName(title);
    menu->setToolTipsVisible(true);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        QAction *action = menu->addAction(entries[i].first);
        action->setToolTip(entries[i].second);
        connect(action, &QAction::triggered, this, [chosen, i] { chosen(i); });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(at);
}

void WiringInteraction::paint(QPainter *painter) const
{
    if (!m_active)
        return;
    const Theme &t = th();
    painter->setRenderHint(QPainter::Antialiasing);
    for (const auto &[id, verdict] : m_verdicts) {
        const auto port = verdict.possible() ? targetPort(id) : std::nullopt;
        if (!port)
            continue;
        const bool hot = id == m_target;
        const qreal halo = hot ? 16 : 11;
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.tint(t.accent, hot ? 0.35 : 0.18));
        painter->drawEllipse(*port, halo, halo);
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(hot ? t.accent : t.surface);
        painter->drawEllipse(*port, 5.5, 5.5);
    }
    if (m_pending)
        return;
    QPen pen(t.accent, 2.5, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({2.5, 3});
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(geometry::looseWire(m_from, m_start.port, m_to, m_start.into()));
}

} // namespace lambdarium
