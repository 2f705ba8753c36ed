// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QPalette>
#include <QScreen>
#include <QToolTip>
#include <QWidget>

// Resources of a static library are dropped by the linker unless someone names them.
static void initThemeResources()
{
    Q_INIT_RESOURCE(lambdarium_icons);
    Q_INIT_RESOURCE(lambdarium_fonts);
}

namespace lambdarium {

namespace {

constexpr char fontProperty[] = "lambdariumFontPx";
constexpr char weightProperty[] = "lambdariumFontWeight";
constexpr char heightProperty[] = "lambdariumHeight";
constexpr char widthProperty[] = "lambdariumWidth";

QPalette paletteOf(const Theme &t)
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor &normal, const QColor &disabled) {
        p.setColor(QPalette::All, role, normal);
        p.setColor(QPalette::Disabled, role, disabled);
    };
    const QColor faded = mix(t.text3, t.surface, 0.4);
    set(QPalette::Window, t.chrome, t.chrome);
    set(QPalette::WindowText, t.text, mix(t.text3, t.chrome, 0.4));
    set(QPalette::Base, t.surface, t.raised);
    set(QPalette::AlternateBase, t.raised, t.raised);
    set(QPalette::Text, t.text, faded);
    set(QPalette::Button, t.surface, t.raised);
    set(QPalette::ButtonText, t.text, faded);
    set(QPalette::Highlight, t.accent, t.borderStrong);
    set(QPalette::HighlightedText, t.onAccent, t.text3);
    set(QPalette::PlaceholderText, t.text3, t.text3);
    set(QPalette::ToolTipBase, t.raised, t.raised);
    set(QPalette::ToolTipText, t.text, t.text);
    set(QPalette::Link, t.accent, t.text3);
    set(QPalette::Mid, t.border, t.border);
    set(QPalette::Dark, t.borderStrong, t.borderStrong);
    set(QPalette::Light, t.surface, t.surface);
    set(QPalette::Midlight, t.raised, t.raised);
    set(QPalette::Shadow, t.shadow, t.shadow);
    return p;
}

void applyScaled(QWidget *widget)
{
    const QVariant px = widget->property(fontProperty);
    if (px.isValid()) {
        const int weight = widget->property(weightProperty).toInt();
        // Negative sizes mark the monospaced family.
        widget->setFont(px.toReal() < 0 ? monoFont(-px.toReal(), weight) : uiFont(px.toReal(), weight));
    }
    if (const QVariant height = widget->property(heightProperty); height.isValid())
        widget->setFixedHeight(dp(height.toReal()));
    if (const QVariant width = widget->property(widthProperty); width.isValid())
        widget->setFixedWidth(dp(width.toReal()));
}

QFont familyFont(const QString &family, qreal px, int weight)
{
    QFont font(family);
    font.setPixelSize(qMax(6, qRound(px * ThemeHub::instance().scale())));
    font.setWeight(static_cast<QFont::Weight>(weight));
    // Crisp under FreeType at 11-13 px; full hinting bends the letters.
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

} // namespace

ThemeHub::ThemeHub() : m_theme(makeTheme(ThemeKind::Light)) {}

ThemeHub &ThemeHub::instance()
{
    static ThemeHub hub;
    return hub;
}

void ThemeHub::apply(ThemeKind kind)
{
    m_theme = makeTheme(kind);
    const QPalette palette = paletteOf(m_theme);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    Q_EMIT changed();
    const auto topLevels = QApplication::topLevelWidgets();
    for (QWidget *widget : topLevels)
        widget->update();
}

void ThemeHub::setScale(qreal scale)
{
    scale = qBound(0.8, scale, 2.0);
    if (qFuzzyCompare(scale, m_scale))
        return;
    m_scale = scale;
    QApplication::setFont(uiFont(13));
    QToolTip::setFont(uiFont(12));
    const auto widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        applyScaled(widget);
        widget->updateGeometry();
    }
    Q_EMIT changed();
}

void ThemeHub::setReducedMotion(bool reduced)
{
    if (m_reducedMotion == reduced)
        return;
    m_reducedMotion = reduced;
    Q_EMIT changed();
}

ThemeKind ThemeHub::systemKind()
{
    // Qt 6.4 has no colour scheme hint; the lightness of the palette the platform gave us is the best sign.
    static const bool dark = QPalette().color(QPalette::Window).lightnessF() < 0.5;
    return dark ? ThemeKind::Dark : ThemeKind::Light;
}

void loadFonts()
{
    initThemeResources();
    static bool loaded = false;
    if (loaded)
        return;
    loaded = true;
    for (const char *file :
         {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf", "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Medium.ttf", "JetBrainsMono-SemiBold.ttf", "JetBrainsMono-Bold.ttf"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QString::fromLatin1(file));
}

void installTheme(QApplication &, ThemeKind kind)
{
    loadFonts();
    ThemeHub::systemKind();
    QApplication::setStyle(new WbStyle);
    QApplication::setFont(uiFont(13));
    QToolTip::setFont(uiFont(12));
    ThemeHub::instance().apply(kind);
}

int dp(qreal px) { return qRound(px * ThemeHub::instance().scale()); }

QFont uiFont(qreal px, int weight)
{
    QFont font = familyFont(QStringLiteral("Inter"), px, weight);
    if (px >= 18)
        font.setLetterSpacing(QFont::PercentageSpacing, 98);
    return font;
}

QFont monoFont(qreal px, int weight)
{
    QFont font = familyFont(QStringLiteral("JetBrains Mono"), px, weight);
    font.setFixedPitch(true);
    return font;
}

QFont sciFont(qreal px, int weight, bool mono)
{
    QFont font = mono ? monoFont(px, weight) : uiFont(px, weight);
    const QScreen *screen = QGuiApplication::primaryScreen();
    const qreal dpi = screen ? screen->logicalDotsPerInchY() : 96.0;
    font.setPointSizeF(px * ThemeHub::instance().scale() * 72.0 / dpi);
    return font;
}

void setUiFont(QWidget *widget, qreal px, int weight)
{
    widget->setProperty(fontProperty, px);
    widget->setProperty(weightProperty, weight);
    applyScaled(widget);
}

void setMonoFont(QWidget *widget, qreal px, int weight) { setUiFont(widget, -px, weight); }

void setScaledHeight(QWidget *widget, int px)
{
    widget->setProperty(heightProperty, px);
    applyScaled(widget);
}

void setScaledWidth(QWidget *widget, int px)
{
    widget->setProperty(widthProperty, px);
    applyScaled(widget);
}

void drawShadow(QPainter *painter, const QRectF &rect, qreal radius, int spread, qreal strength)
{
    const Theme &t = th();
    if (t.contrast)
        return;
    painter->save();
    painter->setPen(Qt::NoPen);
    const qreal base = (t.dark ? 0.30 : 0.07) * strength;
    for (int i = spread; i > 0; i -= 2) {
        QColor colour = t.shadow;
        colour.setAlphaF(static_cast<float>(base * (1.0 - qreal(i) / (spread + 1)) * 0.5));
        painter->setBrush(colour);
        painter->drawRoundedRect(rect.adjusted(-i * 0.7, -i * 0.5 + 2, i * 0.7, i * 0.8 + 2), radius + i * 0.7,
                                 radius + i * 0.7);
    }
    painter->restore();
}

} // namespace lambdarium
