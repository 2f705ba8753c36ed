// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shell: what one part says and the others do.
#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/charts/chartfeed.h"
#include "widgets/charts/concurrencypanel.h"
#include "widgets/charts/observeview.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/editor/editorpane.h"
#include "widgets/inspector/inspector.h"
#include "widgets/logs/logpanel.h"
#include "widgets/run/runview.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/codelink.h"
#include "widgets/shell/corelink.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/filelist.h"
#include "widgets/shell/preferences.h"
#include "widgets/shell/problemspanel.h"
#include "widgets/shell/selection.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/statusbar.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/triggerdesk.h"
#include "widgets/shell/welcome.h"
#include "widgets/shell/workspacefiles.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace lambdarium {

void Shell::connectParts()
{
    connect(m_welcome, &Welcome::openFolderRequested, this, &Shell::openFolder);
    connect(m_welcome, &Welcome::recentChosen, m_window, &MainWindow::openWorkspace);
    connect(m_welcome, &Welcome::sampleChosen, this, &Shell::createSample);
    connect(m_top, &TopBar::recentChosen, m_window, &MainWindow::openWorkspace);
    connect(m_top, &TopBar::eventChosen, m_run, &RunView::setEvent);
    connect(m_status, &StatusBar::problemsClicked, this, [this] {
        if (m_page != Page::Design && m_page != Page::Code)
            setPage(Page::Design);
        m_desk->showProblems();
    });
    connect(m_preferences, &Preferences::limitsChanged, this, [this] {
        if (m_document)
            m_document->setLimits(m_preferences->limits());
        m_core->limitsChanged();
    });
    connect(m_bridge, &SessionBridge::snapshotChanged, this, [this](const std::shared_ptr<const Snapshot> &snapshot) {
        m_status->setSnapshot(*snapshot);
        takeOutside(*snapshot);
        m_top->setSources(m_bridge->hasSession(), snapshot->sourcesRunning);
        m_top->setTrust(snapshot->trust);
        m_top->setSimulated(snapshot->simulatedColdStart);
    });
    connect(m_bridge, &SessionBridge::sessionChanged, this, [this] {
        m_top->setSources(m_bridge->hasSession(), false);
        m_top->setTrust({});
        m_top->setSimulated(false);
        refreshRunnable();
    });
    connect(m_core, &CoreLink::failed, this, &Shell::showError);
    connect(m_code, &CodeLink::refused, this, &Shell::showError);
    connect(m_selection, &Selection::nodeChanged, this, &Shell::nodeChanged);
    connect(m_selection, &Selection::functionChanged, this, &Shell::functionChanged);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
    m_triggers->connectCanvas(m_desk->canvas());
}

void Shell::connectViews()
{
    CanvasView *canvas = m_desk->canvas();
    connect(canvas, &CanvasView::nodeSelected, this, [this](const NodeId &node) {
        if (m_document)
            m_selection->select(node, knownModel());
    });
    connect(canvas, &CanvasView::inspectorRequested, this, [this] {
        m_desk->showInspector();
        m_desk->inspector()->focusField();
    });
    connect(canvas, &CanvasView::openCode, this, &Shell::showCode);
    connect(canvas, &CanvasView::refused, this, [this](const QString &sentence) { m_toasts->showError(sentence); });
    connect(canvas, &CanvasView::runRequested, this, [this](const NodeId &function) {
        m_selection->select(function, knownModel());
        run();
    });
    Inspector *inspector = m_desk->inspector();
    connect(inspector, &Inspector::openCodeRequested, this, &Shell::showCode);
    connect(inspector, &Inspector::runRequested, this, [this](const NodeId &function) {
        m_selection->select(function, knownModel());
        run();
    });
    connect(inspector, &Inspector::nodeRequested, canvas, &CanvasView::selectNode);
    connect(inspector, &Inspector::templateLineRequested, this, [this](int line) {
        prepareForCode();
        m_code->openTemplate(line);
    });
    connect(m_desk->files(), &FileList::functionChosen, canvas,
            [canvas](const QString &function) { canvas->selectNode(function.toStdString()); });
    connect(m_desk->files(), &FileList::fileChosen, this, [this](const QString &path) { showFile(path); });
    connect(m_desk->editor(), &EditorPane::cursorMoved, this, [this](int line, int column) {
        if (m_desk->editorShown())
            m_status->setCursor(line, column);
    });
    connect(m_desk->editor(), &EditorPane::currentChanged, this, [this] {
        TextBuffer *buffer = m_desk->editor()->currentBuffer();
        m_desk->files()->setCurrentFile(buffer ? buffer->path() : QString());
        if (!buffer)
            m_status->clearCursor();
        refreshUndo();
    });
    connect(m_desk->editor(), &EditorPane::edited, this, &Shell::refreshUndo);
    connect(m_desk->problems(), &ProblemsPanel::problemChosen, this, &Shell::goToProblem);
    connect(m_desk->logs(), &LogPanel::openSource, this, &Shell::showSource);
    connect(m_desk->logs(), &LogPanel::replayRequested, this, [this](const QString &function, const QString &request) {
        setPage(Page::Run);
        m_run->replay(function, request);
    });
    connect(m_desk, &DeskPage::noticeChosen, this, [this] {
        if (m_document && !m_document->problems().empty())
            goToProblem(Problem(m_document->problems().front()));
    });
    connect(m_desk, &DeskPage::expandRequested, this, [this] { setPage(Page::Observe); });
    const auto chosen = [this](const QString &function) {
        m_desk->canvas()->selectNode(function.toStdString());
        if (m_document)
            m_selection->select(function.toStdString(), knownModel());
    };
    connect(m_observe, &ObserveView::functionChosen, this, chosen);
    connect(m_observe, &ObserveView::requestChosen, this,
            [this, chosen](const QString &function, const QString &request) {
                chosen(function);
                setPage(Page::Design);
                m_desk->showDrawer();
                m_desk->logs()->setCurrentTab(0);
                m_desk->logs()->setFilterText(QStringLiteral("req:") + request);
            });
    connect(m_run, &RunView::functionChosen, this, chosen);
    connect(m_run, &RunView::openSource, this, &Shell::showSource);
    connect(m_run, &RunView::eventsChanged, this, &Shell::refreshEvents);
}

