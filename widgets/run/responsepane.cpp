// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/responsepane.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/logs/logtext.h"
#include "widgets/run/jsoncheck.h"
#include "widgets/run/stackline.h"
#include "widgets/theme/controls.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace lambdarium {

namespace {

constexpr qsizetype shownBytes = 6'500'000;
constexpr qsizetype framesMax = 30;
constexpr int errorHeight = 180;

/// Frames of all runtimes: an array of strings, of which each may hold several lines.
QStringList framesOf(const QJsonObject &error)
{
    QStringList frames;
    for (const QString &key : {QStringLiteral("stackTrace"), QStringLiteral("trace"), QStringLiteral("stack")}) {
        const QJsonArray array = error.value(key).toArray();
        for (const QJsonValue &value : array)
            frames << value.toString().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        if (!frames.isEmpty())
            break;
    }
    return frames;
}

} // namespace

ResponsePane::ResponsePane(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *header = new HeaderBar;
    m_title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    header->addFixed(m_title);
    header->addSpacing(8);
    m_status = new Chip({});
    header->addFixed(m_status);
    m_start = new Chip({});
    header->addItem(m_start, 1);
    m_figures = new TextLabel({}, TextLabel::Secondary, 12);
    m_figures->setMono(true);
    m_figures->setElided(true);
    header->addFixed(m_figures, 1);
    m_copy = toolButton(QStringLiteral("copy"), {});
    header->addItem(m_copy, 0);
    column->addWidget(header);
    m_totalsBar = new Pane(Pane::Raised, Pane::Bottom);
    auto *totals = new QHBoxLayout(m_totalsBar);
    totals->setContentsMargins(16, 8, 16, 8);
    m_totals = new TextLabel({}, TextLabel::Body, 12);
    m_totals->setWordWrap(true);
    totals->addWidget(m_totals);
    column->addWidget(m_totalsBar);
    m_pages = new QStackedWidget;
    column->addWidget(m_pages, 1);
    m_empty = new EmptyState(QStringLiteral("send"));
    connect(m_empty, &EmptyState::activated, this, &ResponsePane::runRequested);
    m_pages->addWidget(m_empty);
    auto *page = new Pane(Pane::Surface);
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_errorArea = new QScrollArea;
    m_errorArea->setFrameShape(QFrame::NoFrame);
    m_errorArea->setWidgetResizable(true);
    m_errorArea->setFocusPolicy(Qt::NoFocus);
    m_errorArea->viewport()->setAutoFillBackground(false);
    m_errorArea->setMaximumHeight(dp(errorHeight));
    rows->addWidget(m_errorArea);
    m_tabs = new QTabBar;
    setUiFont(m_tabs, 12.5);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab({});
    m_tabs->addTab({});
    auto *tabLine = new Pane(Pane::Surface, Pane::Bottom);
    auto *tabRow = new QHBoxLayout(tabLine);
    tabRow->setContentsMargins(4, 0, 8, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);
    rows->addWidget(tabLine);
    m_body = new CodeEditor;
    m_body->setSyntax(Syntax::Json);
    rows->addWidget(m_body, 1);
    m_pages->addWidget(page);
    connect(m_tabs, &QTabBar::currentChanged, this, &ResponsePane::showBody);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_body->text()); });
    retranslate();
    clear();
}

void ResponsePane::retranslate()
{
    m_title->setText(tr("Response"));
    m_tabs->setTabText(0, tr("Pretty"));
    m_tabs->setTabText(1, tr("Raw"));
    m_tabs->setAccessibleName(tr("How the response is shown"));
    m_copy->setToolTip(tr("Copy the response"));
    m_copy->setAccessibleName(tr("Copy the response"));
    m_body->setAccessibleName(tr("Response"));
    m_body->setReadOnlyReason(tr("A response cannot be edited."));
    setEventName(m_eventName);
    if (m_shown)
        showRun(m_summary, m_going);
    else if (!m_problem.isEmpty())
        showProblem(m_problem);
}

void ResponsePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ResponsePane::setEventName(const QString &name)
{
    m_eventName = name;
    if (!m_shown && m_problem.isEmpty()) {
        m_empty->setContent(tr("No runs yet"),
                            name.isEmpty() ? tr("Choose a function to send it an event.")
                                           : tr("Press Ctrl+Enter to send “%1”.").arg(name));
        m_empty->setAction(name.isEmpty() ? QString() : tr("Run"));
    }
}

