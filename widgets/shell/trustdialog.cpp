// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/trustdialog.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/document/coretext.h"
#include "widgets/inspector/links.h"
#include "widgets/shell/commandlines.h"
#include "widgets/theme/controls.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr qsizetype linesShown = 12;
constexpr int listHeight = 380;
constexpr qsizetype commandCharacters = 20'000;

QString shown(const std::string &text) { return displayText(text, 120); }

TextLabel *wrapped(const QString &text, TextLabel::Role role, int weight = QFont::Normal)
{
    auto *label = new TextLabel(text, role, 12, weight);
    label->setWordWrap(true);
    return label;
}

QStringList shownAll(const std::vector<std::string> &texts)
{
    QStringList all;
    for (const std::string &one : texts)
        all << shown(one);
    return all;
}

CommandLines *commandLines(const std::vector<std::string> &lines, const QString &name)
{
    std::string text;
    for (const std::string &line : lines)
        text += (text.empty() ? "" : "\n") + line;
    auto *area = new CommandLines(displayLines(text, commandCharacters));
    area->setAccessibleName(name);
    return area;
}

} // namespace

TrustDialog::TrustDialog(const Model &model, const Snapshot &snapshot, const QString &workspace, bool firstRun,
                         QWidget *parent)
    : QDialog(parent), m_trust(snapshot.trust), m_workspace(workspace), m_allowed(snapshot.unprotectedAllowed)
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
    if (!firstRun)
        words->addWidget(
            new TextLabel(tr("Now: %1").arg(trustName(m_trust)), TextLabel::Secondary, 12.5, QFont::DemiBold));
    head->addLayout(words, 1);
    outer->addLayout(head);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    QPalette ground = palette(); // the list lies on the dialog itself
    ground.setColor(QPalette::Base, ground.color(QPalette::Window));
    m_scroll->verticalScrollBar()->setPalette(ground);
    m_scroll->setAccessibleName(tr("What can run"));
    auto *list = new QWidget;
    m_column = new QVBoxLayout(list);
    m_column->setContentsMargins(0, 0, 8, 0);
    m_column->setSpacing(12);
    addFunctions(model);
    m_builds = new QWidget;
    m_column->addWidget(m_builds);
    addNetwork(model);
    addIsolation(snapshot);
    m_column->addStretch(1);
    m_scroll->setWidget(list);
    list->setAutoFillBackground(false);
    outer->addWidget(m_scroll, 1);
    emptiedBuilds()->addWidget(wrapped(tr("Reading what builds would run…"), TextLabel::Hint));
    fitList();
    constexpr int noWalls = 1;
    if (isolationLevelOf(snapshot) == noWalls)
        addConsent(outer);
    addButtons(snapshot.trust, firstRun);
}

/// Where no wall stands (isolation level 1) a click is not enough (isolation.md A.5).
void TrustDialog::addConsent(QVBoxLayout *outer)
{
    auto *card = new Card;
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    constexpr int noWalls = 1;
    auto *title = new TextLabel(isolationGaps(noWalls).constFirst(), TextLabel::Warning, 12.5, QFont::DemiBold);
    title->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(wrapped(m_allowed
                                  ? tr("You agreed to that for this workspace. Restrict takes it back.")
                                  : tr("To run it all the same, type the name of this workspace: %1").arg(m_workspace),
                              TextLabel::Secondary));
    if (!m_allowed) {
        m_consent = new QLineEdit;
        m_consent->setObjectName(QStringLiteral("trust.consent"));
        m_consent->setAccessibleName(tr("Name of this workspace, to agree"));
        m_consent->setPlaceholderText(m_workspace);
        column->addWidget(m_consent);
    }
    outer->addWidget(card);
}

bool TrustDialog::consented() const { return m_consent ? m_consent->text().trimmed() == m_workspace : m_allowed; }

