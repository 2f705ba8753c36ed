// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments/levelbar.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace lambdarium {

LevelBar::LevelBar(const QString &name, QWidget *parent) : QWidget(parent), m_name(name)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LevelBar::setName(const QString &name)
{
    m_name = name;
    update();
}

void LevelBar::setLevel(double used, double peak, double limit, const QString &sentence)
{
    m_used = used;
    m_peak = std::max(peak, used);
    m_limit = limit;
    m_sentence = sentence;
    setAccessibleName(m_name + QStringLiteral(": ") + sentence);
    update();
}

QSize LevelBar::sizeHint() const { return {dp(220), dp(34)}; }

QSize LevelBar::minimumSizeHint() const { return {dp(120), dp(34)}; }

void LevelBar::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF words(0, 0, width(), dp(20));
    painter.setFont(uiFont(12.5));
    painter.setPen(t.text2);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, m_name);
    const int nameWidth = painter.fontMetrics().horizontalAdvance(m_name) + dp(8);
    painter.setFont(monoFont(12));
    painter.setPen(t.text);
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_sentence, Qt::ElideRight, width() - nameWidth));
    const qreal thick = dp(6);
    const qreal y = dp(24);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.dark ? t.borderStrong : t.border);
    painter.drawRoundedRect(QRectF(0, y, width(), thick), thick / 2, thick / 2);
    if (m_limit <= 0)
        return;
    const QColor ink = t.state(m_peak >= m_limit * .9 ? EnvState::Error : EnvState::Running);
    const auto bar = [&](double part, const QColor &colour) {
        const double share = std::clamp(part / m_limit, 0.0, 1.0);
        if (share <= 0)
            return;
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(0, y, std::max<qreal>(thick, width() * share), thick), thick / 2, thick / 2);
    };
    bar(m_peak, mix(t.surface, ink, .45));
    bar(m_used, ink);
}

} // namespace lambdarium
