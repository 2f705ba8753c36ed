// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mainwindow.h"
#include "widgets/shell/palette.h"

#include <QPointer>

class QStackedWidget;

namespace lambdarium {

class Actions;
class ChartFeed;
class CodeLink;
class CoreLink;
class DeskPage;
class EnvironmentDesk;
class EnvironmentPage;
class IsolationPage;
class PackageDesk;
class LogModel;
class ObserveView;
class Rail;
class RunController;
class RunView;
class Selection;
class SessionBridge;
class SessionSettings;
class SettingsPage;
class StatusBar;
class TimeModel;
class ToastHost;
class TopBar;
class TriggerDesk;
class Welcome;
class WorkspaceFiles;
struct RunSummary;

/// The window's inside: makes the parts, joins their signals and says what the keys do. Private to the shell; GUI
/// thread. Split over shell.cpp (life), shellwiring.cpp (signals), shellactions.cpp,
/// shellenvironments.cpp and shellpalette.cpp.
class Shell : public QObject
{
    Q_OBJECT

public:
    enum class Page { Welcome, Design, Code, Run, Observe, Settings, Isolation, Environment };

    Shell(MainWindow *window, MainWindow::Options options);
    ~Shell() override;

    void showWorkspace(std::unique_ptr<WorkspaceDocument> document, Session *session, const QString &problem);
    void closeWorkspace();
    WorkspaceDocument *document() const { return m_document.get(); }

    void setPage(Page page);
    Page page() const { return m_page; }
    /// One of the four views.
    Page lastView() const { return m_lastView; }
    void showError(const QString &sentence);
    void setRuntimes(std::vector<RuntimeView> runtimes);
    /// Saves everything; false when something could not be saved and the user was told.
    bool mayClose();
    void retranslate();
    void windowActivated();

private:
    // shell.cpp
    void createParts();
    void createFrame();
    void restoreLayout();
    void saveLayout();
    bool saveAll();
    void openFolder();
    void createSample(const QString &sample);
    void leaveWorkspace();
    void giveFocus();

    // shellwiring.cpp
    void connectParts();
    void connectViews();
    void connectDocument();
    void connectRuns();
    void nodeChanged();
    void functionChanged();
    void modelChanged();
    /// The document's model and the functions that the core has beside it.
    Model knownModel() const;
    void takeOutside(const Snapshot &snapshot);
    void problemsChanged();
    QString brokenSentence() const;
    void refreshSaveState();
    void refreshRunnable();
    void refreshEvents();
    void refreshUndo();
    void focusMoved(QWidget *now);
    void goToProblem(const Problem &problem);
    void showSource(const QString &function, const QString &file, int line);
    void showCode(const NodeId &function);
    void showFile(const QString &path, int line = 0);
    void prepareForCode();
    void tellRun(const RunSummary &summary);

    // shellactions.cpp
    void registerActions();
    void registerViewActions();
    void registerEditActions();
    void registerRunActions();
    void registerPanelActions();
    void registerCanvasActions();
    void undo(bool redo);
    void find();
    void stepPanel(int direction);
    void run();
    void toggleSources();
    bool editorHasUndo() const;

    // shellenvironments.cpp
    void connectEnvironments();
    void showEnvironment(EnvironmentId environment);
    void connectPackages();
    void registerEnvironmentActions();
    void registerPackageActions();
    QList<PaletteItem> environmentItems();

    // shellpalette.cpp
    QList<PaletteItem> paletteItems();
    QList<PaletteItem> triggerItems();
    QList<PaletteItem> paletteSpecial(const QString &input);

    MainWindow *m_window;
    MainWindow::Options m_options;
    Preferences *m_preferences;

    Actions *m_actions;
    SessionBridge *m_bridge;
    TimeModel *m_time;
    ChartFeed *m_feed;
    LogModel *m_logs;
    LogModel *m_runLogs; ///< the Run view filters by request, the drawer by what the user wrote
    RunController *m_runs;
    Selection *m_selection;
    std::vector<Function> m_outside; ///< functions of the core that the document's template has not
    CoreLink *m_core;

    TopBar *m_top = nullptr;
    Rail *m_rail = nullptr;
    StatusBar *m_status = nullptr;
    QStackedWidget *m_pages = nullptr;
    Welcome *m_welcome = nullptr;
    DeskPage *m_desk = nullptr;
    RunView *m_run = nullptr;
    ObserveView *m_observe = nullptr;
    SettingsPage *m_settings = nullptr;
    SessionSettings *m_sessionSettings = nullptr;
    IsolationPage *m_isolation = nullptr;
    EnvironmentPage *m_environment = nullptr;
    EnvironmentDesk *m_environments = nullptr;
    ToastHost *m_toasts = nullptr;
    CommandPalette *m_palette = nullptr;
    TriggerDesk *m_triggers = nullptr;
    PackageDesk *m_packages = nullptr;
    CodeLink *m_code = nullptr;

    std::unique_ptr<WorkspaceDocument> m_document;
    WorkspaceFiles *m_files = nullptr; ///< of m_document
    QString m_sessionProblem;
    QString m_saveProblem;
    Page m_page = Page::Welcome;
    Page m_lastView = Page::Design;
    bool m_undoInEditor = false; ///< the editor had the focus last
    bool m_closeAnyway = false;
};

} // namespace lambdarium
