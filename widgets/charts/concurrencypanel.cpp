// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/concurrencypanel.h"

#include "widgets/charts/chartfeed.h"
#include "widgets/charts/concurrencychart.h"
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace lambdarium {

ConcurrencyPanel::ConcurrencyPanel(ChartFeed *feed, QWidget *parent) : QWidget(parent), m_feed(feed)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *header = new HeaderBar;
    m_title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    m_name = new TextLabel({}, TextLabel::Hint, 12);
    m_name->setElided(true);
    m_throttles = new Chip(QString(), EnvState::Throttled);
    m_coldStarts = new Chip(QString(), EnvState::Cold);
    m_expand = toolButton(QStringLiteral("maximize"), tr("Show in Observe"));
    header->addSpacing(8);
    header->addFixed(m_title);
    header->addFixed(m_name, 1);
    header->addItem(m_throttles, 2);
    header->addItem(m_coldStarts, 1);
    header->addFixed(m_expand);
    layout->addWidget(header);
    m_chart = new ConcurrencyChart(feed);
    m_chart->setFramed(false);
    m_chart->setRelativeTime(true);
    layout->addWidget(m_chart, 1);
    connect(m_expand, &QToolButton::clicked, this, &ConcurrencyPanel::expandRequested);
    connect(feed, &ChartFeed::changed, this, &ConcurrencyPanel::refresh);
    connect(feed->time(), &TimeModel::rangeChanged, this, &ConcurrencyPanel::refresh);
    retranslate();
}

void ConcurrencyPanel::setFunction(const QString &function)
{
    m_chart->setFunction(function);
    refresh();
}

void ConcurrencyPanel::refresh()
{
    const QString function = m_chart->function();
    m_name->setText(function.isEmpty() ? tr("all functions") : function);
    m_chart->setHeading(tr("Concurrency of %1").arg(m_name->text()), {});
    const int throttles = m_chart->throttlesInRange(), cold = m_chart->coldStartsInRange();
    m_throttles->setContent(tr("%n throttle(s)", nullptr, throttles));
    m_coldStarts->setContent(tr("%n cold start(s)", nullptr, cold));
    m_throttles->setVisible(throttles > 0);
    m_coldStarts->setVisible(cold > 0);
}

void ConcurrencyPanel::retranslate()
{
    m_title->setText(tr("Concurrency"));
    m_expand->setToolTip(tr("Show in Observe"));
    m_expand->setAccessibleName(tr("Show in Observe"));
    refresh();
}

void ConcurrencyPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lambdarium
