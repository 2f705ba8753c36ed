// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "tests/support/qttext.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/environment.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/links.h"
#include "widgets/inspector/usagebar.h"

#include <QtTest>
#include <QtWidgets>

namespace lambdarium {

/// A shown inspector of the orders sample.
struct InspectorBench
{
    Desk desk;
    RecordedSession session;
    SessionBridge bridge;
    Inspector inspector{&bridge};

    explicit InspectorBench(const NodeId &node = "PlaceOrder", const char *sample = "orders") : desk(sample)
    {
        bridge.setSession(&session);
        inspector.resize(316, 1100);
        inspector.setDocument(desk.document.get());
        inspector.setNode(node);
        inspector.show();
        inspector.activateWindow();
        QCoreApplication::processEvents();
    }
    ~InspectorBench()
    {
        inspector.setDocument(nullptr);
        bridge.setSession(nullptr);
    }

    WorkspaceDocument &document() { return *desk.document; }
    QUndoStack &undo() { return *desk.document->undoStack(); }
    QString yaml() { return text(desk.document->text()); }

    Field *field(const std::string &path, const NodeId &node = {})
    {
        const auto fields = inspector.findChildren<Field *>();
        for (Field *field : fields)
            if (field->binding().path == path && (node.empty() || field->binding().node == node))
                return field;
        qFatal("no field %s", path.c_str());
    }
    template <typename Box>
    Box *box(const std::string &path)
    {
        inspector.focusField(text(path));
        return field(path)->findChild<Box *>();
    }
    /// Types into a field as a user does: replaces what is there, then Enter.
    void type(QLineEdit *line, const QString &typed)
    {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, typed);
        QTest::keyClick(line, Qt::Key_Return);
    }
    void typeNumber(const std::string &path, const QString &typed)
    {
        auto *number = box<NumberBox>(path);
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, typed);
        QTest::keyClick(number, Qt::Key_Return);
    }
    QAbstractButton *button(const QString &name)
    {
        QCoreApplication::processEvents(); // layouts show new widgets from there
        const auto buttons = inspector.findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons)
            if (button->isVisible() && button->accessibleName() == name)
                return button;
        qFatal("no button %s", qPrintable(name));
    }
    std::vector<VariableRow *> variables()
    {
        std::vector<VariableRow *> rows;
        const auto all = inspector.findChildren<VariableRow *>();
        for (VariableRow *row : all)
            if (row->isVisibleTo(&inspector))
                rows.push_back(row);
        return rows;
    }
    void publish(Snapshot snapshot)
    {
        session.setSnapshot(std::move(snapshot));
        session.publish(Instant{}, fact::Notice{});
    }
};

inline QString replaced(QString text, const char *from, const char *to)
{
    const QString old = QString::fromLatin1(from);
    const qsizetype at = text.indexOf(old);
    return at < 0 ? QString() : text.replace(at, old.size(), QString::fromLatin1(to));
}

/// PlaceOrder at work, OrdersQueue filling.
inline Snapshot busySnapshot()
{
    Snapshot snapshot;
    FunctionView view{.id = "PlaceOrder"};
    view.environments = {{EnvironmentId{1}, EnvironmentState::Busy, 12, {}, "r"},
                         {EnvironmentId{2}, EnvironmentState::Idle}};
    view.inUse = 13;
    view.invocations = 2304;
    view.errors = 12;
    view.throttles = 38;
    view.coldStarts = 9;
    view.memoryMedianMb = 88;
    view.memoryPeakMb = 131;
    view.durationP95Ms = 184;
    view.deployed = true;
    view.url = "http://127.0.0.1:4566/lambda-url/abcdef0123456789/";
    view.runtimeNote = "python3.13 runs on the installed Python 3.11.2";
    snapshot.functions.push_back(view);
    snapshot.queues.push_back(
        {.id = "OrdersQueue", .visible = 1284, .inFlight = 10, .delayed = 0, .oldestAge = std::chrono::seconds(48)});
    snapshot.unreserved = 980;
    return snapshot;
}

} // namespace lambdarium
