// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments/environmentpage.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/environments/environmentfacts.h"
#include "widgets/environments/environmentlog.h"
#include "widgets/environments/processtable.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int askInterval = 250;
constexpr int factsWidth = 340;
constexpr std::size_t reasonsMax = 4000;

} // namespace

EnvironmentPage::EnvironmentPage(SessionBridge *bridge, QWidget *parent)
    : Pane(Surface, NoEdge, parent), m_bridge(bridge)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    createHeader();
    createBody();
    m_poll.setInterval(askInterval);
    connect(&m_poll, &QTimer::timeout, this, &EnvironmentPage::ask);
    connect(bridge, &SessionBridge::factsArrived, this, &EnvironmentPage::takeFacts);
    connect(bridge, &SessionBridge::snapshotChanged, this,
            [this](const std::shared_ptr<const Snapshot> &snapshot) { takeSnapshot(*snapshot); });
    connect(bridge, &SessionBridge::sessionChanged, this, [this] {
        m_reasons.clear();
        setEnvironment({});
    });
    setEnvironment({});
}

LogView *EnvironmentPage::log() const { return m_log->view(); }

QPushButton *EnvironmentPage::addButton(HeaderBar *bar, EnvironmentAction action, const QKeySequence &key)
{
    auto *button = pushButton({}, "", actionIcon(action));
    bar->addItem(button, 4);
    const auto act = [this, button, action] {
        if (button->isEnabled())
            request(action);
    };
    connect(button, &QPushButton::clicked, this, act);
    auto *shortcut = new QShortcut(key, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, act);
    return button;
}

void EnvironmentPage::createHeader()
{
    auto *bar = new HeaderBar;
    setScaledHeight(bar, 48);
    m_back = toolButton(QStringLiteral("arrow-left"), {});
    connect(m_back, &QToolButton::clicked, this, &EnvironmentPage::closed);
    bar->addFixed(m_back);
    m_title = new TextLabel({}, TextLabel::Body, 15, QFont::DemiBold);
    bar->addFixed(m_title);
    m_state = new Chip({}, EnvState::Idle);
    bar->addItem(m_state, 3);
    m_owner = pushButton({}, "ghost", QStringLiteral("square-function"));
    connect(m_owner, &QPushButton::clicked, this, [this] { Q_EMIT functionRequested(m_function); });
    bar->addItem(m_owner, 1);
    bar->addStretch();
    m_freeze = addButton(bar, EnvironmentAction::Freeze, QKeySequence(Qt::Key_F));
    m_recycle = addButton(bar, EnvironmentAction::Recycle, QKeySequence(Qt::Key_R));
    m_kill = addButton(bar, EnvironmentAction::Kill, QKeySequence(Qt::Key_K));
    m_freeze->setObjectName(QStringLiteral("environment.freeze"));
    m_recycle->setObjectName(QStringLiteral("environment.recycle"));
    m_kill->setObjectName(QStringLiteral("environment.kill"));
    layout()->addWidget(bar);
}

void EnvironmentPage::createBody()
{
    m_stack = new QStackedWidget;
    m_empty = new EmptyState(QStringLiteral("box"));
    m_stack->addWidget(m_empty);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_noticeArea = new QWidget;
    auto *noticeRow = new QHBoxLayout(m_noticeArea);
    noticeRow->setContentsMargins(16, 12, 16, 4);
    m_notice = new Card(EnvState::Idle);
    auto *row = new QHBoxLayout(m_notice);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    m_noticeIcon = new IconLabel(QStringLiteral("info"), IconRole::Hint, 15);
    row->addWidget(m_noticeIcon, 0, Qt::AlignTop);
    m_noticeText = new TextLabel({}, TextLabel::Body, 12.5);
    m_noticeText->setWordWrap(true);
    row->addWidget(m_noticeText, 1);
    noticeRow->addWidget(m_notice);
    m_noticeArea->hide();
    column->addWidget(m_noticeArea);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_facts = new EnvironmentFacts;
    scroll->setWidget(m_facts);
    m_facts->setAutoFillBackground(false);
    scroll->setMinimumWidth(dp(260));
    splitter->addWidget(scroll);
    auto *right = new QSplitter(Qt::Vertical);
    right->setChildrenCollapsible(false);
    const auto panel = [right](TextLabel *&title, QWidget *content, int margin) {
        auto *pane = new Pane(Pane::Surface, Pane::Left);
        auto *box = new QVBoxLayout(pane);
        box->setContentsMargins(1, 0, 0, 0);
        box->setSpacing(0);
        auto *head = new HeaderBar;
        title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
        head->addSpacing(8);
        head->addFixed(title, 1);
        box->addWidget(head);
        auto *inner = new QHBoxLayout;
        inner->setContentsMargins(margin, 0, margin, 0);
        inner->addWidget(content);
        box->addLayout(inner, 1);
        right->addWidget(pane);
    };
    m_processes = new ProcessTable;
    m_log = new EnvironmentLog(m_bridge);
    panel(m_processTitle, m_processes, 12);
    panel(m_logTitle, m_log, 0);
    right->setStretchFactor(0, 2);
    right->setStretchFactor(1, 3);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({dp(factsWidth), dp(900)});
    column->addWidget(splitter, 1);
    m_stack->addWidget(body);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_stack, 1);
}

