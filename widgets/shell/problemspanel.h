// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <QWidget>

#include <vector>

class QListView;
class QStackedWidget;
class QStandardItemModel;

namespace lambdarium {

class EmptyState;

/// The findings of template and folder as a list; Enter or a click goes to the place. GUI thread.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPanel(QWidget *parent = nullptr);

    void setProblems(const std::vector<Problem> &problems, const QString &templateName);
    int errorCount() const;
    int warningCount() const;
    int count() const { return static_cast<int>(m_problems.size()); }
    /// F8: the next (1) or previous (-1) finding, around the end.
    void step(int direction);

Q_SIGNALS:
    void problemChosen(const lambdarium::Problem &problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void choose(int row);
    void retranslate();

    std::vector<Problem> m_problems;
    QString m_templateName;
    QStackedWidget *m_pages;
    QListView *m_list;
    QStandardItemModel *m_model;
    EmptyState *m_empty;
    int m_at = -1;
};

} // namespace lambdarium
