// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartwidget.h"

namespace lambdarium {

/// One lane per execution environment: init hatched, invocations solid, failures with a sign, warmth as a thin bar.
/// Reuse is visible at a glance (ux.md 3).
class EnvironmentLanes : public ChartWidget
{
    Q_OBJECT

public:
    explicit EnvironmentLanes(ChartFeed *feed, QWidget *parent = nullptr);

    void setFunction(const QString &function);

    QString summary() const override;
    Table table() const override;

Q_SIGNALS:
    void requestChosen(const QString &function, const QString &requestId);

protected:
    void paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis) override;
    bool empty() const override;
    QMarginsF plotMargins() const override { return {96, 12, 44, 34}; }
    void clicked(const QPointF &at) override;
    QString toolTipAt(const QPointF &at) const override;

private:
    /// Lanes with something in the range, at most as many as fit, the newest when there are more.
    std::vector<const LaneSeries::Lane *> lanesInSight(const QRectF &plot, std::size_t *hidden = nullptr) const;
    double laneHeight(const QRectF &plot, std::size_t count) const;
    const LaneSeries::Bar *barAt(const QPointF &at, const LaneSeries::Lane **lane) const;
    void paintLane(QPainter &painter, const QRectF &row, const TimeAxis &axis, const LaneSeries::Lane &lane) const;
    void paintBar(QPainter &painter, const QRectF &rect, LaneSeries::BarKind kind) const;

    QString m_function;
};

} // namespace lambdarium
