// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logpanel.h"

#include "widgets/bridge/sessionbridge.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/logs/loghistogramstrip.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logview.h"
#include "widgets/theme/controls.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace lambdarium {

LogPanel::LogPanel(SessionBridge *bridge, TimeModel *time, LogModel *model, QWidget *parent)
    : QWidget(parent), m_bridge(bridge), m_time(time), m_model(model)
{
    if (!m_model) {
        m_model = new LogModel(this);
        connectModel();
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    createHeader();
    layout->addWidget(m_header);
    m_pages = new QStackedWidget;
    layout->addWidget(m_pages, 1);

    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_histogram = new LogHistogramStrip(m_model, m_time);
    m_view = new LogView(m_model);
    column->addWidget(m_histogram);
    createFindBar();
    column->addWidget(m_findBar);
    column->addWidget(m_view, 1);
    m_pages->addWidget(page);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        for (QWidget *tool : {static_cast<QWidget *>(m_filter), static_cast<QWidget *>(m_errors),
                              static_cast<QWidget *>(m_warnings), static_cast<QWidget *>(m_follow)})
            tool->setVisible(index == 0);
    });
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_follow, &QToolButton::clicked, m_view, &LogView::setFollowing);
    connect(m_view, &LogView::openSource, this, &LogPanel::openSource);
    connect(m_view, &LogView::replayRequested, this, &LogPanel::replayRequested);
    connect(m_view, &LogView::environmentRequested, this, &LogPanel::environmentRequested);
    connect(m_view, &LogView::requestFilterRequested, this,
            [this](const QString &id) { setFilterText(QStringLiteral("req:") + id); });
    connect(m_view, &LogView::found, this,
            [this](bool hit) { m_findResult->setText(hit ? QString() : tr("Not found")); });
    connect(m_model, &LogModel::appended, this, &LogPanel::refreshCounts);
    connect(m_model, &LogModel::rebuilt, this, &LogPanel::refreshCounts);
    connect(m_time, &TimeModel::selectionChanged, this, [this] { m_model->setTimeRange(m_time->selection()); });
    retranslate();
    refreshCounts();
}

void LogPanel::connectModel()
{
    if (!m_bridge)
        return;
    connect(m_bridge, &SessionBridge::factsArrived, m_model, &LogModel::append);
    connect(m_bridge, &SessionBridge::factsDropped, m_model, &LogModel::appendDropped);
    connect(m_bridge, &SessionBridge::sessionChanged, m_model, &LogModel::clear);
}

