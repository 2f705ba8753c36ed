// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/editors.h"

#include "widgets/theme/controls.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>

#include <algorithm>

namespace lambdarium {

namespace {

/// Merge ids of the inspector's gestures: one number per run of steps or drag.
int nextGesture()
{
    static int gesture = 0;
    return ++gesture & 0xffffff;
}

/// The wheel scrolls the panel unless the box has the keyboard.
class QuietCombo : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace

NumberBox::NumberBox(QWidget *parent) : QSpinBox(parent)
{
    setRange(unset, std::numeric_limits<int>::max());
    setKeyboardTracking(false);
    setFocusPolicy(Qt::StrongFocus);
    setMonoFont(this, 12);
    setMinimumWidth(dp(64)); // the range says nothing about the width that is needed
}

void NumberBox::setStepping(int low, int high, int step)
{
    m_low = low;
    m_high = high;
    m_step = step;
}

QString NumberBox::digits(const QString &text) const
{
    QString plain = text.trimmed();
    if (const QString unit = suffix().trimmed(); !unit.isEmpty() && plain.endsWith(unit))
        plain.chop(unit.size());
    return plain.trimmed();
}

QValidator::State NumberBox::validate(QString &input, int &) const
{
    const QString plain = digits(input);
    if (plain.isEmpty() || input == specialValueText())
        return specialValueText().isEmpty() ? QValidator::Intermediate : QValidator::Acceptable;
    if (plain == QStringLiteral("-"))
        return QValidator::Intermediate;
    bool number = false;
    static_cast<void>(plain.toInt(&number));
    return number ? QValidator::Acceptable : QValidator::Invalid;
}

int NumberBox::valueFromText(const QString &text) const
{
    bool number = false;
    const int value = digits(text).toInt(&number);
    return number ? value : unset;
}

QSize NumberBox::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(QStringLiteral("00000") + suffix());
    return {text + dp(44), QSpinBox::sizeHint().height()};
}

void NumberBox::stepBy(int steps)
{
    m_stepping = true;
    interpretText();
    const bool none = value() == unset;
    if (none && steps < 0) {
        m_stepping = false;
        return;
    }
    const qint64 from = none ? qint64(m_low) - m_step : value();
    setValue(int(std::clamp<qint64>(from + qint64(steps) * m_step, m_low, m_high)));
    m_stepping = false;
}

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const
{
    StepEnabled result = StepNone;
    if (value() < m_high)
        result |= StepUpEnabled;
    if (value() != unset && value() > m_low)
        result |= StepDownEnabled;
    return result;
}

void NumberBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
        selectAll();
        return;
    }
    QSpinBox::keyPressEvent(event);
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void TextBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
        selectAll();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

NumberFieldRow::NumberFieldRow(InspectorEdits *edits, Binding binding, const QString &label, const QString &suffix,
                               Range range, Shape shape, QWidget *parent)
    : Field(edits, std::move(binding), label, shape, parent), m_box(new NumberBox), m_range(range)
{
    m_box->setSuffix(suffix);
    m_box->setStepping(range.low, range.high, range.step);
    place(m_box, shape == Beside ? 98 : 0);
    connect(m_box, &QSpinBox::valueChanged, this, &NumberFieldRow::boxChanged);
    connect(m_box, &NumberBox::escaped, this, [this] { revert(); });
}

void NumberFieldRow::setUnsetText(const QString &text)
{
    m_optional = true;
    m_box->setUnsetText(text);
}

void NumberFieldRow::boxChanged(int value)
{
    if (!m_box->stepping())
        m_stepRun = 0;
    else if (m_stepRun == 0)
        m_stepRun = nextGesture();
    if (value == NumberBox::unset)
        commit(std::nullopt);
    else
        commit(std::to_string(value), m_stepRun == 0 ? -1 : m_stepRun);
}

void NumberFieldRow::display(const std::string &value)
{
    const QSignalBlocker quiet(m_box);
    bool number = false;
    const int shown = QString::fromStdString(value).toInt(&number);
    m_box->setValue(number ? shown : NumberBox::unset);
}

