// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/edits.h"

#include <QAbstractButton>

#include <functional>

class QBoxLayout;
class QPushButton;

namespace lambdarium {

class IconLabel;
class TextLabel;

/// The sentence below a field: what is wrong with it, and at most one button that puts it right.
class FieldMessage : public QWidget
{
    Q_OBJECT

public:
    explicit FieldMessage(QWidget *parent = nullptr);
    void showMessage(Severity severity, const QString &sentence);
    void setFix(const QString &text, std::function<void()> fix);
    void clear();
    QString sentence() const { return m_sentence; }

private:
    IconLabel *m_icon;
    TextLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_fix;
    QString m_sentence;
};

/// A dot beside the label of a value that the template sets; pressed, the value goes back to its default.
class ResetDot : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ResetDot(const QString &purpose, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// One property of a node: label, reset to default, editor, and what the core says about the value. The editor shows
/// the model's value; a refused value stays as typed, with the reason below it, until it is corrected or reverted.
class Field : public QWidget
{
    Q_OBJECT

public:
    enum Shape { Stacked, Beside };
    struct Binding
    {
        NodeId node;
        std::string path;
        std::function<std::string(const Model &)> value; ///< what the model says, as text
        std::string written{};                           ///< path that a reset removes; empty: path
    };

    Field(InspectorEdits *edits, Binding binding, const QString &label, Shape shape, QWidget *parent = nullptr);

    /// Reads the model again.
    void refresh();
    const Binding &binding() const { return m_binding; }
    QString label() const { return m_labelText; }
    /// The reason of a refusal or a finding, as it is shown; empty: none.
    QString message() const { return m_message->sentence(); }
    FieldMessage *messageArea() const { return m_message; }
    /// Smaller grey text below the label (Beside only).
    void setSubtitle(const QString &text);
    /// A grey live figure at the right end of the label.
    void setFigure(const QString &text);
    /// The message gets a place of its maker's choice instead of the field's bottom.
    FieldMessage *takeMessage();
    void focusEditor();

Q_SIGNALS:
    void committed();

protected:
    virtual void display(const std::string &value) = 0;
    virtual void setInvalid(bool invalid) = 0;
    /// A value that is legal and close, for the button in the message; empty: none.
    virtual std::string remedy() const { return {}; }
    /// Adds the editor at its place; it also takes the label's mnemonic focus and name.
    void place(QWidget *editor, int width = 0);
    void addBelow(QWidget *widget);
    /// True when the value was taken.
    bool commit(std::optional<std::string> value, int mergeId = -1);
    void revert();
    const std::string &value() const { return m_value; }
    InspectorEdits *edits() const { return m_edits; }

private:
    void reset();
    void showFindings();
    void offerFix(const Problem &problem);

    InspectorEdits *m_edits;
    Binding m_binding;
    QString m_labelText;
    std::string m_value;
    bool m_known = false;
    bool m_refused = false;
    TextLabel *m_label;
    TextLabel *m_subtitle = nullptr;
    TextLabel *m_figure;
    ResetDot *m_reset;
    QBoxLayout *m_top;
    QBoxLayout *m_column;
    QWidget *m_editor = nullptr;
    FieldMessage *m_message;
};

} // namespace lambdarium
