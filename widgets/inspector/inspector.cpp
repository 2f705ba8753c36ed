// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/inspector.h"

#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/links.h"
#include "widgets/inspector/outsidepage.h"
#include "widgets/inspector/page.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

namespace {

EnvState stateOf(const FunctionView *view)
{
    if (!view || view->environments.empty())
        return EnvState::Cold;
    const auto any = [&](EnvironmentState state) {
        return std::ranges::find(view->environments, state, &EnvironmentView::state) != view->environments.end();
    };
    if (any(EnvironmentState::Busy))
        return EnvState::Running;
    if (any(EnvironmentState::Idle))
        return EnvState::Warm;
    return any(EnvironmentState::Failed) ? EnvState::Error : EnvState::Cold;
}

QScrollArea *scrolled(QWidget *page)
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(page);
    page->setAutoFillBackground(false);
    return scroll;
}

} // namespace

class Inspector::Impl
{
public:
    Impl(Inspector *owner, SessionBridge *session) : self(owner), bridge(session) { build(); }

    void build();
    void rebuild();
    void refresh();
    void showSnapshot();
    InspectedKind kindNow() const;
    void retitle();
    void clearPages();
    void askDisk(EnvironmentId environment, QObject *asker, std::function<void(std::int64_t, std::int64_t)> told);
    /// What is typed and not committed goes to the node it was typed for.
    void leaveField();

    Inspector *self;
    SessionBridge *bridge;
    InspectorEdits edits;
    NodeId node;
    LimitsProfileName limits = LimitsProfileName::Current;
    bool building = false; ///< fields that go lose the keyboard and may commit: nothing is refreshed then
    InspectedKind kind = InspectedKind::None;
    NodeTile *tile = nullptr;
    TextLabel *name = nullptr;
    TextLabel *subtitle = nullptr;
    StatePill *pill = nullptr;
    QToolButton *more = nullptr;
    QAction *code = nullptr;
    QAction *run = nullptr;
    QWidget *head = nullptr;
    Pane *tabLine = nullptr;
    QTabBar *tabs = nullptr;
    QStackedWidget *stack = nullptr;
    EmptyState *empty = nullptr;
    Pane *broken = nullptr;
    TextLabel *brokenText = nullptr;
    std::vector<InspectorPage *> pages;
};

void Inspector::Impl::build()
{
    auto *outer = new QVBoxLayout(self);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 12, 12, 10);
    row->setSpacing(10);
    tile = new NodeTile;
    row->addWidget(tile);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    name = new TextLabel({}, TextLabel::Body, 15, QFont::DemiBold);
    subtitle = new TextLabel({}, TextLabel::Secondary, 11.5);
    for (TextLabel *label : {name, subtitle}) {
        label->setElided(true);
        words->addWidget(label);
    }
    row->addLayout(words, 1);
    pill = new StatePill;
    row->addWidget(pill);
    outer->addWidget(head);
    tabLine = new Pane(Surface, Bottom);
    auto *line = new QHBoxLayout(tabLine);
    line->setContentsMargins(8, 0, 4, 0);
    line->setSpacing(2);
    tabs = new QTabBar;
    setUiFont(tabs, 12.5);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setProperty("tight", true);
    line->addWidget(tabs, 1);
    more = toolButton(QStringLiteral("ellipsis"), {});
    auto *menu = new QMenu(more);
    code = menu->addAction(themedIcon(QStringLiteral("code-xml")), {});
    run = menu->addAction(themedIcon(QStringLiteral("play")), {});
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(more);
    QObject::connect(code, &QAction::triggered, self, [this] { Q_EMIT self->openCodeRequested(node); });
    QObject::connect(run, &QAction::triggered, self, [this] { Q_EMIT self->runRequested(node); });
    outer->addWidget(tabLine);
    broken = new Pane(Raised, Bottom);
    auto *brokenRow = new QHBoxLayout(broken);
    brokenRow->setContentsMargins(16, 8, 12, 8);
    brokenText = new TextLabel({}, TextLabel::Warning, 11.5);
    brokenText->setWordWrap(true);
    brokenRow->addWidget(brokenText, 1);
    outer->addWidget(broken);
    stack = new QStackedWidget;
    empty = new EmptyState(QStringLiteral("sliders-horizontal"));
    stack->addWidget(empty);
    outer->addWidget(stack, 1);
    QObject::connect(tabs, &QTabBar::currentChanged, stack, [this](int index) {
        if (index >= 0 && index < stack->count())
            stack->setCurrentIndex(index + 1);
    });
}

