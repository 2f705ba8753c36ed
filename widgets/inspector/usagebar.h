// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

namespace lambdarium {

/// Memory really used beside what is configured: median dark, peak light. Hidden until something ran.
class UsageBar : public QWidget
{
    Q_OBJECT

public:
    explicit UsageBar(QWidget *parent = nullptr);
    void setMemory(int megabytes);
    void setUsage(std::int64_t medianMb, std::int64_t peakMb, int megabytes);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString sentence() const;

    std::int64_t m_median = 0;
    std::int64_t m_peak = 0;
    int m_memory = 0;
};

/// The words below the memory slider, at the places of its values.
class MemoryScale : public QWidget
{
    Q_OBJECT

public:
    MemoryScale(std::function<double(int)> position, int low, int high, std::vector<int> marks,
                QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::function<double(int)> m_position;
    int m_low;
    int m_high;
    std::vector<int> m_marks;
};

} // namespace lambdarium
