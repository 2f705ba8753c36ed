// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <cmath>

namespace lambdarium {

namespace {

QColor rgb(QRgb value) { return QColor::fromRgb(value); }

Theme lightTheme()
{
    Theme t;
    t.chrome = rgb(0xECEEF1);
    t.surface = rgb(0xFFFFFF);
    t.raised = rgb(0xF6F7F9);
    t.canvas = rgb(0xF4F5F7);
    t.grid = rgb(0xD5D9DF);
    t.border = rgb(0xDDE1E6);
    t.borderStrong = rgb(0xC2C8D1);
    t.control = rgb(0x858E9B);
    t.wire = rgb(0x808B9A);
    t.text = rgb(0x14181E);
    t.text2 = rgb(0x434C58);
    t.text3 = rgb(0x5F6977);
    t.accent = rgb(0x1B5FD9);
    t.onAccent = rgb(0xFFFFFF);
    t.sel = rgb(0xDCE8FC);
    t.hover = QColor(20, 24, 30, 14);
    t.shadow = QColor(22, 30, 44);
    t.caretLine = rgb(0xF3F6FB);
    t.breakpoint = rgb(0xD1242F);
    t.states = {rgb(0x0A8AD0), rgb(0xA87A00), rgb(0x17815F), rgb(0xD43F9A),
                rgb(0x9E2A08), rgb(0x3A34A8), rgb(0x7A8492)};
    t.series = {t.accent, rgb(0x0F766E), rgb(0x7A6234), rgb(0x64748B)};
    t.keyword = rgb(0x7A3E9D);
    t.string = rgb(0x1F6F43);
    t.number = rgb(0xA64B00);
    t.comment = rgb(0x68727F);
    t.function = rgb(0x1B5FD9);
    t.type = rgb(0x935600);
    t.operators = rgb(0x434C58);
    t.decorator = rgb(0xA4286A);
    return t;
}

Theme darkTheme()
{
    Theme t;
    t.dark = true;
    t.chrome = rgb(0x13161B);
    t.surface = rgb(0x1A1E25);
    t.raised = rgb(0x222730);
    t.canvas = rgb(0x101318);
    t.grid = rgb(0x272D37);
    t.border = rgb(0x2A303A);
    t.borderStrong = rgb(0x404957);
    t.control = rgb(0x6A7587);
    t.wire = rgb(0x667284);
    t.text = rgb(0xE8EBF0);
    t.text2 = rgb(0xB5BDC9);
    t.text3 = rgb(0x8D96A5);
    t.accent = rgb(0x6AA5FF);
    t.onAccent = rgb(0x0B1524);
    t.sel = rgb(0x24385A);
    t.hover = QColor(255, 255, 255, 16);
    t.shadow = QColor(0, 0, 0);
    t.caretLine = rgb(0x212733);
    t.breakpoint = rgb(0xFF6B6B);
    t.states = {rgb(0x2AA5F5), rgb(0xFFCB47), rgb(0x5BE3B0), rgb(0xC67BB3),
                rgb(0xFF7A2F), rgb(0xC6C8FF), rgb(0x8D96A5)};
    t.series = {t.accent, rgb(0x3FB8AF), rgb(0xB9A27A), rgb(0x94A3B8)};
    t.keyword = rgb(0xC8A2F0);
    t.string = rgb(0x9BD3A4);
    t.number = rgb(0xF2B27A);
    t.comment = rgb(0x8690A1);
    t.function = rgb(0x86B7FF);
    t.type = rgb(0xF0CB7C);
    t.operators = rgb(0xB5BDC9);
    t.decorator = rgb(0xEE9CC6);
    return t;
}

// Pure surfaces, outlines as strong as labels, no washes (ux.md 2.1).
void raiseContrast(Theme &t)
{
    const QColor ground = t.dark ? QColor(Qt::black) : QColor(Qt::white);
    t.contrast = true;
    t.chrome = t.surface = t.raised = t.canvas = t.caretLine = ground;
    t.text = t.dark ? QColor(Qt::white) : QColor(Qt::black);
    t.text3 = t.text2;
    t.control = t.border = t.borderStrong = t.wire = t.text2;
    t.grid = mix(ground, t.text2, 0.4);
    t.comment = t.text2;
    t.focusWidth = 3;
}

qreal linear(qreal channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); }

qreal luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QColor mix(const QColor &a, const QColor &b, qreal f)
{
    const auto channel = [f](float x, float y) { return static_cast<float>(x * (1 - f) + y * f); };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

qreal contrastRatio(const QColor &a, const QColor &b)
{
    const qreal x = luminance(a);
    const qreal y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

QColor Theme::tint(QColor colour, qreal alpha) const
{
    if (contrast)
        alpha = 0;
    else if (alpha < 0)
        alpha = dark ? 0.17 : 0.11;
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QColor Theme::stateText(EnvState s) const
{
    if (contrast)
        return text;
    // Enough ink to be read on its own tint over every surface; tst_theme measures it.
    return mix(state(s), text, dark ? 0.2 : 0.34);
}

QColor Theme::onState(EnvState s) const
{
    const QColor ink = dark ? mix(state(s), QColor(Qt::black), 0.86) : QColor(Qt::white);
    return ink;
}

Theme makeTheme(ThemeKind kind)
{
    const bool dark = kind == ThemeKind::Dark || kind == ThemeKind::ContrastDark;
    Theme t = dark ? darkTheme() : lightTheme();
    t.kind = kind;
    if (kind == ThemeKind::ContrastLight || kind == ThemeKind::ContrastDark)
        raiseContrast(t);
    t.accentSoft = t.tint(t.accent, dark ? 0.20 : 0.12);
    if (t.contrast)
        t.accentSoft = t.sel;
    return t;
}

} // namespace lambdarium
