// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QHash>
#include <QObject>
#include <QStringList>

class QWidget;

namespace lambdarium {

class CanvasView;
class SessionBridge;
class ToastHost;
class TriggerDialog;
class WorkspaceDocument;

/// Fires triggers that the canvas asks for: asks for content where one is needed, sends the command, tells the
/// outcome as a toast. GUI thread; owned by the shell.
class TriggerDesk : public QObject
{
    Q_OBJECT

public:
    TriggerDesk(SessionBridge *bridge, ToastHost *toasts, QWidget *window);

    void setDocument(WorkspaceDocument *document);
    void connectCanvas(CanvasView *canvas);

    void askSend(const NodeId &queue);
    void askPublish(const NodeId &topic);
    void askPut(const NodeId &bucket, const QStringList &files = {});
    void askCall(const NodeId &function);
    void askPurge(const NodeId &queue);
    void fire(const NodeId &schedule);
    /// Each file under the prefix a function waits for and its own name.
    void drop(const NodeId &bucket, const QStringList &files);

private:
    void show(TriggerDialog *dialog, const NodeId &node);
    void send(const Command &command, const QString &done);
    QString prefixOf(const NodeId &bucket) const;
    QString bodyFor(const NodeId &node) const;
    void report(const Result<CommandOutcome> &result, const QString &done);

    SessionBridge *m_bridge;
    ToastHost *m_toasts;
    QWidget *m_window;
    WorkspaceDocument *m_document = nullptr;
    QHash<QString, QString> m_lastBody; ///< by node
};

} // namespace lambdarium
