// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/mainwindow.h"

#include "widgets/document/workspacedocument.h"
#include "widgets/shell/shell.h"

#include <QCloseEvent>

namespace lambdarium {

MainWindow::MainWindow(Options options, QWidget *parent) : QMainWindow(parent)
{
    m_shell = std::make_unique<Shell>(this, std::move(options));
    m_shell->setParent(this); // found by findChild as everything else of the window; owned by m_shell all the same
}

MainWindow::~MainWindow() = default;

void MainWindow::showWorkspace(std::unique_ptr<WorkspaceDocument> document, Session *session, const QString &problem)
{
    m_shell->showWorkspace(std::move(document), session, problem);
}

void MainWindow::closeWorkspace() { m_shell->closeWorkspace(); }

WorkspaceDocument *MainWindow::document() const { return m_shell->document(); }

void MainWindow::setRuntimes(std::vector<RuntimeView> runtimes) { m_shell->setRuntimes(std::move(runtimes)); }

void MainWindow::setView(View view)
{
    constexpr Shell::Page pages[] = {Shell::Page::Design, Shell::Page::Code, Shell::Page::Run, Shell::Page::Observe};
    m_shell->setPage(pages[static_cast<int>(view)]);
}

MainWindow::View MainWindow::view() const
{
    switch (m_shell->lastView()) {
    case Shell::Page::Code: return View::Code;
    case Shell::Page::Run: return View::Run;
    case Shell::Page::Observe: return View::Observe;
    default: return View::Design;
    }
}

void MainWindow::showError(const QString &sentence) { m_shell->showError(sentence); }

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_shell->mayClose()) {
        event->ignore();
        return;
    }
    event->accept();
    Q_EMIT closed();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_shell)
        m_shell->retranslate();
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_shell)
        m_shell->windowActivated();
    QMainWindow::changeEvent(event);
}

} // namespace lambdarium
