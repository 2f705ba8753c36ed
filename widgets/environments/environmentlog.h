// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "widgets/bridge/sessionbridge.h"

#include <QWidget>

namespace lambdarium {

class LogModel;
class LogView;
class TextLabel;

/// The log of one environment: what the session's history holds of it, then every new line. GUI thread; the bridge
/// outlives it.
class EnvironmentLog : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentLog(SessionBridge *bridge, QWidget *parent = nullptr);
    /// 0: none.
    void setEnvironment(EnvironmentId environment);
    LogView *view() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void take(const std::vector<Fact> &facts);
    void linesRead(const Result<QueryOutcome> &outcome);
    void show(const std::vector<Fact> &history);
    bool concerns(const Fact &fact) const;
    void retranslate();

    SessionBridge *m_bridge;
    LogModel *m_model;
    LogView *m_view;
    TextLabel *m_problem;
    EnvironmentId m_environment{};
    std::vector<Fact> m_waiting; ///< arrived while the history was read
    std::uint64_t m_last = 0;    ///< sequence of the newest fact shown
    bool m_reading = false;
};

} // namespace lambdarium
