// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/limits.h"
#include "widgets/theme/theme.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace lambdarium {

enum class ThemeChoice { System, Light, Dark, ContrastLight, ContrastDark };

/// What the user chose, in config.json. GUI thread; made by the application before the window and outliving it.
/// A file that cannot be read gives the defaults; unknown members survive a save.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// An empty path keeps everything in memory: screenshots and tests.
    explicit Preferences(QString path, QObject *parent = nullptr);
    /// $XDG_CONFIG_HOME/lambdarium/config.json
    static QString defaultPath();

    ThemeChoice theme() const { return m_theme; }
    ThemeKind themeKind() const;
    void setTheme(ThemeChoice theme);
    /// "en" or "pt_BR".
    QString language() const { return m_language; }
    void setLanguage(const QString &language);
    /// What the command line asked for: counts for this run and is not stored, until the user chooses otherwise.
    void overrideForThisRun(std::optional<ThemeChoice> theme, const QString &language);
    /// 0.8 to 2.0
    qreal scale() const { return m_scale; }
    void setScale(qreal scale);
    bool reduceMotion() const { return m_reduceMotion; }
    void setReduceMotion(bool reduce);
    LimitsProfileName limitsProfile() const { return m_profile; }
    LimitsProfile limits() const;
    void setLimitsProfile(LimitsProfileName profile);
    /// Newest first, at most 10, existing or not.
    QStringList recent() const { return m_recent; }
    void addRecent(const QString &folder);
    /// Window geometry and splitter states by name.
    QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &state);

Q_SIGNALS:
    void themeChanged();
    void languageChanged();
    void scaleChanged();
    void motionChanged();
    void limitsChanged();
    void recentChanged();

private:
    void load();
    void save() const;

    QString m_path;
    ThemeChoice m_theme = ThemeChoice::System;
    QString m_language;
    std::optional<ThemeChoice> m_storedTheme; ///< while the command line's counts
    std::optional<QString> m_storedLanguage;
    qreal m_scale = 1.0;
    bool m_reduceMotion = false;
    LimitsProfileName m_profile = LimitsProfileName::Current;
    QStringList m_recent;
    std::map<QString, QByteArray> m_layouts;
};

} // namespace lambdarium
