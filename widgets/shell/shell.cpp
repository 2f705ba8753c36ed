// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/shell.h"

#include "core/base/time.h"
#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/functionpalette.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/charts/chartfeed.h"
#include "widgets/charts/observeview.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/editor/editorpane.h"
#include "widgets/environments/environmentpage.h"
#include "widgets/environments/isolationpage.h"
#include "widgets/inspector/inspector.h"
#include "widgets/logs/logmodel.h"
#include "widgets/run/runview.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/codelink.h"
#include "widgets/shell/corelink.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/environmentdesk.h"
#include "widgets/shell/filelist.h"
#include "widgets/shell/packagedesk.h"
#include "widgets/shell/preferences.h"
#include "widgets/shell/problemspanel.h"
#include "widgets/shell/selection.h"
#include "widgets/shell/sessionsettings.h"
#include "widgets/shell/settingspage.h"
#include "widgets/shell/statusbar.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/triggerdesk.h"
#include "widgets/shell/welcome.h"
#include "widgets/shell/workspacefiles.h"

#include <QScreen>
#include <QDir>
#include <QFileDialog>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr std::size_t runLogRows = 100'000;
const QString windowLayout = QStringLiteral("window");
const QString deskLayout = QStringLiteral("desk");

/// The Run view's event field is the code editor.
TextEditorHandle eventEditor(QWidget *parent)
{
    auto *editor = new CodeEditor(parent);
    editor->setSyntax(Syntax::Json);
    return {editor, [editor] { return editor->text(); }, [editor](const QString &text) { editor->setText(text); },
            [editor](std::function<void()> changed) {
                QObject::connect(editor, &CodeEditor::textChanged, editor, std::move(changed));
            }};
}

/// A folder of this name that does not exist yet.
QString freeFolder(const QString &parent, const QString &name)
{
    QString folder = parent + QLatin1Char('/') + name;
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = QStringLiteral("%1/%2-%3").arg(parent, name).arg(number);
    return folder;
}

QWidget *surface(QWidget *content)
{
    auto *pane = new Pane(Pane::Surface);
    auto *box = new QVBoxLayout(pane);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(content);
    return pane;
}

} // namespace

Shell::Shell(MainWindow *window, MainWindow::Options options)
    : QObject(window), m_window(window), m_options(std::move(options)), m_preferences(m_options.preferences),
      m_actions(new Actions(window)), m_bridge(new SessionBridge(this)), m_time(new TimeModel(this)),
      m_feed(new ChartFeed(m_bridge, m_time, this)), m_logs(new LogModel(this)),
      m_runLogs(new LogModel(this, runLogRows)), m_runs(new RunController(m_bridge, this)),
      m_selection(new Selection(this)), m_core(new CoreLink(m_bridge, this))
{
    m_time->setClock(wallNow);
    for (LogModel *model : {m_logs, m_runLogs}) {
        connect(m_bridge, &SessionBridge::factsArrived, model, &LogModel::append);
        connect(m_bridge, &SessionBridge::factsDropped, model, &LogModel::appendDropped);
        connect(m_bridge, &SessionBridge::sessionChanged, model, &LogModel::clear);
        connect(m_bridge, &SessionBridge::snapshotChanged, model,
                [model](const std::shared_ptr<const Snapshot> &snapshot) {
                    model->setBuilds(snapshot->builds, snapshot->time);
                });
    }
    registerActions();
    createParts();
    createFrame();
    connectParts();
    connectViews();
    connectRuns();
    connectEnvironments();
    connectPackages();
    restoreLayout();
    m_top->setWorkspaceName({});
    m_top->setRecent(m_preferences->recent());
    retranslate();
    setPage(Page::Welcome);
}

Shell::~Shell()
{
    // Views borrow document and session; both may be gone right after this.
    leaveWorkspace();
}

void Shell::createParts()
{
    m_welcome = new Welcome(m_preferences, m_options.runtimes);
    m_desk = new DeskPage({m_bridge, m_time, m_logs, m_feed});
    m_desk->canvas()->setBridge(m_bridge);
    m_run = new RunView({m_bridge, m_time, m_runs, m_runLogs, eventEditor});
    m_observe = new ObserveView(m_feed);
    m_observe->setFocusPolicy(Qt::ClickFocus);
    m_sessionSettings = new SessionSettings(m_bridge);
    m_settings = new SettingsPage(m_preferences, m_actions, m_sessionSettings);
    m_isolation = new IsolationPage(m_bridge);
    m_environment = new EnvironmentPage(m_bridge);
    m_top = new TopBar(m_actions);
    m_rail = new Rail(m_actions);
    m_status = new StatusBar;
    m_code = new CodeLink(m_desk->editor(), m_bridge, this);
}

