// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/editors.h"
#include "widgets/inspector/usagebar.h"

#include <QLocale>
#include <QSlider>
#include <QTimer>

#include <array>
#include <cmath>

namespace lambdarium {

namespace {

constexpr int sliderSteps = 1000;
constexpr double megabytesPerCpu = 1769;
// A drag writes at most this often: each write reads the template anew.
constexpr int paceMillis = 60;
constexpr std::array ticks{512, 1769};

int nextDrag()
{
    static int drag = 0x1000000; // apart from the boxes' own runs of steps
    return ++drag;
}

} // namespace

MemoryField::MemoryField(InspectorEdits *edits, Binding binding, const QString &label, Range range, QWidget *parent)
    : NumberFieldRow(edits, std::move(binding), label, tr(" MB"), range, Beside, parent),
      m_slider(new QSlider(Qt::Horizontal)), m_usage(new UsageBar), m_pace(new QTimer(this))
{
    m_slider->setRange(0, sliderSteps);
    m_slider->setPageStep(sliderSteps / 10);
    m_slider->setSingleStep(sliderSteps / 100);
    m_slider->setAccessibleName(tr("Memory, in steps"));
    addBelow(m_slider);
    auto *scale = new MemoryScale([this](int megabytes) { return toSlider(megabytes) / double(sliderSteps); },
                                  range.low, range.high, {ticks.begin(), ticks.end()});
    addBelow(scale);
    addBelow(m_usage);
    m_pace->setSingleShot(true);
    m_pace->setInterval(paceMillis);
    connect(m_pace, &QTimer::timeout, this, &MemoryField::commitDrag);
    connect(m_slider, &QSlider::sliderPressed, this, [this] { m_gesture = nextDrag(); });
    connect(m_slider, &QSlider::sliderReleased, this, [this] {
        commitDrag();
        m_gesture = 0;
    });
    connect(m_slider, &QSlider::valueChanged, this, &MemoryField::dragged);
}

void MemoryField::setUsage(std::int64_t medianMb, std::int64_t peakMb)
{
    m_usage->setUsage(medianMb, peakMb, QString::fromStdString(value()).toInt());
}

int MemoryField::toSlider(int megabytes) const
{
    const double low = range().low;
    const double ratio = std::log2(std::max(double(megabytes), low) / low) / std::log2(range().high / low);
    return int(std::lround(sliderSteps * std::min(ratio, 1.0)));
}

int MemoryField::toMegabytes(int position) const
{
    const Range limits = range();
    const double exact = limits.low * std::pow(double(limits.high) / limits.low, position / double(sliderSteps));
    for (const int tick : ticks) {
        if (limits.step == 1 && std::abs(toSlider(tick) - position) <= 6)
            return tick;
    }
    const int grain = std::max(limits.step, exact < 1024 ? 8 : 64);
    const int rounded = limits.low + int(std::lround((exact - limits.low) / grain)) * grain;
    return position == sliderSteps ? limits.high : std::clamp(rounded, limits.low, limits.high);
}

void MemoryField::dragged(int position)
{
    m_dragged = toMegabytes(position);
    const QSignalBlocker quiet(box());
    box()->setValue(m_dragged);
    if (!m_slider->isSliderDown() && m_gesture == 0)
        m_gesture = nextDrag(); // keys: one step as long as they follow each other
    if (!m_pace->isActive())
        m_pace->start();
}

void MemoryField::commitDrag()
{
    m_pace->stop();
    if (m_dragged == 0)
        return;
    commit(std::to_string(std::exchange(m_dragged, 0)), m_gesture);
}

void MemoryField::boxChanged(int value)
{
    m_gesture = 0;
    NumberFieldRow::boxChanged(value);
}

void MemoryField::display(const std::string &value)
{
    NumberFieldRow::display(value);
    const int megabytes = QString::fromStdString(value).toInt();
    if (!m_slider->isSliderDown()) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(toSlider(megabytes));
    }
    setFigure(tr("%1 vCPU").arg(QLocale().toString(megabytes / megabytesPerCpu, 'f', 2)));
    m_usage->setMemory(megabytes);
}

} // namespace lambdarium
