// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartwidget.h"

namespace lambdarium {

/// Durations over time on a logarithmic scale: cells by count, lines for p50, p95 and p99, the timeout dashed.
class DurationHeatmap : public ChartWidget
{
    Q_OBJECT

public:
    explicit DurationHeatmap(ChartFeed *feed, QWidget *parent = nullptr);

    void setFunction(const QString &function);

    QString summary() const override;
    Table table() const override;

protected:
    void paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis) override;
    bool empty() const override;
    QMarginsF plotMargins() const override { return {58, 12, 72, 28}; }

private:
    struct Column
    {
        Instant begin{};
        int count = 0;
        double p50 = 0, p95 = 0, p99 = 0; ///< ms
        std::vector<int> cells;
    };
    struct Scale
    {
        double low = 1, high = 1000; ///< ms at the edges
        int rows = 22;

        double y(double ms, const QRectF &plot) const;
        int row(double ms) const;
    };
    Scale scale() const;
    std::vector<Column> columns(const TimeAxis &axis, const Scale &scale) const;
    void paintCells(QPainter &painter, const QRectF &plot, const TimeAxis &axis,
                    const std::vector<Column> &columns) const;
    void paintLine(QPainter &painter, const QRectF &plot, const TimeAxis &axis, const Scale &scale,
                   const std::vector<Column> &columns, double Column::*value, const QColor &colour) const;

    QString m_function;
};

} // namespace lambdarium
