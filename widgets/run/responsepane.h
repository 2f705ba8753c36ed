// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/run/runcontroller.h"

#include <QWidget>

class QBoxLayout;
class QScrollArea;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace lambdarium {

class Chip;
class CodeEditor;
class EmptyState;
class HeaderBar;
class TextLabel;

/// What came back: status, times and memory, the error with its stack as links, the payload. GUI thread; owned by
/// the Run view.
class ResponsePane : public QWidget
{
    Q_OBJECT

public:
    explicit ResponsePane(QWidget *parent = nullptr);

    /// going: invocations are still on their way.
    void showRun(const RunSummary &summary, bool going);
    /// What could not even be sent.
    void showProblem(const QString &sentence);
    void clear();
    /// For the empty state: what Run would send.
    void setEventName(const QString &name);

Q_SIGNALS:
    void runRequested();
    void openSource(const QString &function, const QString &file, int line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showFigures(const InvokeOutcome &outcome);
    void showTotals();
    void showError();
    void showBody();
    void addStack(const QStringList &frames);
    QString statusText(const InvokeOutcome &outcome) const;

    RunSummary m_summary;
    QString m_problem;
    QString m_eventName;
    bool m_shown = false;
    bool m_going = false;

    TextLabel *m_title = nullptr;
    Chip *m_status = nullptr;
    Chip *m_start = nullptr;
    TextLabel *m_figures = nullptr;
    TextLabel *m_totals = nullptr;
    QWidget *m_totalsBar = nullptr;
    QTabBar *m_tabs = nullptr;
    QToolButton *m_copy = nullptr;
    QScrollArea *m_errorArea = nullptr;
    QWidget *m_error = nullptr;
    QBoxLayout *m_errorRows = nullptr;
    CodeEditor *m_body = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace lambdarium