void Shell::connectRuns()
{
    connect(m_runs, &RunController::started, this, [this] { m_top->setRunning(true); });
    connect(m_runs, &RunController::finished, this, [this](const RunSummary &summary) {
        m_top->setRunning(false);
        tellRun(summary);
    });
}

void Shell::connectDocument()
{
    WorkspaceDocument *document = m_document.get();
    connect(document, &WorkspaceDocument::modelChanged, this, &Shell::modelChanged);
    connect(document, &WorkspaceDocument::problemsChanged, this, &Shell::problemsChanged);
    connect(document, &WorkspaceDocument::changeApplied, this,
            [this, document](const QString &toast, const QStringList &details) {
                const QString text = details.isEmpty()
                    ? toast
                    : toast + QStringLiteral(" · ") + details.join(QStringLiteral(" · "));
                m_toasts->showToast(text, tr("Undo"), [document = QPointer(document)] {
                    if (document)
                        document->undoStack()->undo();
                });
            });
    connect(document, &WorkspaceDocument::reloaded, this,
            [this](const QString &sentence) { m_toasts->showToast(sentence); });
    connect(document, &WorkspaceDocument::textChanged, this, &Shell::refreshSaveState);
    connect(document, &WorkspaceDocument::layoutChanged, this, &Shell::refreshSaveState);
    connect(document, &WorkspaceDocument::saved, this, [this] {
        m_saveProblem.clear();
        refreshSaveState();
    });
    connect(document->undoStack(), &QUndoStack::indexChanged, this, &Shell::refreshUndo);
    connect(m_files, &WorkspaceFiles::stateChanged, this, &Shell::refreshSaveState);
    connect(m_files, &WorkspaceFiles::codeSaved, this, [this] {
        m_saveProblem.clear();
        refreshSaveState();
    });
    connect(m_files, &WorkspaceFiles::saveFailed, this, [this](const QString &path, const QString &reason) {
        m_saveProblem = tr("%1: %2").arg(path, coreText(reason));
        refreshSaveState();
        m_toasts->showError(tr("Not saved: %1").arg(displayText(m_saveProblem, 300)));
    });
    connect(m_files, &WorkspaceFiles::conflictFound, this, [this](const QString &path) {
        m_toasts->showToast(tr("%1 changed on disk while you were editing it.").arg(path), tr("Decide"),
                            [this, path] { showFile(path); });
    });
}

void Shell::nodeChanged()
{
    m_desk->inspector()->setNode(m_selection->node());
    refreshRunnable();
}

void Shell::functionChanged()
{
    const QString function = QString::fromStdString(m_selection->function());
    m_code->setFunction(m_selection->function());
    m_desk->concurrency()->setFunction(function);
    if (!function.isEmpty()) {
        m_observe->setFunction(function);
        m_run->setFunction(function);
    }
    refreshEvents();
    refreshRunnable();
}

Model Shell::knownModel() const
{
    Model model = m_document->model();
    for (const Function &function : m_outside)
        if (!model.function(function.id))
            model.functions.push_back(function);
    return model;
}

void Shell::takeOutside(const Snapshot &snapshot)
{
    std::vector<Function> outside;
    for (const FunctionView &function : snapshot.functions)
        if (function.outside) {
            outside.push_back(*function.outside);
            outside.back().id = function.id;
        }
    if (outside == m_outside)
        return;
    m_outside = std::move(outside);
    if (m_document)
        modelChanged();
}

void Shell::modelChanged()
{
    const Model model = knownModel();
    m_feed->setModel(model);
    m_run->setModel(model);
    const bool had = !m_selection->function().empty();
    m_selection->follow(model);
    if (!had && !m_selection->function().empty() && m_selection->node().empty())
        m_desk->canvas()->selectNode(m_selection->function());
    refreshEvents();
    refreshRunnable();
}

