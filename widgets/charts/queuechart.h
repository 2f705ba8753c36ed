// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartwidget.h"
#include "widgets/charts/stepcolumns.h"

namespace lambdarium {

/// Messages waiting in a queue and the age of the oldest, one above the other on one time axis.
class QueueChart : public ChartWidget
{
    Q_OBJECT

public:
    explicit QueueChart(ChartFeed *feed, QWidget *parent = nullptr);

    void setQueue(const QString &queue);
    QString queue() const { return m_queue; }

    QString summary() const override;
    Table table() const override;

protected:
    void paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis) override;
    bool empty() const override;
    QMarginsF plotMargins() const override { return {58, 12, edgeRoom({tr("waiting"), tr("oldest")}, 72), 28}; }

private:
    struct Strip
    {
        QRectF plot;
        double floor = 1; ///< least top of the scale
        QString unit;     ///< "%1" or "%1 s"
        QString label;
        QColor colour;
    };
    void paintStrip(QPainter &painter, const Strip &strip, const StepColumns &columns, QList<EdgeLabel> &labels) const;

    QString m_queue;
};

} // namespace lambdarium
