// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/codeeditor.h"
#include "widgets/theme/controls.h"

class QLineEdit;

namespace lambdarium {

/// Find, replace and go to line, below the header of one editor. GUI thread; owned by the editor.
class FindBar : public Pane
{
    Q_OBJECT

public:
    explicit FindBar(CodeEditor *editor);

    enum class Mode { Find, Replace, GoTo };
    /// Shows the bar and takes the focus; an initial text is selected in the field.
    void open(Mode mode, const QString &text = {});
    void closeBar();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    CodeEditor::FindOptions options() const;
    void refreshCount();
    void find(bool forward);
    void goToLine();
    void retranslate();

    CodeEditor *m_editor;
    Mode m_mode = Mode::Find;
    QLineEdit *m_find;
    QLineEdit *m_with;
    QLineEdit *m_line;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_regex;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    QPushButton *m_replace;
    QPushButton *m_replaceAll;
    TextLabel *m_count;
    QWidget *m_replaceRow;
    QWidget *m_findRow;
    QWidget *m_goToRow;
};

} // namespace lambdarium
