// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QMainWindow>

#include <filesystem>
#include <memory>
#include <vector>

namespace lambdarium {

class Preferences;
class Shell;
class WorkspaceDocument;

/// The window: composition only. GUI thread; owned by the application, which also owns preferences and session.
///
/// Without a workspace it shows Welcome. The application answers openWorkspace() by opening document and session
/// and calling showWorkspace(). The window then keeps the session informed: ApplyModel after every parse,
/// ReloadCode after every save of code. It never starts sources by itself.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    struct Options
    {
        Preferences *preferences = nullptr;
        std::filesystem::path examples;    ///< folder of the samples (resources/examples)
        std::vector<RuntimeView> runtimes; ///< for Welcome; empty: the line is left out until setRuntimes()
    };
    enum class View { Design, Code, Run, Observe };

    explicit MainWindow(Options options, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Borrows the session until the next call, closeWorkspace() or destruction. A null session edits without
    /// running (the core could not start; problem says why in the status bar).
    void showWorkspace(std::unique_ptr<WorkspaceDocument> document, Session *session, const QString &problem = {});
    /// Saves what is unsaved, lets go of session and document, shows Welcome.
    void closeWorkspace();
    WorkspaceDocument *document() const;

    /// What was found on the machine, once the search is over.
    void setRuntimes(std::vector<RuntimeView> runtimes);

    void setView(View view);
    View view() const;
    /// A sentence about something that failed outside the window (opening a folder, starting the core).
    void showError(const QString &sentence);

Q_SIGNALS:
    /// The user chose a folder (Welcome, Open, a new sample that was just created). Absolute path.
    void openWorkspace(const QString &folder);
    /// One of our samples was copied there; openWorkspace() follows.
    void sampleCreated(const QString &folder);
    /// The user went back to Welcome: document and session are no longer used.
    void workspaceClosed();
    /// The window was closed by the user; everything is saved.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class Shell;
    std::unique_ptr<Shell> m_shell;
};

} // namespace lambdarium