void Inspector::Impl::clearPages()
{
    pages.clear();
    const QSignalBlocker quiet(tabs);
    while (tabs->count() > 0)
        tabs->removeTab(0);
    stack->setCurrentIndex(0);
    while (stack->count() > 1) {
        QWidget *old = stack->widget(1);
        stack->removeWidget(old);
        old->hide();
        old->deleteLater(); // a field of it may be what led here
    }
}

void Inspector::Impl::askDisk(EnvironmentId environment, QObject *asker,
                              std::function<void(std::int64_t, std::int64_t)> told)
{
    bridge->query(query::Environment{environment}, asker,
                  [told = std::move(told)](const Result<QueryOutcome> &outcome) {
                      const auto *detail = outcome ? std::get_if<EnvironmentDetail>(&*outcome) : nullptr;
                      told(detail ? detail->tmpUsedBytes : 0, detail ? detail->tmpLimitBytes : 0);
                  });
}

void Inspector::Impl::leaveField()
{
    QWidget *focus = QApplication::focusWidget();
    if (focus && focus != self && self->isAncestorOf(focus))
        focus->clearFocus();
}

InspectedKind Inspector::Impl::kindNow() const
{
    const WorkspaceDocument *document = edits.document();
    if (!document)
        return InspectedKind::None;
    const InspectedKind known = inspectedKindOf(document->model(), node);
    const FunctionView *view = known == InspectedKind::None ? bridge->snapshot()->function(node) : nullptr;
    return view && view->outside ? InspectedKind::Outside : known;
}

void Inspector::Impl::rebuild()
{
    if (std::exchange(building, true))
        return;
    const int tab = tabs->currentIndex();
    const InspectedKind before = kind;
    clearPages();
    const WorkspaceDocument *document = edits.document();
    kind = kindNow();
    PageContext context{
        .edits = &edits,
        .node = node,
        .goToNode = [this](const NodeId &other) { Q_EMIT self->nodeRequested(other); },
        .goToLine = [this](int line) { Q_EMIT self->templateLineRequested(line); },
        .limits = document ? document->limits() : LimitsProfile(),
        .sessionRuns = [this] { return bridge->hasSession(); },
        .build = [this](const BuildRequest &request) { Q_EMIT self->buildRequested(request); },
        .askTrust = [this] { Q_EMIT self->trustRequested(); },
        .newLayer = [this](const NodeId &function, bool folder) { Q_EMIT self->layerRequested(function, folder); },
        .diskUse =
            [this](EnvironmentId environment, QObject *asker, std::function<void(std::int64_t, std::int64_t)> told) {
                askDisk(environment, asker, std::move(told));
            }};
    limits = context.limits.name;
    if (kind != InspectedKind::None) {
        const QSignalBlocker quiet(tabs);
        const auto made = kind == InspectedKind::Outside
            ? std::vector<std::pair<QString, InspectorPage *>>{{{}, new OutsidePage(context)}}
            : makePages(context);
        for (const auto &[title, page] : made) {
            tabs->addTab(title);
            stack->addWidget(scrolled(page));
            pages.push_back(page);
        }
    }
    const int wanted = kind == before && tab >= 0 && tab < tabs->count() ? tab : 0;
    tabs->setCurrentIndex(wanted);
    stack->setCurrentIndex(pages.empty() ? 0 : wanted + 1);
    building = false;
    retitle();
    refresh();
    showSnapshot();
}

