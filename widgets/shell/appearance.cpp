// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/appearance.h"

#include "widgets/shell/preferences.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QLocale>

namespace lambdarium {

Appearance::Appearance(QApplication &application, Preferences &preferences) : m_preferences(preferences)
{
    ThemeHub &hub = ThemeHub::instance();
    installTheme(application, preferences.themeKind());
    hub.setScale(preferences.scale());
    hub.setReducedMotion(preferences.reduceMotion());
    applyLanguage();
    connect(&preferences, &Preferences::themeChanged, this, &Appearance::applyTheme);
    connect(&preferences, &Preferences::languageChanged, this, &Appearance::applyLanguage);
    connect(&preferences, &Preferences::scaleChanged, this, [this, &hub] { hub.setScale(m_preferences.scale()); });
    connect(&preferences, &Preferences::motionChanged, this,
            [this, &hub] { hub.setReducedMotion(m_preferences.reduceMotion()); });
}

Appearance::~Appearance()
{
    for (const auto &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
}

void Appearance::applyTheme() { ThemeHub::instance().apply(m_preferences.themeKind()); }

void Appearance::applyLanguage()
{
    for (const auto &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();
    const QString language = m_preferences.language();
    QLocale::setDefault(QLocale(language));
    // Our own file last: translators are asked newest first. QScintilla names its file in lower case.
    for (const QString &name :
         {QStringLiteral("qtbase_%1").arg(language), QStringLiteral("qscintilla_%1").arg(language.toLower()),
          QStringLiteral("lambdarium_%1").arg(language)}) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(QStringLiteral(":/i18n/%1.qm").arg(name))
            && QCoreApplication::installTranslator(translator.get()))
            m_translators.push_back(std::move(translator));
    }
}

} // namespace lambdarium
