// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments/processtable.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"

#include <QEvent>
#include <QHeaderView>

#include <array>
#include <map>

namespace lambdarium {

namespace {

enum Column { CommandColumn, PidColumn, StateColumn, MemoryColumn, CpuColumn, ColumnCount };

} // namespace

ProcessTable::ProcessTable(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(ColumnCount);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(dp(16));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(CommandColumn, QHeaderView::Stretch);
    header()->setSectionsMovable(false);
    header()->setHighlightSections(false);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &ProcessTable::refreshTheme);
    refreshTheme();
    retranslate();
}

void ProcessTable::refreshTheme()
{
    setFont(monoFont(12));
    header()->setFont(uiFont(11.5));
    constexpr std::array widths{54, 120, 96, 112};
    for (int column = PidColumn; column < ColumnCount; ++column) {
        header()->setSectionResizeMode(column, QHeaderView::Fixed);
        header()->resizeSection(column, dp(widths[std::size_t(column - PidColumn)]));
    }
}

QString ProcessTable::stateWord(char state) const
{
    switch (state) {
    case 'R': return tr("running");
    case 'S':
    case 'I': return tr("sleeping");
    case 'D': return tr("waiting for disk");
    case 'T':
    case 't': return tr("stopped");
    case 'Z': return tr("ended");
    default: return QString(QLatin1Char(state));
    }
}

void ProcessTable::setProcesses(const std::vector<ProcessView> &processes)
{
    m_processes = processes;
    std::map<int, QTreeWidgetItem *> known;
    for (QTreeWidgetItemIterator it(this); *it; ++it)
        known[(*it)->data(PidColumn, Qt::UserRole).toInt()] = *it;
    std::map<int, QTreeWidgetItem *> kept;
    for (const ProcessView &process : processes) {
        const auto parent = kept.find(process.parent);
        QTreeWidgetItem *above = parent == kept.end() ? invisibleRootItem() : parent->second;
        QTreeWidgetItem *item = nullptr;
        const auto old = known.find(process.pid);
        if (old != known.end() && (old->second->parent() ? old->second->parent() : invisibleRootItem()) == above) {
            item = old->second;
            known.erase(old);
        } else {
            item = new QTreeWidgetItem(above);
            item->setData(PidColumn, Qt::UserRole, process.pid);
            item->setTextAlignment(StateColumn, Qt::AlignCenter);
            for (const int column : {PidColumn, MemoryColumn, CpuColumn})
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        const QString command = displayText(process.command, 400);
        item->setText(CommandColumn, command);
        item->setToolTip(CommandColumn, toolTipText(command));
        item->setText(PidColumn, QString::number(process.pid));
        item->setText(StateColumn, stateWord(process.state));
        item->setText(MemoryColumn, memoryText(process.memoryKb));
        item->setText(CpuColumn, spanText(process.cpu));
        kept[process.pid] = item;
    }
    // A parent takes its children along: what is left of them is in `known` as well, so only the tops are deleted.
    std::vector<QTreeWidgetItem *> gone;
    for (const auto &[pid, item] : known)
        if (!item->parent() || !known.contains(item->parent()->data(PidColumn, Qt::UserRole).toInt()))
            gone.push_back(item);
    for (QTreeWidgetItem *item : gone)
        delete item;
    expandAll();
}

void ProcessTable::retranslate()
{
    setHeaderLabels({tr("Command"), tr("Pid"), tr("State"), tr("Memory"), tr("CPU time")});
    for (const int column : {PidColumn, MemoryColumn, CpuColumn})
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    headerItem()->setTextAlignment(StateColumn, Qt::AlignCenter);
    setAccessibleName(tr("Processes"));
    setProcesses(std::vector(m_processes));
}

void ProcessTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QTreeWidget::changeEvent(event);
}

} // namespace lambdarium
