// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/codelink.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/editor/editorpane.h"
#include "widgets/shell/workspacefiles.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace lambdarium {

CodeLink::CodeLink(EditorPane *editor, SessionBridge *bridge, QObject *parent)
    : QObject(parent), m_editor(editor), m_bridge(bridge)
{
    connect(bridge, &SessionBridge::factsArrived, this, &CodeLink::takeFacts);
    connect(bridge, &SessionBridge::snapshotChanged, this,
            [this](const std::shared_ptr<const Snapshot> &snapshot) { takeSnapshot(*snapshot); });
    connect(editor, &EditorPane::currentChanged, this, &CodeLink::markCurrent);
    connect(editor, &EditorPane::edited, this, [this](TextBuffer *buffer) {
        // The sentence moves with its line from here on; the number in the fact is of the old text.
        m_errors.remove(buffer->path());
        m_unmarked.removeAll(buffer->path());
    });
    retranslate();
}

void CodeLink::retranslate()
{
    m_editor->setEmptyText(tr("No code to show"), tr("Select a function, or add one on the canvas."));
    takeSnapshot(*m_bridge->snapshot());
}

void CodeLink::setDocument(WorkspaceDocument *document, WorkspaceFiles *files)
{
    m_editor->closeAll();
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_files = files;
    m_function.clear();
    m_errors.clear();
    m_where.clear();
    m_unmarked.clear();
    m_editor->setFunctionName({});
    if (!document)
        return;
    connect(document, &WorkspaceDocument::problemsChanged, this, &CodeLink::markTemplate);
    connect(document, &WorkspaceDocument::modelChanged, this, &CodeLink::pin);
}

void CodeLink::setFunction(const NodeId &function)
{
    m_function = function;
    pin();
    takeSnapshot(*m_bridge->snapshot());
}

void CodeLink::pin()
{
    if (!m_document)
        return;
    QList<TextBuffer *> pinned;
    const QString handler = m_files->handlerPath(m_function);
    if (!handler.isEmpty()) {
        if (const Result<TextBuffer *> buffer = m_files->open(handler))
            pinned.append(*buffer);
    }
    if (!pinned.contains(m_files->templateBuffer()))
        pinned.append(m_files->templateBuffer());
    m_editor->setFunctionName(QString::fromStdString(m_function));
    bool same = m_editor->buffers().size() >= pinned.size();
    for (qsizetype i = 0; same && i < pinned.size(); ++i)
        same = m_editor->buffers().at(i) == pinned.at(i);
    if (!same)
        m_editor->setPinned(pinned);
    markTemplate();
}

bool CodeLink::openFile(const QString &path, int line)
{
    if (!m_document || path.isEmpty())
        return false;
    const Result<TextBuffer *> buffer = m_files->open(path);
    if (!buffer) {
        Q_EMIT refused(coreText(buffer.error().message));
        return false;
    }
    CodeEditor *editor = m_editor->showBuffer(*buffer, line);
    editor->setFocus();
    return true;
}

bool CodeLink::openSource(const NodeId &function, const QString &file, int line)
{
    if (!m_document)
        return false;
    QString path = m_files->codePath(function, file);
    // Build tools name files by where they saw them: the part that lies in the code folder counts.
    if (QDir::isAbsolutePath(file)) {
        const QDir root(QString::fromStdString(m_document->workspace().root().string()));
        for (QString rest = file.section(QLatin1Char('/'), 1); !rest.isEmpty();
             rest = rest.section(QLatin1Char('/'), 1)) {
            const QString inside = m_files->codePath(function, rest);
            if (!inside.isEmpty() && QFileInfo::exists(root.filePath(inside))) {
                path = inside;
                break;
            }
        }
    }
    if (path.isEmpty() || path.startsWith(QLatin1String(".."))) {
        Q_EMIT refused(tr("%1 is not a file of this workspace.").arg(displayText(file, 200)));
        return false;
    }
    return openFile(path, line);
}

