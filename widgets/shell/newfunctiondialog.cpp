// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/newfunctiondialog.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int kindHeight = 30;
constexpr int nameMax = 64;

QString kindIcon(const std::string &id)
{
    if (id == "bash")
        return QStringLiteral("square-terminal");
    if (id == "node-streaming")
        return QStringLiteral("waves");
    return QStringLiteral("file-code");
}

/// "python3.13" -> "Python", as RuntimeView names families.
QString familyOf(const std::string &runtime)
{
    const QString title = runtimeTitle(runtime);
    return runtime.starts_with("provided") ? QString() : title.section(QLatin1Char(' '), 0, 0);
}

} // namespace

QString functionTemplateTitle(const FunctionTemplate &kind) { return coreText(kind.title); }

QString functionTemplateSummary(const FunctionTemplate &kind) { return coreText(kind.summary); }

NewFunctionDialog::NewFunctionDialog(std::vector<RuntimeView> runtimes, QStringList taken, QWidget *parent)
    : QDialog(parent), m_machine(std::move(runtimes)), m_taken(std::move(taken))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New function"));
    setMinimumWidth(dp(640));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 18);
    column->setSpacing(14);
    column->addWidget(new TextLabel(tr("New function"), TextLabel::Body, 15, QFont::DemiBold));
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    m_kinds = new QListWidget;
    m_kinds->setObjectName(QStringLiteral("newfunction.kinds"));
    m_kinds->setAccessibleName(tr("Kind of function"));
    m_kinds->setIconSize(QSize(dp(16), dp(16)));
    m_kinds->setFixedWidth(dp(250));
    for (const FunctionTemplate &kind : functionTemplates()) {
        auto *item = new QListWidgetItem(themedIcon(kindIcon(kind.id)), functionTemplateTitle(kind));
        item->setSizeHint(QSize(40, dp(kindHeight)));
        m_kinds->addItem(item);
    }
    m_kinds->setMinimumHeight(dp(kindHeight) * m_kinds->count() + 8);
    row->addWidget(m_kinds);
    auto *form = new QVBoxLayout;
    form->setSpacing(6);
    m_summary = new TextLabel({}, TextLabel::Secondary, 12.5);
    m_summary->setWordWrap(true);
    m_summary->setMinimumHeight(dp(38));
    m_summary->setAlignment(Qt::AlignTop);
    form->addWidget(m_summary);
    const auto field = [&](const QString &name, QWidget *editor) {
        auto *label = new TextLabel(name, TextLabel::Secondary, 12, QFont::Medium);
        label->setBuddy(editor);
        editor->setAccessibleName(name);
        form->addWidget(label);
        form->addWidget(editor);
    };
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("newfunction.name"));
    m_name->setMaxLength(nameMax);
    field(tr("Name in the template"), m_name);
    m_nameProblem = new TextLabel({}, TextLabel::Error, 11.5);
    m_nameProblem->setWordWrap(true);
    form->addWidget(m_nameProblem);
    m_runtime = new QComboBox;
    m_runtime->setObjectName(QStringLiteral("newfunction.runtime"));
    field(tr("Runtime"), m_runtime);
    form->addSpacing(6);
    m_missing = new Card(EnvState::Warm);
    auto *note = new QHBoxLayout(m_missing);
    note->setContentsMargins(10, 8, 10, 8);
    note->setSpacing(8);
    note->addWidget(new IconLabel(QStringLiteral("wrench"), IconRole::Warm, 15), 0, Qt::AlignTop);
    m_missingText = new TextLabel({}, TextLabel::Secondary, 12);
    m_missingText->setWordWrap(true);
    note->addWidget(m_missingText, 1);
    form->addWidget(m_missing);
    form->addStretch(1);
    row->addLayout(form, 1);
    column->addLayout(row, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *cancel = pushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_create = pushButton(tr("Create"), "primary", QStringLiteral("plus"));
    m_create->setObjectName(QStringLiteral("newfunction.create"));
    m_create->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen({current().id, m_name->text().toStdString(), m_runtime->currentData().toString().toStdString()});
        accept();
    });
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    column->addLayout(buttons);
    connect(m_kinds, &QListWidget::currentRowChanged, this, &NewFunctionDialog::kindChanged);
    connect(m_name, &QLineEdit::textChanged, this, &NewFunctionDialog::check);
    m_kinds->setCurrentRow(0);
    QString name = tr("MyFunction");
    for (int number = 2; m_taken.contains(name); ++number)
        name = tr("MyFunction") + QString::number(number);
    m_name->setText(name);
    m_name->selectAll();
    m_name->setFocus();
    check();
}

const FunctionTemplate &NewFunctionDialog::current() const
{
    return functionTemplates()[std::size_t(std::max(0, m_kinds->currentRow()))];
}

QString NewFunctionDialog::missing(const FunctionTemplate &kind) const
{
    QStringList lines;
    const QString family = familyOf(kind.runtime);
    const auto found = std::ranges::find_if(m_machine, [&](const RuntimeView &view) {
        return QString::fromStdString(view.family).startsWith(family, Qt::CaseInsensitive);
    });
    if (!family.isEmpty() && found != m_machine.end() && found->version.empty())
        lines << (found->remedy.empty()
                      ? tr("%1 was not found on this machine.").arg(QString::fromStdString(found->family))
                      : tr("%1 was not found on this machine: %2")
                            .arg(QString::fromStdString(found->family), displayText(coreText(found->remedy), 300)));
    QStringList tools;
    for (const std::string &tool : kind.tools)
        if (QStandardPaths::findExecutable(QString::fromStdString(tool)).isEmpty())
            tools << QString::fromStdString(tool);
    if (!tools.isEmpty())
        lines << tr("Not found on this machine: %1. The function can be written, but not built or run here.")
                     .arg(tools.join(QStringLiteral(", ")));
    if (kind.needsDownloads)
        lines << tr("Its build fetches packages, so the workspace has to be trusted.");
    return lines.join(QLatin1Char('\n'));
}

void NewFunctionDialog::kindChanged()
{
    const FunctionTemplate &kind = current();
    m_summary->setText(functionTemplateSummary(kind));
    m_runtime->clear();
    for (const std::string &runtime : kind.runtimes)
        m_runtime->addItem(runtimeTitle(runtime), QString::fromStdString(runtime));
    m_runtime->setCurrentIndex(std::max(0, m_runtime->findData(QString::fromStdString(kind.runtime))));
    const QString lacks = missing(kind);
    m_missingText->setText(lacks);
    m_missing->setVisible(!lacks.isEmpty());
}

void NewFunctionDialog::check()
{
    static const QRegularExpression legal(QStringLiteral("^[A-Za-z0-9]{1,64}$"));
    const QString name = m_name->text();
    QString problem;
    if (name.isEmpty())
        problem = tr("A name is needed.");
    else if (!legal.match(name).hasMatch())
        problem = tr("Letters and digits only, as CloudFormation wants it.");
    else if (m_taken.contains(name))
        problem = tr("The template already has %1.").arg(name);
    m_nameProblem->setText(problem);
    m_nameProblem->setVisible(!problem.isEmpty());
    m_name->setProperty("invalid", !problem.isEmpty());
    m_name->update();
    m_create->setEnabled(problem.isEmpty());
    m_create->setToolTip(problem);
}

} // namespace lambdarium
