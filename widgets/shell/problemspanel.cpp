// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/problemspanel.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QListView>
#include <QPainter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int SeverityRole = Qt::UserRole + 1;
constexpr int PlaceRole = Qt::UserRole + 2;

class ProblemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, dp(28)}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &t = th();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, t.sel);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, t.caretLine);
        const auto severity = static_cast<Severity>(index.data(SeverityRole).toInt());
        const bool error = severity == Severity::Error;
        const QColor colour = severity == Severity::Hint ? t.text3
                                                         : t.stateText(error ? EnvState::Error : EnvState::Warm);
        const qreal side = dp(14);
        const QString icon = error          ? QStringLiteral("triangle-alert")
            : severity == Severity::Warning ? QStringLiteral("circle-alert")
                                            : QStringLiteral("info");
        drawIcon(painter, icon, QRectF(option.rect.left() + 14, option.rect.center().y() - side / 2 + 1, side, side),
                 colour);
        const QString place = index.data(PlaceRole).toString();
        painter->setFont(monoFont(11.5));
        const int placeWidth = painter->fontMetrics().horizontalAdvance(place);
        painter->setPen(t.text3);
        painter->drawText(option.rect.adjusted(0, 0, -14, 0), Qt::AlignVCenter | Qt::AlignRight, place);
        const QRect text = option.rect.adjusted(14 + int(side) + 10, 0, -placeWidth - 30, 0);
        painter->setFont(uiFont(12.5));
        painter->setPen(t.text);
        painter->drawText(text, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent), m_pages(new QStackedWidget), m_list(new QListView), m_model(new QStandardItemModel(this)),
      m_empty(new EmptyState(QStringLiteral("circle-check")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ProblemDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_list);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) { choose(index.row()); });
    connect(&ThemeHub::instance(), &ThemeHub::changed, m_list, &QListView::doItemsLayout);
    retranslate();
}

void ProblemsPanel::setProblems(const std::vector<Problem> &problems, const QString &templateName)
{
    m_problems = problems;
    std::ranges::stable_sort(m_problems, {}, &Problem::severity);
    m_templateName = templateName;
    m_at = -1;
    fill();
}

int ProblemsPanel::errorCount() const
{
    return static_cast<int>(std::ranges::count(m_problems, Severity::Error, &Problem::severity));
}

int ProblemsPanel::warningCount() const
{
    return static_cast<int>(std::ranges::count(m_problems, Severity::Warning, &Problem::severity));
}

void ProblemsPanel::fill()
{
    m_model->clear();
    for (const Problem &problem : m_problems) {
        QString text = displayText(coreText(problem.message), 1000);
        if (!problem.node.empty())
            text = displayText(problem.node, 80) + QStringLiteral(": ") + text;
        auto *item = new QStandardItem(text);
        item->setData(static_cast<int>(problem.severity), SeverityRole);
        item->setData(problem.line > 0 ? QStringLiteral("%1:%2").arg(m_templateName).arg(problem.line) : QString(),
                      PlaceRole);
        item->setToolTip(toolTipText(text));
        m_model->appendRow(item);
    }
    m_pages->setCurrentIndex(m_problems.empty() ? 0 : 1);
}

void ProblemsPanel::choose(int row)
{
    if (row < 0 || row >= count())
        return;
    m_at = row;
    m_list->setCurrentIndex(m_model->index(row, 0));
    // A copy: whoever is told may edit the template, which fills this list anew.
    const Problem problem = m_problems[static_cast<std::size_t>(row)];
    Q_EMIT problemChosen(problem);
}

void ProblemsPanel::step(int direction)
{
    if (m_problems.empty())
        return;
    const int first = direction > 0 ? 0 : count() - 1;
    choose(m_at < 0 ? first : (m_at + direction + count()) % count());
}

void ProblemsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ProblemsPanel::retranslate()
{
    m_list->setAccessibleName(tr("Problems"));
    m_empty->setContent(tr("No problems"), tr("The template can be read, and every handler is where it should be."));
}

} // namespace lambdarium
