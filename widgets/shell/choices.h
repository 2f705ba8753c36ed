// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCheckBox;
class QComboBox;

namespace lambdarium {

class Preferences;

/// Controls bound to preferences both ways; Welcome and Settings share them. They retranslate themselves.
void bindLanguage(QComboBox *combo, Preferences *preferences);
void bindTheme(QComboBox *combo, Preferences *preferences);
void bindMotion(QCheckBox *box, Preferences *preferences);
void bindProfile(QComboBox *combo, Preferences *preferences);
void bindScale(QComboBox *combo, Preferences *preferences);

} // namespace lambdarium
