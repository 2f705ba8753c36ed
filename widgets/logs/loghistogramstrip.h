// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lambdarium {

class LogModel;
class TimeModel;

/// Counts over time above the log, by grade; dragging selects the time that charts and log share. GUI thread.
class LogHistogramStrip : public QWidget
{
    Q_OBJECT

public:
    LogHistogramStrip(const LogModel *model, TimeModel *time, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Scale;
    Scale scale() const;
    void select(int from, int to);

    const LogModel *m_model;
    TimeModel *m_time;
    int m_pressed = -1;
};

} // namespace lambdarium
