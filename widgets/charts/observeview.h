// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace lambdarium {

class ChartFeed;
class ConcurrencyChart;
class DurationHeatmap;
class EnvironmentLanes;
class QueueChart;
class TextLabel;
class TimeModel;

/// The Observe view (ux.md 1.4): four charts over one time range, cursor and selection. GUI thread.
class ObserveView : public QWidget
{
    Q_OBJECT

public:
    explicit ObserveView(ChartFeed *feed, QWidget *parent = nullptr);

    QString function() const;

public Q_SLOTS:
    /// Lanes and durations show this function.
    void setFunction(const QString &function);

Q_SIGNALS:
    /// The chooser or a lane chose a function.
    void functionChosen(const QString &function);
    /// A bar was clicked: show that request's logs.
    void requestChosen(const QString &function, const QString &requestId);
    /// A lane was chosen, or its actions are wanted: the number of an EnvironmentId.
    void environmentChosen(quint64 environment);
    void environmentMenuRequested(quint64 environment, const QPoint &at);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createHeader();
    void createCharts();
    void fillChoosers();
    void refreshHeader();
    void retranslate();

    ChartFeed *m_feed;
    TimeModel *m_time;
    QWidget *m_header = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_facts = nullptr;
    QToolButton *m_live = nullptr;
    QToolButton *m_minute = nullptr;
    QToolButton *m_five = nullptr;
    QToolButton *m_all = nullptr;
    QComboBox *m_function = nullptr;
    QComboBox *m_queue = nullptr;
    ConcurrencyChart *m_concurrency = nullptr;
    DurationHeatmap *m_durations = nullptr;
    EnvironmentLanes *m_lanes = nullptr;
    QueueChart *m_queueChart = nullptr;
};

} // namespace lambdarium