void ResponsePane::clear()
{
    m_shown = false;
    m_problem.clear();
    m_status->hide();
    m_start->hide();
    m_copy->setEnabled(false);
    m_figures->clear();
    m_totalsBar->hide();
    m_pages->setCurrentIndex(0);
    setEventName(m_eventName);
}

void ResponsePane::showProblem(const QString &sentence)
{
    clear();
    m_problem = sentence;
    m_empty->setContent(tr("Nothing was sent"), displayText(sentence, 400));
    m_empty->setAction({});
}

QString ResponsePane::statusText(const InvokeOutcome &outcome) const
{
    if (outcome.status >= 400)
        return tr("%1 refused").arg(outcome.status);
    switch (outcome.outcome) {
    case InvocationOutcome::Success: break;
    case InvocationOutcome::FunctionError: return tr("Function error");
    case InvocationOutcome::Timeout: return tr("Timed out");
    case InvocationOutcome::OutOfMemory: return tr("Out of memory");
    case InvocationOutcome::Crash: return tr("Crashed");
    case InvocationOutcome::InitError: return tr("Could not start");
    }
    if (!outcome.functionError.empty())
        return tr("Function error");
    return outcome.status == 202 ? tr("202 accepted") : tr("%1 OK").arg(outcome.status);
}

void ResponsePane::showFigures(const InvokeOutcome &outcome)
{
    const bool bad = outcome.status >= 400 || !outcome.functionError.empty();
    m_status->setVisible(true);
    m_status->setIconName(bad ? outcome.status == 429 ? stateIcon(EnvState::Throttled) : QStringLiteral("circle-x")
                              : QStringLiteral("circle-check"));
    m_status->setState(outcome.status == 429 ? EnvState::Throttled : bad ? EnvState::Error : EnvState::Running);
    m_status->setContent(statusText(outcome));
    const bool ran = outcome.duration > Duration::zero();
    m_start->setVisible(ran);
    m_start->setIconName(stateIcon(outcome.initDuration ? EnvState::Cold : EnvState::Warm));
    m_start->setState(outcome.initDuration ? EnvState::Cold : EnvState::Warm);
    m_start->setContent(outcome.initDuration ? tr("Cold start") : tr("Warm"));
    QStringList figures;
    if (ran) {
        figures << durationText(outcome.duration) << tr("billed %1 ms").arg(QLocale().toString(outcome.billedMs));
        if (outcome.memoryMb > 0)
            figures << tr("%1/%2 MB").arg(outcome.maxMemoryUsedMb).arg(outcome.memoryMb);
        if (outcome.initDuration)
            figures << tr("init %1").arg(durationText(*outcome.initDuration));
    }
    m_figures->setText(figures.join(QStringLiteral(" · ")));
}

void ResponsePane::showTotals()
{
    const RunSummary &s = m_summary;
    QStringList parts;
    if (s.request.repeat > 1) {
        parts << tr("%1 of %2 done").arg(s.done).arg(s.request.repeat) << tr("%n succeeded", nullptr, s.succeeded);
        if (s.failed > 0)
            parts << tr("%n failed", nullptr, s.failed);
        if (s.throttled > 0)
            parts << tr("%n throttled", nullptr, s.throttled);
        if (s.refused > 0)
            parts << tr("%n refused", nullptr, s.refused);
        if (s.longest > Duration::zero())
            parts << tr("%1 shortest, %2 median, %3 p95, %4 longest")
                         .arg(durationText(s.shortest), durationText(s.median), durationText(s.p95),
                              durationText(s.longest));
    }
    if (s.cancelled)
        parts << tr("stopped");
    if (!s.problem.isEmpty())
        parts << displayText(s.problem, 300);
    m_totals->setText(parts.join(QStringLiteral("  ·  ")));
    m_totals->setRole(s.problem.isEmpty() ? TextLabel::Body : TextLabel::Error);
    m_totalsBar->setVisible(!parts.isEmpty());
}

