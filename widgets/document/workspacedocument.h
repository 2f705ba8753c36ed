// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QFileSystemWatcher;
class QThreadPool;
class QTimer;

namespace lambdarium {

class DocumentCommand;
struct LayoutDelta;

/// What the window edits: template text, the model read from it, canvas layout and one undo history of all three.
/// GUI thread; owned by the shell, one per open folder. Parsing above 256 KB and autosaving run on own threads.
///
/// The text is the truth. Every change of it, from canvas, inspector, editor or disk, is one undo step holding
/// the edit and its inverse. While the text cannot be parsed, templateFile() and model() stay the last good ones.
class WorkspaceDocument : public QObject
{
    Q_OBJECT

public:
    explicit WorkspaceDocument(Workspace workspace, Account account = {}, LimitsProfile limits = {},
                               QObject *parent = nullptr);
    ~WorkspaceDocument() override;

    /// Opens the folder and reads its template and layout. A template that cannot be parsed opens as broken();
    /// the Error is for a folder without a template or an unreadable one.
    static Result<std::unique_ptr<WorkspaceDocument>> open(const std::filesystem::path &folder, Account account = {},
                                                           LimitsProfile limits = {});

    const Workspace &workspace() const { return m_workspace; }
    const Account &account() const { return m_account; }
    const LimitsProfile &limits() const { return m_limits; }
    /// The limits that inline validation uses; parses again.
    void setLimits(const LimitsProfile &limits);

    /// The template as typed, parseable or not.
    const std::string &text() const { return m_text; }
    /// The last text that parsed, as a Template; null only while none ever did.
    const Template *templateFile() const { return m_template ? &*m_template : nullptr; }
    /// Values of templateFile(); empty while there is none.
    const Model &model() const;
    const Layout &layout() const { return m_layout; }
    /// text() does not parse: canvas and inspector show the last good model and refuse edits.
    bool broken() const { return m_broken; }
    /// A parse is under way or awaited; templateFile() is of an older text.
    bool parsing() const { return m_parsePending; }
    /// The syntax error first (while broken), then the model's and the folder's findings.
    const std::vector<Problem> &problems() const { return m_problems; }
    std::vector<Problem> problemsOf(const NodeId &node) const;

    QUndoStack *undoStack() { return &m_undo; }
    /// Not yet on disk.
    bool dirty() const { return m_text != m_savedText || m_layoutDirty; }
    bool inConflict() const { return m_conflict.has_value(); }
    /// What the file on disk holds while inConflict().
    const std::string &diskText() const;

    /// Sets or resets (nothing) a property; see Template::set for path and value. Equal mergeIds >= 0 in a row
    /// become one undo step. An empty undoText becomes "Change memory of PlaceOrder to 512 MB" or alike.
    Result<void> set(const NodeId &node, const std::string &path, std::optional<std::string> value,
                     const QString &undoText = {}, int mergeId = -1);
    /// Applies a change made by templateFile(). Error when the text has moved on since.
    /// A node that it made is placed near `at`, if that is given.
    Result<void> apply(const TemplateChange &change, const QString &undoText, const QString &toast = {},
                       std::optional<NodePosition> at = {});
    /// The text as the editor has it; typing in a row is one undo step. Parsed after a short pause.
    void setTemplateText(const std::string &text);

    /// Adds a node near `at`; returns its id. Schedule and FunctionUrl need the function they start.
    Result<NodeId> add(ResourceKind kind, NodePosition at, const std::string &wishedId = {},
                       const NodeId &function = {}, const std::string &runtime = {});
    /// Adds a layer with this content and gives it to the function, as one undo step.
    Result<NodeId> addLayer(const std::string &wishedId, const std::string &contentUri, const NodeId &function);
    /// Adds a node and a wire from or to it as one undo step.
    Result<NodeId> addWired(ResourceKind kind, NodePosition at, const NodeId &other, EdgeKind wire, bool newIsSource);
    /// Removes nodes, notes and all that points to them, as one undo step.
    Result<void> remove(const std::vector<NodeId> &nodes);
    Result<NodeId> rename(const NodeId &node, const std::string &newId);
    Result<std::vector<NodeId>> duplicate(const std::vector<NodeId> &nodes);
    Result<void> connectNodes(const WireRequest &wire);
    Result<void> disconnectEdge(const std::string &edgeId);
    /// One step for the whole gesture; layout only. An empty undoText becomes "Move PlaceOrder".
    void moveNodes(const std::map<NodeId, NodePosition> &positions, const QString &undoText = {});
    /// Fills places of nodes that have none; not an undo step, and not by itself a reason to save.
    void placeNodes(const std::map<NodeId, NodePosition> &positions);

