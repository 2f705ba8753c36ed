// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/editorpane.h"

#include "widgets/editor/editornotice.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

// Typing reaches the buffer at most this late: a whole text is copied each time.
constexpr int flushMillis = 80;
constexpr int symbolSearchLines = 2000;

} // namespace

EditorPane::EditorPane(QWidget *parent) : Pane(Surface, NoEdge, parent), m_flushTimer(new QTimer(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    createHeader();
    createBreadcrumb();
    m_notice = new EditorNotice;
    m_notice->hide();
    column->addWidget(m_notice);
    connect(m_notice, &EditorNotice::firstChosen, this, [this] {
        TextBuffer *buffer = currentBuffer();
        if (!buffer)
            return;
        if (buffer->inConflict())
            buffer->resolveConflict(false);
        else
            buffer->save();
    });
    connect(m_notice, &EditorNotice::secondChosen, this, [this] {
        if (TextBuffer *buffer = currentBuffer())
            buffer->resolveConflict(true);
    });
    m_stack = new QStackedWidget;
    m_empty = new EmptyState(QStringLiteral("code-xml"));
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    m_flushTimer->setSingleShot(true);
    m_flushTimer->setInterval(flushMillis);
    connect(m_flushTimer, &QTimer::timeout, this, &EditorPane::flush);
    retranslate();
    setCurrent(-1);
}

void EditorPane::createHeader()
{
    auto *header = new HeaderBar;
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    setUiFont(m_tabs, 12.5);
    header->addFixed(m_tabs, 1);
    m_hotReload = new Chip({}, QStringLiteral("rotate-ccw"));
    m_hotReload->setState(EnvState::Running);
    header->addItem(m_hotReload, 1);
    m_more = toolButton(QStringLiteral("ellipsis-vertical"), {});
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, &EditorPane::fillMoreMenu);
    header->addItem(m_more, 2);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_arranging)
            setCurrent(index);
    });
    // Whoever clicks a file wants to write in it; the keyboard reaches the tabs by Tab.
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int index) {
        if (CodeEditor *editor = editorOf(m_buffers.value(index)))
            editor->setFocus(Qt::MouseFocusReason);
    });
    static_cast<QVBoxLayout *>(layout())->addWidget(header);
}

void EditorPane::createBreadcrumb()
{
    m_breadcrumb = new QWidget;
    setScaledHeight(m_breadcrumb, 30);
    auto *row = new QHBoxLayout(m_breadcrumb);
    row->setContentsMargins(14, 0, 12, 0);
    row->setSpacing(5);
    m_crumbFunction = new TextLabel({}, TextLabel::Hint, 11.5);
    m_crumbArrow1 = new TextLabel(QStringLiteral("›"), TextLabel::Hint, 11.5);
    m_crumbFile = new TextLabel({}, TextLabel::Hint, 11.5);
    m_crumbArrow2 = new TextLabel(QStringLiteral("›"), TextLabel::Hint, 11.5);
    m_crumbSymbol = new TextLabel({}, TextLabel::Secondary, 11.5, QFont::Medium);
    m_crumbSymbol->setMono(true);
    m_crumbSymbol->setElided(true);
    m_fact = new TextLabel({}, TextLabel::Hint, 11, QFont::Medium);
    m_fact->setMono(true);
    for (QWidget *label : {m_crumbFunction, m_crumbArrow1, m_crumbFile, m_crumbArrow2})
        row->addWidget(label);
    row->addWidget(m_crumbSymbol, 1);
    row->addWidget(m_fact);
    m_crumbFunction->setElided(true);
    m_crumbFile->setElided(true);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_breadcrumb);
}

TextBuffer *EditorPane::currentBuffer() const
{
    const int index = m_tabs->currentIndex();
    return index >= 0 && index < m_buffers.size() ? m_buffers.at(index) : nullptr;
}

CodeEditor *EditorPane::currentEditor() const { return editorOf(currentBuffer()); }

CodeEditor *EditorPane::editorOf(TextBuffer *buffer) const { return buffer ? m_state.value(buffer).editor : nullptr; }

