// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/wiretip.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int shadowRoom = 12;
constexpr int maxTextWidth = 300;
constexpr int distance = 18;

} // namespace

WireTip::WireTip(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void WireTip::showAt(const QPoint &point, EnvState state, const QString &title, const QString &text)
{
    m_state = state;
    m_title = title;
    m_text = text;
    setAccessibleName(title);
    setAccessibleDescription(text);
    const QRect titleRect = QFontMetrics(uiFont(13, QFont::DemiBold)).boundingRect(title);
    const QRect textRect = text.isEmpty()
        ? QRect()
        : QFontMetrics(uiFont(12)).boundingRect(QRect(0, 0, dp(maxTextWidth), 400), Qt::TextWordWrap, text);
    const int width = std::max(titleRect.width(), textRect.width()) + dp(38 + 16);
    const int height = titleRect.height() + (text.isEmpty() ? 0 : textRect.height() + dp(4)) + dp(20);
    resize(width + 2 * shadowRoom, height + 2 * shadowRoom);
    QPoint corner(point.x() - this->width() / 2, point.y() + distance);
    const QRect room = parentWidget()->rect();
    if (corner.y() + this->height() > room.bottom())
        corner.setY(point.y() - this->height() - 2 * distance);
    corner.setX(std::clamp(corner.x(), 0, std::max(0, room.width() - this->width())));
    move(corner);
    show();
    raise();
    update();
}

void WireTip::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(shadowRoom + 0.5, shadowRoom + 0.5, -shadowRoom - 0.5,
                                                -shadowRoom - 0.5);
    drawShadow(&p, card, 10, 10);
    p.setPen(t.dark ? t.borderStrong : t.border);
    p.setBrush(t.dark ? t.raised : t.surface);
    p.drawRoundedRect(card, 10, 10);
    const QString icon = m_state == EnvState::Error ? QStringLiteral("ban")
        : m_state == EnvState::Warm                 ? QStringLiteral("circle-alert")
        : m_state == EnvState::Running              ? QStringLiteral("circle-check")
                                                    : QStringLiteral("spline");
    drawIcon(&p, icon, QRectF(card.left() + dp(13), card.top() + dp(11), dp(17), dp(17)), t.state(m_state), 2.2);
    p.setPen(t.text);
    p.setFont(uiFont(13, QFont::DemiBold));
    const QRectF inner = card.adjusted(dp(38), dp(9), -dp(12), -dp(6));
    p.drawText(inner, Qt::AlignTop, m_title);
    if (m_text.isEmpty())
        return;
    const qreal below = p.fontMetrics().height() + dp(4);
    p.setPen(t.text2);
    p.setFont(uiFont(12));
    p.drawText(inner.adjusted(0, below, 0, 0), Qt::AlignTop | Qt::TextWordWrap, m_text);
}

} // namespace lambdarium
