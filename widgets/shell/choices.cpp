// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/choices.h"

#include "widgets/shell/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>

#include <functional>

namespace lambdarium {

namespace {

QString text(const char *source) { return QCoreApplication::translate("Choices", source); }

// Fills again when the language changes, keeping the choice.
class Refill : public QObject
{
public:
    Refill(QWidget *target, std::function<void()> fill) : QObject(target), m_fill(std::move(fill))
    {
        target->installEventFilter(this);
        m_fill();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            m_fill();
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_fill;
};

using Items = QList<std::pair<QString, QVariant>>;

void bindCombo(QComboBox *combo, std::function<Items()> items, std::function<QVariant()> current)
{
    combo->setFocusPolicy(Qt::StrongFocus);
    new Refill(combo, [combo, items = std::move(items), current = std::move(current)] {
        const QSignalBlocker blocker(combo);
        combo->clear();
        const Items all = items();
        for (const auto &[label, value] : all)
            combo->addItem(label, value);
        combo->setCurrentIndex(combo->findData(current()));
    });
}

void select(QComboBox *combo, const QVariant &value)
{
    const QSignalBlocker blocker(combo);
    combo->setCurrentIndex(combo->findData(value));
}

} // namespace

void bindLanguage(QComboBox *combo, Preferences *preferences)
{
    // Names of languages are never translated: their speakers must find them.
    bindCombo(
        combo,
        [] {
            return Items{{QStringLiteral("English"), QStringLiteral("en")},
                         {QStringLiteral("Português (Brasil)"), QStringLiteral("pt_BR")}};
        },
        [preferences] { return QVariant(preferences->language()); });
    QObject::connect(combo, &QComboBox::activated, preferences,
                     [combo, preferences] { preferences->setLanguage(combo->currentData().toString()); });
    QObject::connect(preferences, &Preferences::languageChanged, combo,
                     [combo, preferences] { select(combo, preferences->language()); });
}

void bindTheme(QComboBox *combo, Preferences *preferences)
{
    bindCombo(
        combo,
        [] {
            const auto item = [](const char *name, ThemeChoice choice) {
                return std::pair<QString, QVariant>{text(name), static_cast<int>(choice)};
            };
            return Items{item(QT_TRANSLATE_NOOP("Choices", "Follow system"), ThemeChoice::System),
                         item(QT_TRANSLATE_NOOP("Choices", "Light"), ThemeChoice::Light),
                         item(QT_TRANSLATE_NOOP("Choices", "Dark"), ThemeChoice::Dark),
                         item(QT_TRANSLATE_NOOP("Choices", "High contrast, light"), ThemeChoice::ContrastLight),
                         item(QT_TRANSLATE_NOOP("Choices", "High contrast, dark"), ThemeChoice::ContrastDark)};
        },
        [preferences] { return QVariant(static_cast<int>(preferences->theme())); });
    QObject::connect(combo, &QComboBox::activated, preferences, [combo, preferences] {
        preferences->setTheme(static_cast<ThemeChoice>(combo->currentData().toInt()));
    });
    QObject::connect(preferences, &Preferences::themeChanged, combo,
                     [combo, preferences] { select(combo, static_cast<int>(preferences->theme())); });
}

void bindMotion(QCheckBox *box, Preferences *preferences)
{
    box->setChecked(preferences->reduceMotion());
    QObject::connect(box, &QCheckBox::toggled, preferences, &Preferences::setReduceMotion);
    QObject::connect(preferences, &Preferences::motionChanged, box,
                     [box, preferences] { box->setChecked(preferences->reduceMotion()); });
}

void bindProfile(QComboBox *combo, Preferences *preferences)
{
    bindCombo(
        combo,
        [] {
            return Items{{text(QT_TRANSLATE_NOOP("Choices", "Current: memory 128 to 10240 MB")), 0},
                         {text(QT_TRANSLATE_NOOP("Choices", "Classic (2019): memory 128 to 3008 MB by 64")), 1}};
        },
        [preferences] { return QVariant(preferences->limitsProfile() == LimitsProfileName::Classic ? 1 : 0); });
    QObject::connect(combo, &QComboBox::activated, preferences, [combo, preferences] {
        preferences->setLimitsProfile(combo->currentData().toInt() ? LimitsProfileName::Classic
                                                                   : LimitsProfileName::Current);
    });
}

void bindScale(QComboBox *combo, Preferences *preferences)
{
    bindCombo(
        combo,
        [] {
            Items items;
            for (const int percent : {80, 90, 100, 110, 125, 150, 175, 200})
                items.append({QStringLiteral("%1 %").arg(percent), percent});
            return items;
        },
        [preferences] { return QVariant(qRound(preferences->scale() * 100)); });
    QObject::connect(combo, &QComboBox::activated, preferences,
                     [combo, preferences] { preferences->setScale(combo->currentData().toInt() / 100.0); });
    QObject::connect(preferences, &Preferences::scaleChanged, combo,
                     [combo, preferences] { select(combo, qRound(preferences->scale() * 100)); });
}

} // namespace lambdarium
