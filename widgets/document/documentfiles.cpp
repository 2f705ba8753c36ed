// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// WorkspaceDocument: saving, and changes made on disk by others.
#include "widgets/document/textspan.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"

#include <QCoreApplication>
#include <QFileSystemWatcher>
#include <QThreadPool>
#include <QTimer>

namespace lambdarium {

void WorkspaceDocument::scheduleSave()
{
    if (!m_conflict)
        m_saveTimer->start();
}

Result<void> WorkspaceDocument::save()
{
    m_saveTimer->stop();
    m_savePool->waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // what that thread wrote is ours
    checkDisk();
    if (m_conflict)
        return Error{ErrorCode::Conflict,
                     tr("The template was changed by another program; choose which text to keep.").toStdString()};
    m_saveTimer->stop();
    Result<void> result;
    if (m_text != m_savedText)
        result = m_workspace.writeText(relativeTemplate(), m_text);
    if (result && m_layoutDirty)
        result = m_workspace.saveLayout(m_layout);
    ++m_saving;
    saveFinished(m_text, m_layout, result);
    return result;
}

void WorkspaceDocument::saveInThread()
{
    if (m_saving == 0)
        checkDisk();
    if (!dirty() || m_conflict)
        return;
    m_saveTimer->stop();
    ++m_saving;
    // The pool is drained before the document dies; the job works on copies.
    m_savePool->start([this, workspace = m_workspace, file = relativeTemplate(), text = m_text,
                       writeText = m_text != m_savedText, layout = m_layout, writeLayout = m_layoutDirty] {
        Result<void> result;
        if (writeText)
            result = workspace.writeText(file, text);
        if (result && writeLayout)
            result = workspace.saveLayout(layout);
        QMetaObject::invokeMethod(
            this, [this, text, layout, result] { saveFinished(text, layout, result); }, Qt::QueuedConnection);
    });
}

void WorkspaceDocument::saveFinished(const std::string &text, const Layout &layout, const Result<void> &result)
{
    --m_saving;
    if (!result) {
        Q_EMIT saveFailed(coreText(result.error().message));
        return;
    }
    m_savedText = text;
    if (layout == m_layout)
        m_layoutDirty = false;
    watchFile();
    if (!dirty())
        Q_EMIT saved();
}

void WorkspaceDocument::watchFile()
{
    // A rename replaces the watched file, so the folder is watched too and the file is added again.
    const QString file = QString::fromStdString(m_workspace.templatePath().string());
    const QString folder = QString::fromStdString(m_workspace.root().string());
    if (!m_watcher->files().contains(file))
        m_watcher->addPath(file);
    if (!m_watcher->directories().contains(folder))
        m_watcher->addPath(folder);
}

void WorkspaceDocument::fileChanged()
{
    watchFile();
    if (m_saving > 0)
        m_watchTimer->start();
    else
        checkDisk();
}

void WorkspaceDocument::checkDisk()
{
    Result<std::string> disk = m_workspace.readText(relativeTemplate());
    if (!disk)
        return;
    if (*disk == m_savedText) {
        if (std::exchange(m_conflict, std::nullopt)) // the other program took its change back
            scheduleSave();
        return;
    }
    if (*disk == m_text || m_text == m_savedText) {
        const bool news = *disk != m_text;
        m_savedText = *disk;
        m_conflict.reset();
        if (news) {
            replaceText(*disk, tr("Reload changed template"), -1);
            Q_EMIT reloaded(tr("The template was changed by another program and has been read again."));
        }
        return;
    }
    if (const auto both = merged(m_savedText, m_text, *disk)) {
        m_savedText = *disk;
        m_conflict.reset();
        replaceText(*both, tr("Merge changed template"), -1);
        Q_EMIT reloaded(tr("The template was changed by another program; both changes were merged."));
        return;
    }
    m_saveTimer->stop();
    const bool known = m_conflict == *disk;
    m_conflict = std::move(disk).value();
    if (!known)
        Q_EMIT conflictFound();
}

void WorkspaceDocument::resolveConflict(bool takeDisk)
{
    if (!m_conflict)
        return;
    const std::string disk = std::move(*m_conflict);
    m_conflict.reset();
    m_savedText = disk;
    if (takeDisk)
        replaceText(disk, tr("Take the template from disk"), -1);
    scheduleSave();
}

} // namespace lambdarium
