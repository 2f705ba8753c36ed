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
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/page.h"
#include "widgets/logs/logpanel.h"
#include "widgets/logs/logview.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/environmentdesk.h"
#include "widgets/shell/packagedesk.h"
#include "widgets/shell/selection.h"
#include "widgets/shell/sessionsettings.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/statusbar.h"
#include "widgets/shell/topbar.h"

#include <QMenu>

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
        if (m_bridge->hasSession() && m_document && m_document->model().function(node)) {
            m_environments->addMenu(filled, node);
            filled->addAction(themedIcon(QStringLiteral("wrench")), tr("Build"), this, [this, node] {
                m_packages->act({BuildRequest::Kind::Build, node});
            });
        }
        const FunctionView *view = m_bridge->snapshot()->function(node);
        if (m_document && view && view->outside) {
            m_environments->addMenu(filled, node);
            filled->addAction(themedIcon(QStringLiteral("file-plus")), tr("Adopt into template"), this, [this, node] {
                m_packages->act({BuildRequest::Kind::Adopt, node});
            });
        }
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

void Shell::connectPackages()
{
    Inspector *inspector = m_desk->inspector();
    connect(inspector, &Inspector::buildRequested, m_packages, &PackageDesk::act);
    connect(inspector, &Inspector::layerRequested, m_packages, &PackageDesk::askNewLayer);
    connect(inspector, &Inspector::trustRequested, this, [this] { m_environments->askTrust(false); });
    connect(m_desk->canvas(), &CanvasView::outsideRemovalRequested, this, [this](const NodeId &function) {
        m_packages->act({BuildRequest::Kind::Remove, function});
    });
    connect(m_desk->canvas(), &CanvasView::newFunctionRequested, this, [this](const QPointF &at) {
        m_packages->askNewFunction(NodePosition{at.x(), at.y()});
    });
    connect(m_packages, &PackageDesk::functionCreated, this, [this](const NodeId &function) {
        m_desk->canvas()->selectNode(function);
        showCode(function);
    });
    connect(m_packages, &PackageDesk::buildStarted, this, [this] {
        if (m_page != Page::Design && m_page != Page::Code)
            return;
        m_desk->showDrawer();
        m_desk->logs()->setCurrentTab(0);
    });
}

void Shell::registerPackageActions()
{
    m_actions->add({QStringLiteral("function.new"),
                    [] { return tr("New function…"); },
                    {QKeySequence(QStringLiteral("Ctrl+N"))},
                    QStringLiteral("file-plus"),
                    [this] { m_packages->askNewFunction(); }});
    m_actions->add({QStringLiteral("build.all"),
                    [] { return tr("Build all"); },
                    {QKeySequence(QStringLiteral("Ctrl+Shift+B"))},
                    QStringLiteral("wrench"),
                    [this] {
                        if (m_document)
                            m_packages->buildAll();
                    }});
    const auto selected = [this](const QString &id, std::function<QString()> text, const QString &icon,
                                 BuildRequest::Kind kind) {
        m_actions->add({id, std::move(text), {}, icon, [this, kind] {
                            if (!m_selection->function().empty())
                                m_packages->act({kind, m_selection->function()});
                        }});
    };
    using Kind = BuildRequest::Kind;
    selected(
        QStringLiteral("build.function"), [] { return tr("Build the selected function"); }, QStringLiteral("wrench"),
        Kind::Build);
    selected(
        QStringLiteral("package.export"), [] { return tr("Export the package of the selected function…"); },
        QStringLiteral("upload"), Kind::Export);
    selected(
        QStringLiteral("function.adopt"), [] { return tr("Adopt the selected function into the template"); },
        QStringLiteral("file-plus"), Kind::Adopt);
    selected(
        QStringLiteral("package.import"), [] { return tr("Import a package for the selected function…"); },
        QStringLiteral("download"), Kind::Import);
    m_actions->add({QStringLiteral("build.cancel"),
                    [] { return tr("Cancel all builds"); },
                    {},
                    QStringLiteral("x"),
                    [this] {
                        if (m_document)
                            m_packages->act({BuildRequest::Kind::Cancel, {}});
                    }});
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
