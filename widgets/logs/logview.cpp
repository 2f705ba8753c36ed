// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logview.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/logs/logexport.h"
#include "widgets/theme/controls.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace lambdarium {

LogView::LogView(LogModel *model, QWidget *parent) : QAbstractScrollArea(parent), m_model(model), m_painter(*model)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Log events"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalScrollBar()->setAccessibleName(tr("Log position"));
    m_pill = pushButton(QString(), "primary", QStringLiteral("arrow-down"), viewport());
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, this, [this] { setFollowing(true); });
    connect(m_model, &LogModel::appended, this, &LogView::onAppended);
    connect(m_model, &LogModel::rebuilt, this, &LogView::onRebuilt);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &LogView::refreshTheme);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (m_adjusting)
            return;
        const bool atEnd = value >= verticalScrollBar()->maximum();
        if (atEnd != m_follow)
            setFollowing(atEnd);
    });
    m_findTimer.setInterval(0);
    connect(&m_findTimer, &QTimer::timeout, this, &LogView::findSlice);
    refreshTheme();
}

void LogView::refreshTheme()
{
    m_painter.refresh();
    updateScroll();
    viewport()->update();
}

void LogView::setEmptyText(const QString &title, const QString &hint)
{
    m_emptyTitle = title;
    m_emptyHint = hint;
    viewport()->update();
}

int LogView::topPosition() const { return verticalScrollBar()->value() / m_painter.rowHeight(); }

