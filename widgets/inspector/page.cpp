// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/page.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

namespace lambdarium {

namespace {

constexpr qsizetype problemMax = 300;

} // namespace

InspectorPage::InspectorPage(PageContext context, QWidget *parent) : QWidget(parent), m_context(std::move(context))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 14);
    outer->setSpacing(0);
    m_column = new QVBoxLayout;
    m_column->setSpacing(8);
    outer->addLayout(m_column);
    outer->addStretch(1);
}

QHBoxLayout *InspectorPage::addSection(const QString &title, bool hairline)
{
    if (hairline && m_column->count() > 0) {
        m_column->addSpacing(4);
        m_column->addWidget(new Separator);
        m_column->addSpacing(2);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new TextLabel(title, TextLabel::Body, 13, QFont::DemiBold), 1);
    m_column->addLayout(row);
    return row;
}

void InspectorPage::addPair(Field *left, Field *right)
{
    m_column->addWidget(new FieldPair(left, right));
    m_fields.push_back(left);
    m_fields.push_back(right);
}

Field::Binding InspectorPage::bind(std::string path, std::function<std::string(const Model &)> value) const
{
    return {.node = m_context.node, .path = std::move(path), .value = std::move(value)};
}

void InspectorPage::refresh()
{
    for (Field *field : m_fields)
        field->refresh();
}

bool InspectorPage::focusField(const std::string &path)
{
    for (Field *field : m_fields) {
        if (!path.empty() && field->binding().path != path)
            continue;
        field->focusEditor();
        return true;
    }
    return false;
}

ProblemsSection::ProblemsSection(PageContext context, QWidget *parent) : QWidget(parent), m_context(std::move(context))
{
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(6);
    hide();
}

void ProblemsSection::refresh()
{
    const WorkspaceDocument *document = m_context.edits->document();
    const std::vector<Problem> now = document ? document->problemsOf(m_context.node) : std::vector<Problem>();
    if (now == m_shown)
        return;
    m_shown = now;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    setVisible(!now.empty());
    if (now.empty())
        return;
    m_rows->addWidget(
        new TextLabel(tr("%n problem(s)", nullptr, int(now.size())), TextLabel::Body, 13, QFont::DemiBold));
    for (const Problem &problem : now) {
        const bool error = problem.severity == Severity::Error;
        const bool hint = problem.severity == Severity::Hint;
        auto *card = hint ? new Card : new Card(error ? EnvState::Error : EnvState::Warm);
        auto *row = new QHBoxLayout(card);
        row->setContentsMargins(10, 8, 6, 8);
        row->setSpacing(8);
        row->addWidget(new IconLabel(hint ? QStringLiteral("info") : QStringLiteral("triangle-alert"),
                                     hint        ? IconRole::Hint
                                         : error ? IconRole::Error
                                                 : IconRole::Warm,
                                     15),
                       0, Qt::AlignTop);
        auto *text = new TextLabel(displayText(coreText(problem.message), problemMax), TextLabel::Secondary, 11.5);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        if (problem.line > 0) {
            auto *link = new LinkButton(tr("Line %1").arg(problem.line),
                                        tr("Show line %1 of the template").arg(problem.line));
            connect(link, &LinkButton::clicked, this, [this, line = problem.line] { m_context.goToLine(line); });
            row->addWidget(link, 0, Qt::AlignTop);
        }
        m_rows->addWidget(card);
    }
}

FigureRow::FigureRow(const QString &name, QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 0, 1);
    row->setSpacing(8);
    m_name = new TextLabel(name, TextLabel::Secondary, 12.5);
    m_value = new TextLabel({}, TextLabel::Body, 12);
    m_value->setMono(true);
    row->addWidget(m_name, 1);
    row->addWidget(m_value);
}

void FigureRow::setFigure(const QString &text, bool alarming)
{
    m_value->setText(text);
    m_value->setRole(alarming ? TextLabel::Error : TextLabel::Body);
    m_value->setAccessibleName(m_name->text() + QStringLiteral(": ") + text);
}

} // namespace lambdarium
