// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/trustdialog.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr qsizetype linesShown = 12;
constexpr int listHeight = 300;

QString shown(const std::string &text) { return displayText(text, 120); }

} // namespace

TrustDialog::TrustDialog(const Model &model, const Snapshot &snapshot, const QString &workspace, bool firstRun,
                         QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(firstRun ? tr("Run code of %1?").arg(workspace) : tr("Trust in %1").arg(workspace));
    setMinimumWidth(dp(560));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(22, 20, 22, 18);
    outer->setSpacing(14);
    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(new IconLabel(QStringLiteral("shield-alert"), IconRole::Warm, 30), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    auto *title = new TextLabel(windowTitle(), TextLabel::Body, 15, QFont::DemiBold);
    title->setWordWrap(true);
    auto *hint = new TextLabel(firstRun ? tr("You asked for something that runs code of this folder for the first "
                                             "time. This is what can run then, and how:")
                                        : tr("This is what can run, and how. The choice is kept for this folder, "
                                             "outside of it."),
                               TextLabel::Secondary, 12.5);
    hint->setWordWrap(true);
    words->addWidget(title);
    words->addWidget(hint);
    head->addLayout(words, 1);
    outer->addLayout(head);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setAccessibleName(tr("What can run"));
    auto *list = new QWidget;
    m_column = new QVBoxLayout(list);
    m_column->setContentsMargins(0, 0, 8, 0);
    m_column->setSpacing(12);
    addFunctions(model);
    addBuilds(model);
    addNetwork(model);
    addIsolation(snapshot);
    m_column->addStretch(1);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    scroll->setMinimumHeight(std::min(dp(listHeight), list->sizeHint().height() + 4));
    outer->addWidget(scroll, 1);
    addButtons(snapshot.trust, firstRun);
}

void TrustDialog::addSection(const QString &icon, const QString &title, const QStringList &lines)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(new IconLabel(icon, IconRole::Secondary, 16), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *heading = new TextLabel(title, TextLabel::Body, 12.5, QFont::DemiBold);
    heading->setWordWrap(true);
    words->addWidget(heading);
    for (qsizetype i = 0; i < std::min(lines.size(), linesShown); ++i) {
        auto *line = new TextLabel(lines.at(i), TextLabel::Secondary, 12);
        line->setWordWrap(true);
        words->addWidget(line);
    }
    if (lines.size() > linesShown)
        words->addWidget(
            new TextLabel(tr("… and %n more", nullptr, int(lines.size() - linesShown)), TextLabel::Hint, 12));
    row->addLayout(words, 1);
    m_column->addLayout(row);
}

void TrustDialog::addFunctions(const Model &model)
{
    QStringList lines;
    for (const Function &function : model.functions)
        lines << tr("%1 · %2 · %3")
                     .arg(shown(function.id), runtimeTitle(function.runtime),
                          function.codeUri.empty() ? shown(function.handler)
                                                   : shown(function.codeUri + ": " + function.handler));
    addSection(QStringLiteral("square-function"), tr("%n function(s)", nullptr, int(model.functions.size())), lines);
}

void TrustDialog::addBuilds(const Model &model)
{
    QStringList lines;
    for (const Function &function : model.functions)
        if (!function.buildMethod.empty())
            lines << tr("%1 · build with %2").arg(shown(function.id), shown(function.buildMethod));
    for (const Layer &layer : model.layers)
        if (!layer.buildMethod.empty())
            lines << tr("%1 · build with %2").arg(shown(layer.id), shown(layer.buildMethod));
    if (!lines.isEmpty())
        addSection(QStringLiteral("wrench"), tr("Build commands, when you build"), lines);
}

void TrustDialog::addNetwork(const Model &model)
{
    QStringList lines;
    for (const Function &function : model.functions) {
        if (function.network.mode == NetworkMode::Isolated)
            continue;
        QStringList allow;
        for (const std::string &one : function.network.allow)
            allow << shown(one);
        QString line = tr("%1 asks for: %2").arg(shown(function.id), networkName(function.network.mode));
        if (!allow.isEmpty())
            line += QStringLiteral(" · ") + allow.join(QStringLiteral(", "));
        lines << line;
    }
    if (lines.isEmpty())
        lines << tr("No function asks for more than the services of this workspace.");
    else
        lines << tr("Run isolated grants none of it; Trust does.");
    addSection(QStringLiteral("globe"), tr("Network"), lines);
}

void TrustDialog::addIsolation(const Snapshot &snapshot)
{
    const int level = isolationLevelOf(snapshot);
    QStringList lines = isolationPromises(level);
    if (level < 0)
        lines = QStringList{tr("The self-test has not ended yet.")};
    addSection(isolationIcon(level), tr("Isolation of this machine: %1").arg(isolationName(level)), lines);
}

void TrustDialog::addButtons(Trust current, bool firstRun)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    const auto button = [&](Trust trust, const QString &text, const char *variant) {
        auto *one = pushButton(text, variant, trustIcon(trust));
        one->setObjectName(trust == Trust::Restricted     ? QStringLiteral("trust.restricted")
                               : trust == Trust::Isolated ? QStringLiteral("trust.isolated")
                                                          : QStringLiteral("trust.trusted"));
        one->setToolTip(trustMeaning(trust));
        one->setAccessibleDescription(trustMeaning(trust));
        one->setAutoDefault(false);
        connect(one, &QPushButton::clicked, this, [this, trust] {
            Q_EMIT chosen(trust);
            accept();
        });
        row->addWidget(one);
        return one;
    };
    button(Trust::Restricted, current == Trust::Restricted ? tr("Stay restricted") : tr("Restrict"), "ghost");
    row->addStretch(1);
    button(Trust::Trusted, tr("Trust"), "");
    QPushButton *isolated = button(Trust::Isolated, tr("Run isolated"), "primary");
    isolated->setDefault(true);
    isolated->setFocus();
    if (!firstRun && current == Trust::Trusted)
        isolated->setText(tr("Isolate"));
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

} // namespace lambdarium