void Shell::createFrame()
{
    m_window->setMinimumSize(960, 620);
    auto *central = new Pane(Pane::Chrome);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_desk);
    m_pages->addWidget(surface(m_run));
    m_pages->addWidget(surface(m_observe));
    m_pages->addWidget(m_settings);
    m_pages->addWidget(m_isolation);
    m_pages->addWidget(m_environment);
    middle->addWidget(m_pages, 1);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    m_window->setCentralWidget(central);
    m_toasts = new ToastHost(central);
    m_toasts->setArea([this, central] { return m_desk->toastArea(central); });
    m_palette = new CommandPalette(central);
    m_palette->setProvider([this] { return paletteItems(); });
    m_palette->setSpecial([this](const QString &input) { return paletteSpecial(input); });
    m_triggers = new TriggerDesk(m_bridge, m_toasts, m_window);
    m_environments = new EnvironmentDesk(m_bridge, m_toasts, m_window);
    m_packages = new PackageDesk(m_bridge, m_toasts, m_window);
}

void Shell::restoreLayout()
{
    m_window->resize(QSize(1440, 900).boundedTo(m_window->screen()->availableSize() * 0.95));
    m_window->restoreGeometry(m_preferences->layout(windowLayout));
    m_desk->restoreLayout(m_preferences->layout(deskLayout));
}

void Shell::saveLayout()
{
    m_preferences->setLayout(windowLayout, m_window->saveGeometry());
    m_preferences->setLayout(deskLayout, m_desk->saveLayout());
}

void Shell::showWorkspace(std::unique_ptr<WorkspaceDocument> document, Session *session, const QString &problem)
{
    leaveWorkspace();
    m_document = std::move(document);
    if (!m_document) {
        setPage(Page::Welcome);
        return;
    }
    const Workspace &workspace = m_document->workspace();
    m_files = new WorkspaceFiles(m_document.get(), this);
    m_sessionProblem = problem;
    m_saveProblem.clear();
    m_outside.clear();
    m_bridge->setSession(session);
    m_status->setSessionProblem(session ? QString() : problem.isEmpty() ? tr("Editing only: nothing runs") : problem);
    m_feed->setModel(m_document->model());
    m_run->setWorkspace(&workspace);
    m_run->setModel(m_document->model());
    m_desk->canvas()->setDocument(m_document.get());
    m_desk->inspector()->setDocument(m_document.get());
    m_desk->files()->setDocument(m_document.get(), m_files);
    m_code->setDocument(m_document.get(), m_files);
    m_triggers->setDocument(m_document.get());
    m_environments->setDocument(m_document.get());
    m_packages->setDocument(m_document.get());
    m_core->setDocument(m_document.get(), m_files);
    connectDocument();
    modelChanged();
    m_code->setFunction(m_selection->function());
    problemsChanged();
    const QString folder = QString::fromStdString(workspace.root().string());
    m_preferences->addRecent(folder);
    m_top->setWorkspaceName(QString::fromStdString(workspace.name()));
    m_top->setRecent(m_preferences->recent());
    m_window->setWindowTitle(QString::fromStdString(workspace.name()) + QStringLiteral(" – Lambdarium"));
    m_welcome->setError({});
    refreshSaveState();
    setPage(Page::Design);
    m_desk->canvas()->setFocus();
}

void Shell::leaveWorkspace()
{
    if (!m_document)
        return;
    m_desk->editor()->flush();
    m_files->saveAll();
    m_document->disconnect(this);
    m_core->setDocument(nullptr, nullptr);
    m_code->setDocument(nullptr, nullptr);
    m_triggers->setDocument(nullptr);
    m_environments->setDocument(nullptr);
    m_packages->setDocument(nullptr);
    m_desk->files()->setDocument(nullptr, nullptr);
    m_desk->inspector()->setDocument(nullptr);
    m_desk->canvas()->setDocument(nullptr);
    m_desk->setNotice({});
    m_run->setWorkspace(nullptr);
    m_run->setModel({});
    m_bridge->setSession(nullptr);
    m_feed->setModel({});
    m_feed->clear();
    m_time->reset();
    m_selection->clear();
    resetFunctionSlots();
    delete std::exchange(m_files, nullptr);
    m_document.reset();
}

void Shell::closeWorkspace()
{
    leaveWorkspace();
    m_top->setWorkspaceName({});
    m_top->setRecent(m_preferences->recent());
    m_status->setSaveState(StatusBar::SaveState::Nothing);
    m_status->setSessionProblem({});
    m_status->setSnapshot({});
    m_status->clearCursor();
    m_window->setWindowTitle(QStringLiteral("Lambdarium"));
    setPage(Page::Welcome);
}

