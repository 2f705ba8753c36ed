// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/statusbar.h"

#include "widgets/document/coretext.h"
#include "widgets/bridge/environmentwords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace lambdarium {

StatusBar::StatusBar(QWidget *parent) : Pane(Chrome, Top, parent)
{
    setScaledHeight(this, 28);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(18);
    const auto label = [row](int stretch) {
        auto *text = new TextLabel({}, TextLabel::Secondary, 11.5);
        text->setElided(true);
        row->addWidget(text, stretch);
        return text;
    };
    m_saved = label(0);
    m_runtimes = label(0);
    row->addStretch(1);
    m_problems = toolButton({}, {}, this, QStringLiteral(" "));
    setUiFont(m_problems, 11.5);
    setScaledHeight(m_problems, 24);
    connect(m_problems, &QToolButton::clicked, this, &StatusBar::problemsClicked);
    row->addWidget(m_problems);
    m_account = label(0);
    m_endpoint = label(0);
    m_isolation = new Chip({}, QStringLiteral("shield"));
    m_isolation->setObjectName(QStringLiteral("isolation.badge"));
    m_isolation->setInteractive();
    connect(m_isolation, &Chip::clicked, this, &StatusBar::isolationClicked);
    row->addWidget(m_isolation);
    m_caret = label(0);
    m_caret->setMono(true);
    m_caret->setElided(false);
    retranslate();
}

void StatusBar::setSaveState(SaveState state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    retranslate();
}

void StatusBar::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    retranslate();
}

void StatusBar::setSessionProblem(const QString &problem)
{
    m_sessionProblem = problem;
    retranslate();
}

void StatusBar::setProblems(int errors, int warnings)
{
    m_errors = errors;
    m_warnings = warnings;
    retranslate();
}

void StatusBar::setCursor(int line, int column)
{
    m_line = line;
    m_column = column;
    m_caret->setText(tr("Ln %1, Col %2").arg(line).arg(column));
}

void StatusBar::clearCursor()
{
    m_line = 0;
    m_caret->clear();
}

QString StatusBar::runtimesText() const
{
    QStringList ready;
    for (const RuntimeView &runtime : m_snapshot.runtimes)
        if (!runtime.version.empty())
            ready.append(QString::fromStdString(runtime.family + " " + runtime.version));
    if (m_snapshot.runtimes.empty())
        return {};
    if (ready.isEmpty())
        return tr("No runtime found");
    return tr("%n runtime(s) ready: %1", nullptr, static_cast<int>(ready.size())).arg(ready.join(QStringLiteral(", ")));
}

QString StatusBar::endpointText() const
{
    if (!m_sessionProblem.isEmpty())
        return coreText(m_sessionProblem);
    if (!m_snapshot.endpointProblem.empty())
        return coreText(m_snapshot.endpointProblem);
    return m_snapshot.port ? QStringLiteral("127.0.0.1:%1").arg(m_snapshot.port) : tr("Offline, all local");
}

void StatusBar::retranslate()
{
    const QString saved[] = {QString(), tr("Saved"), tr("Saving…"), tr("Not saved")};
    m_saved->setText(saved[static_cast<int>(m_state)]);
    m_saved->setRole(m_state == SaveState::Failed ? TextLabel::Error : TextLabel::Secondary);
    m_saved->setToolTip(m_reason);
    m_saved->setVisible(m_state != SaveState::Nothing);
    m_runtimes->setText(runtimesText());
    QStringList found;
    if (m_errors)
        found.append(tr("%n error(s)", nullptr, m_errors));
    if (m_warnings)
        found.append(tr("%n warning(s)", nullptr, m_warnings));
    const QString problems = found.isEmpty() ? tr("No problems") : found.join(QStringLiteral(", "));
    m_problems->setText(problems);
    m_problems->setToolTip(tr("Next problem (F8)"));
    m_problems->setAccessibleName(problems);
    m_problems->setVisible(m_state != SaveState::Nothing);
    const bool live = m_snapshot.port != 0 || m_snapshot.lastSequence != 0 || !m_snapshot.runtimes.empty();
    m_account->setText(live ? tr("Account %1/%2")
                                  .arg(QLocale().toString(static_cast<qlonglong>(m_snapshot.accountInUse)),
                                       QLocale().toString(static_cast<qlonglong>(m_snapshot.accountLimit)))
                            : QString());
    m_account->setToolTip(tr("Invocations running now, of the account's concurrency limit"));
    m_endpoint->setText(endpointText());
    const bool faulty = !m_sessionProblem.isEmpty() || !m_snapshot.endpointProblem.empty();
    m_endpoint->setRole(faulty ? TextLabel::Warning : TextLabel::Secondary);
    showIsolation(live);
    if (m_line > 0)
        setCursor(m_line, m_column);
}

void StatusBar::showIsolation(bool live)
{
    const int level = isolationLevelOf(m_snapshot);
    const QString text = isolationName(level);
    m_isolation->setContent(text);
    m_isolation->setAccessibleName(tr("Isolation: %1").arg(text));
    m_isolation->setIconName(isolationIcon(level));
    if (level < 0)
        m_isolation->setNeutral();
    else
        m_isolation->setState(isolationLook(level));
    const QStringList promises = isolationPromises(level);
    const QString note = m_snapshot.isolation ? promises.value(0) : tr("The self-test has not ended yet.");
    m_isolation->setToolTip(tr("Isolation of this machine: %1\n%2").arg(text, note));
    m_isolation->setVisible(live || level >= 0);
}

void StatusBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace lambdarium
