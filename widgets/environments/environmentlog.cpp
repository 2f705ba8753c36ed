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
/// Facts of all environments that are looked through for those of one.
constexpr std::uint64_t factsMax = 100'000;

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
            linesRead(outcome);
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

void EnvironmentLog::linesRead(const Result<QueryOutcome> &outcome)
{
    const auto *lines = outcome ? std::get_if<std::vector<Fact>>(&*outcome) : nullptr;
    m_problem->setVisible(!outcome);
    if (!outcome)
        m_problem->setText(
            tr("Earlier lines could not be read: %1").arg(displayText(coreText(outcome.error().message), 300)));
    if (!lines || lines->empty()) {
        show({});
        return;
    }
    // The lines tell when it lived; starts and ends of its requests are facts of the same time.
    const std::uint64_t end = std::max(lines->back().sequence, m_bridge->snapshot()->lastSequence) + 1;
    const std::uint64_t first = std::max(lines->front().sequence, end > factsMax ? end - factsMax : 0);
    m_bridge->query(query::Facts{first, end}, this,
                    [this, environment = m_environment, lines = *lines](const Result<QueryOutcome> &facts) {
                        if (environment != m_environment)
                            return;
                        const auto *all = facts ? std::get_if<std::vector<Fact>>(&*facts) : nullptr;
                        std::vector<Fact> own;
                        for (const Fact &fact : all ? *all : std::vector<Fact>())
                            if (concerns(fact))
                                own.push_back(fact);
                        show(own.empty() ? lines : own);
                    });
}

void EnvironmentLog::show(const std::vector<Fact> &history)
{
    m_reading = false;
    m_model->append(history);
    for (const Fact &fact : history)
        m_last = std::max(m_last, fact.sequence);
    const std::vector<Fact> waiting = std::exchange(m_waiting, {});
    take(waiting);
}

void EnvironmentLog::take(const std::vector<Fact> &facts)
{
    if (std::uint64_t(m_environment) == 0)
        return;
    std::vector<Fact> own;
    for (const Fact &fact : facts)
        if (concerns(fact) && fact.sequence > m_last)
            own.push_back(fact);
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
