// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"
#include "widgets/theme/controls.h"

namespace lambdarium {

/// 28 px: saved, runtimes, problems, account, endpoint, isolation, caret. Facts come from snapshots. GUI thread.
class StatusBar : public Pane
{
    Q_OBJECT

public:
    explicit StatusBar(QWidget *parent = nullptr);

    enum class SaveState { Nothing, Saved, Unsaved, Failed };
    void setSaveState(SaveState state, const QString &reason = {});
    void setSnapshot(const Snapshot &snapshot);
    /// Why there is no core behind the window; empty: there is one.
    void setSessionProblem(const QString &problem);
    void setProblems(int errors, int warnings);
    void setCursor(int line, int column);
    void clearCursor();

Q_SIGNALS:
    void problemsClicked();
    /// The isolation badge was pressed.
    void isolationClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showIsolation(bool live);
    QString runtimesText() const;
    QString endpointText() const;

    TextLabel *m_saved;
    TextLabel *m_runtimes;
    QToolButton *m_problems;
    TextLabel *m_account;
    TextLabel *m_endpoint;
    Chip *m_isolation;
    TextLabel *m_caret;
    SaveState m_state = SaveState::Nothing;
    QString m_reason;
    QString m_sessionProblem;
    Snapshot m_snapshot;
    int m_errors = 0;
    int m_warnings = 0;
    int m_line = 0;
    int m_column = 0;
};

} // namespace lambdarium
