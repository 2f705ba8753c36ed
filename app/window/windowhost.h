// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/local/localsession.h"
#include "widgets/shell/mainwindow.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace lambdarium {

class Preferences;

/// Joins window and core: opens document and session of a folder, hands them to the window, lets go of the former
/// ones. The core starts and ends on a thread of its own, so the window never waits. GUI thread; owned by the
/// application.
class WindowHost : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::filesystem::path examples;
        std::uint16_t port = 0; ///< as LocalSession::Options::port
        bool endpoint = true;
        std::string spawner{};                            ///< empty: beside the program
        std::shared_ptr<StartedSpawner> startedSpawner{}; ///< as LocalSession::Options has it
    };

    WindowHost(Preferences *preferences, Options options);
    ~WindowHost() override;

    MainWindow &window() { return m_window; }
    /// Null while nothing runs.
    LocalSession *session() const { return m_session.get(); }
    /// A folder with a template; faults are told by the window.
    void open(const QString &folder);

Q_SIGNALS:
    /// The window shows the workspace; problem is empty when a core runs behind it.
    void opened(const QString &problem);
    void failed(const QString &sentence);
    /// Another window has the folder open; it was asked to show itself.
    void otherWindowRaised();

private:
    struct Started
    {
        std::unique_ptr<LocalSession> session;
        Error error;
        bool raised = false;
    };
    void findRuntimes();
    void release();
    void grantSample(const QString &folder);
    void show(std::unique_ptr<WorkspaceDocument> document, Started started);
    void raise();

    Preferences *m_preferences;
    Options m_options;
    MainWindow m_window;
    std::unique_ptr<LocalSession> m_session;
    QString m_folder;
    quint64 m_opening = 0; ///< newest request wins
    QThreadPool m_worker;  ///< one thread: a session ends before the next one starts
};

} // namespace lambdarium
