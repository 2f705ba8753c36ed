// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

#include <memory>
#include <vector>

class QApplication;

namespace lambdarium {

class Preferences;

/// Keeps the application's style, theme, scale and translators in step with the preferences. Made by the
/// application right after QApplication; must outlive the window. GUI thread.
class Appearance : public QObject
{
    Q_OBJECT

public:
    Appearance(QApplication &application, Preferences &preferences);
    ~Appearance() override;

private:
    void applyTheme();
    void applyLanguage();

    Preferences &m_preferences;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace lambdarium
