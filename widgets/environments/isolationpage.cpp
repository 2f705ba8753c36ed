// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments/isolationpage.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/bridge/environmentwords.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QFontMetrics>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int noSession = -2;

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        delete item->widget();
        delete item;
    }
}

/// What the level is worth, in one sentence.
QString meaningOf(int level)
{
    switch (level) {
    case 4:
    case 3:
        return IsolationPage::tr(
            "Ordinary mistakes and ordinary malice are held; this is no promise for hostile code.");
    case 2:
        return IsolationPage::tr("Your files are held, other things are not: read below before you run foreign code.");
    case 1:
        return IsolationPage::tr(
            "What keeps code from your files could not be shown to stand: run only code of your own.");
    default: return IsolationPage::tr("No function runs here: the walls that are needed could not be shown to stand.");
    }
}

} // namespace

IsolationPage::IsolationPage(SessionBridge *bridge, QWidget *parent) : Pane(Surface, NoEdge, parent), m_bridge(bridge)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *bar = new HeaderBar;
    setScaledHeight(bar, 48);
    m_back = toolButton(QStringLiteral("arrow-left"), {});
    connect(m_back, &QToolButton::clicked, this, &IsolationPage::closed);
    m_title = new TextLabel({}, TextLabel::Body, 15, QFont::DemiBold);
    m_title->setElided(true);
    m_again = pushButton({}, "primary", QStringLiteral("refresh-cw"));
    m_again->setObjectName(QStringLiteral("isolation.test"));
    connect(m_again, &QPushButton::clicked, this, &IsolationPage::testAgain);
    bar->addFixed(m_back);
    bar->addFixed(m_title, 1);
    bar->addFixed(m_again);
    outer->addWidget(bar);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    outer->addWidget(scroll, 1);
    auto *page = new QWidget;
    scroll->setWidget(page);
    page->setAutoFillBackground(false);
    scroll->setAccessibleName(tr("Isolation"));
    auto *centre = new QHBoxLayout(page);
    centre->setContentsMargins(32, 20, 32, 32);
    auto *box = new QWidget;
    box->setMaximumWidth(980);
    centre->addWidget(box, 100);
    centre->addStretch(1);
    m_column = new QVBoxLayout(box);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(14);
    createHero();
    createPromises();
    createRemedy();
    const auto section = [this](TextLabel *&title, QGridLayout *&grid) {
        m_column->addSpacing(4);
        m_column->addWidget(new Separator);
        title = new TextLabel({}, TextLabel::Body, 15, QFont::DemiBold);
        m_column->addWidget(title);
        grid = new QGridLayout;
        grid->setHorizontalSpacing(14);
        grid->setVerticalSpacing(7);
        m_column->addLayout(grid);
    };
    section(m_probesTitle, m_probes);
    section(m_wallsTitle, m_walls);
    m_column->addStretch();
    connect(bridge, &SessionBridge::snapshotChanged, this, &IsolationPage::refresh);
    connect(bridge, &SessionBridge::sessionChanged, this, [this] {
        m_testing = false;
        refresh();
    });
    retranslate();
}

void IsolationPage::createHero()
{
    m_hero = new Card(EnvState::Idle);
    auto *row = new QHBoxLayout(m_hero);
    row->setContentsMargins(18, 16, 18, 16);
    row->setSpacing(16);
    m_heroIcon = new IconLabel(QStringLiteral("shield"), IconRole::Idle, 40);
    row->addWidget(m_heroIcon);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    m_heroLevel = new TextLabel({}, TextLabel::Body, 18, QFont::DemiBold);
    m_heroWords = new TextLabel({}, TextLabel::Secondary, 12.5);
    m_machine = new TextLabel({}, TextLabel::Secondary, 12);
    for (TextLabel *label : {m_heroLevel, m_heroWords, m_machine}) {
        label->setWordWrap(true);
        words->addWidget(label);
    }
    row->addLayout(words, 1);
    m_column->addWidget(m_hero);
}

