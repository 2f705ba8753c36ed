// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QRectF>
#include <QString>

#include <array>

class QApplication;
class QPainter;
class QWidget;

/// Design tokens (ux.md 2). Everything that paints reads th() at paint time, so a theme switch is one repaint.
/// GUI thread only. Sizes in these functions are logical pixels at 100 %; the user's scale is applied here.
namespace lambdarium {

/// What one execution environment (or a node, or a lane) shows. Order is the order of Theme::states.
enum class EnvState { Cold, Warm, Running, Throttled, Error, Provisioned, Idle };
inline constexpr int envStateCount = 7;

enum class ThemeKind { Light, Dark, ContrastLight, ContrastDark };

struct Theme
{
    ThemeKind kind = ThemeKind::Light;
    bool dark = false;
    bool contrast = false; ///< high contrast: tints off, stronger outlines
    QColor chrome, surface, raised, canvas, grid, border, borderStrong, control, wire;
    QColor text, text2, text3;
    QColor accent, onAccent, accentSoft, hover, sel, shadow;
    QColor caretLine;  ///< line of the caret in editors, hovered row in lists
    QColor breakpoint; ///< the only red
    std::array<QColor, envStateCount> states;
    std::array<QColor, 4> series; ///< functions as chart series, in order of appearance
    /// Syntax colours.
    QColor keyword, string, number, comment, function, type, operators, decorator;
    qreal focusWidth = 2;

    const QColor &state(EnvState s) const { return states[static_cast<std::size_t>(s)]; }
    /// The state's colour made readable as text on surfaces and on its own tint (>= 4.5:1).
    QColor stateText(EnvState s) const;
    /// Text on a button filled with the state's colour.
    QColor onState(EnvState s) const;
    /// The colour as a wash for pills, banners and rows; alpha < 0 takes the theme's own strength.
    QColor tint(QColor colour, qreal alpha = -1) const;
};

/// Tokens of one theme; pure, for tests.
Theme makeTheme(ThemeKind kind);

/// Colours of icons that follow the theme by themselves.
enum class IconRole {
    Secondary,
    Text,
    Hint,
    Accent,
    OnAccent,
    Cold,
    Warm,
    Running,
    Throttled,
    Error,
    Provisioned,
    Idle
};
IconRole iconRole(EnvState state);

/// Holds the current theme, user scale and motion setting. Lives as long as the process.
class ThemeHub : public QObject
{
    Q_OBJECT

public:
    static ThemeHub &instance();

    const Theme &theme() const { return m_theme; }
    ThemeKind kind() const { return m_theme.kind; }
    /// Sets tokens and the application palette; emits changed().
    void apply(ThemeKind kind);

    /// User scale of text and controls, 0.8 to 2.0, apart from code zoom.
    qreal scale() const { return m_scale; }
    void setScale(qreal scale);

    /// No beads, no transitions; default from QStyle/desktop settings.
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);

    /// Light or dark by the platform palette that was found at start.
    static ThemeKind systemKind();

Q_SIGNALS:
    /// Tokens, scale or motion changed: repaint, re-read fonts.
    void changed();

private:
    ThemeHub();

    Theme m_theme;
    qreal m_scale = 1.0;
    bool m_reducedMotion = false;
};

inline const Theme &th() { return ThemeHub::instance().theme(); }
inline bool reducedMotion() { return ThemeHub::instance().reducedMotion(); }

/// Registers the bundled fonts and resources, sets style, palette and application font. Call once, after
/// QApplication was made.
void installTheme(QApplication &application, ThemeKind kind);
/// Only the fonts and icons (tests that draw without a style).
void loadFonts();

/// Scaled pixels of a length at 100 %.
int dp(qreal px);
/// Inter; 400, 500 and 600 are the weights in use. px at 100 %, the user scale is applied.
QFont uiFont(qreal px, int weight = QFont::Normal);
/// JetBrains Mono, for code, logs and every changing number.
QFont monoFont(qreal px, int weight = QFont::Normal);
/// The same for QScintilla, which reads point sizes only.
QFont sciFont(qreal px, int weight = QFont::Normal, bool mono = true);

/// Gives the widget a font (or a fixed height) that is renewed when the user scale changes.
void setUiFont(QWidget *widget, qreal px, int weight = QFont::Normal);
void setMonoFont(QWidget *widget, qreal px, int weight = QFont::Normal);
void setScaledHeight(QWidget *widget, int px);
void setScaledWidth(QWidget *widget, int px);

/// a at fraction 0, b at fraction 1, in sRGB.
QColor mix(const QColor &a, const QColor &b, qreal fraction);
/// WCAG contrast ratio of two opaque colours, 1 to 21.
qreal contrastRatio(const QColor &a, const QColor &b);

/// Draws a Lucide icon (name without .svg) in the colour; crisp at any scale, cached. Unknown names draw nothing.
void drawIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour, qreal stroke = 1.9);
/// An icon that re-colours itself with the theme.
QIcon themedIcon(const QString &name, IconRole role = IconRole::Secondary);

/// Glyph and word of a state: colour is never alone.
QString stateIcon(EnvState state);
QString stateName(EnvState state);

/// Shadow of something that floats, drawn outside rect.
void drawShadow(QPainter *painter, const QRectF &rect, qreal radius, int spread = 10, qreal strength = 1.0);

} // namespace lambdarium
