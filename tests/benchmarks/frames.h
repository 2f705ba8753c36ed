// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include <functional>
#include <vector>

/// Frame times of widgets, drawn at once. GUI thread.
namespace benchmarks {

/// Milliseconds of each of `count` frames; change() is called before each.
inline std::vector<double> frames(QWidget &widget, int count, const std::function<void(int)> &change)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        change(i);
        widget.repaint();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return times;
}

} // namespace benchmarks
