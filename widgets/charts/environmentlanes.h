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

    /// The lane under the keyboard; 0: none.
    EnvironmentId selected() const { return m_selected; }

    QString summary() const override;
    Table table() const override;

Q_SIGNALS:
    void requestChosen(const QString &function, const QString &requestId);
    /// A lane was clicked beside its bars, or Enter was pressed on it: the number of an EnvironmentId.
    void environmentChosen(quint64 environment);
    /// The actions of an environment are wanted at a place of the screen.
    void environmentMenuRequested(quint64 environment, const QPoint &at);

protected:
    void paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis) override;
    bool empty() const override;
    QMarginsF plotMargins() const override { return {96, 12, 44, 34}; }
    void clicked(const QPointF &at) override;
    QString toolTipAt(const QPointF &at) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// Lanes with something in the range, at most as many as fit, the newest when there are more.
    std::vector<const LaneSeries::Lane *> lanesInSight(const QRectF &plot, std::size_t *hidden = nullptr) const;
    double laneHeight(const QRectF &plot, std::size_t count) const;
    const LaneSeries::Bar *barAt(const QPointF &at, const LaneSeries::Lane **lane) const;
    void paintLane(QPainter &painter, const QRectF &row, const TimeAxis &axis, const LaneSeries::Lane &lane) const;
    void paintName(QPainter &painter, const QRectF &row, const LaneSeries::Lane &lane) const;
    void paintBar(QPainter &painter, const QRectF &rect, LaneSeries::BarKind kind) const;
    void paintHatched(QPainter &painter, const QRectF &rect, bool backwards) const;
    void paintSimulated(QPainter &painter, const QRectF &rect) const;
    void paintPause(QPainter &painter, const QRectF &rect) const;
    const LaneSeries::Lane *laneAt(const QPointF &at) const;
    void moveSelection(int step);
    QString barText(const LaneSeries::Bar &bar, const QString &environment) const;

    QString m_function;
    EnvironmentId m_selected{};
};

} // namespace lambdarium