void EnvironmentPage::setEnvironment(EnvironmentId environment)
{
    m_environment = environment;
    m_function.clear();
    m_view = {};
    m_known = m_gone = m_asking = false;
    m_problem.clear();
    m_facts->clear();
    m_processes->setProcesses({});
    m_log->setEnvironment(environment);
    const bool any = std::uint64_t(environment) != 0;
    m_stack->setCurrentIndex(any ? 1 : 0);
    if (any)
        takeSnapshot(*m_bridge->snapshot());
    retranslate();
    if (any && isVisible())
        ask();
}

void EnvironmentPage::request(EnvironmentAction action)
{
    if (action == EnvironmentAction::Freeze && m_view.paused)
        action = EnvironmentAction::Thaw;
    Q_EMIT actionRequested(quint64(m_environment), action);
}

void EnvironmentPage::ask()
{
    if (m_asking || m_gone || std::uint64_t(m_environment) == 0 || !m_bridge->hasSession())
        return;
    m_asking = true;
    m_bridge->query(query::Environment{m_environment}, this,
                    [this, asked = m_environment](const Result<QueryOutcome> &outcome) {
                        if (asked != m_environment)
                            return;
                        m_asking = false;
                        answered(outcome);
                    });
}

void EnvironmentPage::answered(const Result<QueryOutcome> &outcome)
{
    const auto *detail = outcome ? std::get_if<EnvironmentDetail>(&*outcome) : nullptr;
    if (detail) {
        m_problem.clear();
        m_function = detail->function;
        m_facts->showDetail(*detail);
        m_processes->setProcesses(detail->processes);
        showView(detail->view);
        return;
    }
    if (!outcome && outcome.error().code == ErrorCode::NotFound && !listed())
        m_gone = true;
    else if (!outcome)
        m_problem = displayText(coreText(outcome.error().message), 300);
    refreshState();
}

bool EnvironmentPage::listed() const
{
    const std::shared_ptr<const Snapshot> snapshot = m_bridge->snapshot();
    return std::ranges::any_of(snapshot->functions, [this](const FunctionView &function) {
        return std::ranges::find(function.environments, m_environment, &EnvironmentView::id)
            != function.environments.end();
    });
}

void EnvironmentPage::takeFacts(const std::vector<Fact> &facts)
{
    bool mine = false;
    for (const Fact &fact : facts) {
        const auto *change = std::get_if<fact::EnvironmentChanged>(&fact.body);
        if (!change)
            continue;
        if (!change->reason.empty()) {
            while (m_reasons.size() >= reasonsMax)
                m_reasons.erase(m_reasons.begin());
            m_reasons[change->environment] = change->reason;
        }
        if (change->environment != m_environment)
            continue;
        mine = true;
        m_function = change->function;
        m_view.state = change->state;
        m_gone = m_gone || change->state == EnvironmentState::Gone;
    }
    if (mine)
        refreshState();
}

void EnvironmentPage::takeSnapshot(const Snapshot &snapshot)
{
    if (std::uint64_t(m_environment) == 0 || m_gone)
        return;
    for (const FunctionView &function : snapshot.functions)
        for (const EnvironmentView &view : function.environments)
            if (view.id == m_environment) {
                m_function = function.id;
                showView(view);
                return;
            }
    // It was there and is no more: nothing will answer for it.
    if (m_known)
        m_gone = true;
    refreshState();
}

