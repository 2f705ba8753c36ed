// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/workspacedocument.h"

#include "widgets/document/documentcommand.h"
#include "widgets/document/textspan.h"

#include <QFileSystemWatcher>
#include <QRegularExpression>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace lambdarium {

namespace {

constexpr std::size_t inlineParseBytes = 256 * 1024;
constexpr std::chrono::milliseconds typingPause{150};
constexpr std::chrono::milliseconds autosaveDelay{800};
constexpr std::chrono::milliseconds watchDelay{60};
/// Ids of typing bursts lie above those of properties.
constexpr int typingMergeId = 0x40000000;

Problem syntaxProblem(const Error &error)
{
    static const QRegularExpression lineNumber(QStringLiteral("line (\\d+)"));
    Problem problem{.severity = Severity::Error, .code = "TemplateSyntax", .message = error.message};
    const auto match = lineNumber.match(QString::fromStdString(error.message));
    if (match.hasMatch())
        problem.line = match.captured(1).toInt();
    return problem;
}

} // namespace

WorkspaceDocument::WorkspaceDocument(Workspace workspace, Account account, LimitsProfile limits, QObject *parent)
    : QObject(parent), m_workspace(std::move(workspace)), m_account(std::move(account)), m_limits(limits),
      m_parsePool(std::make_unique<QThreadPool>()), m_savePool(std::make_unique<QThreadPool>()),
      m_parseTimer(new QTimer(this)), m_saveTimer(new QTimer(this)), m_watchTimer(new QTimer(this)),
      m_watcher(new QFileSystemWatcher(this))
{
    m_parsePool->setMaxThreadCount(1);
    m_savePool->setMaxThreadCount(1);
    m_parseTimer->setSingleShot(true);
    m_parseTimer->setInterval(typingPause);
    connect(m_parseTimer, &QTimer::timeout, this, [this] {
        if (m_text.size() > inlineParseBytes)
            parseInThread();
        else
            parseNow();
    });
    m_saveTimer->setSingleShot(true);
    m_saveTimer->setInterval(autosaveDelay);
    connect(m_saveTimer, &QTimer::timeout, this, &WorkspaceDocument::saveInThread);
    m_watchTimer->setSingleShot(true);
    m_watchTimer->setInterval(watchDelay);
    connect(m_watchTimer, &QTimer::timeout, this, &WorkspaceDocument::fileChanged);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, m_watchTimer, qOverload<>(&QTimer::start));
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, m_watchTimer, qOverload<>(&QTimer::start));
}

WorkspaceDocument::~WorkspaceDocument()
{
    // The stack signals while it is destroyed; nobody should hear a half-destroyed document.
    m_undo.disconnect();
    if (dirty() && !m_conflict)
        (void)save();
    m_parsePool->clear();
    m_parsePool->waitForDone();
    m_savePool->waitForDone();
}

Result<std::unique_ptr<WorkspaceDocument>> WorkspaceDocument::open(const std::filesystem::path &folder, Account account,
                                                                   LimitsProfile limits)
{
    Result<Workspace> workspace = Workspace::open(folder);
    if (!workspace)
        return workspace.error();
    auto document = std::make_unique<WorkspaceDocument>(std::move(workspace).value(), std::move(account), limits);
    Result<std::string> text = document->m_workspace.readText(document->relativeTemplate());
    if (!text)
        return text.error();
    document->m_text = std::move(text).value();
    document->m_savedText = document->m_text;
    // A layout that cannot be read costs only positions: nodes are laid out anew.
    if (Result<Layout> layout = document->m_workspace.loadLayout())
        document->m_layout = std::move(layout).value();
    document->m_generation = 1;
    if (document->m_text.size() > inlineParseBytes)
        document->parseInThread();
    else
        document->parseNow();
    document->watchFile();
    return document;
}

std::string WorkspaceDocument::relativeTemplate() const { return m_workspace.templatePath().filename().string(); }

const Model &WorkspaceDocument::model() const
{
    static const Model empty;
    return m_template ? m_template->model() : empty;
}

const std::string &WorkspaceDocument::diskText() const { return m_conflict ? *m_conflict : m_savedText; }

std::vector<Problem> WorkspaceDocument::problemsOf(const NodeId &node) const
{
    std::vector<Problem> own;
    std::ranges::copy_if(m_problems, std::back_inserter(own), [&](const Problem &p) { return p.node == node; });
    return own;
}

void WorkspaceDocument::setLimits(const LimitsProfile &limits)
{
    m_parsePool->waitForDone();
    m_limits = limits;
    ++m_generation;
    parseNow();
}