void NumberFieldRow::setInvalid(bool invalid)
{
    m_box->setProperty("invalid", invalid);
    m_box->update();
}

std::string NumberFieldRow::remedy() const
{
    const int value = m_box->value();
    if (value < m_range.low)
        return std::to_string(m_range.low);
    if (value > m_range.high)
        return std::to_string(m_range.high);
    const int off = m_range.step > 1 ? (value - m_range.low) % m_range.step : 0;
    return off == 0 ? std::string() : std::to_string(value - off);
}

TextFieldRow::TextFieldRow(InspectorEdits *edits, Binding binding, const QString &label, Style style, Shape shape,
                           QWidget *parent)
    : Field(edits, std::move(binding), label, shape, parent), m_line(new TextBox)
{
    if (style == Mono)
        setMonoFont(m_line, 12);
    else
        setUiFont(m_line, 13);
    place(m_line, shape == Beside ? 132 : 0);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (!m_line->isModified())
            return;
        const std::string typed = m_line->text().toStdString();
        m_line->setModified(false);
        if (typed == value()) {
            revert();
            return;
        }
        const std::string written = m_writer ? m_writer(typed) : typed;
        if (written.empty() && m_emptyResets)
            commit(std::nullopt);
        else
            commit(written);
    });
    connect(m_line, &TextBox::escaped, this, [this] {
        m_line->setModified(false);
        revert();
    });
}

void TextFieldRow::setPlaceholder(const QString &text) { m_line->setPlaceholderText(text); }

void TextFieldRow::display(const std::string &value)
{
    if (m_line->hasFocus() && m_line->isModified())
        return;
    const QString text = QString::fromStdString(value);
    if (m_line->text() == text)
        return;
    m_line->setText(text);
    m_line->setCursorPosition(0);
}

void TextFieldRow::setInvalid(bool invalid)
{
    m_line->setProperty("invalid", invalid);
    m_line->update();
}

ChoiceFieldRow::ChoiceFieldRow(InspectorEdits *edits, Binding binding, const QString &label,
                               std::vector<Choice> choices, Shape shape, QWidget *parent)
    : Field(edits, std::move(binding), label, shape, parent), m_combo(new QuietCombo), m_choices(std::move(choices))
{
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(6);
    setUiFont(m_combo, 13);
    m_combo->setMinimumWidth(dp(64));
    place(m_combo, shape == Beside ? 132 : 0);
    connect(m_combo, &QComboBox::activated, this, [this] { commit(m_combo->currentData().toString().toStdString()); });
}

void ChoiceFieldRow::display(const std::string &value)
{
    m_combo->clear();
    for (const Choice &choice : m_choices)
        m_combo->addItem(choice.text, QString::fromStdString(choice.value));
    const QString wanted = QString::fromStdString(value);
    int index = m_combo->findData(wanted);
    if (index < 0) { // the template's own word, legal or not
        m_combo->insertItem(0, wanted.isEmpty() ? tr("Not set") : wanted, wanted);
        index = 0;
    }
    m_combo->setCurrentIndex(index);
}

void ChoiceFieldRow::setInvalid(bool invalid)
{
    m_combo->setProperty("invalid", invalid);
    m_combo->update();
}

SwitchFieldRow::SwitchFieldRow(InspectorEdits *edits, Binding binding, const QString &label, std::string on,
                               std::optional<std::string> off, QWidget *parent)
    : Field(edits, std::move(binding), label, Beside, parent), m_switch(new QCheckBox), m_on(std::move(on))
{
    place(m_switch, 30);
    connect(m_switch, &QCheckBox::clicked, this, [this, off](bool checked) {
        if (!commit(checked ? std::optional(m_on) : off))
            revert();
    });
}

void SwitchFieldRow::display(const std::string &value) { m_switch->setChecked(value == m_on); }

void SwitchFieldRow::setInvalid(bool) {} // both of its values are legal

FieldPair::FieldPair(Field *left, Field *right, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(left, 1);
    row->addWidget(right, 1);
    column->addLayout(row);
    column->addWidget(left->takeMessage());
    column->addWidget(right->takeMessage());
}

} // namespace lambdarium
