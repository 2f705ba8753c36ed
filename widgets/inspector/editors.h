// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/field.h"

#include <QLineEdit>
#include <QSpinBox>

class QCheckBox;
class QComboBox;
class QSlider;

namespace lambdarium {

class UsageBar;

/// A number box that takes any whole number and keeps it: judging is the core's work. The smallest int stands for
/// "not set" and may have a word of its own. The wheel works only with the keyboard focus, so scrolling the
/// panel changes nothing.
class NumberBox : public QSpinBox
{
    Q_OBJECT

public:
    static constexpr int unset = std::numeric_limits<int>::min();

    explicit NumberBox(QWidget *parent = nullptr);
    /// Where the arrows stop.
    void setStepping(int low, int high, int step);
    void setUnsetText(const QString &text) { setSpecialValueText(text); }

    QValidator::State validate(QString &input, int &position) const override;
    int valueFromText(const QString &text) const override;
    void stepBy(int steps) override;
    /// By what is usual, not by the widest number that an int can be.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool stepping() const { return m_stepping; }

Q_SIGNALS:
    void escaped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    StepEnabled stepEnabled() const override;

private:
    QString digits(const QString &text) const;

    int m_low = 0;
    int m_high = std::numeric_limits<int>::max();
    int m_step = 1;
    bool m_stepping = false;
};

/// A line that says when Escape was pressed.
class TextBox : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

Q_SIGNALS:
    void escaped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

/// A whole number with a unit.
class NumberFieldRow : public Field
{
    Q_OBJECT

public:
    struct Range
    {
        int low = 0;
        int high = std::numeric_limits<int>::max();
        int step = 1;
    };
    NumberFieldRow(InspectorEdits *edits, Binding binding, const QString &label, const QString &suffix, Range range,
                   Shape shape = Stacked, QWidget *parent = nullptr);
    /// The word for a number that is not set; clearing the box then resets the property.
    void setUnsetText(const QString &text);

protected:
    void display(const std::string &value) override;
    void setInvalid(bool invalid) override;
    std::string remedy() const override;
    NumberBox *box() const { return m_box; }
    Range range() const { return m_range; }
    virtual void boxChanged(int value);

private:
    NumberBox *m_box;
    Range m_range;
    int m_stepRun = 0;
    bool m_optional = false;
};

/// Memory: box, logarithmic slider with its ticks, share of a CPU, and what was really used (ux.md 5.5).
class MemoryField : public NumberFieldRow
{
    Q_OBJECT

public:
    MemoryField(InspectorEdits *edits, Binding binding, const QString &label, Range range, QWidget *parent = nullptr);
    /// Of the session; 0: nothing ran yet.
    void setUsage(std::int64_t medianMb, std::int64_t peakMb);

protected:
    void display(const std::string &value) override;
    void boxChanged(int value) override;

private:
    int toSlider(int megabytes) const;
    int toMegabytes(int position) const;
    void dragged(int position);
    void commitDrag();

    QSlider *m_slider;
    UsageBar *m_usage;
    QTimer *m_pace;
    int m_gesture = 0;
    int m_dragged = 0;
};

class TextFieldRow : public Field
{
    Q_OBJECT

public:
    enum Style { Plain, Mono };
    TextFieldRow(InspectorEdits *edits, Binding binding, const QString &label, Style style, Shape shape = Stacked,
                 QWidget *parent = nullptr);
    void setPlaceholder(const QString &text);
    /// An emptied line resets the property instead of writing an empty text.
    void setEmptyResets() { m_emptyResets = true; }
    /// Turns the typed text into what is written (JSON of a filter); empty function: as it is.
    void setWriter(std::function<std::string(const std::string &)> writer) { m_writer = std::move(writer); }

protected:
    void display(const std::string &value) override;
    void setInvalid(bool invalid) override;

private:
    TextBox *m_line;
    std::function<std::string(const std::string &)> m_writer;
    bool m_emptyResets = false;
};

class ChoiceFieldRow : public Field
{
    Q_OBJECT

public:
    struct Choice
    {
        std::string value;
        QString text;
    };
    ChoiceFieldRow(InspectorEdits *edits, Binding binding, const QString &label, std::vector<Choice> choices,
                   Shape shape = Stacked, QWidget *parent = nullptr);

protected:
    void display(const std::string &value) override;
    void setInvalid(bool invalid) override;

private:
    QComboBox *m_combo;
    std::vector<Choice> m_choices;
};

/// On or off; the two texts are what is written ("true"/"false", "ENABLED"/"DISABLED", a list or nothing).
class SwitchFieldRow : public Field
{
    Q_OBJECT

public:
    SwitchFieldRow(InspectorEdits *edits, Binding binding, const QString &label, std::string on,
                   std::optional<std::string> off, QWidget *parent = nullptr);

protected:
    void display(const std::string &value) override;
    void setInvalid(bool invalid) override;

private:
    QCheckBox *m_switch;
    std::string m_on;
};

/// Two fields side by side whose messages take the whole width below.
class FieldPair : public QWidget
{
    Q_OBJECT

public:
    FieldPair(Field *left, Field *right, QWidget *parent = nullptr);
};

} // namespace lambdarium
