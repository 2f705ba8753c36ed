// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/findbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace lambdarium {

FindBar::FindBar(CodeEditor *editor) : Pane(Raised, Bottom, editor), m_editor(editor)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 8, 7);
    column->setSpacing(6);
    m_findRow = new QWidget;
    auto *row = new QHBoxLayout(m_findRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_find = new QLineEdit;
    m_find->setClearButtonEnabled(false);
    setMonoFont(m_find, 12);
    row->addWidget(m_find, 1);
    m_count = new TextLabel({}, TextLabel::Hint, 11.5);
    row->addWidget(m_count);
    m_case = toolButton(QStringLiteral("case-sensitive"), {});
    m_word = toolButton(QStringLiteral("whole-word"), {});
    m_regex = toolButton(QStringLiteral("regex"), {});
    for (QToolButton *option : {m_case, m_word, m_regex}) {
        option->setCheckable(true);
        connect(option, &QToolButton::toggled, this, &FindBar::refreshCount);
        row->addWidget(option);
    }
    m_previous = toolButton(QStringLiteral("arrow-up"), {});
    m_next = toolButton(QStringLiteral("arrow-down"), {});
    m_close = toolButton(QStringLiteral("x"), {});
    for (QToolButton *button : {m_previous, m_next, m_close})
        row->addWidget(button);
    column->addWidget(m_findRow);
    m_replaceRow = new QWidget;
    auto *second = new QHBoxLayout(m_replaceRow);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(6);
    m_with = new QLineEdit;
    setMonoFont(m_with, 12);
    m_replace = pushButton({});
    m_replaceAll = pushButton({});
    second->addWidget(m_with, 1);
    second->addWidget(m_replace);
    second->addWidget(m_replaceAll);
    column->addWidget(m_replaceRow);
    m_goToRow = new QWidget;
    auto *third = new QHBoxLayout(m_goToRow);
    third->setContentsMargins(0, 0, 0, 0);
    m_line = new QLineEdit;
    m_line->setValidator(new QIntValidator(1, 10'000'000, m_line));
    setMonoFont(m_line, 12);
    third->addWidget(m_line, 1);
    column->addWidget(m_goToRow);
    connect(m_find, &QLineEdit::textChanged, this, &FindBar::refreshCount);
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(true); });
    connect(m_line, &QLineEdit::returnPressed, this, &FindBar::goToLine);
    connect(m_previous, &QToolButton::clicked, this, [this] { find(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { find(true); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::closeBar);
    connect(m_with, &QLineEdit::returnPressed, m_replace, &QPushButton::click);
    connect(m_replace, &QPushButton::clicked, this, [this] {
        m_editor->replaceCurrent(options(), m_with->text());
        refreshCount();
    });
    connect(m_replaceAll, &QPushButton::clicked, this, [this] {
        const int count = m_editor->replaceAll(options(), m_with->text());
        refreshCount();
        m_count->setText(tr("%n replaced", nullptr, count));
    });
    retranslate();
}

void FindBar::open(Mode mode, const QString &text)
{
    m_mode = mode;
    m_findRow->setVisible(mode != Mode::GoTo);
    m_replaceRow->setVisible(mode == Mode::Replace && !m_editor->isReadOnly());
    m_goToRow->setVisible(mode == Mode::GoTo);
    show();
    if (mode == Mode::GoTo) {
        m_line->setText(QString::number(m_editor->line()));
        m_line->selectAll();
        m_line->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (!text.isEmpty())
        m_find->setText(text);
    m_find->selectAll();
    m_find->setFocus(Qt::ShortcutFocusReason);
    refreshCount();
}

void FindBar::closeBar()
{
    hide();
    m_editor->highlight({});
    m_editor->setFocus();
}

CodeEditor::FindOptions FindBar::options() const
{
    return {.text = m_find->text(),
            .caseSensitive = m_case->isChecked(),
            .wholeWord = m_word->isChecked(),
            .regularExpression = m_regex->isChecked()};
}

void FindBar::refreshCount()
{
    const int count = m_editor->highlight(options());
    m_count->setText(m_find->text().isEmpty() ? QString() : tr("%n found", nullptr, count));
    m_find->setProperty("invalid", !m_find->text().isEmpty() && count == 0);
    m_find->update();
}

void FindBar::find(bool forward) { m_editor->findNext(options(), forward); }

void FindBar::goToLine()
{
    m_editor->goTo(m_line->text().toInt());
    closeBar();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeBar();
    else if (event->key() == Qt::Key_Return && (event->modifiers() & Qt::ShiftModifier) && m_mode != Mode::GoTo)
        find(false);
    else
        Pane::keyPressEvent(event);
}

void FindBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

void FindBar::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setToolTip(text);
        widget->setAccessibleName(text);
    };
    m_find->setPlaceholderText(tr("Find"));
    name(m_find, tr("Find"));
    m_with->setPlaceholderText(tr("Replace with"));
    name(m_with, tr("Replace with"));
    m_line->setPlaceholderText(tr("Line number"));
    name(m_line, tr("Line number"));
    name(m_case, tr("Match case"));
    name(m_word, tr("Whole words"));
    name(m_regex, tr("Regular expression"));
    name(m_previous, tr("Previous match (Shift+Enter)"));
    name(m_next, tr("Next match (Enter)"));
    name(m_close, tr("Close (Esc)"));
    m_replace->setText(tr("Replace"));
    m_replaceAll->setText(tr("Replace all"));
}

} // namespace lambdarium
