// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/preferences.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonArray>
#include <QLocale>
#include <QSaveFile>
#include <QStandardPaths>

#include <array>

namespace lambdarium {

namespace {

constexpr int recentMax = 10;
// In the order of ThemeChoice.
constexpr std::array<const char *, 5> themeNames = {"system", "light", "dark", "contrast-light", "contrast-dark"};

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::Portuguese ? QStringLiteral("pt_BR") : QStringLiteral("en");
}

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

Preferences::Preferences(QString path, QObject *parent)
    : QObject(parent), m_path(std::move(path)), m_language(systemLanguage())
{
    load();
}

QString Preferences::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/lambdarium/config.json");
}

void Preferences::load()
{
    const QJsonObject o = readObject(m_path);
    const QString theme = o.value(QStringLiteral("theme")).toString();
    for (std::size_t i = 0; i < themeNames.size(); ++i)
        if (theme == QLatin1String(themeNames[i]))
            m_theme = static_cast<ThemeChoice>(i);
    const QString language = o.value(QStringLiteral("language")).toString();
    if (language == QStringLiteral("en") || language == QStringLiteral("pt_BR"))
        m_language = language;
    m_scale = qBound(0.8, o.value(QStringLiteral("scale")).toDouble(1.0), 2.0);
    m_reduceMotion = o.value(QStringLiteral("reduceMotion")).toBool();
    if (o.value(QStringLiteral("limitsProfile")).toString() == QStringLiteral("classic"))
        m_profile = LimitsProfileName::Classic;
    const QJsonArray recent = o.value(QStringLiteral("recent")).toArray();
    for (const QJsonValue &folder : recent)
        if (folder.isString() && m_recent.size() < recentMax)
            m_recent.append(folder.toString());
    const QJsonObject layouts = o.value(QStringLiteral("layouts")).toObject();
    for (auto it = layouts.begin(); it != layouts.end(); ++it)
        m_layouts[it.key()] = QByteArray::fromBase64(it.value().toString().toLatin1());
}

void Preferences::save() const
{
    if (m_path.isEmpty())
        return;
    QJsonObject o = readObject(m_path);
    o.insert(QStringLiteral("theme"),
             QLatin1String(themeNames[static_cast<std::size_t>(m_storedTheme.value_or(m_theme))]));
    o.insert(QStringLiteral("language"), m_storedLanguage.value_or(m_language));
    o.insert(QStringLiteral("scale"), m_scale);
    o.insert(QStringLiteral("reduceMotion"), m_reduceMotion);
    o.insert(QStringLiteral("limitsProfile"),
             m_profile == LimitsProfileName::Classic ? QStringLiteral("classic") : QStringLiteral("current"));
    o.insert(QStringLiteral("recent"), QJsonArray::fromStringList(m_recent));
    QJsonObject layouts;
    for (const auto &[name, state] : m_layouts)
        layouts.insert(name, QString::fromLatin1(state.toBase64()));
    o.insert(QStringLiteral("layouts"), layouts);
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    // Preferences that cannot be written are lost at exit; that must never stop the work.
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(o).toJson()) >= 0)
        file.commit();
}

ThemeKind Preferences::themeKind() const
{
    switch (m_theme) {
    case ThemeChoice::System: break;
    case ThemeChoice::Light: return ThemeKind::Light;
    case ThemeChoice::Dark: return ThemeKind::Dark;
    case ThemeChoice::ContrastLight: return ThemeKind::ContrastLight;
    case ThemeChoice::ContrastDark: return ThemeKind::ContrastDark;
    }
    return ThemeHub::systemKind();
}

void Preferences::overrideForThisRun(std::optional<ThemeChoice> theme, const QString &language)
{
    if (theme) {
        m_storedTheme = m_theme;
        m_theme = *theme;
        Q_EMIT themeChanged();
    }
    if (!language.isEmpty()) {
        m_storedLanguage = m_language;
        m_language = language;
        Q_EMIT languageChanged();
    }
}

void Preferences::setTheme(ThemeChoice theme)
{
    if (m_theme == theme && !m_storedTheme)
        return;
    m_storedTheme.reset();
    m_theme = theme;
    save();
    Q_EMIT themeChanged();
}

void Preferences::setLanguage(const QString &language)
{
    if (m_language == language && !m_storedLanguage)
        return;
    m_storedLanguage.reset();
    m_language = language;
    save();
    Q_EMIT languageChanged();
}

void Preferences::setScale(qreal scale)
{
    scale = qBound(0.8, scale, 2.0);
    if (qFuzzyCompare(m_scale, scale))
        return;
    m_scale = scale;
    save();
    Q_EMIT scaleChanged();
}

void Preferences::setReduceMotion(bool reduce)
{
    if (m_reduceMotion == reduce)
        return;
    m_reduceMotion = reduce;
    save();
    Q_EMIT motionChanged();
}

LimitsProfile Preferences::limits() const
{
    return m_profile == LimitsProfileName::Classic ? LimitsProfile::classic() : LimitsProfile::current();
}

void Preferences::setLimitsProfile(LimitsProfileName profile)
{
    if (m_profile == profile)
        return;
    m_profile = profile;
    save();
    Q_EMIT limitsChanged();
}

void Preferences::addRecent(const QString &folder)
{
    m_recent.removeAll(folder);
    m_recent.prepend(folder);
    while (m_recent.size() > recentMax)
        m_recent.removeLast();
    save();
    Q_EMIT recentChanged();
}

QByteArray Preferences::layout(const QString &name) const
{
    const auto found = m_layouts.find(name);
    return found == m_layouts.end() ? QByteArray() : found->second;
}

void Preferences::setLayout(const QString &name, const QByteArray &state)
{
    if (layout(name) == state)
        return;
    m_layouts[name] = state;
    save();
}

} // namespace lambdarium
