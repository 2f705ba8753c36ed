// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/run/runcontroller.h"

#include <QWidget>

class QListView;
class QStandardItemModel;
class QToolButton;

namespace lambdarium {

class TextLabel;

/// Finished runs, newest first: choose one to look at it again, activate it to send it again. GUI thread; owned by
/// the Run view.
class HistoryPane : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPane(QWidget *parent = nullptr);
    void setRuns(const std::vector<RunSummary> &runs);
    int count() const;

Q_SIGNALS:
    void chosen(const lambdarium::RunSummary &run);
    void repeatRequested(const lambdarium::RunRequest &request);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fill();

    std::vector<RunSummary> m_runs;
    TextLabel *m_title;
    TextLabel *m_empty;
    QToolButton *m_again;
    QListView *m_list;
    QStandardItemModel *m_model;
};

} // namespace lambdarium
