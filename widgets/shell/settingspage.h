// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/controls.h"

class QCheckBox;
class QComboBox;
class QGridLayout;

namespace lambdarium {

class Actions;
class Preferences;

/// Settings: language, appearance, size, motion, limits; the list of keys below. Every change is applied at once.
class SettingsPage : public Pane
{
    Q_OBJECT

public:
    /// session: what belongs to the open workspace, shown above the keys; the page owns it. May be null.
    SettingsPage(Preferences *preferences, Actions *actions, QWidget *session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addRow(TextLabel *&label, TextLabel *&hint, QWidget *control);
    void fillKeys();
    void retranslate();

    Actions *m_actions;
    QGridLayout *m_grid;
    QGridLayout *m_keys;
    TextLabel *m_title;
    TextLabel *m_keysTitle;
    TextLabel *m_languageLabel;
    TextLabel *m_languageHint;
    TextLabel *m_themeLabel;
    TextLabel *m_themeHint;
    TextLabel *m_scaleLabel;
    TextLabel *m_scaleHint;
    TextLabel *m_motionLabel;
    TextLabel *m_motionHint;
    TextLabel *m_profileLabel;
    TextLabel *m_profileHint;
    QComboBox *m_language;
    QComboBox *m_theme;
    QComboBox *m_scale;
    QCheckBox *m_motion;
    QComboBox *m_profile;
};

} // namespace lambdarium
