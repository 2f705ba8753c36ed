// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/stackline.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace lambdarium {

namespace {

constexpr qreal textPx = 12;

} // namespace

StackLine::StackLine(const QString &text, const QString &file, int line, QWidget *parent)
    : QAbstractButton(parent), m_link(!file.isEmpty())
{
    setText(text);
    setAccessibleName(m_link ? tr("Open %1, line %2").arg(file).arg(line) : text.trimmed());
    setToolTip(m_link ? tr("Open %1, line %2").arg(file).arg(line) : QString());
    setEnabled(m_link);
    setFocusPolicy(m_link ? Qt::TabFocus : Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    if (m_link)
        setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize StackLine::sizeHint() const
{
    return {QFontMetrics(monoFont(textPx)).horizontalAdvance(text()) + 8, dp(m_link ? 24 : 20)};
}

QSize StackLine::minimumSizeHint() const { return {dp(60), sizeHint().height()}; }

void StackLine::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = monoFont(textPx);
    font.setUnderline(m_link);
    painter.setFont(font);
    painter.setPen(m_link ? t.accent : t.text2);
    // Indentation is part of a stack's meaning, but an underline below it is not.
    const QString words = text().trimmed();
    const int indent = qMin<int>(int(text().indexOf(words.isEmpty() ? QString() : words.left(1))), 12)
        * QFontMetrics(font).horizontalAdvance(QLatin1Char(' '));
    const QRect area = rect().adjusted(4 + qMax(0, indent), 0, -4, 0);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(words, Qt::ElideRight, area.width()));
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

} // namespace lambdarium
