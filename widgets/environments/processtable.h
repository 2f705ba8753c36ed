// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QTreeWidget>

namespace lambdarium {

/// The processes of one environment as a tree: command, pid, state, memory, CPU. Rows stay where they are while the
/// figures change, so that a reader keeps the place. GUI thread.
class ProcessTable : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ProcessTable(QWidget *parent = nullptr);
    void setProcesses(const std::vector<ProcessView> &processes);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refreshTheme();
    QString stateWord(char state) const;

    std::vector<ProcessView> m_processes;
};

} // namespace lambdarium
