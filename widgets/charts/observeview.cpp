// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/observeview.h"

#include "widgets/bridge/timemodel.h"
#include "widgets/charts/chartfeed.h"
#include "widgets/charts/concurrencychart.h"
#include "widgets/charts/durationheatmap.h"
#include "widgets/charts/environmentlanes.h"
#include "widgets/charts/queuechart.h"
#include "widgets/theme/controls.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

ObserveView::ObserveView(ChartFeed *feed, QWidget *parent) : QWidget(parent), m_feed(feed), m_time(feed->time())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    createHeader();
    layout->addWidget(m_header);
    createCharts();
    connect(feed, &ChartFeed::namesChanged, this, &ObserveView::fillChoosers);
    connect(feed, &ChartFeed::changed, this, &ObserveView::refreshHeader);
    connect(m_time, &TimeModel::liveChanged, this, &ObserveView::refreshHeader);
    connect(m_time, &TimeModel::rangeChanged, this, &ObserveView::refreshHeader);
    retranslate();
    fillChoosers();
}

void ObserveView::createHeader()
{
    auto *header = new HeaderBar;
    m_header = header;
    m_title = new TextLabel({}, TextLabel::Body, 14, QFont::DemiBold);
    m_facts = new TextLabel({}, TextLabel::Hint, 12);
    m_facts->setElided(true);
    header->addSpacing(8);
    header->addFixed(m_title);
    header->addSpacing(4);
    header->addFixed(m_facts, 1);
    m_function = new QComboBox;
    m_queue = new QComboBox;
    for (QComboBox *box : {m_function, m_queue}) {
        box->setMinimumWidth(dp(130));
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    header->addItem(m_function, 5);
    header->addItem(m_queue, 1);
    header->addSpacing(8);
    const auto toggle = [&](QToolButton *&button, int priority, auto action) {
        button = new QToolButton;
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        connect(button, &QToolButton::clicked, this, action);
        header->addItem(button, priority);
    };
    const auto spanAction = [this](TimeModel::Span span) {
        return [this, span] {
            m_time->setSpan(span);
            refreshHeader();
        };
    };
    toggle(m_live, 4, [this](bool on) { m_time->setLive(on); });
    toggle(m_minute, 3, spanAction(TimeModel::Span::Minute));
    toggle(m_five, 3, spanAction(TimeModel::Span::FiveMinutes));
    toggle(m_all, 3, spanAction(TimeModel::Span::All));
    connect(m_function, &QComboBox::activated, this, [this] {
        setFunction(m_function->currentText());
        Q_EMIT functionChosen(m_function->currentText());
    });
    connect(m_queue, &QComboBox::currentTextChanged, this, [this](const QString &queue) {
        m_queueChart->setQueue(queue);
        retranslate();
    });
}

void ObserveView::createCharts()
{
    auto *body = new Pane(Pane::Chrome);
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(dp(14), dp(14), dp(14), dp(14));
    grid->setSpacing(dp(12));
    m_concurrency = new ConcurrencyChart(m_feed);
    m_durations = new DurationHeatmap(m_feed);
    m_lanes = new EnvironmentLanes(m_feed);
    m_queueChart = new QueueChart(m_feed);
    grid->addWidget(m_concurrency, 0, 0);
    grid->addWidget(m_durations, 0, 1);
    grid->addWidget(m_lanes, 1, 0);
    grid->addWidget(m_queueChart, 1, 1);
    grid->setColumnStretch(0, 58);
    grid->setColumnStretch(1, 42);
    grid->setRowStretch(0, 46);
    grid->setRowStretch(1, 54);
    layout()->addWidget(body);
    static_cast<QVBoxLayout *>(layout())->setStretchFactor(body, 1);
    connect(m_lanes, &EnvironmentLanes::requestChosen, this, &ObserveView::requestChosen);
    connect(m_lanes, &EnvironmentLanes::environmentChosen, this, &ObserveView::environmentChosen);
    connect(m_lanes, &EnvironmentLanes::environmentMenuRequested, this, &ObserveView::environmentMenuRequested);
}

QString ObserveView::function() const { return m_function->currentText(); }

void ObserveView::setFunction(const QString &function)
{
    const int index = m_function->findText(function);
    if (index < 0)
        return;
    m_function->setCurrentIndex(index);
    m_lanes->setFunction(function);
    m_durations->setFunction(function);
    retranslate();
}

void ObserveView::fillChoosers()
{
    const auto fill = [](QComboBox *box, const QStringList &names) {
        const QString current = box->currentText();
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItems(names);
        box->setCurrentIndex(std::max(0, int(names.indexOf(current))));
    };
    fill(m_function, m_feed->functions());
    fill(m_queue, m_feed->queueIds());
    m_function->setEnabled(m_function->count() > 0);
    m_queue->setVisible(m_queue->count() > 1);
    m_queueChart->setQueue(m_queue->currentText());
    setFunction(m_function->currentText());
    retranslate();
}

void ObserveView::refreshHeader()
{
    m_live->setChecked(m_time->live());
    m_minute->setChecked(m_time->span() == TimeModel::Span::Minute);
    m_five->setChecked(m_time->span() == TimeModel::Span::FiveMinutes);
    m_all->setChecked(m_time->span() == TimeModel::Span::All);
    if (m_time->empty()) {
        m_facts->setText(tr("nothing recorded yet"));
        return;
    }
    const auto throttles = int(m_feed->concurrency().throttles().size());
    const QString requests = tr("%Ln request(s)", nullptr, int(m_feed->requests()));
    const QString since = tr("measured since %1").arg(axisClock(m_time->first(), std::chrono::seconds(1)));
    QStringList parts{since, requests};
    if (throttles > 0)
        parts << tr("%Ln refused", nullptr, throttles);
    m_facts->setText(parts.join(QStringLiteral(", ")));
}

void ObserveView::retranslate()
{
    m_title->setText(tr("This session"));
    m_live->setText(tr("Live"));
    m_live->setToolTip(tr("Move with the clock"));
    m_minute->setText(tr("1 min"));
    m_five->setText(tr("5 min"));
    m_all->setText(tr("All"));
    m_function->setAccessibleName(tr("Function shown"));
    m_function->setToolTip(tr("Function of the environments and durations"));
    m_queue->setAccessibleName(tr("Queue shown"));
    const QString function = m_function->currentText();
    m_concurrency->setHeading(tr("Concurrency by function"), tr("all functions against the account limit"));
    m_durations->setHeading(function.isEmpty() ? tr("Duration") : tr("Duration of %1").arg(function),
                            tr("log scale, colour strength is request count"));
    m_lanes->setHeading(function.isEmpty() ? tr("Environments") : tr("Environments of %1").arg(function),
                        tr("one lane each: id, requests served"));
    const QString queue = m_queue->currentText();
    m_queueChart->setHeading(queue.isEmpty() ? tr("Queue") : queue, tr("messages waiting and age of the oldest"));
    refreshHeader();
}

void ObserveView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lambdarium
