// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/settingspage.h"

#include "widgets/shell/actions.h"
#include "widgets/shell/choices.h"
#include "widgets/shell/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lambdarium {

SettingsPage::SettingsPage(Preferences *preferences, Actions *actions, QWidget *session, QWidget *parent)
    : Pane(Surface, NoEdge, parent), m_actions(actions)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    outer->addWidget(scroll);
    auto *page = new QWidget;
    scroll->setWidget(page);
    page->setAutoFillBackground(false); // setWidget() turned it on
    auto *centre = new QHBoxLayout(page);
    centre->setContentsMargins(32, 28, 32, 32);
    auto *box = new QWidget;
    box->setMaximumWidth(820);
    centre->addWidget(box, 100);
    centre->addStretch(1);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    m_title = new TextLabel({}, TextLabel::Body, 18, QFont::DemiBold);
    column->addWidget(m_title);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(14);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    m_language = new QComboBox;
    m_theme = new QComboBox;
    m_scale = new QComboBox;
    m_motion = new QCheckBox;
    m_profile = new QComboBox;
    addRow(m_languageLabel, m_languageHint, m_language);
    addRow(m_themeLabel, m_themeHint, m_theme);
    addRow(m_scaleLabel, m_scaleHint, m_scale);
    addRow(m_motionLabel, m_motionHint, m_motion);
    addRow(m_profileLabel, m_profileHint, m_profile);
    bindLanguage(m_language, preferences);
    bindTheme(m_theme, preferences);
    bindScale(m_scale, preferences);
    bindMotion(m_motion, preferences);
    bindProfile(m_profile, preferences);
    column->addSpacing(10);
    if (session)
        column->addWidget(session);
    column->addWidget(new Separator);
    column->addSpacing(6);
    m_keysTitle = new TextLabel({}, TextLabel::Body, 15, QFont::DemiBold);
    column->addWidget(m_keysTitle);
    m_keys = new QGridLayout;
    m_keys->setHorizontalSpacing(24);
    m_keys->setVerticalSpacing(8);
    column->addLayout(m_keys);
    column->addStretch();
    retranslate();
    connect(m_actions, &Actions::textsChanged, this, &SettingsPage::fillKeys);
}

void SettingsPage::addRow(TextLabel *&label, TextLabel *&hint, QWidget *control)
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

void SettingsPage::fillKeys()
{
    while (QLayoutItem *item = m_keys->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QList<QAction *> shown;
    const QList<QAction *> all = m_actions->all();
    for (QAction *action : all)
        if (!m_actions->keyText(action).isEmpty())
            shown.append(action);
    const int rows = static_cast<int>(shown.size() + 1) / 2;
    for (int i = 0; i < shown.size(); ++i) {
        const int column = i / rows * 2;
        auto *name = new TextLabel(shown.at(i)->text(), TextLabel::Secondary, 12.5);
        name->setElided(true);
        auto *key = new TextLabel(m_actions->keyText(shown.at(i)), TextLabel::Body, 12, QFont::Medium);
        key->setMono(true);
        m_keys->addWidget(name, i % rows, column);
        m_keys->addWidget(key, i % rows, column + 1);
    }
    m_keys->setColumnStretch(0, 1);
    m_keys->setColumnStretch(2, 1);
}

void SettingsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

void SettingsPage::retranslate()
{
    m_title->setText(tr("Settings"));
    m_languageLabel->setText(tr("Language"));
    m_languageHint->setText(tr("Switches at once; logs and AWS messages stay as they are written."));
    m_themeLabel->setText(tr("Appearance"));
    m_themeHint->setText(tr("Light, dark or high contrast."));
    m_scaleLabel->setText(tr("Size of text and controls"));
    m_scaleHint->setText(tr("Apart from the zoom of code and canvas."));
    m_motionLabel->setText(tr("Reduce motion"));
    m_motionHint->setText(tr("No moving messages; a wire shows its rate instead."));
    m_profileLabel->setText(tr("Limits"));
    m_profileHint->setText(tr("The ranges that memory, timeout and concurrency are checked against."));
    m_keysTitle->setText(tr("Keys"));
    const std::pair<QWidget *, TextLabel *> named[] = {{m_language, m_languageLabel},
                                                       {m_theme, m_themeLabel},
                                                       {m_scale, m_scaleLabel},
                                                       {m_motion, m_motionLabel},
                                                       {m_profile, m_profileLabel}};
    for (const auto &[control, label] : named)
        control->setAccessibleName(label->text());
    fillKeys();
}

} // namespace lambdarium
