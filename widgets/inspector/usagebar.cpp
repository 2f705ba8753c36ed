// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/usagebar.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr qreal textPx = 10.5;
// Half of the slider's handle: where its track really begins.
constexpr int handleInset = 9;

} // namespace

UsageBar::UsageBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
    hide();
}

void UsageBar::setMemory(int megabytes) { setUsage(m_median, m_peak, megabytes); }

void UsageBar::setUsage(std::int64_t medianMb, std::int64_t peakMb, int megabytes)
{
    m_median = medianMb;
    m_peak = peakMb;
    m_memory = megabytes;
    setVisible(peakMb > 0 && megabytes > 0);
    setAccessibleName(sentence());
    update();
}

QString UsageBar::sentence() const
{
    return tr("Used %1 MB median, %2 MB peak of %3").arg(m_median).arg(m_peak).arg(m_memory);
}

QSize UsageBar::sizeHint() const { return {dp(120), dp(26)}; }

void UsageBar::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal height_ = dp(5);
    const auto bar = [&](std::int64_t part, const QColor &colour) {
        const qreal share = std::clamp(double(part) / std::max(m_memory, 1), 0.0, 1.0);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(0, dp(3), width() * share, height_), height_ / 2, height_ / 2);
    };
    const bool tight = m_peak * 10 >= std::int64_t(m_memory) * 9;
    const QColor used = t.state(tight ? EnvState::Error : EnvState::Running);
    bar(m_memory, t.dark ? t.borderStrong : t.border);
    bar(m_peak, mix(t.surface, used, 0.5));
    bar(m_median, used);
    painter.setPen(t.text2);
    painter.setFont(uiFont(textPx));
    painter.drawText(QRectF(0, dp(11), width(), height() - dp(11)), Qt::AlignLeft | Qt::AlignVCenter, sentence());
}

MemoryScale::MemoryScale(std::function<double(int)> position, int low, int high, std::vector<int> marks,
                         QWidget *parent)
    : QWidget(parent), m_position(std::move(position)), m_low(low), m_high(high), m_marks(std::move(marks))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize MemoryScale::sizeHint() const { return {dp(200), dp(14)}; }

void MemoryScale::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(uiFont(textPx));
    painter.setPen(th().text2);
    const auto word = [&](int megabytes, const QString &text) {
        const int advance = painter.fontMetrics().horizontalAdvance(text);
        const double centre = dp(handleInset) + m_position(megabytes) * (width() - 2 * dp(handleInset));
        const double left = std::clamp(centre - advance / 2.0, 0.0, double(std::max(0, width() - advance)));
        painter.drawText(QRectF(left, 0, advance + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    word(m_low, tr("%1 MB").arg(m_low));
    for (const int mark : m_marks)
        word(mark, QString::number(mark));
    word(m_high, m_high % 1024 == 0 ? tr("%1 GB").arg(m_high / 1024) : tr("%1 MB").arg(m_high));
}

} // namespace lambdarium