void ResponsePane::showRun(const RunSummary &summary, bool going)
{
    const bool sameReply = m_shown && m_summary.last && summary.last
        && m_summary.last->requestId == summary.last->requestId && m_summary.last->payload == summary.last->payload;
    m_summary = summary;
    m_going = going;
    m_shown = true;
    m_problem.clear();
    showTotals();
    if (!summary.last) {
        m_status->hide();
        m_start->hide();
        m_figures->clear();
        m_pages->setCurrentIndex(0);
        m_empty->setContent(going ? tr("Running…") : tr("No response"),
                            going ? tr("%1 is at work.").arg(summary.request.function)
                                  : displayText(summary.problem, 300));
        m_empty->setAction({});
        return;
    }
    showFigures(*summary.last);
    m_pages->setCurrentIndex(1);
    m_copy->setEnabled(true);
    if (sameReply)
        return;
    showError();
    showBody();
}

void ResponsePane::showError()
{
    m_error = new QWidget;
    m_errorRows = new QVBoxLayout(m_error);
    m_errorRows->setContentsMargins(16, 12, 16, 10);
    m_errorRows->setSpacing(2);
    const InvokeOutcome &outcome = *m_summary.last;
    const bool bad = outcome.status >= 400 || !outcome.functionError.empty();
    m_errorArea->setVisible(bad);
    if (bad) {
        const QJsonObject error = QJsonDocument::fromJson(QByteArray::fromStdString(outcome.payload)).object();
        QString type = error.value(QStringLiteral("errorType")).toString();
        QString message = error.value(QStringLiteral("errorMessage")).toString();
        if (type.isEmpty())
            type = QString::fromStdString(outcome.errorType);
        for (const QString &key : {QStringLiteral("Message"), QStringLiteral("message")})
            if (message.isEmpty())
                message = error.value(key).toString();
        auto *title = new TextLabel(displayText(type.isEmpty() ? statusText(outcome) : type, 200), TextLabel::Error, 13,
                                    QFont::DemiBold);
        m_errorRows->addWidget(title);
        auto *text = new TextLabel(displayLines(message.toStdString(), 4000), TextLabel::Body, 12.5);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setVisible(!message.isEmpty());
        m_errorRows->addWidget(text);
        addStack(framesOf(error));
    }
    m_errorRows->addStretch(1);
    m_errorArea->setWidget(m_error);
    m_error->setAutoFillBackground(false); // setWidget() switches it on
    m_errorArea->setFixedHeight(qMin(dp(errorHeight), m_error->sizeHint().height()));
}

void ResponsePane::addStack(const QStringList &frames)
{
    const InvokeOutcome &outcome = *m_summary.last;
    bool linked = false;
    const auto add = [&](const QString &text, const QString &file, int line) {
        auto *row = new StackLine(displayText(text, 300), file, line);
        connect(row, &StackLine::clicked, this,
                [this, file, line] { Q_EMIT openSource(m_summary.request.function, file, line); });
        m_errorRows->addWidget(row);
    };
    m_errorRows->addSpacing(frames.isEmpty() ? 0 : 4);
    for (const QString &frame : frames.mid(0, framesMax)) {
        const std::optional<SourceLink> link = sourceLink(frame);
        linked |= link.has_value();
        add(frame, link ? link->file : QString(), link ? link->line : 0);
    }
    if (frames.size() > framesMax)
        add(tr("%n more frame(s)", nullptr, int(frames.size() - framesMax)), {}, 0);
    // Syntax errors name their place in the message only.
    if (!linked && !outcome.errorFile.empty() && outcome.errorLine > 0) {
        const QString file = QString::fromStdString(outcome.errorFile);
        add(tr("at %1, line %2").arg(displayText(file, 200)).arg(outcome.errorLine), file, outcome.errorLine);
    }
}

void ResponsePane::showBody()
{
    if (!m_summary.last)
        return;
    const std::string &payload = m_summary.last->payload;
    const QByteArray bytes = QByteArray::fromRawData(payload.data(), qsizetype(payload.size()));
    if (m_summary.last->status == 202 && payload.empty())
        m_body->setText(tr("The event was accepted; its log shows what came of it."));
    else if (m_tabs->currentIndex() == 0)
        m_body->setText(displayLines(prettyJson(bytes).toStdString(), shownBytes));
    else
        m_body->setText(displayLines(payload, shownBytes));
}

} // namespace lambdarium