    /// Notes live in the layout; their ids begin with "note:".
    NodeId addNote(NodePosition at, const std::string &text);
    void setNoteText(const NodeId &note, const std::string &text);
    const Layout::Note *note(const NodeId &id) const;

    /// Writes now and waits (Ctrl+S, quit). The autosave does the same 800 ms after the last edit. What someone else
    /// wrote since is merged or becomes a conflict, never overwritten unseen; Conflict while one is open.
    Result<void> save();
    /// Ends a conflict: takes the file's text as an undo step, or keeps ours and saves over it.
    void resolveConflict(bool takeDisk);
    /// Parses what is awaited now; for callers that need the model of this text.
    void flushParse();

Q_SIGNALS:
    /// text() changed by anything but setTemplateText: the editor's own typing does not echo.
    void textChanged();
    /// model() is new, or broken() changed.
    void modelChanged();
    void layoutChanged();
    void problemsChanged();
    /// A structural change was made: one sentence, and what it created ("Policy SQSSendMessagePolicy ...").
    void changeApplied(const QString &toast, const QStringList &details);
    void saved();
    /// The folder refused (read-only, full); the text stays in memory and is tried again at the next edit.
    void saveFailed(const QString &reason);
    /// The file changed on disk while there were unsaved edits at the same place; see resolveConflict().
    void conflictFound();
    /// The file changed on disk and was taken over or merged, as one undo step.
    void reloaded(const QString &sentence);

private:
    friend class DocumentCommand;
    struct Parsed
    {
        std::uint64_t generation = 0;
        std::optional<Template> file;
        std::optional<Error> error;
        std::vector<Problem> folderProblems;
    };
    enum class ParseWhen { Now, Soon };

    const Template &good() const { return *m_template; }
    Result<void> editable();
    void push(TextEdits edits, LayoutDelta layout, const QString &undoText, int mergeId = -1);
    void replaceText(const std::string &text, const QString &undoText, int mergeId);
    void applyEdits(const TextEdits &edits, ParseWhen when);
    void applyLayout(const LayoutDelta &delta, bool forward);
    void parseNow();
    void parseInThread();
    Parsed parsed(std::uint64_t generation, std::string text) const;
    void takeParsed(Parsed result);
    void scheduleSave();
    void saveInThread();
    void saveFinished(const std::string &text, const Layout &layout, const Result<void> &result);
    void watchFile();
    void fileChanged();
    void checkDisk();
    NodePosition freePlace(NodePosition wish) const;
    std::string relativeTemplate() const;

    Workspace m_workspace;
    Account m_account;
    LimitsProfile m_limits;
    std::string m_text;
    std::string m_savedText;
    std::optional<Template> m_template;
    Layout m_layout;
    std::vector<Problem> m_problems;
    std::optional<std::string> m_conflict;
    QUndoStack m_undo;
    bool m_broken = false;
    bool m_parsePending = false;
    bool m_layoutDirty = false;
    bool m_fromEditor = false;
    int m_saving = 0; ///< writes of the save thread not yet reported back
    int m_typingBurst = 0;
    std::chrono::steady_clock::time_point m_lastTyped{};
    std::uint64_t m_generation = 0;
    std::unique_ptr<QThreadPool> m_parsePool;
    std::unique_ptr<QThreadPool> m_savePool;
    QTimer *m_parseTimer;
    QTimer *m_saveTimer;
    QTimer *m_watchTimer;
    QFileSystemWatcher *m_watcher;
};

/// Words for undo texts and toasts.
QString nodeName(const NodeId &id);

} // namespace lambdarium
