// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments/environmentlog.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logview.h"
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr std::size_t historyRows = 2000;
constexpr std::size_t modelRows = 50'000;

} // namespace

EnvironmentLog::EnvironmentLog(SessionBridge *bridge, QWidget *parent)
    : QWidget(parent), m_bridge(bridge), m_model(new LogModel(this, modelRows)), m_view(new LogView(m_model)),
      m_problem(new TextLabel({}, TextLabel::Warning, 11.5))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(16, 4, 16, 4);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addWidget(m_view, 1);
    connect(bridge, &SessionBridge::factsArrived, this, &EnvironmentLog::take);
    retranslate();
}

void EnvironmentLog::setEnvironment(EnvironmentId environment)
{
    m_environment = environment;
    m_model->clear();
    m_waiting.clear();
    m_last = 0;
    m_problem->hide();
    m_view->setFollowing(true);
    m_reading = std::uint64_t(environment) != 0 && m_bridge->hasSession();
    if (!m_reading)
        return;
    query::Logs logs;
    logs.environment = environment;
    logs.limit = historyRows;
    m_bridge->query(logs, this, [this, environment](const Result<QueryOutcome> &outcome) {
        if (environment == m_environment)
            history(outcome);
    });
}

bool EnvironmentLog::concerns(const Fact &fact) const
{
    return std::visit(
        [this](const auto &body) {
            if constexpr (requires { body.environment; })
                return body.environment == m_environment;
            else
                return false;
        },
        fact.body);
}

void EnvironmentLog::history(const Result<QueryOutcome> &outcome)
{
    m_reading = false;
    const auto *lines = outcome ? std::get_if<std::vector<Fact>>(&*outcome) : nullptr;
    if (lines) {
        m_model->append(*lines);
        for (const Fact &fact : *lines)
            m_last = std::max(m_last, fact.sequence);
    }
    m_problem->setVisible(!outcome);
    if (!outcome)
        m_problem->setText(
            tr("Earlier lines could not be read: %1").arg(displayText(coreText(outcome.error().message), 300)));
    const std::vector<Fact> waiting = std::exchange(m_waiting, {});
    take(waiting);
}

void EnvironmentLog::take(const std::vector<Fact> &facts)
{
    if (std::uint64_t(m_environment) == 0)
        return;
    std::vector<Fact> own;
    for (const Fact &fact : facts) {
        // The history holds lines only: starts and ends of older requests still complete them.
        const bool line = std::holds_alternative<fact::LogWritten>(fact.body);
        if (concerns(fact) && (!line || fact.sequence > m_last))
            own.push_back(fact);
    }
    if (own.empty())
        return;
    if (m_reading)
        m_waiting.insert(m_waiting.end(), own.begin(), own.end());
    else
        m_model->append(own);
}

void EnvironmentLog::retranslate()
{
    m_view->setAccessibleName(tr("Log of this environment"));
    m_view->setEmptyText(tr("No lines yet"), tr("What this environment writes appears here at once."));
}

void EnvironmentLog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lambdarium
