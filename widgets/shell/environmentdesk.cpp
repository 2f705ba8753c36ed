// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/environmentdesk.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/trustdialog.h"
#include "widgets/theme/controls.h"

#include <QMenu>

namespace lambdarium {

namespace {

QString idText(EnvironmentId environment) { return QString::fromStdString(shortId(environment)); }

} // namespace

EnvironmentDesk::EnvironmentDesk(SessionBridge *bridge, ToastHost *toasts, QWidget *window)
    : QObject(window), m_bridge(bridge), m_toasts(toasts), m_window(window)
{
    connect(bridge, &SessionBridge::trustNeeded, this, [this] { askTrust(true); });
    connect(bridge, &SessionBridge::sessionChanged, this, [this] {
        if (m_dialog)
            m_dialog->close();
    });
}

void EnvironmentDesk::setDocument(WorkspaceDocument *document) { m_document = document; }

const EnvironmentView *EnvironmentDesk::find(EnvironmentId environment) const
{
    for (const FunctionView &function : m_bridge->snapshot()->functions)
        for (const EnvironmentView &view : function.environments)
            if (view.id == environment)
                return &view;
    return nullptr;
}

QString EnvironmentDesk::told(EnvironmentAction action, EnvironmentId environment) const
{
    switch (action) {
    case EnvironmentAction::Freeze: return tr("Environment %1 is frozen").arg(idText(environment));
    case EnvironmentAction::Thaw: return tr("Environment %1 goes on").arg(idText(environment));
    case EnvironmentAction::Recycle: return tr("Environment %1 goes when it is done").arg(idText(environment));
    default: return tr("Environment %1 was killed").arg(idText(environment));
    }
}

void EnvironmentDesk::act(EnvironmentId environment, EnvironmentAction action)
{
    if (action == EnvironmentAction::Open) {
        Q_EMIT environmentRequested(quint64(environment));
        return;
    }
    m_bridge->submit(commandOf(action, environment), this,
                     [this, environment, action](const Result<CommandOutcome> &result) {
                         if (!result)
                             m_toasts->showError(displayText(coreText(result.error().message), 300));
                         else if (action == EnvironmentAction::Freeze)
                             m_toasts->showToast(told(action, environment), actionName(EnvironmentAction::Thaw),
                                                 [this, environment] { act(environment, EnvironmentAction::Thaw); });
                         else
                             m_toasts->showToast(told(action, environment));
                     });
}

void EnvironmentDesk::fill(QMenu *menu, const EnvironmentView &view)
{
    menu->setToolTipsVisible(true);
    const auto add = [&](EnvironmentAction action) {
        QAction *entry = menu->addAction(themedIcon(actionIcon(action)), actionName(action), this,
                                         [this, id = view.id, action] { act(id, action); });
        const QString reason = whyNot(action, view);
        entry->setEnabled(reason.isEmpty());
        entry->setToolTip(reason.isEmpty() ? actionMeaning(action) : reason);
    };
    add(EnvironmentAction::Open);
    menu->addSeparator();
    add(view.paused ? EnvironmentAction::Thaw : EnvironmentAction::Freeze);
    add(EnvironmentAction::Recycle);
    add(EnvironmentAction::Kill);
}

void EnvironmentDesk::popup(EnvironmentId environment, const QPoint &at)
{
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    EnvironmentView gone{.id = environment, .state = EnvironmentState::Gone};
    const EnvironmentView *view = find(environment);
    const EnvironmentView &shown = view ? *view : gone;
    menu->addSection(tr("Environment %1 · %2").arg(idText(environment), environmentWord(shown)));
    fill(menu, shown);
    menu->popup(at);
}

void EnvironmentDesk::addMenu(QMenu *menu, const NodeId &function)
{
    const FunctionView *view = m_bridge->snapshot()->function(function);
    QMenu *list = menu->addMenu(themedIcon(QStringLiteral("layout-grid")), tr("Environments"));
    list->setEnabled(view && !view->environments.empty());
    if (!view)
        return;
    for (const EnvironmentView &environment : view->environments)
        fill(list->addMenu(themedIcon(stateIcon(environmentLook(environment)), iconRole(environmentLook(environment))),
                           tr("%1 · %2").arg(idText(environment.id), environmentWord(environment))),
             environment);
}

void EnvironmentDesk::askTrust(bool firstRun)
{
    if (m_dialog || !m_document)
        return;
    m_dialog = new TrustDialog(m_document->model(), *m_bridge->snapshot(),
                               QString::fromStdString(m_document->workspace().name()), firstRun, m_window);
    connect(m_dialog, &TrustDialog::chosen, this, &EnvironmentDesk::decideTrust);
    connect(m_dialog, &QDialog::rejected, this, [this] { m_bridge->decideTrust(false); });
    m_dialog->open();
    m_bridge->query(query::BuildPlan{}, m_dialog, [dialog = m_dialog](const Result<QueryOutcome> &result) {
        const auto *plan = result ? std::get_if<BuildPlanView>(&*result) : nullptr;
        if (dialog && plan)
            dialog->showBuilds(*plan);
        else if (dialog)
            dialog->showBuildsUnknown(result ? std::string() : result.error().message);
    });
}

void EnvironmentDesk::setTrust(Trust trust) { decideTrust(trust, m_bridge->snapshot()->unprotectedAllowed); }

void EnvironmentDesk::decideTrust(Trust trust, bool unprotected)
{
    const bool consented = trust != Trust::Restricted && unprotected;
    if (trust == m_bridge->snapshot()->trust && consented == m_bridge->snapshot()->unprotectedAllowed) {
        m_bridge->decideTrust(trust != Trust::Restricted);
        return;
    }
    m_bridge->submit(command::SetTrust{trust, consented}, this, [this, trust](const Result<CommandOutcome> &result) {
        if (result)
            m_toasts->showToast(tr("This workspace: %1").arg(trustName(trust)));
        else
            m_toasts->showError(displayText(coreText(result.error().message), 300));
        m_bridge->decideTrust(result && trust != Trust::Restricted);
    });
}

void EnvironmentDesk::setColdStart(bool strict, bool simulated)
{
    m_bridge->submit(command::SetColdStart{strict, simulated}, this, [this](const Result<CommandOutcome> &result) {
        if (!result)
            m_toasts->showError(displayText(coreText(result.error().message), 300));
    });
}

} // namespace lambdarium
