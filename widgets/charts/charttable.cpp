// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/charttable.h"

#include "widgets/theme/controls.h"

#include <QDialog>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace lambdarium {

ChartTableModel::ChartTableModel(ChartWidget::Table table, QObject *parent)
    : QAbstractTableModel(parent), m_table(std::move(table))
{}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.rows[index.row()].value(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(index.column() == 0 ? Qt::AlignLeft | Qt::AlignVCenter
                                                       : Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_table.columns.value(section);
    return QAbstractTableModel::headerData(section, orientation, role);
}

void showChartTable(QWidget *parent, const QString &title, const QString &summary, const ChartWidget::Table &table)
{
    auto *dialog = new QDialog(parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->resize(dp(620), dp(480));
    auto *layout = new QVBoxLayout(dialog);
    auto *sentence = new TextLabel(summary, TextLabel::Secondary, 12.5);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    auto *view = new QTableView;
    view->setModel(new ChartTableModel(table, view));
    view->setAccessibleName(title);
    setMonoFont(view, 12);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    layout->addWidget(view, 1);
    dialog->show();
}

} // namespace lambdarium