void IsolationPage::createPromises()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    const auto side = [row](TextLabel *&title, QVBoxLayout *&list) {
        auto *part = new QVBoxLayout;
        part->setSpacing(8);
        title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
        part->addWidget(title);
        list = new QVBoxLayout;
        list->setSpacing(6);
        part->addLayout(list);
        row->addLayout(part, 1);
        row->setAlignment(part, Qt::AlignTop);
    };
    side(m_promised, m_promises);
    side(m_notPromised, m_gaps);
    m_column->addLayout(row);
}

void IsolationPage::createRemedy()
{
    m_remedyCard = new Card;
    auto *row = new QHBoxLayout(m_remedyCard);
    row->setContentsMargins(14, 10, 10, 10);
    row->setSpacing(10);
    row->addWidget(new IconLabel(QStringLiteral("wrench"), IconRole::Secondary, 16), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    m_remedyTitle = new TextLabel({}, TextLabel::Body, 12.5, QFont::DemiBold);
    m_remedy = new TextLabel({}, TextLabel::Secondary, 12.5);
    m_remedy->setWordWrap(true);
    m_remedy->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addWidget(m_remedyTitle);
    words->addWidget(m_remedy);
    row->addLayout(words, 1);
    m_copy = toolButton(QStringLiteral("copy"), {});
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_remedy->text()); });
    row->addWidget(m_copy, 0, Qt::AlignTop);
    m_column->addWidget(m_remedyCard);
}

void IsolationPage::testAgain()
{
    m_testing = true;
    refresh();
    m_bridge->submit(command::TestIsolation{}, this, [this](const Result<CommandOutcome> &result) {
        m_testing = false;
        refresh();
        if (!result)
            Q_EMIT failed(QString::fromStdString(result.error().message));
    });
}

void IsolationPage::fillList(QVBoxLayout *list, const QStringList &sentences, const QString &icon, IconRole role)
{
    clear(list);
    for (const QString &sentence : sentences) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new IconLabel(icon, role, 15), 0, Qt::AlignTop);
        auto *text = new TextLabel(sentence, TextLabel::Body, 12.5);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        list->addLayout(row);
    }
}

void IsolationPage::fillProbes(QGridLayout *grid, const std::vector<IsolationProbe> &probes, bool walls)
{
    clear(grid);
    int line = 0;
    for (const IsolationProbe &probe : probes) {
        using Result = IsolationProbe::Result;
        const bool held = probe.result == Result::Held;
        const bool untested = probe.result == Result::NotTested;
        // A wall that is missing lowers the level; a probe that came through is a hole.
        const EnvState look = held ? EnvState::Running
            : untested             ? EnvState::Idle
            : walls                ? EnvState::Warm
                                   : EnvState::Error;
        const QString word = held ? (walls ? tr("engaged") : tr("held"))
            : untested            ? tr("not tested")
            : walls               ? tr("not engaged")
                                  : tr("broken");
        const QString icon = held ? QStringLiteral("circle-check")
            : untested            ? QStringLiteral("circle-slash")
            : walls               ? QStringLiteral("circle-alert")
                                  : QStringLiteral("triangle-alert");
        grid->addWidget(new IconLabel(icon, iconRole(look), 15), line, 0, Qt::AlignTop);
        auto *title = new TextLabel(displayText(coreText(probe.title), 160), TextLabel::Body, 12.5);
        title->setWordWrap(true);
        auto *state = new TextLabel(word,
                                    look == EnvState::Error      ? TextLabel::Error
                                        : look == EnvState::Warm ? TextLabel::Warning
                                                                 : TextLabel::Secondary,
                                    12);
        // Wrapped, not shortened: a tool tip would be out of the keyboard's reach.
        auto *detail = new TextLabel(displayText(coreText(probe.detail), 300), TextLabel::Secondary, 11.5);
        detail->setMono(true);
        detail->setWordWrap(true);
        title->setAccessibleName(tr("%1: %2").arg(title->text(), word));
        grid->addWidget(title, line, 1, Qt::AlignTop);
        grid->addWidget(state, line, 2, Qt::AlignTop);
        grid->addWidget(detail, line, 3, Qt::AlignTop);
        ++line;
    }
    if (probes.empty())
        grid->addWidget(new TextLabel(tr("Nothing is known yet."), TextLabel::Hint, 12.5), 0, 1);
    // The same columns in both lists, whatever words they hold.
    int widest = 0;
    for (const QString &word : {tr("held"), tr("broken"), tr("engaged"), tr("not engaged"), tr("not tested")})
        widest = std::max(widest, QFontMetrics(uiFont(12)).horizontalAdvance(word));
    grid->setColumnMinimumWidth(2, widest + 2);
    grid->setColumnStretch(1, 5);
    grid->setColumnStretch(3, 6);
}