void LogView::updateScroll()
{
    const int height = m_painter.rowHeight();
    const qint64 content = qint64(m_model->shownCount()) * height;
    m_adjusting = true;
    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(height);
    bar->setPageStep(std::max(height, viewport()->height() - height));
    bar->setRange(0, int(std::clamp<qint64>(content - viewport()->height(), 0, 2'000'000'000)));
    if (m_follow)
        bar->setValue(bar->maximum());
    m_adjusting = false;
}

void LogView::onAppended(std::size_t dropped)
{
    const int before = verticalScrollBar()->value();
    const std::size_t oldEnd = std::size_t(before + viewport()->height()) / std::size_t(m_painter.rowHeight());
    updateScroll();
    if (!m_follow) {
        if (dropped > 0) {
            m_adjusting = true;
            verticalScrollBar()->setValue(std::max(0, before - int(dropped) * m_painter.rowHeight()));
            m_adjusting = false;
        }
        const std::size_t end = m_model->shownCount();
        m_unseen = end > oldEnd ? end - std::min(end, oldEnd) : 0;
        updatePill();
    }
    viewport()->update();
}

void LogView::onRebuilt()
{
    m_hover.reset();
    if (m_current && *m_current >= m_model->endRow()) { // the log was cleared: its rows are counted anew
        m_current.reset();
        m_anchor.reset();
    }
    const auto keep = m_topRow;
    const int offset = verticalScrollBar()->value() % m_painter.rowHeight();
    updateScroll();
    if (!m_follow && keep) {
        m_adjusting = true;
        verticalScrollBar()->setValue(int(m_model->positionOf(*keep)) * m_painter.rowHeight() + offset);
        m_adjusting = false;
    }
    viewport()->update();
}

void LogView::setFollowing(bool follow)
{
    m_unseen = 0;
    const bool changed = follow != m_follow;
    m_follow = follow;
    if (follow) {
        m_adjusting = true;
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        m_adjusting = false;
    }
    updatePill();
    viewport()->update();
    if (changed)
        Q_EMIT followingChanged(follow);
}

void LogView::updatePill()
{
    m_pill->setVisible(!m_follow && m_unseen > 0);
    if (m_pill->isHidden())
        return;
    m_pill->setText(tr("%1 new").arg(QLocale().toString(qulonglong(m_unseen))));
    m_pill->setAccessibleName(tr("Go to the newest events"));
    placePill();
}

void LogView::placePill()
{
    m_pill->adjustSize();
    m_pill->move((viewport()->width() - m_pill->width()) / 2, viewport()->height() - m_pill->height() - dp(10));
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScroll();
    placePill();
}

void LogView::scrollContentsBy(int, int)
{
    const auto top = std::size_t(topPosition());
    m_topRow = top < m_model->shownCount() ? std::optional(m_model->shownRow(top)) : std::nullopt;
    viewport()->update();
}

QRect LogView::rowRect(std::size_t position) const
{
    const qint64 top = qint64(position) * m_painter.rowHeight() - verticalScrollBar()->value();
    return QRect(0, int(top), viewport()->width(), m_painter.rowHeight());
}

std::optional<std::size_t> LogView::positionAt(int y) const
{
    const qint64 content = qint64(verticalScrollBar()->value()) + y;
    if (y < 0 || content < 0)
        return {};
    const auto position = std::size_t(content / m_painter.rowHeight());
    return position < m_model->shownCount() ? std::optional(position) : std::nullopt;
}

void LogView::measureLanes()
{
    int lanes = 1;
    bool overflow = false;
    const std::size_t end = std::min(m_model->shownCount(),
                                     std::size_t(topPosition() + viewport()->height() / m_painter.rowHeight() + 2));
    for (std::size_t i = std::size_t(topPosition()); i < end; ++i) {
        const LogRow &row = m_model->row(m_model->shownRow(i));
        overflow = overflow || (!m_model->filtered() && row.overflow > 0);
        if (row.lane != LogRow::noLane)
            lanes = std::max(lanes, row.lane + 1);
        for (int lane = lanes; !m_model->filtered() && lane < LogRow::laneCount; ++lane)
            if (row.open[std::size_t(lane)] != 0)
                lanes = lane + 1;
    }
    m_painter.setLanes(lanes, overflow);
}

void LogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const Theme &t = th();
    painter.fillRect(event->rect(), t.surface);
    if (m_model->shownCount() == 0) {
        paintEmpty(painter);
        return;
    }
    measureLanes();
    const auto [first, last] = selectionRange();
    for (std::size_t i = std::size_t(topPosition()); i < m_model->shownCount(); ++i) {
        const QRect rect = rowRect(i);
        if (rect.top() > event->rect().bottom())
            break;
        const std::uint64_t row = m_model->shownRow(i);
        m_painter.paint(painter, rect, row,
                        {.selected = m_anchor && row >= first && row <= last,
                         .hovered = m_hover == i,
                         .current = hasFocus() && m_current == row,
                         .connected = !m_model->filtered()});
    }
}

void LogView::paintEmpty(QPainter &painter)
{
    const bool filtered = m_model->filtered() && m_model->rowCount() > 0;
    const QString title = filtered ? tr("No event matches") : m_emptyTitle;
    const QString hint = filtered ? tr("%1 events are hidden. Clear the filter to see them.")
                                        .arg(QLocale().toString(qulonglong(m_model->rowCount())))
                                  : m_emptyHint;
    const Theme &t = th();
    QRect area = viewport()->rect().adjusted(dp(24), 0, -dp(24), 0);
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.setPen(t.text);
    painter.drawText(area.adjusted(0, 0, 0, -dp(26)), Qt::AlignCenter, title);
    painter.setFont(uiFont(12));
    painter.setPen(t.text3);
    painter.drawText(area.adjusted(0, dp(26), 0, 0), Qt::AlignCenter | Qt::TextWordWrap, hint);
}

std::pair<std::uint64_t, std::uint64_t> LogView::selectionRange() const
{
    if (!m_anchor || !m_current)
        return {1, 0};
    return std::minmax(*m_anchor, *m_current);
}

std::size_t LogView::selectedCount() const
{
    const auto [first, last] = selectionRange();
    return first > last ? 0 : m_model->positionOf(last + 1) - m_model->positionOf(first);
}

void LogView::selectAll()
{
    if (m_model->shownCount() == 0)
        return;
    m_anchor = m_model->shownRow(0);
    m_current = m_model->shownRow(m_model->shownCount() - 1);
    viewport()->update();
}

void LogView::copySelection(CopyForm form)
{
    const QString text = selectionText(form);
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

QString LogView::selectionText(CopyForm form) const
{
    const auto [first, last] = selectionRange();
    if (first > last)
        return {};
    LogExport out(*m_model, m_painter);
    for (std::size_t i = m_model->positionOf(first); i < m_model->shownCount() && m_model->shownRow(i) <= last; ++i)
        out.add(m_model->shownRow(i), form);
    return out.finished(form);
}

void LogView::setCurrent(std::size_t position, bool extend)
{
    if (m_model->shownCount() == 0)
        return;
    position = std::min(position, m_model->shownCount() - 1);
    m_current = m_model->shownRow(position);
    if (!extend || !m_anchor)
        m_anchor = m_current;
    ensureVisible(position);
    viewport()->update();
    announce();
}

void LogView::ensureVisible(std::size_t position)
{
    const QRect rect = rowRect(position);
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < 0)
        bar->setValue(bar->value() + rect.top());
    else if (rect.bottom() >= viewport()->height())
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + 1);
}

QString LogView::currentText() const
{
    if (!m_current || *m_current < m_model->firstRow() || *m_current >= m_model->endRow())
        return {};
    return m_painter.plainText(*m_current);
}

void LogView::announce()
{
    if (!QAccessible::isActive())
        return;
    setAccessibleDescription(currentText());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void LogView::fold(std::uint64_t row, bool folded)
{
    const std::uint32_t request = m_model->row(row).request;
    const LogRequest *owner = m_model->request(request);
    if (!owner)
        return;
    if (folded && owner->startRow != LogRequest::none && owner->startRow >= m_model->firstRow())
        m_current = m_anchor = owner->startRow;
    m_model->setFolded(request, folded);
    announce();
}

void LogView::openLink(std::uint64_t row)
{
    const QRect wide(0, 0, 100'000, m_painter.rowHeight());
    std::optional<SourceLink> link;
    m_painter.linkRect(wide, row, &link);
    if (link)
        Q_EMIT openSource(QString::fromStdString(m_model->functionName(m_model->row(row).function)), link->file,
                          link->line);
}

bool LogView::activateLink(std::uint64_t row, const QPoint &at)
{
    const auto position = m_model->positionOf(row);
    if (m_painter.environmentRect(rowRect(position), row).contains(at)) {
        Q_EMIT environmentRequested(quint64(m_model->request(m_model->row(row))->environment));
        return true;
    }
    if (!m_painter.linkRect(rowRect(position), row).contains(at))
        return false;
    openLink(row);
    return true;
}

void LogView::find(const QString &text, bool forward)
{
    m_findTimer.stop();
    if (text.isEmpty() || m_model->shownCount() == 0) {
        Q_EMIT found(false);
        return;
    }
    m_findCase = text != text.toLower();
    m_needle = text.toStdString();
    m_findForward = forward;
    m_findLeft = m_model->shownCount();
    m_findAt = m_current ? m_model->positionOf(*m_current) : (forward ? m_findLeft - 1 : 0);
    m_findTimer.start();
    findSlice();
}

void LogView::findSlice()
{
    QElapsedTimer timer;
    timer.start();
    const std::size_t count = m_model->shownCount();
    while (m_findLeft > 0 && count > 0) {
        --m_findLeft;
        m_findAt = m_findForward ? (m_findAt + 1) % count : (m_findAt + count - 1) % count;
        const LogRow &row = m_model->row(m_model->shownRow(m_findAt));
        const bool hit = findText(m_model->text(row), m_needle, m_findCase) != std::string_view::npos
            || (row.kind == LogRowKind::Start
                && findText(m_model->functionName(row.function), m_needle, m_findCase) != std::string_view::npos);
        if (hit) {
            m_findTimer.stop();
            setFollowing(false);
            setCurrent(m_findAt, false);
            Q_EMIT found(true);
            return;
        }
        if (m_findLeft % 512 == 0 && timer.elapsed() >= 4)
            return;
    }
    m_findTimer.stop();
    Q_EMIT found(false);
}

} // namespace lambdarium
