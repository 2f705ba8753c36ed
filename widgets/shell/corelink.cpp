// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/corelink.h"

#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/workspacefiles.h"

namespace lambdarium {

CoreLink::CoreLink(SessionBridge *bridge, QObject *parent) : QObject(parent), m_bridge(bridge)
{
    // One round of the event loop later: a new function gets its handler before the core looks for it.
    m_applyTimer.setSingleShot(true);
    m_applyTimer.setInterval(0);
    connect(&m_applyTimer, &QTimer::timeout, this, &CoreLink::apply);
}

void CoreLink::setDocument(WorkspaceDocument *document, WorkspaceFiles *files)
{
    if (m_document)
        m_document->disconnect(this);
    if (m_files)
        m_files->disconnect(this);
    m_applyTimer.stop();
    m_applied.reset();
    m_known.clear();
    m_document = document;
    m_files = files;
    if (!document)
        return;
    for (const Function &function : document->model().functions)
        m_known.insert(function.id);
    connect(document, &WorkspaceDocument::modelChanged, this, &CoreLink::applySoon);
    connect(document, &WorkspaceDocument::changeApplied, this, &CoreLink::scaffold);
    connect(files, &WorkspaceFiles::codeSaved, this, &CoreLink::codeSaved);
    applySoon();
}

void CoreLink::applySoon()
{
    if (m_document && !m_document->broken())
        m_applyTimer.start();
}

void CoreLink::limitsChanged()
{
    m_applied.reset();
    applySoon();
}

void CoreLink::apply()
{
    if (!m_document || m_document->broken() || !m_document->templateFile() || !m_bridge->hasSession())
        return;
    // A comment or a moved node changes no value.
    if (m_applied && *m_applied == m_document->model())
        return;
    m_applied = m_document->model();
    m_bridge->submit(command::ApplyModel{m_document->model(), m_document->account(), m_document->limits()}, this,
                     [this](const Result<CommandOutcome> &result) {
                         if (!result)
                             Q_EMIT failed(QString::fromStdString(result.error().message));
                     });
}

void CoreLink::scaffold()
{
    bool made = false;
    for (const Function &function : m_document->model().functions) {
        if (!m_known.insert(function.id).second || m_document->workspace().readOnly())
            continue;
        if (m_document->workspace().handlerFile(function))
            continue; // it came with its files
        const auto file = m_document->workspace().scaffold(function);
        made = made || file.hasValue();
        if (!file)
            Q_EMIT failed(QString::fromStdString(file.error().message));
    }
    // The folder's findings are part of a parse.
    if (made)
        m_document->setLimits(m_document->limits());
}

void CoreLink::codeSaved(const QString &path)
{
    if (!m_document)
        return;
    std::vector<NodeId> functions = m_files->functionsOf(path);
    if (functions.empty())
        return;
    m_bridge->submit(command::ReloadCode{std::move(functions)}, this, [this](const Result<CommandOutcome> &result) {
        if (!result)
            Q_EMIT failed(QString::fromStdString(result.error().message));
    });
}

void CoreLink::setSourcesRunning(bool running)
{
    const auto report = [this](const Result<CommandOutcome> &result) {
        if (!result)
            Q_EMIT failed(QString::fromStdString(result.error().message));
    };
    if (running)
        m_bridge->submit(command::StartSources{}, this, report);
    else
        m_bridge->submit(command::StopSources{}, this, report);
}

void CoreLink::stopEverything()
{
    m_bridge->submit(command::StopEverything{}, this, [this](const Result<CommandOutcome> &result) {
        if (!result)
            Q_EMIT failed(QString::fromStdString(result.error().message));
    });
}

} // namespace lambdarium
