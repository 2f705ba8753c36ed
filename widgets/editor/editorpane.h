// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/codeeditor.h"
#include "widgets/editor/textbuffer.h"
#include "widgets/theme/controls.h"

#include <QHash>
#include <QList>
#include <QPointer>

class QStackedWidget;
class QTabBar;
class QTimer;

namespace lambdarium {

class EditorNotice;

/// Tabs of buffers with breadcrumb, hot-reload chip and inline notices (ux.md 1.1, 5.6). GUI thread. Buffers are
/// owned by the caller and must be closed before they die.
class EditorPane : public Pane
{
    Q_OBJECT

public:
    explicit EditorPane(QWidget *parent = nullptr);

    /// The selected function's files, always first and without close button; replaces the former ones.
    void setPinned(const QList<TextBuffer *> &buffers);
    /// Opens (or switches to) the buffer's tab. line 0: keep the caret.
    CodeEditor *showBuffer(TextBuffer *buffer, int line = 0);
    void closeBuffer(TextBuffer *buffer);
    void closeAll();
    QList<TextBuffer *> buffers() const { return m_buffers; }
    TextBuffer *currentBuffer() const;
    CodeEditor *currentEditor() const;
    CodeEditor *editorOf(TextBuffer *buffer) const;

    /// First part of the breadcrumb: the function's name; empty: none.
    void setFunctionName(const QString &name);
    /// Right end of the breadcrumb: "p95 184 ms".
    void setFact(const QString &fact);
    /// Environments that still run an older version of the code; 0: "Hot reload".
    void setEnvironmentsOnOldCode(int count);
    /// Shown while there is no tab.
    void setEmptyText(const QString &title, const QString &hint);

    /// Text typed within the last moments reaches its buffer now.
    void flush();
    /// flush(), then every buffer is written.
    void saveAll();

Q_SIGNALS:
    void cursorMoved(int line, int column);
    void currentChanged();
    /// The user typed into the buffer.
    void edited(lambdarium::TextBuffer *buffer);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Tab
    {
        CodeEditor *editor = nullptr;
        bool pinned = false;
        QString saveProblem;
    };
    void createHeader();
    void createBreadcrumb();
    CodeEditor *addTab(TextBuffer *buffer, bool pinned);
    void removeTab(int index);
    void connectBuffer(TextBuffer *buffer, CodeEditor *editor);
    void setCurrent(int index);
    void refreshTab(TextBuffer *buffer);
    void refreshBreadcrumb();
    void refreshNotice();
    void addCloseButton(int index, TextBuffer *buffer);
    void fillMoreMenu();
    QString symbolAt(const CodeEditor *editor) const;
    void retranslate();

    QTabBar *m_tabs;
    Chip *m_hotReload;
    QToolButton *m_more;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    TextLabel *m_crumbFunction;
    TextLabel *m_crumbFile;
    TextLabel *m_crumbSymbol;
    TextLabel *m_crumbArrow1;
    TextLabel *m_crumbArrow2;
    TextLabel *m_fact;
    QWidget *m_breadcrumb;
    EditorNotice *m_notice;
    QTimer *m_flushTimer;
    QList<TextBuffer *> m_buffers;
    QHash<TextBuffer *, Tab> m_state;
    QList<QPointer<TextBuffer>> m_unflushed;
    QString m_functionName;
    int m_oldCode = 0;
    bool m_arranging = false;
};

} // namespace lambdarium
