// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/environment.h"

#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

namespace {

const std::string prefix = "Environment.Variables.";

bool soundsSecret(const QString &name)
{
    static const QRegularExpression words(QStringLiteral("SECRET|TOKEN|PASSW|PRIVATE|CREDENTIAL|API_?KEY|ACCESS_?KEY"),
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(name).hasMatch();
}

} // namespace

VariableRow::VariableRow(const PageContext &context, const EnvironmentVariable *variable, QWidget *parent)
    : QWidget(parent), m_context(context)
{
    if (variable) {
        m_name = variable->name;
        m_value = variable->value;
    }
    build(variable);
}

void VariableRow::build(const EnvironmentVariable *variable)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    column->addWidget(line);
    const QString name = QString::fromStdString(m_name);
    if (variable && !variable->literal) {
        buildReference(*variable, line);
    } else {
        m_nameBox = new TextBox(name);
        m_nameBox->setPlaceholderText(tr("NAME"));
        m_nameBox->setAccessibleName(isNew() ? tr("Name of the new variable") : tr("Name of variable %1").arg(name));
        m_valueBox = new TextBox(QString::fromStdString(m_value));
        m_valueBox->setPlaceholderText(tr("value"));
        m_valueBox->setAccessibleName(isNew() ? tr("Value of the new variable") : tr("Value of variable %1").arg(name));
        for (TextBox *box : {m_nameBox, m_valueBox}) {
            setMonoFont(box, 12);
            box->setCursorPosition(0);
            box->setMinimumWidth(dp(60));
        }
        row->addWidget(m_nameBox, 6);
        row->addWidget(m_valueBox, 5);
        if (isNew()) {
            connect(m_nameBox, &QLineEdit::returnPressed, this, [this] { m_valueBox->setFocus(); });
            connect(m_valueBox, &QLineEdit::editingFinished, this, &VariableRow::commitNew);
            connect(m_nameBox, &TextBox::escaped, this, &VariableRow::abandoned);
            connect(m_valueBox, &TextBox::escaped, this, &VariableRow::abandoned);
        } else {
            connect(m_nameBox, &QLineEdit::editingFinished, this, &VariableRow::commitName);
            connect(m_valueBox, &QLineEdit::editingFinished, this, &VariableRow::commitValue);
            connect(m_nameBox, &TextBox::escaped, this, [this] {
                m_nameBox->setText(QString::fromStdString(m_name));
                tell({});
            });
            connect(m_valueBox, &TextBox::escaped, this, [this] {
                m_valueBox->setText(QString::fromStdString(m_value));
                tell({});
            });
        }
        mask();
    }
    auto *removeButton = toolButton(QStringLiteral("x"),
                                    isNew() ? tr("Give up the new variable") : tr("Remove %1").arg(name));
    removeButton->setFixedSize(dp(28), dp(28));
    connect(removeButton, &QToolButton::clicked, this, &VariableRow::remove);
    row->addWidget(removeButton);
    m_message = new FieldMessage;
    column->addWidget(m_message);
}

void VariableRow::buildReference(const EnvironmentVariable &variable, QWidget *line)
{
    auto *row = static_cast<QHBoxLayout *>(line->layout());
    auto *name = new TextLabel(QString::fromStdString(variable.name), TextLabel::Secondary, 12);
    name->setMono(true);
    name->setElided(true);
    row->addWidget(name, 6);
    if (!variable.reference.empty()) {
        const QString target = nodeName(variable.reference);
        auto *link = new LinkButton(QStringLiteral("→ ") + target, tr("%1 refers to %2").arg(name->text(), target),
                                    true);
        connect(link, &LinkButton::clicked, this, [this, node = variable.reference] { m_context.goToNode(node); });
        row->addWidget(link, 5);
        return;
    }
    auto *value = new TextLabel(QString::fromStdString(variable.value), TextLabel::Body, 12);
    value->setMono(true);
    value->setElided(true);
    value->setAccessibleName(tr("Value of variable %1, computed by the template").arg(name->text()));
    row->addWidget(value, 5);
}

void VariableRow::mask()
{
    if (!soundsSecret(QString::fromStdString(m_name)) || m_eye)
        return;
    m_valueBox->setEchoMode(QLineEdit::Password);
    m_eye = toolButton(QStringLiteral("eye"), tr("Show the value while held"));
    m_eye->setFixedSize(dp(28), dp(28));
    connect(m_eye, &QToolButton::pressed, this, [this] { m_valueBox->setEchoMode(QLineEdit::Normal); });
    connect(m_eye, &QToolButton::released, this, [this] { m_valueBox->setEchoMode(QLineEdit::Password); });
    m_valueBox->parentWidget()->layout()->addWidget(m_eye);
}

void VariableRow::refresh(const EnvironmentVariable &variable)
{
    const bool changed = variable.value != m_value;
    m_value = variable.value;
    if (changed)
        m_refused = false;
    if (m_valueBox && !m_refused && !(m_valueBox->hasFocus() && m_valueBox->isModified())) {
        const QString text = QString::fromStdString(m_value);
        if (m_valueBox->text() != text)
            m_valueBox->setText(text);
    }
    if (!m_refused)
        showFindings();
}

void VariableRow::tell(const Result<void> &done)
{
    m_refused = !done;
    if (done)
        showFindings();
    else
        m_message->showMessage(Severity::Error, coreText(done.error().message));
}

void VariableRow::showFindings()
{
    const WorkspaceDocument *document = m_context.edits->document();
    if (document && !isNew()) {
        const auto found = std::ranges::find_if(document->problems(), [&](const Problem &problem) {
            return problem.node == m_context.node && problem.property == prefix + m_name;
        });
        if (found != document->problems().end()) {
            m_message->showMessage(found->severity, coreText(found->message));
            return;
        }
    }
    m_message->clear();
}

