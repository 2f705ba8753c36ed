// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/sessionsettings.h"

#include "widgets/bridge/environmentwords.h"
#include "widgets/theme/controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lambdarium {

SessionSettings::SessionSettings(SessionBridge *bridge, QWidget *parent) : QWidget(parent), m_bridge(bridge)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(new Separator);
    m_title = new TextLabel({}, TextLabel::Body, 15, QFont::DemiBold);
    column->addWidget(m_title);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(14);
    // Halves, as the settings above: the fields of both stand in one column.
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    m_trust = new QComboBox;
    m_trust->setObjectName(QStringLiteral("settings.trust"));
    m_trust->setFocusPolicy(Qt::StrongFocus);
    m_strict = new QCheckBox;
    m_strict->setObjectName(QStringLiteral("settings.strict"));
    m_simulated = new QCheckBox;
    m_simulated->setObjectName(QStringLiteral("settings.simulated"));
    addRow(m_trustLabel, m_trustHint, m_trust);
    addRow(m_strictLabel, m_strictHint, m_strict);
    addRow(m_simulatedLabel, m_simulatedHint, m_simulated);
    connect(m_trust, &QComboBox::activated, this,
            [this](int index) { Q_EMIT trustChosen(static_cast<Trust>(m_trust->itemData(index).toInt())); });
    const auto coldStart = [this] { Q_EMIT coldStartChosen(m_strict->isChecked(), m_simulated->isChecked()); };
    connect(m_strict, &QCheckBox::clicked, this, coldStart);
    connect(m_simulated, &QCheckBox::clicked, this, coldStart);
    connect(bridge, &SessionBridge::snapshotChanged, this, &SessionSettings::refresh);
    connect(bridge, &SessionBridge::sessionChanged, this, &SessionSettings::refresh);
    retranslate();
}

void SessionSettings::addRow(TextLabel *&label, TextLabel *&hint, QWidget *control)
{
    label = new TextLabel({}, TextLabel::Body, 13, QFont::Medium);
    hint = new TextLabel({}, TextLabel::Hint, 12);
    hint->setWordWrap(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(label);
    texts->addWidget(hint);
    const int row = m_grid->rowCount();
    m_grid->addLayout(texts, row, 0);
    m_grid->addWidget(control, row, 1, Qt::AlignVCenter);
    label->setBuddy(control);
}

void SessionSettings::refresh()
{
    const Snapshot &now = *m_bridge->snapshot();
    const bool session = m_bridge->hasSession();
    setVisible(session);
    const QSignalBlocker quiet(m_trust);
    m_trust->setCurrentIndex(m_trust->findData(static_cast<int>(now.trust)));
    m_trustHint->setText(trustMeaning(now.trust));
    m_strict->setChecked(now.strictColdStart);
    m_simulated->setChecked(now.simulatedColdStart);
}

void SessionSettings::retranslate()
{
    m_title->setText(tr("This workspace"));
    m_trustLabel->setText(tr("Trust"));
    m_strictLabel->setText(tr("Strict cold starts"));
    m_strictHint->setText(tr("Each environment starts its interpreter anew instead of copying a warm one: slower, and "
                             "nothing is shared."));
    m_simulatedLabel->setText(tr("Realistic cold-start time (simulated)"));
    m_simulatedHint->setText(tr("Adds the time that package size and runtime cost in the cloud. Marked as simulated "
                                "wherever it shows; only for this session."));
    const QSignalBlocker quiet(m_trust);
    m_trust->clear();
    for (const Trust trust : {Trust::Restricted, Trust::Isolated, Trust::Trusted})
        m_trust->addItem(trustName(trust), static_cast<int>(trust));
    const std::pair<QWidget *, TextLabel *> named[] = {
        {m_trust, m_trustLabel}, {m_strict, m_strictLabel}, {m_simulated, m_simulatedLabel}};
    for (const auto &[control, label] : named)
        control->setAccessibleName(label->text());
    refresh();
}

void SessionSettings::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lambdarium
