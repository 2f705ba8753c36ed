// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shell: every command with its key, and what it does.
#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/editor/editorpane.h"
#include "widgets/logs/logpanel.h"
#include "widgets/run/runview.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/corelink.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/preferences.h"
#include "widgets/shell/problemspanel.h"
#include "widgets/shell/selection.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/workspacefiles.h"

namespace lambdarium {

namespace {

QList<QKeySequence> keys(std::initializer_list<const char *> names)
{
    QList<QKeySequence> list;
    for (const char *name : names)
        list.append(QKeySequence(QString::fromLatin1(name)));
    return list;
}

} // namespace

void Shell::registerActions()
{
    registerViewActions();
    registerEditActions();
    registerRunActions();
    registerPanelActions();
    registerCanvasActions();
    registerEnvironmentActions();
    registerPackageActions();
}

void Shell::registerViewActions()
{
    const auto view = [this](const QString &id, std::function<QString()> text, const char *key, const QString &icon,
                             Page page) {
        m_actions->add({id, std::move(text), keys({key}), icon, [this, page] { setPage(page); }});
    };
    view(
        QStringLiteral("view.design"), [] { return tr("Design"); }, "Alt+1", QStringLiteral("workflow"), Page::Design);
    view(
        QStringLiteral("view.code"), [] { return tr("Code"); }, "Alt+2", QStringLiteral("code-xml"), Page::Code);
    view(
        QStringLiteral("view.run"), [] { return tr("Run"); }, "Alt+3", QStringLiteral("circle-play"), Page::Run);
    view(
        QStringLiteral("view.observe"), [] { return tr("Observe"); }, "Alt+4", QStringLiteral("chart-area"),
        Page::Observe);
    view(
        QStringLiteral("view.settings"), [] { return tr("Settings"); }, "Ctrl+,", QStringLiteral("settings"),
        Page::Settings);
    m_actions->add({QStringLiteral("keys"), [] { return tr("Show all keys"); }, keys({"F1", "Ctrl+/"}),
                    QStringLiteral("keyboard"), [this] { setPage(Page::Settings); }});
    m_actions->add({QStringLiteral("palette"), [] { return tr("Go to or run a command"); },
                    keys({"Ctrl+K", "Ctrl+Shift+P"}), QStringLiteral("search"), [this] { m_palette->open(); }, true});
    m_actions->add({QStringLiteral("palette.files"), [] { return tr("Go to a file"); }, keys({"Ctrl+P"}),
                    QStringLiteral("file-code"), [this] { m_palette->open({}, QStringLiteral("file")); }});
    m_actions->add({QStringLiteral("theme.toggle"), [] { return tr("Switch between light and dark"); },
                    keys({"Alt+Shift+T"}), QStringLiteral("moon"),
                    [this] { m_preferences->setTheme(th().dark ? ThemeChoice::Light : ThemeChoice::Dark); }});
}

void Shell::registerEditActions()
{
    m_actions->add({QStringLiteral("workspace.open"), [] { return tr("Open a folder…"); }, keys({"Ctrl+O"}),
                    QStringLiteral("folder-open"), [this] { openFolder(); }});
    m_actions->add({QStringLiteral("workspace.welcome"),
                    [] { return tr("Samples and recent folders"); },
                    {},
                    QStringLiteral("house"),
                    [this] {
                        closeWorkspace();
                        Q_EMIT m_window->workspaceClosed();
                    }});
    m_actions->add({QStringLiteral("workspace.save"), [] { return tr("Save now"); }, keys({"Ctrl+S"}),
                    QStringLiteral("save"), [this] { saveAll(); }});
    m_actions->add({QStringLiteral("edit.undo"), [] { return tr("Undo"); }, keys({"Ctrl+Z"}), QStringLiteral("undo-2"),
                    [this] { undo(false); }});
    m_actions->add({QStringLiteral("edit.redo"), [] { return tr("Redo"); }, keys({"Ctrl+Shift+Z", "Ctrl+Y"}),
                    QStringLiteral("redo-2"), [this] { undo(true); }});
    m_actions->add({QStringLiteral("edit.find"), [] { return tr("Find"); }, keys({"Ctrl+F"}), QStringLiteral("search"),
                    [this] { find(); }});
    m_actions->add({QStringLiteral("edit.replace"), [] { return tr("Replace"); }, keys({"Ctrl+H"}),
                    QStringLiteral("replace"),
                    [this] {
                        if (CodeEditor *editor = m_desk->editorShown() ? m_desk->editor()->currentEditor() : nullptr)
                            editor->showReplace();
                    }});
    m_actions->add({QStringLiteral("edit.line"),
                    [] { return tr("Go to line"); },
                    keys({"Ctrl+G"}),
                    {},
                    [this] {
                        if (CodeEditor *editor = m_desk->editorShown() ? m_desk->editor()->currentEditor() : nullptr)
                            editor->showGoToLine();
                    }});
    m_actions->add({QStringLiteral("window.close"), [] { return tr("Quit"); }, keys({"Ctrl+Q"}), QStringLiteral("x"),
                    [this] { m_window->close(); }});
}

void Shell::registerRunActions()
{
    m_actions->add({QStringLiteral("run"), [] { return tr("Run the current event"); },
                    keys({"Ctrl+Return", "Ctrl+Enter"}), QStringLiteral("play"), [this] { run(); }});
    m_actions->add({QStringLiteral("sources.toggle"),
                    [] { return tr("Start or stop triggers"); },
                    {},
                    QStringLiteral("power"),
                    [this] { toggleSources(); }});
    m_actions->add({QStringLiteral("stop.everything"), [] { return tr("Stop everything"); }, keys({"Ctrl+Shift+X"}),
                    QStringLiteral("octagon-x"),
                    [this] {
                        m_runs->cancel();
                        m_core->stopEverything();
                    }});
    m_actions->add({QStringLiteral("problem.next"),
                    [] { return tr("Next problem"); },
                    keys({"F8"}),
                    {},
                    [this] {
                        if (m_document)
                            m_desk->problems()->step(1);
                    }});
    m_actions->add({QStringLiteral("problem.previous"),
                    [] { return tr("Previous problem"); },
                    keys({"Shift+F8"}),
                    {},
                    [this] {
                        if (m_document)
                            m_desk->problems()->step(-1);
                    }});
    m_actions->add({QStringLiteral("logs.filter"), [] { return tr("Filter the log"); }, keys({"Ctrl+L"}),
                    QStringLiteral("funnel"),
                    [this] {
                        if (!m_document)
                            return;
                        if (m_page != Page::Design && m_page != Page::Code)
                            setPage(Page::Design);
                        m_desk->showDrawer();
                        m_desk->logs()->setCurrentTab(0);
                        m_desk->logs()->focusFilter();
                    }});
    m_actions->add({QStringLiteral("logs.clear"),
                    [] { return tr("Clear the log"); },
                    {},
                    {},
                    [this] { m_desk->logs()->clear(); }});
}

void Shell::registerPanelActions()
{
    m_actions->add({QStringLiteral("panel.inspector"), [] { return tr("Show or hide the inspector"); },
                    keys({"Ctrl+I"}), QStringLiteral("panel-right"), [this] { m_desk->toggleInspector(); }});
    m_actions->add({QStringLiteral("panel.drawer"), [] { return tr("Show or hide logs and concurrency"); },
                    keys({"Ctrl+J"}), QStringLiteral("panel-bottom"), [this] { m_desk->toggleDrawer(); }});
    m_actions->add({QStringLiteral("panel.side"), [] { return tr("Show or hide code or files at the side"); },
                    keys({"Ctrl+B"}), QStringLiteral("panel-left"), [this] { m_desk->toggleSide(); }});
    m_actions->add(
        {QStringLiteral("panel.next"), [] { return tr("Next panel"); }, keys({"F6"}), {}, [this] { stepPanel(1); }});
    m_actions->add({QStringLiteral("panel.previous"),
                    [] { return tr("Previous panel"); },
                    keys({"Shift+F6"}),
                    {},
                    [this] { stepPanel(-1); }});
}

void Shell::registerCanvasActions()
{
    const auto add = [this](const QString &id, std::function<QString()> text, const QString &icon, const char *key,
                            auto act) {
        m_actions->add({id,
                        std::move(text),
                        {},
                        icon,
                        [this, act] {
                            if (!m_document)
                                return;
                            setPage(Page::Design);
                            m_desk->canvas()->setFocus();
                            act(m_desk->canvas());
                        },
                        false,
                        QString::fromLatin1(key)});
    };
    const auto addKind = [&](const QString &id, std::function<QString()> text, const QString &icon, const char *key,
                             ResourceKind kind) {
        add(id, std::move(text), icon, key, [kind](CanvasView *canvas) { canvas->addNode(kind); });
    };
    addKind(
        QStringLiteral("add.function"), [] { return tr("Add a function"); }, QStringLiteral("square-function"), "F",
        ResourceKind::Function);
    addKind(
        QStringLiteral("add.url"), [] { return tr("Add a function URL"); }, QStringLiteral("globe"), "A",
        ResourceKind::FunctionUrl);
    addKind(
        QStringLiteral("add.queue"), [] { return tr("Add a queue"); }, QStringLiteral("inbox"), "Q",
        ResourceKind::Queue);
    addKind(
        QStringLiteral("add.topic"), [] { return tr("Add a topic"); }, QStringLiteral("bell"), "T",
        ResourceKind::Topic);
    addKind(
        QStringLiteral("add.schedule"), [] { return tr("Add a schedule"); }, QStringLiteral("calendar-clock"), "S",
        ResourceKind::Schedule);
    addKind(
        QStringLiteral("add.bucket"), [] { return tr("Add a bucket"); }, QStringLiteral("database"), "B",
        ResourceKind::Bucket);
    add(
        QStringLiteral("canvas.note"), [] { return tr("Add a note"); }, QStringLiteral("sticky-note"), "N",
        [](CanvasView *canvas) { canvas->addNote(); });
    add(
        QStringLiteral("canvas.wire"), [] { return tr("Connect the selected node"); }, QStringLiteral("spline"), "W",
        [](CanvasView *canvas) { canvas->startWire(); });
    add(
        QStringLiteral("canvas.rename"), [] { return tr("Rename the selected node"); }, QStringLiteral("pencil"), "F2",
        [](CanvasView *canvas) { canvas->renameCurrent(); });
    add(
        QStringLiteral("canvas.duplicate"), [] { return tr("Duplicate the selected nodes"); }, QStringLiteral("copy"),
        "Ctrl+D", [](CanvasView *canvas) { canvas->duplicateSelection(); });
    add(
        QStringLiteral("canvas.delete"), [] { return tr("Delete the selected nodes"); }, QStringLiteral("trash-2"),
        "Del", [](CanvasView *canvas) { canvas->removeSelection(); });
    add(
        QStringLiteral("canvas.tidy"), [] { return tr("Tidy the layout"); }, QStringLiteral("wand-sparkles"), "L",
        [](CanvasView *canvas) { canvas->tidy(); });
    add(
        QStringLiteral("canvas.fit"), [] { return tr("Fit the canvas"); }, QStringLiteral("maximize"), "Ctrl+0",
        [](CanvasView *canvas) { canvas->fit(); });
}

bool Shell::editorHasUndo() const
{
    return m_undoInEditor && m_desk->editorShown() && m_desk->editor()->currentEditor();
}

void Shell::undo(bool redo)
{
    if (!m_document)
        return;
    if (editorHasUndo()) {
        CodeEditor *editor = m_desk->editor()->currentEditor();
        redo ? editor->redo() : editor->undo();
    } else {
        QUndoStack *stack = m_document->undoStack();
        redo ? stack->redo() : stack->undo();
    }
    refreshUndo();
}

void Shell::refreshUndo()
{
    QAction *undo = m_actions->find(QStringLiteral("edit.undo"));
    QAction *redo = m_actions->find(QStringLiteral("edit.redo"));
    QString undoText = tr("Undo");
    QString redoText = tr("Redo");
    bool canUndo = false;
    bool canRedo = false;
    if (m_document && editorHasUndo()) {
        canUndo = m_desk->editor()->currentEditor()->canUndo();
        canRedo = m_desk->editor()->currentEditor()->canRedo();
    } else if (m_document) {
        const QUndoStack *stack = m_document->undoStack();
        canUndo = stack->canUndo();
        canRedo = stack->canRedo();
        if (canUndo)
            undoText = tr("Undo: %1").arg(stack->undoText());
        if (canRedo)
            redoText = tr("Redo: %1").arg(stack->redoText());
    }
    undo->setText(undoText);
    redo->setText(redoText);
    undo->setEnabled(canUndo);
    redo->setEnabled(canRedo);
}

void Shell::find()
{
    const QWidget *focus = m_window->focusWidget();
    if (m_desk->logs()->isVisible() && focus && m_desk->logs()->isAncestorOf(focus))
        m_desk->logs()->find();
    else if (CodeEditor *editor = m_desk->editorShown() ? m_desk->editor()->currentEditor() : nullptr)
        editor->showFind();
    else if (m_desk->logs()->isVisible())
        m_desk->logs()->find();
}

void Shell::stepPanel(int direction)
{
    if (m_page != Page::Design && m_page != Page::Code)
        return;
    const QList<QWidget *> panels = m_desk->panels();
    if (panels.isEmpty())
        return;
    const QWidget *focus = m_window->focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panels.size() && at < 0; ++i)
        if (focus && (panels.at(i) == focus || panels.at(i)->isAncestorOf(focus)))
            at = i;
    // Some panels take the focus themselves, others give it to their first control.
    for (qsizetype tried = 0; tried < panels.size(); ++tried) {
        at = (at + direction + panels.size()) % panels.size();
        QWidget *target = panels.at(at);
        QWidget *control = target->focusPolicy() != Qt::NoFocus || target->focusProxy() ? target
                                                                                        : target->nextInFocusChain();
        while (control && control != target && target->isAncestorOf(control)
               && (control->focusPolicy() == Qt::NoFocus || !control->isVisible() || !control->isEnabled()))
            control = control->nextInFocusChain();
        if (!control || (control != target && !target->isAncestorOf(control)))
            continue;
        control->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

void Shell::run()
{
    if (!m_document)
        return;
    if (m_runs->running()) {
        m_runs->cancel();
        return;
    }
    // What is typed now is what runs.
    saveAll();
    if (m_page == Page::Run) {
        m_run->run();
        return;
    }
    if (m_run->function() != QString::fromStdString(m_selection->function()))
        m_run->setFunction(QString::fromStdString(m_selection->function()));
    if (const Result<void> started = m_runs->start(m_run->request()); !started)
        m_toasts->showError(displayText(coreText(started.error().message), 300));
}

void Shell::toggleSources() { m_core->setSourcesRunning(!m_bridge->snapshot()->sourcesRunning); }

} // namespace lambdarium
