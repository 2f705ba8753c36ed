// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"
#include "core/session/snapshot.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <memory>
#include <vector>

namespace lambdarium {

class EditorPane;
class SessionBridge;
class TextBuffer;
class WorkspaceDocument;
class WorkspaceFiles;

/// What the editor pane shows of the workspace: the selected function's handler and the template as fixed tabs,
/// findings at their line, errors of the last run at theirs, hot reload and p95. GUI thread.
class CodeLink : public QObject
{
    Q_OBJECT

public:
    CodeLink(EditorPane *editor, SessionBridge *bridge, QObject *parent = nullptr);

    /// Null: nothing is open. Tabs come with setFunction().
    void setDocument(WorkspaceDocument *document, WorkspaceFiles *files);
    void setFunction(const NodeId &function);
    /// False when the file cannot be opened; refused() said why. line 0: keep the caret.
    bool openFile(const QString &path, int line = 0);
    /// A file named relative to the function's code folder, as stacks name it.
    bool openSource(const NodeId &function, const QString &file, int line);
    bool openHandler(const NodeId &function);
    void openTemplate(int line);
    void retranslate();

Q_SIGNALS:
    void refused(const QString &sentence);

private:
    using LineNotes = QMap<int, QString>;

    void pin();
    void takeFacts(const std::vector<Fact> &facts);
    void takeSnapshot(const Snapshot &snapshot);
    void clearErrorsOf(const NodeId &function);
    void markTemplate();
    void mark(const QString &path);
    void markCurrent();

    EditorPane *m_editor;
    SessionBridge *m_bridge;
    WorkspaceDocument *m_document = nullptr;
    WorkspaceFiles *m_files = nullptr;
    NodeId m_function;
    QHash<QString, LineNotes> m_errors;          ///< of the last run, by path
    QHash<QString, QHash<QString, int>> m_where; ///< function -> path -> line of its error
    QList<QString> m_unmarked;                   ///< files with other errors than their editor shows
};

} // namespace lambdarium