void EnvironmentPage::showView(const EnvironmentView &view)
{
    m_view = view;
    m_known = true;
    m_facts->showView(view, wallNow());
    refreshState();
}

void EnvironmentPage::refreshState()
{
    const bool any = std::uint64_t(m_environment) != 0;
    EnvironmentView shown = m_view;
    if (m_gone && shown.state != EnvironmentState::Failed)
        shown.state = EnvironmentState::Gone;
    m_state->setVisible(any && (m_known || m_gone));
    m_state->setContent(environmentWord(shown));
    m_state->setState(environmentLook(shown));
    m_state->setIconName(stateIcon(environmentLook(shown)));
    m_owner->setText(nodeName(m_function));
    m_owner->setVisible(any && !m_function.empty());
    m_owner->setAccessibleName(tr("Function %1").arg(nodeName(m_function)));
    m_owner->setToolTip(tr("Show the function on the canvas"));
    const bool thaw = m_view.paused && !m_gone;
    const auto button = [&](QPushButton *one, EnvironmentAction action, const QString &key) {
        const QString reason = !m_known && !m_gone ? tr("Not known yet.") : whyNot(action, shown);
        one->setVisible(any);
        one->setText(actionName(action));
        one->setAccessibleName(actionName(action));
        one->setProperty("iconName", actionIcon(action));
        one->setEnabled(reason.isEmpty());
        one->setToolTip(reason.isEmpty() ? tr("%1 (%2)").arg(actionMeaning(action), key) : reason);
        one->setAccessibleDescription(one->toolTip());
        one->update();
    };
    button(m_freeze, thaw ? EnvironmentAction::Thaw : EnvironmentAction::Freeze, QStringLiteral("F"));
    button(m_recycle, EnvironmentAction::Recycle, QStringLiteral("R"));
    button(m_kill, EnvironmentAction::Kill, QStringLiteral("K"));
    QString notice;
    EnvState look = EnvState::Idle;
    const auto reason = m_reasons.find(m_environment);
    if (m_gone)
        notice = reason == m_reasons.end()
            ? tr("This environment is gone. What it wrote stays below.")
            : tr("This environment is gone: %1. What it wrote stays below.").arg(endReason(reason->second));
    else if (m_known && m_view.paused)
        notice = tr("Frozen by you: no process of it runs, and the deadline of its invocation stands still.");
    else if (m_known && m_view.oldCode)
        notice = tr("It finishes its invocation on the old code and goes then.");
    else if (!m_problem.isEmpty()) {
        notice = tr("Its processes could not be read: %1").arg(m_problem);
        look = EnvState::Warm;
    }
    m_notice->setState(look);
    m_noticeIcon->setIcon(look == EnvState::Warm ? QStringLiteral("circle-alert") : QStringLiteral("info"),
                          look == EnvState::Warm ? IconRole::Warm : IconRole::Hint);
    m_noticeText->setText(notice);
    m_noticeArea->setVisible(!notice.isEmpty());
    m_processes->setEnabled(!m_gone);
}

void EnvironmentPage::retranslate()
{
    const QString id = QString::fromStdString(shortId(m_environment));
    const bool any = std::uint64_t(m_environment) != 0;
    m_title->setText(any ? tr("Environment %1").arg(id) : tr("Environment"));
    setAccessibleName(m_title->text());
    m_back->setToolTip(tr("Back (Esc)"));
    m_back->setAccessibleName(tr("Back"));
    m_processTitle->setText(tr("Processes"));
    m_logTitle->setText(tr("Log of this environment"));
    m_empty->setContent(tr("No environment is chosen"),
                        tr("Choose a cell of a function on the canvas, or a lane in Observe."));
    refreshState();
}

void EnvironmentPage::showEvent(QShowEvent *event)
{
    Pane::showEvent(event);
    ask();
    m_poll.start();
}

void EnvironmentPage::hideEvent(QHideEvent *event)
{
    Pane::hideEvent(event);
    m_poll.stop();
}

void EnvironmentPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    Pane::keyPressEvent(event);
}

void EnvironmentPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace lambdarium
