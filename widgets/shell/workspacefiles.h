// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "widgets/editor/textbuffer.h"

#include <QHash>
#include <QStringList>

namespace lambdarium {

class WorkspaceDocument;

/// The template as an editor tab: the document is the truth; saving and conflicts are its own. GUI thread.
class TemplateBuffer : public TextBuffer
{
    Q_OBJECT

public:
    explicit TemplateBuffer(WorkspaceDocument *document, QObject *parent = nullptr);

    QString path() const override;
    QString text() const override;
    void edit(const QString &text) override;
    void save() override;
    bool dirty() const override;
    QString readOnlyReason() const override;
    bool inConflict() const override;
    void resolveConflict(bool takeTheirs) override;

private:
    WorkspaceDocument *m_document;
};

/// The text files of an open workspace, one buffer each, made when first asked for. Paths are relative to the root.
/// GUI thread; owned by the shell, dies before the document. Its buffers autosave.
class WorkspaceFiles : public QObject
{
    Q_OBJECT

public:
    explicit WorkspaceFiles(WorkspaceDocument *document, QObject *parent = nullptr);

    TextBuffer *templateBuffer() const { return m_template; }
    /// The Error is a sentence for the user.
    Result<TextBuffer *> open(const QString &path);
    /// Null when it was not opened yet.
    TextBuffer *opened(const QString &path) const;

    /// Empty when the handler's file is missing.
    QString handlerPath(const NodeId &function) const;
    /// A file named relative to the function's code folder.
    QString codePath(const NodeId &function, const QString &file) const;
    /// Text files of the code folder, at most a few hundred.
    QStringList filesOf(const NodeId &function) const;
    /// Functions whose code folder holds the file.
    std::vector<NodeId> functionsOf(const QString &path) const;

    void saveAll();
    bool dirty() const;
    /// Looks at the open files again: another program may have written them.
    void checkDisk();

Q_SIGNALS:
    void codeSaved(const QString &path);
    void saveFailed(const QString &path, const QString &reason);
    void conflictFound(const QString &path);
    /// Something became dirty or clean.
    void stateChanged();

private:
    WorkspaceDocument *m_document;
    TemplateBuffer *m_template;
    QHash<QString, FileBuffer *> m_files;
};

} // namespace lambdarium
