// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartwidget.h"
#include "widgets/charts/stepcolumns.h"

#include <QTimer>

namespace lambdarium {

/// Environments in use over time: of one function against its limits, or of all, stacked against the account's
/// (ux.md 3). Steps are drawn as steps.
class ConcurrencyChart : public ChartWidget
{
    Q_OBJECT

public:
    explicit ConcurrencyChart(ChartFeed *feed, QWidget *parent = nullptr);

    /// Logical id; empty: all functions, stacked.
    void setFunction(const QString &function);
    QString function() const { return m_function; }

    /// In the visible range.
    int throttlesInRange() const;
    int coldStartsInRange() const;

    QString summary() const override;
    Table table() const override;

protected:
    void paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis) override;
    bool empty() const override;
    QMarginsF plotMargins() const override;
    QString toolTipAt(const QPointF &at) const override;

private:
    struct Limit
    {
        double value = 0;
        QString text;
        QColor colour;
        QList<qreal> dash;
    };
    struct Band
    {
        QString name;
        QColor colour;
        Qt::BrushStyle hatch = Qt::NoBrush;
        std::vector<double> values; ///< per column, at the column's highest total
        double current = 0;
    };

    std::vector<Band> bands(const TimeAxis &axis, std::size_t &filled) const;
    StepColumns columnsOf(int function, const TimeAxis &axis) const;
    QList<Limit> limits() const;
    double scaleTop(double highest, const QList<Limit> &limits);
    void paintScale(QPainter &painter, const QRectF &plot, double top);
    void paintLimits(QPainter &painter, const StepPainter &steps, const QList<Limit> &limits, QList<EdgeLabel> &labels);
    void paintOne(QPainter &painter, const StepPainter &steps, const StepColumns &columns, QList<EdgeLabel> &labels);
    void paintStack(const StepPainter &steps, const std::vector<Band> &bands, std::size_t filled,
                    QList<EdgeLabel> &labels);
    void paintMarks(QPainter &painter, const StepPainter &steps, const TimeAxis &axis,
                    const std::vector<double> &crest);
    int count(const std::vector<ConcurrencySeries::Mark> &marks) const;
    void pulse();

    QString m_function;
    QTimer m_pulse;
    int m_phase = 0;
    QPointF m_dot;
    double m_top = 0;
    Instant m_topSince{};
};

} // namespace lambdarium
