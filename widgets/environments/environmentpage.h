// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/sessionbridge.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/theme/controls.h"

#include <QTimer>

#include <map>

class QStackedWidget;

namespace lambdarium {

class EnvironmentFacts;
class EnvironmentLog;
class LogView;
class ProcessTable;

/// Everything about one execution environment while it lives, and why it ended: figures, processes, network, log,
/// and the user's hand on it. Asks the core at most four times a second, and only while it is seen. GUI thread; the
/// bridge outlives it.
class EnvironmentPage : public Pane
{
    Q_OBJECT

public:
    explicit EnvironmentPage(SessionBridge *bridge, QWidget *parent = nullptr);

    /// 0: none is chosen.
    void setEnvironment(EnvironmentId environment);
    EnvironmentId environment() const { return m_environment; }
    bool gone() const { return m_gone; }
    LogView *log() const;
    /// A newer environment's button must not act on what was shown before: what is shown now, or nothing.
    const EnvironmentView *view() const { return m_known ? &m_view : nullptr; }

Q_SIGNALS:
    void closed();
    /// The number of an EnvironmentId: the meta-object system takes no enumeration this wide.
    void actionRequested(quint64 environment, lambdarium::EnvironmentAction action);
    void functionRequested(const lambdarium::NodeId &function);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void createHeader();
    void createBody();
    QPushButton *addButton(HeaderBar *bar, EnvironmentAction action, const QKeySequence &key);
    void request(EnvironmentAction action);
    void ask();
    /// The snapshot still knows it.
    bool listed() const;
    void answered(const Result<QueryOutcome> &outcome);
    void takeFacts(const std::vector<Fact> &facts);
    void takeSnapshot(const Snapshot &snapshot);
    void showView(const EnvironmentView &view);
    void refreshState();
    void retranslate();

    SessionBridge *m_bridge;
    QTimer m_poll;
    bool m_asking = false;
    EnvironmentId m_environment{};
    NodeId m_function;
    EnvironmentView m_view;
    bool m_known = false;
    bool m_gone = false;
    QString m_problem;
    std::map<EnvironmentId, std::string> m_reasons; ///< why environments ended; newest thousands

    TextLabel *m_title = nullptr;
    Chip *m_state = nullptr;
    QToolButton *m_back = nullptr;
    QPushButton *m_owner = nullptr;
    QPushButton *m_freeze = nullptr;
    QPushButton *m_recycle = nullptr;
    QPushButton *m_kill = nullptr;
    QWidget *m_noticeArea = nullptr;
    Card *m_notice = nullptr;
    IconLabel *m_noticeIcon = nullptr;
    TextLabel *m_noticeText = nullptr;
    TextLabel *m_processTitle = nullptr;
    TextLabel *m_logTitle = nullptr;
    EnvironmentFacts *m_facts = nullptr;
    ProcessTable *m_processes = nullptr;
    EnvironmentLog *m_log = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace lambdarium
