// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <functional>

class QFileSystemWatcher;
class QTimer;

namespace lambdarium {

/// The text behind one editor tab: where it comes from and how it is saved. GUI thread.
class TextBuffer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Relative to the workspace; also the identity of the tab.
    virtual QString path() const = 0;
    virtual QString text() const = 0;
    /// The user's text; saved soon by the buffer itself.
    virtual void edit(const QString &text) = 0;
    /// Writes now. Failure comes as saveFailed().
    virtual void save() = 0;
    virtual bool dirty() const = 0;
    /// Why it cannot be edited; empty when it can.
    virtual QString readOnlyReason() const { return {}; }
    virtual bool inConflict() const = 0;
    virtual void resolveConflict(bool takeTheirs) = 0;

    /// File name alone.
    QString title() const { return path().section(QLatin1Char('/'), -1); }

Q_SIGNALS:
    /// text() changed by something else than edit().
    void textReplaced();
    void saved();
    void saveFailed(const QString &reason);
    /// The file changed on disk while there were unsaved edits.
    void conflictFound();
    void conflictResolved();
    void dirtyChanged();
};

/// A file of the workspace: autosaves 800 ms after the last edit, reloads silently while clean, asks when not.
class FileBuffer : public TextBuffer
{
    Q_OBJECT

public:
    struct Access
    {
        std::function<Result<std::string>()> read;
        /// Atomic.
        std::function<Result<void>(const std::string &text)> write;
        QString absolutePath; ///< watched for changes; empty: not watched
        QString readOnlyReason;
    };

    static constexpr int autosaveMillis = 800;

    FileBuffer(QString path, Access access, QObject *parent = nullptr);
    ~FileBuffer() override;

    /// Reads the file; the Error is for the user. A buffer that was never loaded is never written.
    Result<void> load();

    QString path() const override { return m_path; }
    QString text() const override { return m_text; }
    void edit(const QString &text) override;
    void save() override;
    bool dirty() const override { return m_loaded && m_text != m_saved; }
    QString readOnlyReason() const override;
    bool inConflict() const override { return m_conflict; }
    void resolveConflict(bool takeTheirs) override;
    /// Looks at the file again; called by the watcher and when the window becomes active.
    void checkDisk();

private:
    void watch();

    QString m_path;
    Access m_access;
    QString m_text;
    QString m_saved;
    QString m_disk;
    bool m_loaded = false;
    bool m_binary = false;
    bool m_conflict = false;
    QTimer *m_saveTimer;
    QTimer *m_checkTimer;
    QFileSystemWatcher *m_watcher;
};

} // namespace lambdarium
