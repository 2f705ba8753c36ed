// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "widgets/canvas/beadlayer.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wireitem.h"
#include "widgets/canvas/wiringinteraction.h"

#include <QtTest>
#include <QtWidgets>

namespace lambdarium {

/// A shown canvas with a sample on it, and the hands to work it.
struct CanvasBench
{
    Desk desk;
    CanvasView view;
    QStringList refusals;

    explicit CanvasBench(const char *sample = "orders") : desk(sample)
    {
        view.resize(1400, 900);
        QObject::connect(&view, &CanvasView::refused, &view, [this](const QString &why) { refusals << why; });
        view.setDocument(desk.document.get());
        view.show();
        view.activateWindow();
        view.setFocus();
        QCoreApplication::processEvents();
    }
    ~CanvasBench() { view.setDocument(nullptr); }

    WorkspaceDocument &document() { return *desk.document; }
    CanvasScene &scene() { return *view.canvasScene(); }
    NodeItem &node(const NodeId &id)
    {
        NodeItem *item = scene().nodeItem(id);
        if (!item)
            qFatal("no node %s", id.c_str());
        return *item;
    }
    const Edge *edge(EdgeKind kind, const NodeId &from, const NodeId &to)
    {
        for (const Edge &edge : document().model().edges)
            if (edge.kind == kind && edge.from == from && edge.to == to)
                return &edge;
        return nullptr;
    }

    QPoint at(const QPointF &scenePosition) { return view.mapFromScene(scenePosition); }
    QPoint middle(const NodeId &id) { return at(node(id).sceneRect().center()); }
    QPoint port(const NodeId &id, Port which) { return at(node(id).port(which).value()); }
    void press(QPoint point, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, point);
    }
    void move(QPoint point) { QTest::mouseMove(view.viewport(), point); }
    void release(QPoint point) { QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, point); }
    void click(QPoint point, Qt::KeyboardModifiers modifiers = {})
    {
        press(point, modifiers);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, point);
    }
    /// All of a drag but its end.
    void carry(QPoint from, QPoint to)
    {
        press(from);
        move(from + QPoint(15, 9));
        move((from + to) / 2);
        move(to);
    }
    void drag(QPoint from, QPoint to)
    {
        carry(from, to);
        release(to);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    void type(const QString &text, Qt::Key last)
    {
        QWidget *field = QApplication::focusWidget();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, last);
        QCoreApplication::processEvents();
    }
    QMenu *menu() { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); }
    /// Chooses from the open menu by keyboard; false when there is no such entry.
    bool choose(const QString &entry)
    {
        QMenu *open = menu();
        if (!open)
            return false;
        const QList<QAction *> actions = open->actions();
        for (QAction *action : actions) {
            if (action->text() == entry) {
                QTest::keyClick(open, Qt::Key_Return);
                QCoreApplication::processEvents();
                return true;
            }
            QTest::keyClick(open, Qt::Key_Down);
        }
        open->close();
        return false;
    }
};

} // namespace lambdarium
