// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowhost.h"

#include "core/base/log.h"
#include "core/local/attach.h"
#include "core/local/truststore.h"
#include "core/runtimes/interpreters.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/preferences.h"

#include <QDir>

namespace lambdarium {

namespace {

Account accountOfEnvironment()
{
    Account account;
    if (const QByteArray region = qgetenv("AWS_REGION"); !region.isEmpty())
        account.region = region.toStdString();
    return account;
}

} // namespace

WindowHost::WindowHost(Preferences *preferences, Options options)
    : m_preferences(preferences), m_options(std::move(options)), m_window({preferences, m_options.examples, {}})
{
    m_worker.setMaxThreadCount(1);
    connect(&m_window, &MainWindow::openWorkspace, this, &WindowHost::open);
    connect(&m_window, &MainWindow::sampleCreated, this, &WindowHost::grantSample);
    connect(&m_window, &MainWindow::workspaceClosed, this, &WindowHost::release);
    findRuntimes();
}

WindowHost::~WindowHost()
{
    m_window.closeWorkspace();
    m_session.reset();
    m_worker.waitForDone();
}

void WindowHost::findRuntimes()
{
    m_worker.start([this] {
        const Interpreters interpreters({}, {});
        // Asking for one waits for the search; which one is found does not matter here.
        interpreters.wait();
        QMetaObject::invokeMethod(
            this, [this, views = interpreters.views()] { m_window.setRuntimes(views); }, Qt::QueuedConnection);
    });
}

/// What we just wrote ourselves needs no question before it runs.
void WindowHost::grantSample(const QString &folder)
{
    const auto workspace = Workspace::open(folder.toStdString());
    if (!workspace)
        return;
    if (auto decided = TrustStore().decide(workspace->root(), workspace->stateDirectory(), Trust::Isolated); !decided)
        log::warning(decided.error().message);
}

void WindowHost::release()
{
    ++m_opening;
    m_folder.clear();
    if (std::shared_ptr<LocalSession> old = std::move(m_session))
        m_worker.start([old = std::move(old)]() mutable { old.reset(); });
}

void WindowHost::open(const QString &folder)
{
    const QString path = QDir(folder).absolutePath();
    if (path == m_folder && m_window.document()) {
        raise();
        return;
    }
    auto document = WorkspaceDocument::open(path.toStdString(), accountOfEnvironment(), m_preferences->limits());
    if (!document) {
        const QString sentence = QString::fromStdString(document.error().message);
        m_window.showError(sentence);
        Q_EMIT failed(sentence);
        return;
    }
    m_window.closeWorkspace();
    release();
    m_folder = path;
    LocalSession::Options options;
    options.workspace = path.toStdString();
    options.port = m_options.port;
    options.endpoint = m_options.endpoint;
    options.spawner = m_options.spawner;
    options.startedSpawner = m_options.startedSpawner;
    options.account = accountOfEnvironment();
    options.limits = m_preferences->limits();
    options.trust.reset(); // as the user decided before; a new workspace is restricted
    options.raise = [this] { QMetaObject::invokeMethod(this, &WindowHost::raise, Qt::QueuedConnection); };
    // std::function wants copies: the document waits in a shared pointer.
    auto waiting = std::make_shared<std::unique_ptr<WorkspaceDocument>>(std::move(*document));
    m_worker.start([this, options = std::move(options), waiting, request = m_opening] {
        auto started = std::make_shared<Started>();
        auto session = LocalSession::open(options);
        if (session) {
            started->session = std::move(*session);
        } else {
            started->error = session.error();
            const auto socket = LocalSession::controlSocket(options.workspace);
            const auto other = socket ? AttachClient::connect(*socket) : std::nullopt;
            started->raised = started->error.code == ErrorCode::Conflict && other && other->raise();
        }
        QMetaObject::invokeMethod(
            this,
            [this, started, waiting, request] {
                if (request == m_opening)
                    show(std::move(*waiting), std::move(*started));
            },
            Qt::QueuedConnection);
    });
}

void WindowHost::show(std::unique_ptr<WorkspaceDocument> document, Started started)
{
    if (started.raised) {
        m_folder.clear();
        m_window.showError(tr("This workspace is open in another window, which was asked to come to the front."));
        Q_EMIT otherWindowRaised();
        return;
    }
    m_session = std::move(started.session);
    const QString problem = m_session ? QString() : QString::fromStdString(started.error.message);
    m_window.showWorkspace(std::move(document), m_session.get(), problem);
    Q_EMIT opened(problem);
}

void WindowHost::raise()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

} // namespace lambdarium