void IsolationPage::refresh()
{
    const std::shared_ptr<const Snapshot> snapshot = m_bridge->snapshot();
    const std::shared_ptr<const IsolationReport> &report = snapshot->isolation;
    m_again->setText(m_testing ? tr("Testing…") : tr("Test again"));
    m_again->setAccessibleName(m_again->text());
    m_again->setEnabled(m_bridge->hasSession() && !m_testing);
    m_again->setToolTip(m_bridge->hasSession() ? tr("Tries the walls from inside, as at every start")
                                               : tr("Open a workspace first."));
    m_machine->setVisible(snapshot->memoryBudgetMb > 0);
    m_machine->setText(tr("This machine holds up to %1 environments and %2 MB for them; now %3 live with %4 MB.")
                           .arg(QLocale().toString(qlonglong(snapshot->environmentsMax)),
                                QLocale().toString(qlonglong(snapshot->memoryBudgetMb)),
                                QLocale().toString(qlonglong(snapshot->environmentsLive)),
                                QLocale().toString(qlonglong(snapshot->memoryReservedMb))));
    const int level = isolationLevelOf(*snapshot);
    const int state = m_bridge->hasSession() ? level : noSession;
    if (m_filled && report == m_shown && state == m_state)
        return;
    m_filled = true;
    m_shown = report;
    m_state = state;
    const EnvState look = isolationLook(level);
    m_hero->setState(look);
    m_heroIcon->setIcon(isolationIcon(level), iconRole(look));
    m_heroLevel->setText(isolationName(level));
    if (!report)
        m_heroWords->setText(m_bridge->hasSession()
                                 ? tr("The self-test has not ended yet.")
                                 : tr("Without an open workspace nothing runs and nothing is tested."));
    else
        m_heroWords->setText(QStringLiteral("%1 %2").arg(
            tr("Tested at %1.")
                .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMillis(report->tested)).time(),
                                        QStringLiteral("HH:mm:ss"))),
            meaningOf(level)));
    fillList(m_promises, level >= 0 ? isolationPromises(level) : QStringList{tr("Nothing yet.")},
             QStringLiteral("check"), IconRole::Running);
    fillList(m_gaps, level >= 0 ? isolationGaps(level) : QStringList{tr("Everything, until the self-test has ended.")},
             QStringLiteral("minus"), IconRole::Secondary);
    m_remedyCard->setVisible(report && !report->remedy.empty());
    if (report)
        m_remedy->setText(displayText(coreText(report->remedy), 600));
    fillProbes(m_probes, report ? report->probes : std::vector<IsolationProbe>(), false);
    fillProbes(m_walls, report ? report->walls : std::vector<IsolationProbe>(), true);
}

void IsolationPage::retranslate()
{
    m_title->setText(tr("Isolation of this machine"));
    setAccessibleName(m_title->text());
    m_back->setToolTip(tr("Back (Esc)"));
    m_back->setAccessibleName(tr("Back"));
    m_promised->setText(tr("Promised"));
    m_notPromised->setText(tr("Not promised"));
    m_remedyTitle->setText(tr("To reach the next level"));
    m_copy->setToolTip(tr("Copy the remedy"));
    m_copy->setAccessibleName(tr("Copy the remedy"));
    m_probesTitle->setText(tr("Self-test: what code inside tried"));
    m_wallsTitle->setText(tr("Walls"));
    m_filled = false;
    refresh();
}

void IsolationPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    Pane::keyPressEvent(event);
}

void IsolationPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace lambdarium
