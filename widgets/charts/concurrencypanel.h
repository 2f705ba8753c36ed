// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace lambdarium {

class ChartFeed;
class Chip;
class ConcurrencyChart;
class TextLabel;

/// Live concurrency of the selected function, or of all, beside the logs in Design. GUI thread; feed outlives it.
class ConcurrencyPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ConcurrencyPanel(ChartFeed *feed, QWidget *parent = nullptr);

    ConcurrencyChart *chart() const { return m_chart; }

public Q_SLOTS:
    /// Logical id; empty: all functions, stacked.
    void setFunction(const QString &function);

Q_SIGNALS:
    /// The expand button: show Observe.
    void expandRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void retranslate();

    ChartFeed *m_feed;
    TextLabel *m_title;
    TextLabel *m_name;
    Chip *m_throttles;
    Chip *m_coldStarts;
    QToolButton *m_expand;
    ConcurrencyChart *m_chart;
};

} // namespace lambdarium