void EditorPane::setPinned(const QList<TextBuffer *> &buffers)
{
    TextBuffer *before = currentBuffer();
    const bool wasPinned = before && m_state.value(before).pinned;
    const int place = before ? static_cast<int>(m_buffers.indexOf(before)) : 0;
    m_arranging = true;
    for (int i = static_cast<int>(m_buffers.size()) - 1; i >= 0; --i)
        if (m_state.value(m_buffers.at(i)).pinned && !buffers.contains(m_buffers.at(i)))
            removeTab(i);
    int target = 0;
    for (TextBuffer *buffer : buffers) {
        int at = static_cast<int>(m_buffers.indexOf(buffer));
        if (at < 0) {
            addTab(buffer, true);
            at = static_cast<int>(m_buffers.size()) - 1;
        }
        m_state[buffer].pinned = true;
        m_tabs->setTabButton(at, QTabBar::RightSide, nullptr);
        m_tabs->moveTab(at, target);
        m_buffers.move(at, target);
        ++target;
    }
    m_arranging = false;
    // Another function's handler takes the place of the last one; an extra file stays in front.
    int show = before && m_buffers.contains(before) ? static_cast<int>(m_buffers.indexOf(before)) : 0;
    if (wasPinned && !m_buffers.contains(before))
        show = qMin(place, static_cast<int>(buffers.size()) - 1);
    if (m_buffers.isEmpty())
        show = -1;
    m_tabs->setCurrentIndex(show);
    setCurrent(show);
}

CodeEditor *EditorPane::showBuffer(TextBuffer *buffer, int line)
{
    if (!buffer)
        return nullptr;
    int index = static_cast<int>(m_buffers.indexOf(buffer));
    if (index < 0) {
        addTab(buffer, false);
        index = static_cast<int>(m_buffers.size()) - 1;
    }
    m_tabs->setCurrentIndex(index);
    setCurrent(index);
    CodeEditor *editor = editorOf(buffer);
    if (line > 0)
        editor->goTo(line);
    return editor;
}

CodeEditor *EditorPane::addTab(TextBuffer *buffer, bool pinned)
{
    auto *editor = new CodeEditor;
    editor->setSyntax(syntaxOf(buffer->path()));
    editor->setText(buffer->text());
    editor->setReadOnlyReason(buffer->readOnlyReason());
    m_stack->addWidget(editor);
    m_state.insert(buffer, {editor, pinned, {}});
    m_buffers.append(buffer);
    const bool arranging = std::exchange(m_arranging, true);
    const int index = m_tabs->addTab(buffer->title());
    m_tabs->setTabToolTip(index, buffer->path());
    if (!pinned)
        addCloseButton(index, buffer);
    m_arranging = arranging;
    connectBuffer(buffer, editor);
    refreshTab(buffer);
    return editor;
}

void EditorPane::addCloseButton(int index, TextBuffer *buffer)
{
    auto *close = toolButton(QStringLiteral("x"), tr("Close %1").arg(buffer->title()));
    connect(close, &QToolButton::clicked, this, [this, buffer] { closeBuffer(buffer); });
    m_tabs->setTabButton(index, QTabBar::RightSide, close);
}

void EditorPane::connectBuffer(TextBuffer *buffer, CodeEditor *editor)
{
    connect(editor, &CodeEditor::textChanged, this, [this, buffer] {
        if (m_arranging)
            return;
        if (!m_unflushed.contains(QPointer(buffer)))
            m_unflushed.append(buffer);
        m_flushTimer->start();
    });
    connect(editor, &CodeEditor::cursorMoved, this, [this, editor](int line, int column) {
        if (editor != currentEditor())
            return;
        refreshBreadcrumb();
        Q_EMIT cursorMoved(line, column);
    });
    connect(editor, &CodeEditor::editRefused, this, [this] { refreshNotice(); });
    connect(buffer, &TextBuffer::textReplaced, editor, [this, buffer, editor] {
        const bool arranging = std::exchange(m_arranging, true);
        editor->replaceText(buffer->text());
        m_arranging = arranging;
    });
    connect(buffer, &TextBuffer::saved, editor, [this, buffer, editor] {
        if (!buffer->dirty())
            editor->markSaved();
        m_state[buffer].saveProblem.clear();
        refreshTab(buffer);
        refreshNotice();
    });
    connect(buffer, &TextBuffer::saveFailed, editor, [this, buffer](const QString &reason) {
        m_state[buffer].saveProblem = reason;
        refreshNotice();
    });
    connect(buffer, &TextBuffer::conflictFound, editor, [this] { refreshNotice(); });
    connect(buffer, &TextBuffer::conflictResolved, editor, [this] { refreshNotice(); });
    connect(buffer, &TextBuffer::dirtyChanged, editor, [this, buffer] { refreshTab(buffer); });
}

