// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartfeed.h"
#include "widgets/charts/timeaxis.h"

#include <QWidget>

#include <optional>

namespace lambdarium {

/// What all charts share: card, heading, time axis, cursor, selection, zoom, table, copying and the sentence that
/// assistive tools read. GUI thread; the feed outlives it.
class ChartWidget : public QWidget
{
    Q_OBJECT

public:
    struct Table
    {
        QStringList columns;
        QList<QStringList> rows;
    };

    explicit ChartWidget(ChartFeed *feed, QWidget *parent = nullptr);

    /// Drawn at the top of the card.
    void setHeading(const QString &title, const QString &subtitle);
    /// With a rounded frame (Observe) or bare (beside the logs).
    void setFramed(bool framed);
    /// "-15 s ... now" instead of clock times, while live.
    void setRelativeTime(bool relative);
    void setEmptyText(const QString &text);

    /// One sentence with the numbers that matter.
    virtual QString summary() const = 0;
    /// The numbers in the visible range.
    virtual Table table() const = 0;
    /// Comma-separated, with a header; cells that spreadsheets would run start with an apostrophe.
    QString csv() const;
    void copyCsv() const;
    void copyImage();
    void showTable();

protected:
    virtual void paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis) = 0;
    /// Nothing to draw yet: the empty text is shown.
    virtual bool empty() const = 0;
    /// Space of labels at the left and right of the plot, at 100 %.
    virtual QMarginsF plotMargins() const { return {58, 12, 118, 28}; }
    /// A click that was no drag.
    virtual void clicked(const QPointF &) {}
    virtual QString toolTipAt(const QPointF &) const { return {}; }

    QRectF plotRect() const;
    TimeAxis axis() const;
    ChartFeed *feed() const { return m_feed; }
    TimeModel *time() const { return m_feed->time(); }

    struct EdgeLabel
    {
        double y = 0;
        QString text;
        QColor colour;
        int weight = 500;
    };
    /// Labels at the right edge of the plot, moved apart where they would overlap.
    void paintEdgeLabels(QPainter &painter, const QRectF &plot, QList<EdgeLabel> labels) const;
    /// Room right of the plot that these labels need, for plotMargins(): never less than `least`.
    static double edgeRoom(const QStringList &labels, double least);
    void paintAxisLabel(QPainter &painter, const QRectF &plot, double y, const QString &text, bool line) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintFrame(QPainter &painter);
    void paintTime(QPainter &painter, const QRectF &plot, const TimeAxis &axis);
    void paintOverlay(QPainter &painter, const QRectF &plot, const TimeAxis &axis);
    void onFeedChanged();

    ChartFeed *m_feed;
    QString m_title, m_subtitle, m_emptyText;
    bool m_framed = true;
    bool m_relative = false;
    std::optional<QPointF> m_pressed;
    std::optional<QPointF> m_panned;
};

} // namespace lambdarium
