// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <memory>

namespace lambdarium {

class FindBar;

enum class Syntax { Plain, Python, JavaScript, TypeScript, Json, Yaml, Cpp, Rust, Bash };
/// By the extension of the file's name.
Syntax syntaxOf(const QString &fileName);

/// A source editor; QScintilla stays inside codeeditor.cpp. GUI thread; owned by its Qt parent. Lines and columns
/// are 1-based here.
class CodeEditor : public QWidget
{
    Q_OBJECT

public:
    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    void setSyntax(Syntax syntax);
    Syntax syntax() const { return m_syntax; }

    QString text() const;
    /// New document: no undo, not modified, caret at the start.
    void setText(const QString &text);
    /// Another version of the same document (reload): one undo step, caret and scroll position stay.
    void replaceText(const QString &text);
    bool isModified() const;
    /// Marks this state as the saved one.
    void markSaved();
    /// An empty reason makes it editable again. The reason is shown when someone types.
    void setReadOnlyReason(const QString &reason);
    bool isReadOnly() const;

    int line() const;
    int column() const;
    int lineCount() const;
    QString lineText(int line) const;
    void goTo(int line, int column = 1);

    /// Shows a sentence below the line; one per line. Lines move with the text.
    void setProblem(int line, const QString &text);
    void clearProblems();
    QString problemAt(int line) const;

    /// Find all matches of the text, from the caret on; returns the number of matches.
    struct FindOptions
    {
        QString text;
        bool caseSensitive = false;
        bool wholeWord = false;
        bool regularExpression = false;
    };
    int highlight(const FindOptions &options);
    bool findNext(const FindOptions &options, bool forward = true);
    /// Replaces the selected match, then finds the next one.
    bool replaceCurrent(const FindOptions &options, const QString &with);
    /// One undo step; returns the number of replacements.
    int replaceAll(const FindOptions &options, const QString &with);

    bool canUndo() const;
    bool canRedo() const;
    /// -10 to 20 steps, apart from the user scale.
    int zoom() const { return m_zoom; }
    void setZoom(int steps);
    /// For tests: the style number of Scintilla at a position of the text (bytes).
    int styleAt(int position) const;
    bool foldAt(int line);

public Q_SLOTS:
    void undo();
    void redo();
    void selectAll();
    void showFind();
    void showReplace();
    void showGoToLine();

Q_SIGNALS:
    /// By the user, undo, redo or replaceText.
    void textChanged();
    void modifiedChanged(bool modified);
    void cursorMoved(int line, int column);
    /// Someone typed into a read-only text.
    void editRefused(const QString &reason);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Impl;
    void restyle();
    QString selectedOrWord() const;

    std::unique_ptr<Impl> m_impl;
    FindBar *m_findBar = nullptr;
    Syntax m_syntax = Syntax::Plain;
    QString m_readOnlyReason;
    int m_zoom = 0;
};

} // namespace lambdarium