const Layout::Note *WorkspaceDocument::note(const NodeId &id) const
{
    const auto found = std::ranges::find(m_layout.notes, id, &Layout::Note::id);
    return found == m_layout.notes.end() ? nullptr : &*found;
}

// --- parsing -----------------------------------------------------------------------------------------------

WorkspaceDocument::Parsed WorkspaceDocument::parsed(std::uint64_t generation, std::string text) const
{
    Parsed result{.generation = generation};
    Result<Template> file = Template::parse(std::move(text), m_account, m_limits);
    if (!file) {
        result.error = file.error();
        return result;
    }
    result.file = std::move(file).value();
    result.folderProblems = m_workspace.validate(result.file->model());
    return result;
}

void WorkspaceDocument::parseNow()
{
    m_parseTimer->stop();
    takeParsed(parsed(m_generation, m_text));
}

void WorkspaceDocument::parseInThread()
{
    m_parsePending = true;
    // The pool is drained before the document dies, so `this` outlives the job; its inputs are copied, and the
    // workspace, account and limits it reads are not changed while a job runs.
    m_parsePool->clear();
    m_parsePool->start([this, generation = m_generation, text = m_text] {
        auto result = std::make_shared<Parsed>(parsed(generation, text));
        QMetaObject::invokeMethod(
            this, [this, result] { takeParsed(std::move(*result)); }, Qt::QueuedConnection);
    });
}

void WorkspaceDocument::takeParsed(Parsed result)
{
    if (result.generation != m_generation)
        return;
    m_parsePending = false;
    m_problems.clear();
    m_broken = !result.file.has_value();
    if (result.file) {
        m_template = std::move(result.file);
        m_problems = m_template->model().problems;
        m_problems.insert(m_problems.end(), result.folderProblems.begin(), result.folderProblems.end());
    } else {
        m_problems.push_back(syntaxProblem(*result.error));
    }
    Q_EMIT modelChanged();
    Q_EMIT problemsChanged();
}

void WorkspaceDocument::flushParse()
{
    if (m_parsePending)
        parseNow();
}

// --- text and layout, as commands change them ---------------------------------------------------------------

void WorkspaceDocument::push(TextEdits edits, LayoutDelta layout, const QString &undoText, int mergeId)
{
    if (edits.empty() && layout.empty())
        return;
    DocumentCommand::Step step{.backward = inverse(m_text, edits), .layout = std::move(layout), .mergeId = mergeId};
    step.forward = std::move(edits);
    m_undo.push(new DocumentCommand(this, std::move(step), undoText));
}

void WorkspaceDocument::replaceText(const std::string &text, const QString &undoText, int mergeId)
{
    push(spanBetween(m_text, text), {}, undoText, mergeId);
}

void WorkspaceDocument::setTemplateText(const std::string &text)
{
    if (text == m_text)
        return;
    // A burst of typing is one step; a pause of a second and a half begins the next.
    static constexpr std::chrono::milliseconds burstPause{1500};
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastTyped > burstPause)
        ++m_typingBurst;
    m_lastTyped = now;
    DocumentCommand::Step step{
        .forward = spanBetween(m_text, text), .mergeId = typingMergeId + m_typingBurst % 0x10000, .typed = true};
    step.backward = inverse(m_text, step.forward);
    m_undo.push(new DocumentCommand(this, std::move(step), tr("Edit template")));
}

void WorkspaceDocument::applyEdits(const TextEdits &edits, ParseWhen when)
{
    if (edits.empty())
        return;
    m_text = applied(m_text, edits);
    ++m_generation;
    scheduleSave();
    if (!m_fromEditor)
        Q_EMIT textChanged();
    if (when == ParseWhen::Soon) {
        m_parsePending = true;
        m_parseTimer->start();
    } else if (m_text.size() > inlineParseBytes) {
        parseInThread();
    } else {
        parseNow();
    }
}

void WorkspaceDocument::applyLayout(const LayoutDelta &delta, bool forward)
{
    if (delta.empty())
        return;
    for (const auto &[node, move] : delta.moves) {
        const std::optional<NodePosition> &position = forward ? move.after : move.before;
        if (position)
            m_layout.positions[node] = *position;
        else
            m_layout.positions.erase(node);
    }
    if (delta.notes)
        m_layout.notes = forward ? delta.notes->second : delta.notes->first;
    m_layoutDirty = true;
    scheduleSave();
    Q_EMIT layoutChanged();
}

} // namespace lambdarium
