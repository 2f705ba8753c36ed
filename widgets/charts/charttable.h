// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartwidget.h"

#include <QAbstractTableModel>

namespace lambdarium {

/// A chart's numbers as a read-only table. GUI thread.
class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit ChartTableModel(ChartWidget::Table table, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartWidget::Table m_table;
};

/// Opens a window with the table; it does not follow later data and closes with Esc.
void showChartTable(QWidget *parent, const QString &title, const QString &summary, const ChartWidget::Table &table);

} // namespace lambdarium