void VariableRow::commitName()
{
    const std::string typed = m_nameBox->text().trimmed().toStdString();
    if (typed == m_name || typed.empty()) {
        m_nameBox->setText(QString::fromStdString(m_name));
        return;
    }
    const Function *function = m_context.model().function(m_context.node);
    if (function && std::ranges::count(function->environment, typed, &EnvironmentVariable::name) > 0) {
        tell(Error{ErrorCode::Conflict, tr("%1 exists already.").arg(QString::fromStdString(typed)).toStdString()});
        return;
    }
    const QString undo = tr("Rename variable %1 of %2 to %3")
                             .arg(QString::fromStdString(m_name), nodeName(m_context.node),
                                  QString::fromStdString(typed));
    tell(m_context.edits->setAll(m_context.node, {{prefix + typed, m_value}, {prefix + m_name, std::nullopt}}, undo));
}

void VariableRow::commitValue()
{
    if (!m_valueBox->isModified())
        return;
    m_valueBox->setModified(false);
    const std::string typed = m_valueBox->text().toStdString();
    tell(typed == m_value ? Result<void>() : m_context.edits->set(m_context.node, prefix + m_name, typed));
}

void VariableRow::commitNew()
{
    const QString typed = m_nameBox->text().trimmed();
    if (typed.isEmpty()) {
        if (m_valueBox->text().isEmpty() && !m_nameBox->hasFocus())
            Q_EMIT abandoned();
        return;
    }
    const Function *function = m_context.model().function(m_context.node);
    if (function && std::ranges::count(function->environment, typed.toStdString(), &EnvironmentVariable::name) > 0) {
        tell(Error{ErrorCode::Conflict, tr("%1 exists already.").arg(typed).toStdString()});
        return;
    }
    const QString undo = tr("Add variable %1 to %2").arg(typed, nodeName(m_context.node));
    const Result<void> done = m_context.edits->setAll(
        m_context.node, {{prefix + typed.toStdString(), m_valueBox->text().toStdString()}}, undo);
    if (done)
        Q_EMIT added();
    else
        tell(done);
}

void VariableRow::remove()
{
    if (isNew()) {
        Q_EMIT abandoned();
        return;
    }
    const QString undo = tr("Remove variable %1 of %2").arg(QString::fromStdString(m_name), nodeName(m_context.node));
    tell(m_context.edits->setAll(m_context.node, {{prefix + m_name, std::nullopt}}, undo));
}

void VariableRow::focusName()
{
    if (m_nameBox)
        m_nameBox->setFocus(Qt::OtherFocusReason);
}

void VariableRow::focusValue()
{
    if (m_valueBox)
        m_valueBox->setFocus(Qt::OtherFocusReason);
}

EnvironmentSection::EnvironmentSection(PageContext context, QWidget *parent)
    : QWidget(parent), m_context(std::move(context))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_empty = new TextLabel(tr("No variables. Add one, or draw a wire to a queue, topic or bucket."), TextLabel::Hint,
                            12);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(4);
    column->addLayout(m_rows);
    m_message = new FieldMessage;
    column->addWidget(m_message);
}

void EnvironmentSection::refresh()
{
    const Function *function = m_context.model().function(m_context.node);
    if (!function)
        return;
    const std::vector<EnvironmentVariable> &now = function->environment;
    const bool same = std::ranges::equal(now, m_shown, {}, &EnvironmentVariable::name, &VariableRow::name);
    if (!same)
        rebuild(now);
    for (std::size_t i = 0; i < now.size(); ++i)
        m_shown[i]->refresh(now[i]);
    m_empty->setVisible(now.empty() && !m_new);
    const WorkspaceDocument *document = m_context.edits->document();
    const auto found = std::ranges::find_if(document->problems(), [&](const Problem &problem) {
        return problem.node == m_context.node
            && (problem.property == "Environment.Variables" || problem.property == "Environment");
    });
    if (found == document->problems().end())
        m_message->clear();
    else
        m_message->showMessage(found->severity, coreText(found->message));
}

void EnvironmentSection::rebuild(const std::vector<EnvironmentVariable> &variables)
{
    for (VariableRow *row : m_shown) {
        m_rows->removeWidget(row);
        row->hide();
        row->deleteLater(); // one of them may be the one that changed the model
    }
    m_shown.clear();
    int place = 0;
    for (const EnvironmentVariable &variable : variables) {
        auto *row = new VariableRow(m_context, &variable);
        m_rows->insertWidget(place++, row);
        row->show();
        m_shown.push_back(row);
    }
}

void EnvironmentSection::addVariable()
{
    if (!m_new) {
        m_new = new VariableRow(m_context, nullptr);
        m_rows->addWidget(m_new);
        m_new->show(); // now: the keyboard goes there
        m_empty->hide();
        connect(m_new, &VariableRow::abandoned, this, &EnvironmentSection::dropNew);
        connect(m_new, &VariableRow::added, this, &EnvironmentSection::dropNew);
    }
    m_new->focusName();
}

void EnvironmentSection::dropNew()
{
    if (!m_new)
        return;
    VariableRow *gone = std::exchange(m_new, nullptr);
    m_rows->removeWidget(gone);
    gone->hide();
    gone->deleteLater();
    refresh();
}

bool EnvironmentSection::focusField(const std::string &path)
{
    if (path == "Environment" || path == "Environment.Variables") {
        if (m_shown.empty())
            addVariable();
        else
            m_shown.front()->focusValue();
        return true;
    }
    for (VariableRow *row : m_shown) {
        if (path == prefix + row->name()) {
            row->focusValue();
            return true;
        }
    }
    return false;
}

} // namespace lambdarium
