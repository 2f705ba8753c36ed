// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keyboard of LogView.
#include "widgets/logs/logview.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/theme/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

namespace lambdarium {

void LogView::mousePressEvent(QMouseEvent *event)
{
    const auto position = positionAt(int(event->position().y()));
    if (!position)
        return;
    const std::uint64_t row = m_model->shownRow(*position);
    const bool onStart = m_model->row(row).kind == LogRowKind::Start;
    if (event->button() == Qt::LeftButton && onStart && m_painter.foldRect(rowRect(*position)).contains(event->pos())) {
        const LogRequest *request = m_model->request(m_model->row(row));
        setCurrent(*position, false);
        if (request)
            fold(row, !request->folded);
        return;
    }
    if (event->button() == Qt::LeftButton && activateLink(row, event->pos()))
        return;
    const bool keep = event->button() == Qt::RightButton && m_anchor && row >= selectionRange().first
        && row <= selectionRange().second;
    if (!keep)
        setCurrent(*position, event->modifiers() & Qt::ShiftModifier);
    m_dragging = event->button() == Qt::LeftButton;
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    const auto position = positionAt(int(event->position().y()));
    if (position != m_hover) {
        m_hover = position;
        viewport()->update();
    }
    if (m_dragging) {
        if (position)
            setCurrent(*position, true);
        else if (event->position().y() < 0)
            verticalScrollBar()->setValue(verticalScrollBar()->value() - m_painter.rowHeight());
        return;
    }
    const bool link = position
        && (m_painter.linkRect(rowRect(*position), m_model->shownRow(*position)).contains(event->pos())
            || m_painter.environmentRect(rowRect(*position), m_model->shownRow(*position)).contains(event->pos()));
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void LogView::mouseReleaseEvent(QMouseEvent *) { m_dragging = false; }

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto position = positionAt(int(event->position().y()));
    if (!position)
        return;
    const std::uint64_t row = m_model->shownRow(*position);
    const LogRequest *request = m_model->request(m_model->row(row));
    if (request && m_model->row(row).kind == LogRowKind::Start)
        fold(row, !request->folded);
}

void LogView::leaveEvent(QEvent *event)
{
    m_hover.reset();
    viewport()->update();
    QAbstractScrollArea::leaveEvent(event);
}

void LogView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!m_current && m_model->shownCount() > 0 && event->reason() != Qt::MouseFocusReason)
        m_current = m_model->shownRow(std::min(std::size_t(topPosition()), m_model->shownCount() - 1));
    viewport()->update();
}

void LogView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const std::size_t here = m_current ? m_model->positionOf(*m_current) : m_model->shownCount();
    const std::size_t page = std::size_t(std::max(1, viewport()->height() / m_painter.rowHeight() - 1));
    switch (event->key()) {
    case Qt::Key_Up: return setCurrent(here > 0 ? here - 1 : 0, shift);
    case Qt::Key_Down: return setCurrent(m_current ? here + 1 : 0, shift);
    case Qt::Key_PageUp: return setCurrent(here > page ? here - page : 0, shift);
    case Qt::Key_PageDown: return setCurrent(here + page, shift);
    case Qt::Key_Home: return setCurrent(0, shift);
    case Qt::Key_End: setCurrent(m_model->shownCount(), shift); return setFollowing(true);
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (shift)
            m_model->setAllFolded(event->key() == Qt::Key_Left);
        else if (m_current)
            fold(*m_current, event->key() == Qt::Key_Left);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            openLink(*m_current);
        return;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.setAccessibleName(tr("Log"));
    const bool selected = selectedCount() > 0;
    const auto copy = [&](const QString &text, CopyForm form) {
        menu.addAction(text, this, [this, form] { copySelection(form); })->setEnabled(selected);
    };
    copy(tr("Copy"), CopyForm::Text);
    copy(tr("Copy as JSON lines"), CopyForm::JsonLines);
    copy(tr("Copy as Markdown"), CopyForm::Markdown);
    const LogRequest *request = m_current && *m_current >= m_model->firstRow() && *m_current < m_model->endRow()
        ? m_model->request(m_model->row(*m_current))
        : nullptr;
    if (request && !request->init) {
        const QString id = QString::fromStdString(request->id);
        const QString function = QString::fromStdString(m_model->functionName(request->function));
        menu.addSeparator();
        menu.addAction(tr("Replay this request"), this, [this, function, id] { Q_EMIT replayRequested(function, id); });
        menu.addAction(tr("Only this request"), this, [this, id] { Q_EMIT requestFilterRequested(id); });
    }
    if (request && std::uint64_t(request->environment) != 0) {
        const quint64 environment = quint64(request->environment);
        menu.addAction(tr("Open environment %1").arg(QString::fromStdString(shortId(request->environment))), this,
                       [this, environment] { Q_EMIT environmentRequested(environment); });
    }
    menu.addSeparator();
    menu.addAction(tr("Fold all"), this, [this] { m_model->setAllFolded(true); });
    menu.addAction(tr("Unfold all"), this, [this] { m_model->setAllFolded(false); });
    QAction *raw = menu.addAction(tr("Raw lines"), this, [this](bool on) { m_model->setRaw(on); });
    raw->setCheckable(true);
    raw->setChecked(m_model->raw());
    menu.exec(event->globalPos());
}

bool LogView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto position = positionAt(help->pos().y());
    if (!position) {
        QToolTip::hideText();
        return true;
    }
    const QRect rect = rowRect(*position);
    const QString text = m_painter.plainText(m_model->shownRow(*position));
    const int columns = (rect.width() - m_painter.textLeft()) / std::max(1, m_painter.rowHeight() / 3);
    if (text.size() > columns)
        QToolTip::showText(help->globalPos(), toolTipText(displayText(text, 2000)), viewport(), rect);
    else
        QToolTip::hideText();
    return true;
}

} // namespace lambdarium