bool CodeLink::openHandler(const NodeId &function)
{
    if (!m_document)
        return false;
    const Function *found = m_document->model().function(function);
    if (!found)
        return false;
    const QString path = m_files->handlerPath(function);
    if (!path.isEmpty())
        return openFile(path);
    if (!found->inlineCode.empty()) {
        for (const Problem &problem : m_document->problemsOf(function))
            if (problem.line > 0)
                return openFile(m_files->templateBuffer()->path(), problem.line);
        return openFile(m_files->templateBuffer()->path());
    }
    const auto missing = m_document->workspace().handlerFile(*found);
    Q_EMIT refused(missing ? QString() : coreText(missing.error().message));
    return false;
}

void CodeLink::openTemplate(int line)
{
    if (m_document)
        openFile(m_files->templateBuffer()->path(), line);
}

void CodeLink::takeFacts(const std::vector<Fact> &facts)
{
    if (!m_document)
        return;
    for (const Fact &fact : facts) {
        const auto *end = std::get_if<fact::InvocationEnded>(&fact.body);
        if (!end)
            continue;
        clearErrorsOf(end->function);
        if (end->outcome == InvocationOutcome::Success || end->errorFile.empty() || end->errorLine <= 0)
            continue;
        const QString path = m_files->codePath(end->function, QString::fromStdString(end->errorFile));
        if (path.isEmpty())
            continue;
        QString sentence = displayText(end->errorMessage, 300);
        if (!end->errorType.empty())
            sentence = displayText(end->errorType, 80) + QStringLiteral(": ") + sentence;
        m_errors[path].insert(end->errorLine, sentence);
        m_where[QString::fromStdString(end->function)].insert(path, end->errorLine);
        if (!m_unmarked.contains(path))
            m_unmarked.append(path);
    }
    for (const QString &path : QList<QString>(m_unmarked))
        mark(path);
}

void CodeLink::clearErrorsOf(const NodeId &function)
{
    const QHash<QString, int> places = m_where.take(QString::fromStdString(function));
    for (auto it = places.begin(); it != places.end(); ++it) {
        m_errors[it.key()].remove(it.value());
        if (!m_unmarked.contains(it.key()))
            m_unmarked.append(it.key());
    }
}

void CodeLink::mark(const QString &path)
{
    CodeEditor *editor = m_editor->editorOf(m_files->opened(path));
    if (!editor)
        return;
    m_unmarked.removeAll(path);
    editor->clearProblems();
    const LineNotes notes = m_errors.value(path);
    for (auto it = notes.begin(); it != notes.end(); ++it)
        editor->setProblem(it.key(), it.value());
}

void CodeLink::markCurrent()
{
    const TextBuffer *buffer = m_editor->currentBuffer();
    if (!buffer || !m_document)
        return;
    // A tab that was opened anew knows nothing of earlier runs.
    if (m_unmarked.contains(buffer->path()) || m_errors.contains(buffer->path()))
        mark(buffer->path());
    else if (buffer == m_files->templateBuffer())
        markTemplate();
}

void CodeLink::markTemplate()
{
    CodeEditor *editor = m_document ? m_editor->editorOf(m_files->templateBuffer()) : nullptr;
    if (!editor)
        return;
    LineNotes notes;
    for (const Problem &problem : m_document->problems()) {
        if (problem.line <= 0 || problem.severity == Severity::Hint)
            continue;
        QString &note = notes[problem.line];
        note += (note.isEmpty() ? QString() : QStringLiteral(" · ")) + displayText(coreText(problem.message), 300);
    }
    editor->clearProblems();
    for (auto it = notes.begin(); it != notes.end(); ++it)
        editor->setProblem(it.key(), it.value());
}

void CodeLink::takeSnapshot(const Snapshot &snapshot)
{
    const FunctionView *view = snapshot.function(m_function);
    const double p95 = view ? view->durationP95Ms : 0;
    m_editor->setFact(p95 > 0 ? tr("p95 %1 ms").arg(QLocale().toString(p95, 'f', p95 < 10 ? 1 : 0)) : QString());
    m_editor->setEnvironmentsOnOldCode(view ? view->environmentsOnOldCode : 0);
}

} // namespace lambdarium
