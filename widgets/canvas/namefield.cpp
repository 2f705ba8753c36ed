// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/namefield.h"

#include "widgets/canvas/nodeitem.h"
#include "widgets/document/workspacedocument.h"

#include <QKeyEvent>

#include <algorithm>

namespace lambdarium {

namespace {

QRect fieldRect(const QGraphicsView &view, const NodeItem &item)
{
    const QRectF title = NodePainter::titleRect(item.node()).translated(item.pos());
    return view.mapFromScene(title).boundingRect();
}

} // namespace

NameField::NameField(QGraphicsView *view, const NodeItem &item)
    : QLineEdit(nodeName(item.id()), view->viewport()), m_view(view), m_before(text())
{
    setAccessibleName(tr("New name of %1").arg(m_before));
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("variant", QByteArray("bare"));
    setAutoFillBackground(true);
    QRect rect = fieldRect(*view, item).adjusted(-6, -5, 6, 5);
    rect.setWidth(std::max(rect.width(), dp(140)));
    setGeometry(rect);
    setFont(uiFont(13, QFont::DemiBold));
    selectAll();
    show();
    setFocus();
}

void NameField::reject()
{
    m_done = false;
    setProperty("invalid", true);
    selectAll();
    setFocus();
    update();
}

void NameField::finish()
{
    if (std::exchange(m_done, true))
        return;
    const QString name = text().trimmed();
    if (name == m_before || name.isEmpty())
        close();
    else
        Q_EMIT accepted(name);
}

void NameField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        m_done = true;
        close();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        finish();
    } else {
        QLineEdit::keyPressEvent(event);
        event->accept();
        return;
    }
    event->accept();
    if (m_done && m_view)
        m_view->setFocus();
}

void NameField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason)
        return;
    finish();
    // A refused name does not hold the user here.
    if (!m_done) {
        m_done = true;
        close();
    }
}

NoteField::NoteField(QGraphicsView *view, const NodeItem &item) : QPlainTextEdit(view->viewport()), m_view(view)
{
    setAccessibleName(tr("Text of the note"));
    setAttribute(Qt::WA_DeleteOnClose);
    setPlainText(item.node().title);
    setFont(uiFont(12));
    setTabChangesFocus(true);
    QRect rect = view->mapFromScene(item.sceneRect()).boundingRect();
    rect.setHeight(std::max(rect.height(), dp(96)));
    rect.setWidth(std::max(rect.width(), dp(240)));
    setGeometry(rect);
    selectAll();
    show();
    setFocus();
}

void NoteField::finish()
{
    if (std::exchange(m_done, true))
        return;
    Q_EMIT accepted(toPlainText());
    close();
}

void NoteField::keyPressEvent(QKeyEvent *event)
{
    const bool confirm = event->key() == Qt::Key_Return && event->modifiers() & Qt::ControlModifier;
    if (event->key() != Qt::Key_Escape && !confirm) {
        QPlainTextEdit::keyPressEvent(event);
        event->accept();
        return;
    }
    finish();
    if (m_view)
        m_view->setFocus();
}

void NoteField::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish();
}

} // namespace lambdarium
