// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shell: environments, isolation, trust, cold starts, and the commands for them.
#include "widgets/bridge/sessionbridge.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/charts/observeview.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/environments/environmentpage.h"
#include "widgets/environments/isolationpage.h"
#include "widgets/logs/logpanel.h"
#include "widgets/logs/logview.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/environmentdesk.h"
#include "widgets/shell/sessionsettings.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/statusbar.h"
#include "widgets/shell/topbar.h"

namespace lambdarium {

void Shell::connectEnvironments()
{
    const auto back = [this] { setPage(m_lastView); };
    connect(m_isolation, &IsolationPage::closed, this, back);
    connect(m_isolation, &IsolationPage::failed, this, &Shell::showError);
    connect(m_environment, &EnvironmentPage::closed, this, back);
    connect(m_environment, &EnvironmentPage::actionRequested, m_environments,
            [this](quint64 environment, EnvironmentAction action) {
                m_environments->act(EnvironmentId{environment}, action);
            });
    connect(m_environment, &EnvironmentPage::functionRequested, this, [this](const NodeId &function) {
        setPage(Page::Design);
        m_desk->canvas()->selectNode(function);
    });
    connect(m_environment->log(), &LogView::openSource, this, &Shell::showSource);
    connect(m_environments, &EnvironmentDesk::environmentRequested, this,
            [this](quint64 environment) { showEnvironment(EnvironmentId{environment}); });
    const auto open = [this](quint64 environment) { showEnvironment(EnvironmentId{environment}); };
    const auto menu = [this](quint64 environment, const QPoint &at) {
        m_environments->popup(EnvironmentId{environment}, at);
    };
    CanvasView *canvas = m_desk->canvas();
    connect(canvas, &CanvasView::environmentRequested, this, open);
    connect(canvas, &CanvasView::environmentMenuRequested, this, menu);
    connect(canvas, &CanvasView::nodeMenuFilling, this, [this](QMenu *filled, const NodeId &node) {
        if (m_bridge->hasSession() && m_document && m_document->model().function(node))
            m_environments->addMenu(filled, node);
    });
    connect(m_observe, &ObserveView::environmentChosen, this, open);
    connect(m_observe, &ObserveView::environmentMenuRequested, this, menu);
    connect(m_desk->logs(), &LogPanel::environmentRequested, this, open);
    connect(m_status, &StatusBar::isolationClicked, this, [this] { setPage(Page::Isolation); });
    connect(m_top, &TopBar::trustClicked, this, [this] { m_environments->askTrust(false); });
    connect(m_top, &TopBar::simulatedClicked, this, [this] { setPage(Page::Settings); });
    connect(m_sessionSettings, &SessionSettings::trustChosen, m_environments, &EnvironmentDesk::setTrust);
    connect(m_sessionSettings, &SessionSettings::coldStartChosen, m_environments, &EnvironmentDesk::setColdStart);
}

void Shell::showEnvironment(EnvironmentId environment)
{
    if (!m_document)
        return;
    m_environment->setEnvironment(environment);
    setPage(Page::Environment);
}

void Shell::registerEnvironmentActions()
{
    m_actions->add({QStringLiteral("isolation"),
                    [] { return tr("Isolation of this machine"); },
                    {},
                    QStringLiteral("shield-check"),
                    [this] {
                        if (m_document)
                            setPage(Page::Isolation);
                    }});
    m_actions->add({QStringLiteral("trust"),
                    [] { return tr("Trust in this workspace…"); },
                    {},
                    QStringLiteral("lock-open"),
                    [this] { m_environments->askTrust(false); }});
    m_actions->add({QStringLiteral("coldstart.strict"),
                    [] { return tr("Strict cold starts on or off"); },
                    {},
                    QStringLiteral("snowflake"),
                    [this] {
                        const Snapshot &now = *m_bridge->snapshot();
                        m_environments->setColdStart(!now.strictColdStart, now.simulatedColdStart);
                    }});
    m_actions->add({QStringLiteral("coldstart.simulated"),
                    [] { return tr("Realistic cold-start time (simulated) on or off"); },
                    {},
                    QStringLiteral("timer"),
                    [this] {
                        const Snapshot &now = *m_bridge->snapshot();
                        m_environments->setColdStart(now.strictColdStart, !now.simulatedColdStart);
                    }});
}

QList<PaletteItem> Shell::environmentItems()
{
    QList<PaletteItem> items;
    for (const FunctionView &function : m_bridge->snapshot()->functions)
        for (const EnvironmentView &view : function.environments) {
            const QString id = QString::fromStdString(shortId(view.id));
            items.append({QStringLiteral("environment:") + QString::number(quint64(view.id)),
                          tr("Environment %1 of %2").arg(id, nodeName(function.id)), environmentWord(view),
                          QStringLiteral("box"), QStringLiteral("environment"),
                          [this, environment = view.id] { showEnvironment(environment); }});
        }
    return items;
}

} // namespace lambdarium