void Shell::setPage(Page page)
{
    if (!m_document && page != Page::Settings)
        page = Page::Welcome;
    m_page = page;
    if (page != Page::Welcome && page < Page::Settings)
        m_lastView = page;
    static const QString ids[] = {QString(),
                                  QStringLiteral("view.design"),
                                  QStringLiteral("view.code"),
                                  QStringLiteral("view.run"),
                                  QStringLiteral("view.observe"),
                                  QStringLiteral("view.settings"),
                                  QString(),
                                  QString()};
    constexpr int indexes[] = {0, 1, 1, 2, 3, 4, 5, 6};
    if (page == Page::Design || page == Page::Code)
        m_desk->setMode(page == Page::Design ? DeskPage::Mode::Design : DeskPage::Mode::Code);
    const bool otherPage = m_pages->currentIndex() != indexes[static_cast<int>(page)];
    m_pages->setCurrentIndex(indexes[static_cast<int>(page)]);
    m_rail->setCurrent(ids[static_cast<int>(page)]);
    m_rail->setViewsEnabled(m_document != nullptr);
    for (const QString &id : {ids[1], ids[2], ids[3], ids[4]})
        m_actions->find(id)->setEnabled(m_document != nullptr);
    if (!m_desk->editorShown())
        m_status->clearCursor();
    const QWidget *focus = m_window->focusWidget();
    if (otherPage || !focus || !focus->isVisible())
        giveFocus();
    refreshRunnable();
    refreshUndo();
}

void Shell::giveFocus()
{
    // Left to itself, Qt would choose whatever control stands first on the page.
    switch (m_page) {
    case Page::Design: m_desk->canvas()->setFocus(); break;
    case Page::Code: m_desk->editor()->setFocus(); break;
    case Page::Run:
        if (auto *event = m_run->findChild<CodeEditor *>())
            event->setFocus();
        break;
    case Page::Observe: m_observe->setFocus(); break;
    case Page::Isolation: m_isolation->setFocus(); break;
    case Page::Environment: m_environment->setFocus(); break;
    default: break;
    }
}

void Shell::showError(const QString &sentence)
{
    const QString shown = displayText(coreText(sentence), 300);
    if (m_page == Page::Welcome)
        m_welcome->setError(shown);
    else
        m_toasts->showError(shown);
}

void Shell::setRuntimes(std::vector<RuntimeView> runtimes) { m_welcome->setRuntimes(std::move(runtimes)); }

bool Shell::saveAll()
{
    if (!m_document)
        return true;
    m_desk->editor()->flush();
    m_files->saveAll();
    return !m_files->dirty() || m_document->workspace().readOnly();
}

bool Shell::mayClose()
{
    saveLayout();
    if (saveAll() || m_closeAnyway)
        return true;
    const QString reason = m_saveProblem.isEmpty() ? tr("a file also changed on disk") : m_saveProblem;
    m_toasts->showToast(tr("Not everything is saved: %1").arg(reason), tr("Close anyway"), [this] {
        m_closeAnyway = true;
        m_window->close();
    });
    return false;
}

void Shell::openFolder()
{
    auto *chooser = new QFileDialog(m_window, tr("Open a folder"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, m_window, &MainWindow::openWorkspace);
    chooser->open();
}

void Shell::createSample(const QString &sample)
{
    QString parent = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (parent.isEmpty() || !QFileInfo(parent).isDir())
        parent = QDir::homePath();
    const QString folder = freeFolder(parent + QStringLiteral("/Lambdarium"), sample);
    const Result<Workspace> made = Workspace::createFrom(m_options.examples / sample.toStdString(),
                                                         folder.toStdString());
    if (!made) {
        showError(QString::fromStdString(made.error().message));
        return;
    }
    Q_EMIT m_window->sampleCreated(folder);
    Q_EMIT m_window->openWorkspace(folder);
}

void Shell::retranslate()
{
    m_actions->retranslate();
    m_code->retranslate();
    m_observe->setAccessibleName(tr("Observe"));
    if (m_document)
        problemsChanged();
    refreshUndo();
    refreshRunnable();
    if (m_document && !m_bridge->hasSession() && m_sessionProblem.isEmpty())
        m_status->setSessionProblem(tr("Editing only: nothing runs"));
}

void Shell::windowActivated()
{
    if (!m_files)
        return;
    // The core watches the folder itself.
    m_files->checkDisk();
}

} // namespace lambdarium