void TrustDialog::fitList()
{
    // Wrapped words are as high as their width lets them be; the plain size hint assumes a narrower one.
    const int width = std::max(m_scroll->width(), minimumWidth() - layout()->contentsMargins().left() * 2);
    const int needed = m_scroll->widget()->layout()->totalHeightForWidth(width);
    m_scroll->setMinimumHeight(std::min(dp(listHeight), needed + 4));
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
    for (qsizetype i = 0; i < std::min(lines.size(), linesShown); ++i)
        words->addWidget(wrapped(lines.at(i), TextLabel::Secondary));
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

/// A fresh section of builds with its heading, in the place of the former one.
QVBoxLayout *TrustDialog::emptiedBuilds()
{
    auto *fresh = new QWidget;
    auto *row = new QHBoxLayout(fresh);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(new IconLabel(QStringLiteral("wrench"), IconRole::Secondary, 16), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(new TextLabel(tr("Build commands, when you build"), TextLabel::Body, 12.5, QFont::DemiBold));
    row->addLayout(words, 1);
    delete m_column->replaceWidget(m_builds, fresh);
    delete m_builds;
    m_builds = fresh;
    return words;
}

void TrustDialog::showBuilds(const BuildPlanView &plan)
{
    QVBoxLayout *words = emptiedBuilds();
    if (plan.steps.empty())
        words->addWidget(wrapped(tr("Nothing here has a build step."), TextLabel::Secondary));
    for (const BuildStepView &step : plan.steps)
        addBuild(words, step);
    fitList();
}

void TrustDialog::showBuildsUnknown(const std::string &reason)
{
    emptiedBuilds()->addWidget(wrapped(
        tr("What builds would run could not be read: %1").arg(displayText(coreText(reason), 300)), TextLabel::Warning));
    fitList();
}

void TrustDialog::addBuild(QVBoxLayout *words, const BuildStepView &step)
{
    words->addWidget(wrapped(shown(step.id) + QStringLiteral(" · ") + shown(step.step), TextLabel::Body));
    if (!step.commands.empty())
        words->addWidget(commandLines(step.commands, tr("Commands that build %1").arg(shown(step.id))));
    if (!step.workspaceCommands.empty()) {
        words->addWidget(wrapped(tr("which run, of this workspace's own files:"), TextLabel::Hint));
        words->addWidget(commandLines(step.workspaceCommands,
                                      tr("Commands of the workspace's own files for %1").arg(shown(step.id))));
    }
    if (!step.variables.empty())
        words->addWidget(
            wrapped(tr("with %1").arg(shownAll(step.variables).join(QStringLiteral(" · "))), TextLabel::Hint));
    if (!step.decidedBy.empty())
        words->addWidget(
            wrapped(tr("Decided by %1").arg(shownAll(step.decidedBy).join(QStringLiteral(", "))), TextLabel::Hint));
    if (step.downloads)
        words->addWidget(wrapped(tr("Downloads packages: runs only if you trust this workspace."), TextLabel::Hint));
    // While restricted the core's reason is the restriction itself, which is what this dialog asks about.
    if (!step.problem.empty() && (step.commands.empty() || m_trust != Trust::Restricted) && !step.downloads)
        words->addWidget(wrapped(displayText(coreText(step.problem), 300), TextLabel::Warning));
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
            Q_EMIT chosen(trust, trust != Trust::Restricted && consented());
            accept();
        });
        if (m_consent && trust != Trust::Restricted) {
            one->setEnabled(false);
            connect(m_consent, &QLineEdit::textChanged, one, [this, one] { one->setEnabled(consented()); });
        }
        row->addWidget(one);
        return one;
    };
    button(Trust::Restricted, current == Trust::Restricted ? tr("Stay restricted") : tr("Restrict"), "ghost");
    row->addStretch(1);
    button(Trust::Trusted, current == Trust::Trusted ? tr("Stay trusted") : tr("Trust"), "");
    QPushButton *isolated = button(Trust::Isolated, tr("Run isolated"), "primary");
    isolated->setDefault(true);
    (m_consent ? static_cast<QWidget *>(m_consent) : isolated)->setFocus();
    if (m_consent)
        isolated->setText(tr("Run unprotected"));
    else if (!firstRun && current != Trust::Restricted)
        isolated->setText(current == Trust::Isolated ? tr("Stay isolated") : tr("Isolate"));
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

} // namespace lambdarium
