// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runview.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/coretext.h"
#include "widgets/logs/logpanel.h"
#include "widgets/run/eventpane.h"
#include "widgets/run/historypane.h"
#include "widgets/run/responsepane.h"
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSplitter>

namespace lambdarium {

namespace {

constexpr int eventWidth = 420;
constexpr int eventMinimum = 320;

QSplitter *splitter(Qt::Orientation orientation, QWidget *first, QWidget *second)
{
    auto *result = new QSplitter(orientation);
    result->setChildrenCollapsible(false);
    result->addWidget(first);
    result->addWidget(second);
    return result;
}

} // namespace

RunView::RunView(const Context &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    m_event = new EventPane(context.editor);
    m_history = new HistoryPane;
    m_response = new ResponsePane;
    m_log = new LogPanel(context.bridge, context.time, context.logs);
    auto *left = new Pane(Pane::Surface, Pane::Right);
    auto *leftBox = new QVBoxLayout(left);
    leftBox->setContentsMargins(0, 0, 1, 0);
    QSplitter *events = splitter(Qt::Vertical, m_event, m_history);
    events->setStretchFactor(0, 3);
    events->setStretchFactor(1, 1);
    leftBox->addWidget(events);
    left->setMinimumWidth(dp(eventMinimum));
    QSplitter *results = splitter(Qt::Vertical, m_response, m_log);
    results->setStretchFactor(0, 1);
    results->setStretchFactor(1, 1);
    QSplitter *both = splitter(Qt::Horizontal, left, results);
    both->setStretchFactor(1, 1);
    both->setSizes({dp(eventWidth), dp(2 * eventWidth)});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(both);
    retranslate();

    connect(m_event, &EventPane::runRequested, this, &RunView::run);
    connect(m_response, &ResponsePane::runRequested, this, &RunView::run);
    connect(m_event, &EventPane::cancelRequested, context.controller, &RunController::cancel);
    connect(m_event, &EventPane::functionChosen, this, &RunView::functionChosen);
    connect(m_event, &EventPane::eventsChanged, this, [this] {
        m_response->setEventName(function().isEmpty() ? QString() : request().eventName);
        Q_EMIT eventsChanged();
    });
    connect(m_response, &ResponsePane::openSource, this, &RunView::openSource);
    connect(m_log, &LogPanel::openSource, this, &RunView::openSource);
    connect(m_log, &LogPanel::replayRequested, this, &RunView::replay);
    connect(m_history, &HistoryPane::chosen, this, &RunView::showRun);
    connect(m_history, &HistoryPane::repeatRequested, this, [this](const RunRequest &request) { send(request); });
    connect(context.controller, &RunController::started, this, &RunView::showRun);
    connect(context.controller, &RunController::progressed, this, &RunView::showRun);
    connect(context.controller, &RunController::finished, this, [this](const RunSummary &summary) {
        showRun(summary);
        m_history->setRuns(m_context.controller->history());
    });
    connect(context.bridge, &SessionBridge::sessionChanged, this, [this] {
        m_history->setRuns(m_context.controller->history());
        m_response->clear();
        m_log->setRequest({});
    });
}

void RunView::retranslate() { m_log->setTitle(tr("Log of this run")); }

void RunView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RunView::setWorkspace(const Workspace *workspace)
{
    m_workspace = workspace;
    m_event->setWorkspace(workspace);
}

void RunView::setModel(const Model &model) { m_event->setModel(model); }

QString RunView::function() const { return m_event->function(); }

RunRequest RunView::request() const { return m_event->request(); }

QStringList RunView::events(const QString &function) const { return m_event->events(function); }

QString RunView::currentEvent() const { return m_event->currentEvent(); }

void RunView::setFunction(const QString &function) { m_event->setFunction(function); }

void RunView::setEvent(const QString &name) { m_event->setEvent(name); }

void RunView::run()
{
    if (!m_event->showProblem())
        send(request());
}

void RunView::send(const RunRequest &request)
{
    if (const Result<void> started = m_context.controller->start(request); !started)
        m_response->showProblem(coreText(started.error().message));
}

void RunView::replay(const QString &function, const QString &requestId)
{
    m_context.bridge->query(
        query::Invocation{requestId.toStdString()}, this, [this, function, requestId](Result<QueryOutcome> result) {
            const auto *records = result ? std::get_if<std::vector<InvocationRecord>>(&*result) : nullptr;
            if (!records || records->empty()) {
                m_response->showProblem(result ? tr("The event of that request is not kept any more.")
                                               : coreText(result.error().message));
                return;
            }
            setFunction(function);
            const QString name = tr("replay of %1").arg(QString::fromStdString(shortId(requestId.toStdString())));
            m_event->setUnsaved(QString::fromStdString(records->front().event), name);
            RunRequest once = request();
            once.repeat = once.parallel = 1;
            once.type = InvocationType::RequestResponse;
            send(once);
        });
}

void RunView::showRun(const RunSummary &summary)
{
    const RunController *controller = m_context.controller;
    const bool going = controller->running() && controller->summary().started == summary.started;
    m_event->setProgress(controller->summary(), controller->running());
    m_response->showRun(summary, going);
    if (summary.last && (!going || summary.request.repeat == 1))
        m_log->setRequest(QString::fromStdString(summary.last->requestId));
}

} // namespace lambdarium
