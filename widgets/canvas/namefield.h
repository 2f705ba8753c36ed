// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>

namespace lambdarium {

class NodeItem;

/// The field over a node's name while it is renamed. Enter or leaving it accepts, Escape gives up.
class NameField : public QLineEdit
{
    Q_OBJECT

public:
    NameField(QGraphicsView *view, const NodeItem &item);
    /// The name was refused: stays open for another.
    void reject();

Q_SIGNALS:
    void accepted(const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void finish();

    QPointer<QGraphicsView> m_view;
    QString m_before;
    bool m_done = false;
};

/// The field over a note while it is written. Escape or leaving it accepts.
class NoteField : public QPlainTextEdit
{
    Q_OBJECT

public:
    NoteField(QGraphicsView *view, const NodeItem &item);

Q_SIGNALS:
    void accepted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void finish();

    QPointer<QGraphicsView> m_view;
    bool m_done = false;
};

} // namespace lambdarium
