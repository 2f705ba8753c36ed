// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/outsidepage.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QLocale>
#include <QPushButton>

namespace lambdarium {

OutsidePage::OutsidePage(PageContext context, QWidget *parent) : InspectorPage(std::move(context), parent)
{
    auto *hint = new TextLabel(tr("Made through the Lambda API. It runs here and is kept, but a deployment of the "
                                  "template would not have it."),
                               TextLabel::Hint, 12);
    hint->setWordWrap(true);
    column()->addWidget(hint);
    for (const QString &title :
         {tr("Handler"), tr("Memory"), tr("Timeout"), tr("Variables"), tr("Layers"), tr("Role"), tr("Description")})
        addFact(title);
    auto *adopt = new QPushButton(tr("Adopt into template"));
    adopt->setToolTip(tr("Writes the function into the template, and its code into a folder of the workspace."));
    auto *remove = new QPushButton(tr("Delete function…"));
    column()->addSpacing(8);
    column()->addWidget(adopt);
    column()->addWidget(remove);
    column()->addStretch(1);
    connect(adopt, &QPushButton::clicked, this, [this] {
        this->context().build({BuildRequest::Kind::Adopt, this->context().node});
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        this->context().build({BuildRequest::Kind::Remove, this->context().node});
    });
}

void OutsidePage::addFact(const QString &title)
{
    auto *pair = new QVBoxLayout;
    pair->setSpacing(2);
    pair->setContentsMargins(0, 4, 0, 0);
    pair->addWidget(new TextLabel(title, TextLabel::Secondary, 12, QFont::Medium));
    auto *value = new TextLabel({}, TextLabel::Body, 12);
    value->setMono(true);
    value->setWordWrap(true);
    pair->addWidget(value);
    column()->addLayout(pair);
    m_values.push_back(value);
}

void OutsidePage::showSnapshot(const Snapshot &snapshot)
{
    const FunctionView *view = snapshot.function(context().node);
    if (!view || !view->outside)
        return;
    const Function &function = *view->outside;
    const auto list = [](const auto &items, auto word) {
        QStringList words;
        for (const auto &item : items)
            words << displayText(QString::fromStdString(word(item)), 120);
        return words.isEmpty() ? tr("None") : words.join(QLatin1Char('\n'));
    };
    const auto text = [](const std::string &value) {
        return value.empty() ? tr("None") : displayText(QString::fromStdString(value), 300);
    };
    // Values of variables may be secrets; names are enough to recognise it.
    const QStringList values{
        text(function.handler),
        tr("%1 MB").arg(QLocale().toString(qlonglong(function.memoryMb))),
        tr("%n s", nullptr, int(function.timeoutSeconds)),
        list(function.environment, [](const EnvironmentVariable &variable) { return variable.name; }),
        list(function.layers, [](const std::string &layer) { return layer; }),
        text(function.role),
        text(function.description)};
    for (std::size_t at = 0; at < m_values.size(); ++at)
        m_values[at]->setText(values[qsizetype(at)]);
}

} // namespace lambdarium