QString Shell::brokenSentence() const
{
    if (!m_document->broken() || m_document->problems().empty())
        return {};
    const Problem &fault = m_document->problems().front();
    const QString file = QString::fromStdString(m_document->workspace().templatePath().filename().string());
    if (fault.line <= 0 || !m_document->templateFile())
        return displayText(coreText(fault.message), 300);
    return tr("%1 has an error in line %2; the canvas shows what it last said.").arg(file).arg(fault.line);
}

void Shell::problemsChanged()
{
    const QString file = QString::fromStdString(m_document->workspace().templatePath().filename().string());
    m_desk->problems()->setProblems(m_document->problems(), file);
    m_status->setProblems(m_desk->problems()->errorCount(), m_desk->problems()->warningCount());
    const int count = m_desk->problems()->count();
    m_desk->logs()->setTabTitle(1, count ? tr("Problems %1").arg(QLocale().toString(count)) : tr("Problems"));
    m_desk->setNotice(brokenSentence(), tr("Show"));
}

void Shell::refreshSaveState()
{
    if (!m_document)
        return;
    if (!m_saveProblem.isEmpty())
        m_status->setSaveState(StatusBar::SaveState::Failed, m_saveProblem);
    else
        m_status->setSaveState(m_files->dirty() ? StatusBar::SaveState::Unsaved : StatusBar::SaveState::Saved);
}

void Shell::refreshRunnable()
{
    const bool running = m_runs->running();
    QString whyNot;
    if (!m_bridge->hasSession())
        whyNot = m_sessionProblem.isEmpty() ? tr("Nothing can run without the core.") : coreText(m_sessionProblem);
    else if (m_selection->function().empty())
        whyNot = tr("Add a function first.");
    m_top->setRunnable(running || whyNot.isEmpty(), whyNot);
    m_actions->find(QStringLiteral("run"))->setEnabled(m_document && (running || whyNot.isEmpty()));
    m_actions->find(QStringLiteral("sources.toggle"))->setEnabled(m_bridge->hasSession());
    m_actions->find(QStringLiteral("stop.everything"))->setEnabled(m_bridge->hasSession());
}

void Shell::refreshEvents()
{
    m_top->setEvents(m_run->events(QString::fromStdString(m_selection->function())), m_run->currentEvent());
}

void Shell::focusMoved(QWidget *now)
{
    if (!now || !m_window->isAncestorOf(now))
        return;
    if (m_desk->editor()->isAncestorOf(now))
        m_undoInEditor = true;
    else if (m_desk->canvas()->isAncestorOf(now) || now == m_desk->canvas() || m_desk->inspector()->isAncestorOf(now))
        m_undoInEditor = false;
    refreshUndo();
}

void Shell::goToProblem(const Problem &problem)
{
    if (!problem.node.empty())
        m_desk->canvas()->selectNode(problem.node);
    if (problem.line > 0) {
        prepareForCode();
        m_code->openTemplate(problem.line);
    } else if (!problem.node.empty()) {
        m_desk->showInspector();
        m_desk->inspector()->focusField(QString::fromStdString(problem.property));
    } else {
        prepareForCode();
        m_code->openTemplate(0);
    }
}

void Shell::prepareForCode()
{
    if ((m_page == Page::Design || m_page == Page::Code) && m_desk->editorShown())
        return;
    setPage(Page::Code);
}

void Shell::showSource(const QString &function, const QString &file, int line)
{
    prepareForCode();
    m_desk->canvas()->selectNode(function.toStdString());
    m_code->openSource(function.toStdString(), file, line);
}

void Shell::showCode(const NodeId &function)
{
    m_selection->select(function, knownModel());
    prepareForCode();
    m_code->openHandler(function);
}

void Shell::showFile(const QString &path, int line)
{
    prepareForCode();
    m_code->openFile(path, line);
}

void Shell::tellRun(const RunSummary &summary)
{
    // The Run view shows all of it.
    if (m_page == Page::Run || summary.cancelled)
        return;
    const QString function = summary.request.function;
    if (!summary.problem.isEmpty()) {
        m_toasts->showError(tr("%1: %2").arg(function, displayText(summary.problem, 200)));
        return;
    }
    const auto show = [this] { setPage(Page::Run); };
    if (!summary.last)
        return;
    if (summary.good()) {
        const double millis = toMillis(summary.last->duration);
        m_toasts->showToast(
            tr("%1 answered in %2 ms").arg(function, QLocale().toString(millis, 'f', millis < 10 ? 1 : 0)),
            tr("Show the response"), show);
        return;
    }
    const QJsonObject body = QJsonDocument::fromJson(QByteArray::fromStdString(summary.last->payload)).object();
    QString reason =
        body.value(QLatin1String("errorMessage")).toString(body.value(QLatin1String("Message")).toString());
    if (reason.isEmpty())
        reason = QString::fromStdString(summary.last->errorType);
    m_toasts->showError(tr("%1 failed: %2").arg(function, displayText(reason, 200)));
}

} // namespace lambdarium
