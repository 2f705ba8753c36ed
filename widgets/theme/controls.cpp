// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace lambdarium {

TextLabel::TextLabel(const QString &text, Role role, qreal px, int weight, QWidget *parent)
    : QLabel(text, parent), m_role(role), m_px(px), m_weight(weight)
{
    setTextFormat(Qt::PlainText);
    refresh();
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &TextLabel::refresh);
}

void TextLabel::setRole(Role role)
{
    m_role = role;
    refresh();
}

void TextLabel::setMono(bool mono)
{
    m_mono = mono;
    refresh();
}

void TextLabel::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(qMin(hint.width(), dp(24)), hint.height()) : hint;
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!m_elided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect r = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, r.width());
    painter.drawText(r, static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
    const QString tip = shown == text() ? QString() : text();
    if (toolTip() != tip)
        setToolTip(tip);
}

void TextLabel::refresh()
{
    const Theme &t = th();
    QColor colour = t.text;
    switch (m_role) {
    case Body: break;
    case Secondary: colour = t.text2; break;
    case Hint: colour = t.text3; break;
    case Accent: colour = t.accent; break;
    case Error: colour = t.stateText(EnvState::Error); break;
    case Warning: colour = t.stateText(EnvState::Warm); break;
    }
    // Only this role is set: the others keep following the application.
    QPalette p;
    p.setColor(QPalette::WindowText, colour);
    setPalette(p);
    setFont(m_mono ? monoFont(m_px, m_weight) : uiFont(m_px, m_weight));
}

Pane::Pane(Background background, int edges, QWidget *parent)
    : QWidget(parent), m_background(background), m_edges(edges)
{
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

void Pane::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    const QColor grounds[] = {t.chrome, t.surface, t.raised, t.canvas};
    painter.fillRect(rect(), grounds[m_background]);
    if (m_edges & Top)
        painter.fillRect(0, 0, width(), 1, t.border);
    if (m_edges & Bottom)
        painter.fillRect(0, height() - 1, width(), 1, t.border);
    if (m_edges & Left)
        painter.fillRect(0, 0, 1, height(), t.border);
    if (m_edges & Right)
        painter.fillRect(width() - 1, 0, 1, height(), t.border);
}

