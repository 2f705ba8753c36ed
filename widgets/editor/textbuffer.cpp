// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/textbuffer.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

namespace lambdarium {

namespace {

// Editors that write in several steps, or replace the file, are given time to finish.
constexpr int checkMillis = 120;

} // namespace

FileBuffer::FileBuffer(QString path, Access access, QObject *parent)
    : TextBuffer(parent), m_path(std::move(path)), m_access(std::move(access)), m_saveTimer(new QTimer(this)),
      m_checkTimer(new QTimer(this)), m_watcher(new QFileSystemWatcher(this))
{
    m_saveTimer->setSingleShot(true);
    m_saveTimer->setInterval(autosaveMillis);
    connect(m_saveTimer, &QTimer::timeout, this, &FileBuffer::save);
    m_checkTimer->setSingleShot(true);
    m_checkTimer->setInterval(checkMillis);
    connect(m_checkTimer, &QTimer::timeout, this, &FileBuffer::checkDisk);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, m_checkTimer, qOverload<>(&QTimer::start));
}

FileBuffer::~FileBuffer()
{
    // Nothing typed is lost because a tab went away; a conflict is never decided silently.
    if (dirty() && !m_conflict && m_access.write && readOnlyReason().isEmpty())
        static_cast<void>(m_access.write(m_text.toStdString()));
}

Result<void> FileBuffer::load()
{
    const Result<std::string> read = m_access.read();
    if (!read)
        return read.error();
    m_binary = read->find('\0') != std::string::npos;
    m_text = m_saved = QString::fromStdString(*read);
    // Bytes that are no UTF-8 would be written back as other bytes.
    m_binary = m_binary || m_text.toStdString() != *read;
    m_loaded = true;
    watch();
    return {};
}

QString FileBuffer::readOnlyReason() const
{
    if (m_binary)
        return tr("%1 is not a UTF-8 text file.").arg(m_path);
    return m_access.readOnlyReason;
}

void FileBuffer::watch()
{
    if (!m_access.absolutePath.isEmpty() && !m_watcher->files().contains(m_access.absolutePath)
        && QFileInfo::exists(m_access.absolutePath))
        m_watcher->addPath(m_access.absolutePath);
}

void FileBuffer::edit(const QString &text)
{
    if (text == m_text || !m_loaded || m_binary)
        return;
    const bool before = dirty();
    m_text = text;
    if (!m_conflict)
        m_saveTimer->start();
    if (before != dirty())
        Q_EMIT dirtyChanged();
}

void FileBuffer::save()
{
    m_saveTimer->stop();
    if (!dirty() || m_conflict)
        return;
    // What someone else wrote since is never overwritten unseen.
    checkDisk();
    if (m_conflict)
        return;
    const Result<void> written = m_access.write(m_text.toStdString());
    if (!written) {
        Q_EMIT saveFailed(QString::fromStdString(written.error().message));
        return;
    }
    m_saved = m_text;
    watch();
    Q_EMIT dirtyChanged();
    Q_EMIT saved();
}

void FileBuffer::checkDisk()
{
    if (!m_loaded || m_binary)
        return;
    const Result<std::string> read = m_access.read();
    watch();
    // A file that is gone stays in the editor and is written again with the next edit.
    if (!read)
        return;
    const QString disk = QString::fromStdString(*read);
    if (disk == m_saved || disk == m_text) {
        m_saved = disk;
        if (m_conflict) {
            m_conflict = false;
            Q_EMIT conflictResolved();
        }
        return;
    }
    if (!dirty()) {
        m_text = m_saved = disk;
        Q_EMIT textReplaced();
        Q_EMIT saved();
        return;
    }
    m_disk = disk;
    m_saveTimer->stop();
    m_conflict = true;
    Q_EMIT conflictFound();
}

void FileBuffer::resolveConflict(bool takeTheirs)
{
    if (!m_conflict)
        return;
    m_conflict = false;
    m_saved = m_disk;
    if (takeTheirs) {
        m_text = m_disk;
        Q_EMIT textReplaced();
        Q_EMIT dirtyChanged();
        Q_EMIT saved();
    } else {
        save();
    }
    Q_EMIT conflictResolved();
}

} // namespace lambdarium