void EditorPane::removeTab(int index)
{
    flush();
    TextBuffer *buffer = m_buffers.takeAt(index);
    CodeEditor *editor = m_state.take(buffer).editor;
    buffer->disconnect(editor);
    const bool arranging = std::exchange(m_arranging, true);
    m_tabs->removeTab(index);
    m_arranging = arranging;
    m_stack->removeWidget(editor);
    editor->deleteLater();
}

void EditorPane::closeBuffer(TextBuffer *buffer)
{
    const int index = static_cast<int>(m_buffers.indexOf(buffer));
    if (index < 0)
        return;
    removeTab(index);
    setCurrent(m_tabs->currentIndex());
}

void EditorPane::closeAll()
{
    for (int i = static_cast<int>(m_buffers.size()) - 1; i >= 0; --i)
        removeTab(i);
    setCurrent(-1);
}

void EditorPane::setCurrent(int index)
{
    CodeEditor *editor = index >= 0 ? editorOf(m_buffers.value(index)) : nullptr;
    m_stack->setCurrentWidget(editor ? static_cast<QWidget *>(editor) : m_empty);
    setFocusProxy(editor);
    m_breadcrumb->setVisible(editor);
    m_tabs->setVisible(editor);
    m_more->setVisible(editor);
    m_hotReload->setVisible(editor);
    refreshBreadcrumb();
    refreshNotice();
    if (editor)
        Q_EMIT cursorMoved(editor->line(), editor->column());
    Q_EMIT currentChanged();
}

void EditorPane::setFunctionName(const QString &name)
{
    m_functionName = name;
    refreshBreadcrumb();
}

void EditorPane::setFact(const QString &fact) { m_fact->setText(fact); }

void EditorPane::setEnvironmentsOnOldCode(int count)
{
    m_oldCode = count;
    m_hotReload->setState(count > 0 ? EnvState::Warm : EnvState::Running);
    m_hotReload->setContent(count > 0 ? tr("%n on old code", nullptr, count) : tr("Hot reload"));
    m_hotReload->setToolTip(count > 0 ? tr("Running invocations finish on the code they started with.")
                                      : tr("Saved code is what the next invocation runs."));
}

void EditorPane::setEmptyText(const QString &title, const QString &hint) { m_empty->setContent(title, hint); }

void EditorPane::flush()
{
    m_flushTimer->stop();
    const auto waiting = std::exchange(m_unflushed, {});
    for (const QPointer<TextBuffer> &buffer : waiting) {
        CodeEditor *editor = editorOf(buffer);
        if (!buffer || !editor)
            continue;
        buffer->edit(editor->text());
        Q_EMIT edited(buffer);
        refreshTab(buffer);
    }
}

void EditorPane::saveAll()
{
    flush();
    const auto buffers = m_buffers;
    for (TextBuffer *buffer : buffers)
        buffer->save();
}

void EditorPane::refreshTab(TextBuffer *buffer)
{
    const int index = static_cast<int>(m_buffers.indexOf(buffer));
    if (index < 0)
        return;
    // A dot, as most editors: unsaved for the moment.
    m_tabs->setTabText(index, buffer->dirty() ? buffer->title() + QStringLiteral(" •") : buffer->title());
}

