// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "widgets/bridge/environmentwords.h"

#include <QObject>
#include <QPointer>

class QMenu;

namespace lambdarium {

class SessionBridge;
class ToastHost;
class TrustDialog;
class WorkspaceDocument;

/// The user's hand on environments, trust and cold starts: menus, dialogs, commands, and what came of them. GUI
/// thread; owned by the shell.
class EnvironmentDesk : public QObject
{
    Q_OBJECT

public:
    EnvironmentDesk(SessionBridge *bridge, ToastHost *toasts, QWidget *window);

    /// Null: nothing is open.
    void setDocument(WorkspaceDocument *document);
    /// Freeze, thaw, recycle or kill; Open asks for the page.
    void act(EnvironmentId environment, EnvironmentAction action);
    /// The actions of one environment at a place of the screen.
    void popup(EnvironmentId environment, const QPoint &at);
    /// Adds "Environments" with one entry for each of the function's.
    void addMenu(QMenu *menu, const NodeId &function);
    /// Shows the choice about this workspace; firstRun: commands wait for it.
    void askTrust(bool firstRun);
    void setTrust(Trust trust);
    /// The same with the consent to isolation level 1, which only the dialog asks for.
    void decideTrust(Trust trust, bool unprotected);
    void setColdStart(bool strict, bool simulated);

Q_SIGNALS:
    void environmentRequested(quint64 environment);

private:
    void fill(QMenu *menu, const EnvironmentView &view);
    const EnvironmentView *find(EnvironmentId environment) const;
    QString told(EnvironmentAction action, EnvironmentId environment) const;

    SessionBridge *m_bridge;
    ToastHost *m_toasts;
    QWidget *m_window;
    WorkspaceDocument *m_document = nullptr;
    QPointer<TrustDialog> m_dialog;
};

} // namespace lambdarium
