// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/historypane.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/logs/logtext.h"
#include "widgets/theme/controls.h"

#include <QBoxLayout>
#include <QEvent>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QToolButton>

namespace lambdarium {

namespace {

enum Role { StateRole = Qt::UserRole, TimeRole, NameRole, FigureRole };
constexpr int rowHeight = 30;

QString glyph(EnvState state)
{
    if (state == EnvState::Running)
        return QStringLiteral("circle-check");
    return state == EnvState::Throttled ? stateIcon(EnvState::Throttled) : QStringLiteral("circle-x");
}

/// Glyph, time, name, and the duration at the right.
class RunDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {dp(200), dp(rowHeight)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &t = th();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
            painter->fillRect(option.rect, option.state & QStyle::State_Selected ? t.sel : t.hover);
        const auto state = EnvState(index.data(StateRole).toInt());
        QRectF r = QRectF(option.rect).adjusted(16, 0, -12, 0);
        const qreal side = dp(14);
        drawIcon(painter, glyph(state), QRectF(r.left(), r.center().y() - side / 2, side, side), t.stateText(state),
                 2.1);
        r.setLeft(r.left() + side + 8);
        painter->setFont(monoFont(11.5));
        painter->setPen(t.text2);
        const QString time = index.data(TimeRole).toString();
        painter->drawText(r, Qt::AlignLeft | Qt::AlignVCenter, time);
        r.setLeft(r.left() + painter->fontMetrics().horizontalAdvance(time) + 10);
        const QString figure = index.data(FigureRole).toString();
        painter->drawText(r, Qt::AlignRight | Qt::AlignVCenter, figure);
        r.setRight(r.right() - painter->fontMetrics().horizontalAdvance(figure) - 10);
        painter->setFont(uiFont(12.5));
        painter->setPen(t.text);
        painter->drawText(
            r, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data(NameRole).toString(), Qt::ElideRight, int(r.width())));
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(t.accent, t.focusWidth));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 5, 5);
        }
        painter->restore();
    }
};

EnvState stateOf(const RunSummary &run)
{
    if (run.good())
        return EnvState::Running;
    return run.throttled > 0 && run.failed + run.refused == 0 && run.problem.isEmpty() ? EnvState::Throttled
                                                                                       : EnvState::Error;
}

} // namespace

HistoryPane::HistoryPane(QWidget *parent) : QWidget(parent), m_model(new QStandardItemModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *header = new HeaderBar;
    m_title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    header->addSpacing(8); // in line with the rows
    header->addFixed(m_title, 1);
    m_again = toolButton(QStringLiteral("rotate-cw"), {});
    header->addFixed(m_again);
    column->addWidget(header);
    m_empty = new TextLabel({}, TextLabel::Hint, 12);
    m_empty->setContentsMargins(16, 10, 16, 10);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_list = new QListView;
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RunDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    column->addWidget(m_list, 1);
    const auto run = [this](const QModelIndex &index) -> const RunSummary * {
        return index.isValid() && std::size_t(index.row()) < m_runs.size()
            ? &m_runs[m_runs.size() - 1 - std::size_t(index.row())]
            : nullptr;
    };
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, run](const QModelIndex &index) {
                m_again->setEnabled(index.isValid());
                if (const RunSummary *found = run(index))
                    Q_EMIT chosen(RunSummary(*found));
            });
    const auto again = [this, run](const QModelIndex &index) {
        if (const RunSummary *found = run(index))
            Q_EMIT repeatRequested(RunRequest(found->request));
    };
    connect(m_list, &QListView::activated, this, again);
    connect(m_again, &QToolButton::clicked, this, [this, again] { again(m_list->currentIndex()); });
    m_again->setEnabled(false);
    retranslate();
}

void HistoryPane::retranslate()
{
    m_title->setText(tr("History"));
    m_list->setAccessibleName(tr("History of runs"));
    m_again->setToolTip(tr("Send it again"));
    m_again->setAccessibleName(tr("Send it again"));
    m_empty->setText(tr("Finished runs appear here."));
    fill();
}

void HistoryPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HistoryPane::setRuns(const std::vector<RunSummary> &runs)
{
    m_runs = runs;
    fill();
}

int HistoryPane::count() const { return m_model->rowCount(); }

void HistoryPane::fill()
{
    const QSignalBlocker quiet(m_list->selectionModel());
    m_model->clear();
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
        const RunRequest &request = run->request;
        const EnvState state = stateOf(*run);
        QString name = displayText(request.eventName, 120);
        if (request.repeat > 1)
            name = tr("%1 × %2").arg(name).arg(request.repeat);
        const QString figure = run->longest > Duration::zero() ? durationText(run->median)
            : run->last                                        ? QString::number(run->last->status)
                                                               : QString();
        const QString time = clockText(run->started).left(8);
        auto *item = new QStandardItem;
        item->setData(int(state), StateRole);
        item->setData(time, TimeRole);
        item->setData(name, NameRole);
        item->setData(figure, FigureRole);
        const QString word = state == EnvState::Running ? tr("succeeded")
            : state == EnvState::Throttled              ? tr("throttled")
                                                        : tr("failed");
        item->setData(tr("%1, %2, %3, %4").arg(time, request.function, name, word), Qt::AccessibleTextRole);
        item->setData(request.function, Qt::ToolTipRole);
        m_model->appendRow(item);
    }
    m_empty->setVisible(m_runs.empty());
    m_list->setVisible(!m_runs.empty());
    m_again->setEnabled(false);
}

} // namespace lambdarium