void EditorPane::refreshBreadcrumb()
{
    TextBuffer *buffer = currentBuffer();
    CodeEditor *editor = currentEditor();
    const QString symbol = editor ? symbolAt(editor) : QString();
    m_crumbFunction->setText(m_functionName);
    m_crumbFunction->setVisible(!m_functionName.isEmpty());
    m_crumbArrow1->setVisible(!m_functionName.isEmpty());
    m_crumbFile->setText(buffer ? buffer->path() : QString());
    m_crumbArrow2->setVisible(!symbol.isEmpty());
    m_crumbSymbol->setText(symbol);
}

QString EditorPane::symbolAt(const CodeEditor *editor) const
{
    static const QRegularExpression python(QStringLiteral("^\\s*(?:async\\s+)?(?:def|class)\\s+([^:]+)"));
    static const QRegularExpression script(QStringLiteral(
        "^\\s*(?:export\\s+)?(?:const|let|var|async\\s+function|function|class)\\s+(\\w+(?:\\s*\\([^)]*\\))?)|"
        "^\\s*exports\\.(\\w+)"));
    const Syntax syntax = editor->syntax();
    if (syntax != Syntax::Python && syntax != Syntax::JavaScript && syntax != Syntax::TypeScript)
        return {};
    const QRegularExpression &pattern = syntax == Syntax::Python ? python : script;
    const int last = qMax(1, editor->line() - symbolSearchLines);
    int inner = -1;
    for (int line = editor->line(); line >= last; --line) {
        const QString text = editor->lineText(line);
        const int indent = static_cast<int>(text.size() - QStringView(text).trimmed().size());
        if (inner < 0 && !text.trimmed().isEmpty())
            inner = indent;
        const QRegularExpressionMatch match = pattern.match(text);
        // A definition above counts only when the caret's line is inside it.
        if (match.hasMatch() && (line == editor->line() || indent < inner))
            return (match.captured(1).isEmpty() ? match.captured(2) : match.captured(1)).trimmed();
    }
    return {};
}

void EditorPane::refreshNotice()
{
    TextBuffer *buffer = currentBuffer();
    if (!buffer) {
        m_notice->hide();
        return;
    }
    const QString problem = m_state.value(buffer).saveProblem;
    if (buffer->inConflict())
        m_notice->showText(EnvState::Warm, tr("%1 changed on disk while you were editing it.").arg(buffer->title()),
                           tr("Keep mine"), tr("Load theirs"));
    else if (!problem.isEmpty())
        m_notice->showText(EnvState::Error, tr("Not saved: %1").arg(problem), tr("Try again"));
    else if (!buffer->readOnlyReason().isEmpty())
        m_notice->showText(EnvState::Idle, buffer->readOnlyReason());
    else
        m_notice->hide();
}

void EditorPane::fillMoreMenu()
{
    QMenu *menu = m_more->menu();
    menu->clear();
    CodeEditor *editor = currentEditor();
    if (!editor)
        return;
    menu->addAction(themedIcon(QStringLiteral("search")), tr("Find"), editor, &CodeEditor::showFind);
    menu->addAction(themedIcon(QStringLiteral("replace")), tr("Replace"), editor, &CodeEditor::showReplace);
    menu->addAction(tr("Go to line"), editor, &CodeEditor::showGoToLine);
    menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("zoom-in")), tr("Larger code"), editor,
                    [editor] { editor->setZoom(editor->zoom() + 1); });
    menu->addAction(themedIcon(QStringLiteral("zoom-out")), tr("Smaller code"), editor,
                    [editor] { editor->setZoom(editor->zoom() - 1); });
    menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("save")), tr("Save now"), this, &EditorPane::saveAll);
}

void EditorPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

void EditorPane::retranslate()
{
    m_tabs->setAccessibleName(tr("Open files"));
    m_more->setToolTip(tr("More for this file"));
    m_more->setAccessibleName(tr("More for this file"));
    setEnvironmentsOnOldCode(m_oldCode);
    refreshNotice();
}

} // namespace lambdarium