Separator::Separator(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(1);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

void Separator::paintEvent(QPaintEvent *) { QPainter(this).fillRect(rect(), th().border); }

Card::Card(QWidget *parent) : QWidget(parent), m_neutral(true)
{
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

Card::Card(EnvState state, QWidget *parent) : Card(parent) { setState(state); }

void Card::setState(EnvState state)
{
    m_neutral = false;
    m_state = state;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = t.state(m_state);
    painter.setPen(m_neutral ? t.border : t.contrast ? colour : t.tint(colour, 0.45));
    painter.setBrush(m_neutral ? t.raised : t.tint(colour, t.dark ? 0.12 : 0.07));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 8, 8);
}

IconLabel::IconLabel(const QString &icon, IconRole role, int px, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_role(role), m_px(px)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

void IconLabel::setIcon(const QString &icon, IconRole role)
{
    m_icon = icon;
    m_role = role;
    update();
}

QSize IconLabel::sizeHint() const { return {dp(m_px), dp(m_px)}; }

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = qMin(width(), height());
    themedIcon(m_icon, m_role).paint(&painter, QRect((width() - side) / 2, (height() - side) / 2, side, side));
}

Chip::Chip(const QString &text, const QString &icon, QWidget *parent) : QAbstractButton(parent), m_icon(icon)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setContent(text);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

Chip::Chip(const QString &text, EnvState state, QWidget *parent) : Chip(text, stateIcon(state), parent)
{
    setState(state);
}

void Chip::setContent(const QString &text)
{
    if (text == this->text() && text == accessibleName())
        return;
    setText(text);
    if (m_compact)
        setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Chip::setState(EnvState state)
{
    m_neutral = false;
    m_state = state;
    update();
}

void Chip::setNeutral()
{
    m_neutral = true;
    update();
}

void Chip::setIconName(const QString &icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Chip::setInteractive(bool checkable)
{
    setCheckable(checkable);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
}

void Chip::setCompact(bool compact)
{
    const bool before = std::exchange(m_compact, compact && !m_icon.isEmpty());
    if (before == m_compact)
        return;
    setToolTip(m_compact ? text() : QString());
    updateGeometry();
    update();
}

QString Chip::shownText(bool compact) const
{
    if (!compact || m_icon.isEmpty())
        return text();
    QString digits;
    for (const QChar c : text())
        if (c.isDigit())
            digits += c;
        else if (!digits.isEmpty())
            break;
    return digits;
}

int Chip::widthHint(bool compact) const
{
    const int text = QFontMetrics(uiFont(11.5, QFont::Medium)).horizontalAdvance(shownText(compact));
    const int icon = m_icon.isEmpty() ? 0 : dp(12) + (text > 0 ? 5 : 0);
    return text + icon + 16;
}

QSize Chip::sizeHint() const { return {widthHint(m_compact), dp(22)}; }

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = m_neutral ? t.text2 : t.state(m_state);
    const QRectF r(rect());
    QColor fill = m_neutral ? (t.dark ? mix(t.raised, t.borderStrong, 0.35) : mix(t.chrome, t.border, 0.4))
                            : t.tint(colour);
    painter.setPen(t.contrast || isChecked() ? QPen(m_neutral ? t.accent : colour, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRoundedRect(r.adjusted(.5, .5, -.5, -.5), 6, 6);
    if (focusPolicy() != Qt::NoFocus && underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.hover);
        painter.drawRoundedRect(r, 6, 6);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(r.adjusted(1, 1, -1, -1), 6, 6);
    }
    qreal x = 8;
    if (!m_icon.isEmpty()) {
        const qreal side = dp(12);
        drawIcon(&painter, m_icon, QRectF(x, (r.height() - side) / 2, side, side), colour, 2.2);
        x += side + 5;
    }
    painter.setPen(m_neutral ? t.text2 : t.stateText(m_state));
    painter.setFont(uiFont(11.5, QFont::Medium));
    painter.drawText(QRectF(x, 0, r.width() - x, r.height()), Qt::AlignVCenter | Qt::AlignLeft, shownText(m_compact));
}

QToolButton *toolButton(const QString &icon, const QString &tip, QWidget *parent, const QString &text)
{
    auto *button = new QToolButton(parent);
    if (!icon.isEmpty())
        button->setIcon(themedIcon(icon));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip.isEmpty() ? text : tip);
    button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    setUiFont(button, 12.5);
    return button;
}

QPushButton *pushButton(const QString &text, const char *variant, const QString &icon, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("variant", QString::fromLatin1(variant));
    if (!icon.isEmpty()) {
        button->setProperty("iconName", icon);
        button->setIcon(themedIcon(icon));
    }
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoDefault(false);
    setUiFont(button, 12.5);
    return button;
}

qreal pillWidth(const QString &text)
{
    return QFontMetricsF(uiFont(11, QFont::DemiBold)).horizontalAdvance(text) + dp(26);
}

void paintPill(QPainter *painter, const QRectF &rect, const QString &text, EnvState state)
{
    const Theme &t = th();
    const QColor colour = t.state(state);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(t.contrast ? QPen(colour, 1) : QPen(Qt::NoPen));
    painter->setBrush(t.tint(colour));
    painter->drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    const qreal side = dp(11);
    drawIcon(painter, stateIcon(state), QRectF(rect.left() + 6, rect.center().y() - side / 2, side, side), colour, 2.4);
    painter->setPen(t.stateText(state));
    painter->setFont(uiFont(11, QFont::DemiBold));
    painter->drawText(rect.adjusted(9 + side, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter->restore();
}

} // namespace lambdarium