void Inspector::Impl::retitle()
{
    const bool shown = kind != InspectedKind::None;
    head->setVisible(shown);
    const bool function = kind == InspectedKind::Function;
    tabLine->setVisible(function);
    more->setVisible(function);
    code->setText(tr("Open the code"));
    run->setText(tr("Run this function"));
    more->setToolTip(tr("More about this function"));
    more->setAccessibleName(tr("More about this function"));
    tabs->setAccessibleName(tr("Groups of settings"));
    pill->setVisible(function || kind == InspectedKind::Outside);
    tile->setIconName(inspectedIcon(kind));
    if (edits.document())
        empty->setContent(tr("Nothing selected"), tr("Select a node on the canvas to see and change its settings."));
    else
        empty->setContent(tr("Nothing open"), tr("Open a folder to see its functions."));
    self->setAccessibleName(shown ? tr("Settings of %1").arg(nodeName(node)) : tr("Settings"));
}

void Inspector::Impl::refresh()
{
    const WorkspaceDocument *document = edits.document();
    if (building)
        return;
    if (document && (kindNow() != kind || document->limits().name != limits)) {
        rebuild();
        return;
    }
    const bool cannot = document && document->broken() && kind != InspectedKind::None && kind != InspectedKind::Outside;
    broken->setVisible(cannot);
    if (cannot)
        brokenText->setText(tr("The template has an error; these are its last good settings."));
    stack->setEnabled(!cannot);
    name->setText(nodeName(node));
    const Function *function = document ? document->model().function(node) : nullptr;
    subtitle->setText(function && kind == InspectedKind::Function
                          ? tr("Function · %1").arg(runtimeTitle(function->runtime))
                          : inspectedName(kind));
    for (InspectorPage *page : std::vector(pages))
        page->refresh();
}

void Inspector::Impl::showSnapshot()
{
    const std::shared_ptr<const Snapshot> snapshot = bridge->snapshot();
    if (!building && kindNow() != kind)
        return rebuild();
    if (kind == InspectedKind::Function || kind == InspectedKind::Outside)
        pill->setState(stateOf(snapshot->function(node)));
    for (InspectorPage *page : pages)
        page->showSnapshot(*snapshot);
}

Inspector::Inspector(SessionBridge *bridge, QWidget *parent)
    : Pane(Surface, Left, parent), m_impl(std::make_unique<Impl>(this, bridge))
{
    connect(bridge, &SessionBridge::snapshotChanged, this, [this] { m_impl->showSnapshot(); });
    connect(bridge, &SessionBridge::sessionChanged, this, [this] { m_impl->showSnapshot(); });
    m_impl->rebuild();
}

Inspector::~Inspector() { m_impl->clearPages(); }

void Inspector::setDocument(WorkspaceDocument *document)
{
    m_impl->leaveField();
    if (m_impl->edits.document())
        m_impl->edits.document()->disconnect(this);
    m_impl->edits.setDocument(document);
    m_impl->node.clear();
    if (document) {
        connect(document, &WorkspaceDocument::modelChanged, this, [this] {
            m_impl->edits.modelChanged();
            m_impl->refresh();
        });
        connect(document, &WorkspaceDocument::problemsChanged, this, [this] { m_impl->refresh(); });
    }
    m_impl->rebuild();
}

void Inspector::setNode(const NodeId &node)
{
    if (node == m_impl->node)
        return;
    m_impl->leaveField();
    m_impl->node = node;
    m_impl->rebuild();
}

NodeId Inspector::node() const { return m_impl->node; }

void Inspector::focusField(const QString &path)
{
    for (std::size_t i = 0; i < m_impl->pages.size(); ++i) {
        if (!path.isEmpty() || i == 0) {
            const int before = m_impl->tabs->currentIndex();
            m_impl->tabs->setCurrentIndex(int(i)); // hidden widgets take no focus
            if (m_impl->pages[i]->focusField(path.toStdString()))
                return;
            m_impl->tabs->setCurrentIndex(before);
        }
    }
}

void Inspector::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_impl->leaveField();
    m_impl->rebuild();
}

} // namespace lambdarium