void LogPanel::createHeader()
{
    m_header = new HeaderBar;
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->addTab(QString());
    m_header->addFixed(m_tabs);
    m_title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    m_title->hide();
    m_header->addFixed(m_title);

    m_filter = new QLineEdit;
    setMonoFont(m_filter, 12);
    setScaledHeight(m_filter, 30);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(dp(120));
    m_filter->addAction(themedIcon(QStringLiteral("funnel")), QLineEdit::LeadingPosition);
    m_header->addFixed(m_filter, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &LogPanel::refreshFilter);

    m_errors = new Chip(QString(), EnvState::Error);
    m_warnings = new Chip(QString(), EnvState::Warm);
    m_warnings->setIconName(QStringLiteral("circle-alert"));
    for (Chip *chip : {m_errors, m_warnings}) {
        chip->setInteractive();
        m_header->addItem(chip, 2);
    }
    const auto toggle = [this](const QString &term) { setFilterText(m_filter->text() == term ? QString() : term); };
    connect(m_errors, &Chip::clicked, this, [toggle] { toggle(QStringLiteral("level>=error")); });
    connect(m_warnings, &Chip::clicked, this, [toggle] { toggle(QStringLiteral("level:warn")); });

    m_follow = toolButton(QStringLiteral("arrow-down-to-line"), tr("Follow new events (End)"), nullptr, tr("Follow"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_header->addItem(m_follow, 3);
}

void LogPanel::createFindBar()
{
    m_findBar = new Pane(Pane::Raised, Pane::Bottom);
    auto *row = new QHBoxLayout(m_findBar);
    row->setContentsMargins(dp(12), dp(4), dp(8), dp(4));
    m_findField = new QLineEdit;
    setMonoFont(m_findField, 12);
    row->addWidget(m_findField, 1);
    m_findResult = new TextLabel({}, TextLabel::Hint, 11.5);
    row->addWidget(m_findResult);
    auto *up = toolButton(QStringLiteral("chevron-up"), tr("Find above (Shift+Enter)"));
    auto *down = toolButton(QStringLiteral("chevron-down"), tr("Find below (Enter)"));
    auto *close = toolButton(QStringLiteral("x"), tr("Close the find bar (Esc)"));
    row->addWidget(up);
    row->addWidget(down);
    row->addWidget(close);
    connect(up, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(down, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(m_findField, &QLineEdit::returnPressed, this, [this] { findNext(true); });
    const auto hide = [this] {
        m_findBar->hide();
        m_view->setFocus();
    };
    connect(close, &QToolButton::clicked, this, hide);
    const auto shortcut = [this](QWidget *owner, const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, owner, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, slot);
    };
    shortcut(m_findBar, QKeySequence(Qt::Key_Escape), hide);
    shortcut(m_findBar, QKeySequence(Qt::SHIFT | Qt::Key_Return), [this] { findNext(false); });
    shortcut(m_view, QKeySequence::Find, [this] { find(); });
    m_findBar->hide();
}

int LogPanel::addTab(QWidget *page, const QString &title)
{
    m_pages->addWidget(page);
    return m_tabs->addTab(title);
}

void LogPanel::setTabTitle(int index, const QString &title) { m_tabs->setTabText(index, title); }

void LogPanel::setCurrentTab(int index) { m_tabs->setCurrentIndex(index); }

void LogPanel::setTitle(const QString &title)
{
    m_tabs->hide();
    m_title->setText(title);
    m_title->show();
}

void LogPanel::setFilterText(const QString &text)
{
    m_tabs->setCurrentIndex(0);
    m_filter->setText(text);
}

void LogPanel::setRequest(const QString &requestId)
{
    m_request = requestId;
    m_model->setRequestFilter(requestId.toStdString());
}

void LogPanel::focusFilter()
{
    m_tabs->setCurrentIndex(0);
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LogPanel::find()
{
    m_findBar->show();
    m_findField->setFocus(Qt::ShortcutFocusReason);
    m_findField->selectAll();
}

void LogPanel::findNext(bool forward) { m_view->find(m_findField->text(), forward); }

void LogPanel::clear() { m_model->clear(); }

void LogPanel::refreshFilter()
{
    const LogFilter filter = LogFilter::parse(m_filter->text());
    m_filter->setProperty("invalid", !filter.valid());
    m_filter->setToolTip(filter.valid() ? tr("fn:Name level>=warn dur>1s cold:yes req:7c1d \"words\" -not re:/a+b/")
                                        : filter.problem());
    m_filter->setAccessibleDescription(filter.valid() ? QString() : filter.problem());
    m_filter->update();
    if (filter.valid())
        m_model->setFilter(filter);
}

void LogPanel::refreshCounts()
{
    m_errors->setContent(tr("Errors %1").arg(QLocale().toString(qlonglong(m_model->errorCount()))));
    m_warnings->setContent(tr("Warnings %1").arg(QLocale().toString(qlonglong(m_model->warningCount()))));
    m_errors->setVisible(m_model->errorCount() > 0 && m_tabs->currentIndex() == 0);
    m_warnings->setVisible(m_model->warningCount() > 0 && m_tabs->currentIndex() == 0);
}

void LogPanel::retranslate()
{
    m_tabs->setTabText(0, tr("Logs"));
    m_tabs->setAccessibleName(tr("Bottom panel"));
    m_filter->setPlaceholderText(tr("Filter events"));
    m_filter->setAccessibleName(tr("Log filter"));
    m_findField->setPlaceholderText(tr("Find in the log"));
    m_findField->setAccessibleName(tr("Find in the log"));
    m_errors->setToolTip(tr("Show only errors"));
    m_warnings->setToolTip(tr("Show only warnings"));
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Follow new events (End)"));
    m_view->setAccessibleName(tr("Log events"));
    m_view->setEmptyText(tr("No events yet"),
                         tr("Press Ctrl+Enter to send the chosen event: its log appears here at once."));
    refreshFilter();
    refreshCounts();
}

void LogPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lambdarium
