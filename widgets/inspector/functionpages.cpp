// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/functionpages.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/environment.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QLocale>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

namespace {

/// Those the workbench can run or map to what is installed; any other word of a template stays in the list too.
const std::vector<std::string> runtimes{"python3.14", "python3.13",      "python3.12",  "python3.11", "python3.10",
                                        "nodejs24.x", "nodejs22.x",      "nodejs20.x",  "nodejs18.x", "ruby3.4",
                                        "ruby3.3",    "ruby3.2",         "java25",      "java21",     "java17",
                                        "java11",     "provided.al2023", "provided.al2"};

/// What the model says of this function, or nothing once it is gone.
template <typename Read>
std::function<std::string(const Model &)> ofFunction(const NodeId &id, Read read)
{
    return [id, read](const Model &model) -> std::string {
        const Function *function = model.function(id);
        return function ? std::string(read(*function)) : std::string();
    };
}

template <typename Member>
std::function<std::string(const Model &)> number(const NodeId &id, Member member)
{
    return ofFunction(id, [member](const Function &function) { return std::to_string(function.*member); });
}

/// A look at one file system; often enough for the eye.
constexpr int diskPollMs = 1000;

QString milliseconds(double value)
{
    return value >= 10'000 ? Inspector::tr("%1 s").arg(QLocale().toString(value / 1000, 'f', 1))
                           : Inspector::tr("%1 ms").arg(QLocale().toString(value, 'f', value < 100 ? 1 : 0));
}

} // namespace

ConfigurePage::ConfigurePage(const PageContext &shared, QWidget *parent) : InspectorPage(shared, parent)
{
    buildCode();
    buildLimits();
    buildRole();
    buildConcurrency();
    QHBoxLayout *heading = addSection(tr("Environment"));
    QToolButton *plus = toolButton(QStringLiteral("plus"), tr("Add a variable"));
    heading->addWidget(plus);
    m_environment = new EnvironmentSection(context());
    column()->addWidget(m_environment);
    connect(plus, &QToolButton::clicked, m_environment, &EnvironmentSection::addVariable);
    buildNames();
    m_problems = new ProblemsSection(context());
    column()->addSpacing(4);
    column()->addWidget(m_problems);
}

void ConfigurePage::buildCode()
{
    const NodeId &id = context().node;
    m_notDeployed = new Card(EnvState::Error);
    auto *row = new QHBoxLayout(m_notDeployed);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(8);
    row->addWidget(new IconLabel(QStringLiteral("octagon-x"), IconRole::Error, 15), 0, Qt::AlignTop);
    m_notDeployedText = new TextLabel({}, TextLabel::Secondary, 11.5);
    m_notDeployedText->setWordWrap(true);
    row->addWidget(m_notDeployedText, 1);
    m_notDeployed->hide();
    column()->addWidget(m_notDeployed);
    m_overridden = new TextLabel({}, TextLabel::Warning, 11.5);
    m_overridden->setWordWrap(true);
    m_overridden->hide();
    column()->addWidget(m_overridden);
    std::vector<ChoiceFieldRow::Choice> choices;
    for (const std::string &runtime : runtimes)
        choices.push_back({runtime, runtimeTitle(runtime)});
    addPair(new ChoiceFieldRow(context().edits,
                               bind("Runtime", ofFunction(id, [](const Function &f) { return f.runtime; })),
                               tr("Runtime"), std::move(choices)),
            new TextFieldRow(context().edits,
                             bind("Handler", ofFunction(id, [](const Function &f) { return f.handler; })),
                             tr("Handler"), TextFieldRow::Mono));
    m_runtimeNote = new TextLabel({}, TextLabel::Hint, 11.5);
    m_runtimeNote->setWordWrap(true);
    m_runtimeNote->hide();
    column()->addWidget(m_runtimeNote);
}

void ConfigurePage::buildLimits()
{
    const NodeId &id = context().node;
    const LimitsProfile &limits = context().limits;
    column()->addSpacing(2);
    m_memory = add(new MemoryField(context().edits, bind("MemorySize", number(id, &Function::memoryMb)), tr("Memory"),
                                   {int(limits.memoryMinMb), int(limits.memoryMaxMb), int(limits.memoryStepMb)}));
    column()->addSpacing(2);
    addPair(new NumberFieldRow(context().edits, bind("Timeout", number(id, &Function::timeoutSeconds)), tr("Timeout"),
                               tr(" s"), {1, int(limits.timeoutMaxSeconds), 1}),
            new NumberFieldRow(context().edits, bind("EphemeralStorage.Size", number(id, &Function::ephemeralMb)),
                               tr("Temporary disk"), tr(" MB"),
                               {int(limits.ephemeralMinMb), int(limits.ephemeralMaxMb), 1}));
    m_disk = new TextLabel({}, TextLabel::Secondary, 11);
    m_disk->setObjectName(QStringLiteral("disk.used"));
    m_disk->hide();
    column()->addWidget(m_disk);
    m_diskPoll = new QTimer(this);
    m_diskPoll->setInterval(diskPollMs);
    connect(m_diskPoll, &QTimer::timeout, this, &ConfigurePage::askDisk);
    m_diskPoll->start();
}

void ConfigurePage::askDisk()
{
    if (!isVisible() || !context().diskUse)
        return;
    if (std::uint64_t(m_environmentNow) == 0) {
        m_disk->hide();
        return;
    }
    context().diskUse(m_environmentNow, this, [this](std::int64_t used, std::int64_t limit) {
        m_disk->setVisible(limit > 0);
        m_disk->setText(tr("/tmp: %1 used of %2 MB")
                            .arg(memoryText(used / 1024), QLocale().toString(qlonglong(limit / (1024 * 1024)))));
    });
}

void ConfigurePage::buildRole()
{
    column()->addSpacing(4);
    column()->addWidget(new Separator);
    column()->addSpacing(2);
    auto *role = add(new TextFieldRow(
        context().edits, bind("Role", ofFunction(context().node, [](const Function &f) { return f.role; })),
        tr("Execution role"), TextFieldRow::Mono));
    role->setEmptyResets();
    role->setPlaceholder(tr("%1Role, made by SAM").arg(nodeName(context().node)));
    auto *card = new Card;
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(8);
    row->addWidget(new IconLabel(QStringLiteral("shield-check"), IconRole::Secondary, 15), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    row->addLayout(words, 1);
    m_policies = new TextLabel({}, TextLabel::Body, 11.5);
    m_policies->setWordWrap(true);
    words->addWidget(m_policies);
    auto *honest = new TextLabel(tr("Policies are stored and shown, but not yet enforced: a call that AWS would deny "
                                    "works here."),
                                 TextLabel::Secondary, 11.5);
    honest->setWordWrap(true);
    words->addWidget(honest);
    column()->addWidget(card);
}

void ConfigurePage::buildConcurrency()
{
    QHBoxLayout *heading = addSection(tr("Concurrency"));
    m_inUse = new TextLabel({}, TextLabel::Secondary, 11.5);
    heading->addWidget(m_inUse);
    m_reserved = new NumberFieldRow(
        context().edits,
        bind("ReservedConcurrentExecutions",
             ofFunction(context().node,
                        [](const Function &f) {
                            return f.reservedConcurrency ? std::to_string(*f.reservedConcurrency) : std::string();
                        })),
        tr("Reserved"), {}, {0, int(context().limits.accountConcurrency), 1}, Field::Beside);
    m_reserved->setUnsetText(tr("None"));
    add(m_reserved);
}

void ConfigurePage::buildNames()
{
    const NodeId &id = context().node;
    addSection(tr("Name"));
    auto *name = add(new TextFieldRow(context().edits,
                                      bind("FunctionName", ofFunction(id, [](const Function &f) { return f.name; })),
                                      tr("Function name"), TextFieldRow::Mono));
    name->setEmptyResets();
    auto *description = add(new TextFieldRow(
        context().edits, bind("Description", ofFunction(id, [](const Function &f) { return f.description; })),
        tr("Description"), TextFieldRow::Plain));
    description->setEmptyResets();
    description->setPlaceholder(tr("What is it for?"));
}

void ConfigurePage::refresh()
{
    InspectorPage::refresh();
    m_environment->refresh();
    m_problems->refresh();
    const Function *function = context().model().function(context().node);
    if (!function)
        return;
    QStringList grants;
    for (const PolicyGrant &grant : function->policies) {
        const QString kind = displayText(grant.kind == "Statement" || grant.target.empty() ? grant.text : grant.kind,
                                         60);
        grants << (grant.target.empty() ? kind : tr("%1 on %2").arg(kind, nodeName(grant.target)));
    }
    m_policies->setText(grants.join(QLatin1Char('\n')));
    m_policies->setVisible(!grants.isEmpty());
    showConcurrency();
}

void ConfigurePage::showConcurrency()
{
    const Function *function = context().model().function(context().node);
    if (!function)
        return;
    if (!m_running)
        m_inUse->clear();
    else if (function->reservedConcurrency)
        m_inUse->setText(tr("%1 of %2 in use").arg(*m_running).arg(*function->reservedConcurrency));
    else
        m_inUse->setText(tr("%1 in use").arg(*m_running));
    if (!function->reservedConcurrency)
        m_reserved->setSubtitle(tr("Shares the account's %1").arg(m_unreserved));
    else if (*function->reservedConcurrency == 0)
        m_reserved->setSubtitle(tr("0: every request is refused"));
    else
        m_reserved->setSubtitle(tr("%1 left unreserved").arg(m_unreserved));
}

void ConfigurePage::showSnapshot(const Snapshot &snapshot)
{
    const FunctionView *view = snapshot.function(context().node);
    m_unreserved = snapshot.unreserved;
    m_running = view ? std::optional(view->inUse) : std::nullopt;
    showConcurrency();
    m_environmentNow = {};
    for (const EnvironmentView &one : view ? view->environments : std::vector<EnvironmentView>())
        if (one.state == EnvironmentState::Idle || one.state == EnvironmentState::Busy)
            m_environmentNow = one.id;
    m_memory->setUsage(view ? view->memoryMedianMb : 0, view ? view->memoryPeakMb : 0);
    const QString note = view ? displayText(coreText(view->runtimeNote), 300) : QString();
    m_runtimeNote->setText(note);
    m_runtimeNote->setVisible(!note.isEmpty());
    QStringList names;
    for (const std::string &name : view ? view->overridden : std::vector<std::string>())
        names << QString::fromStdString(name);
    m_overridden->setVisible(!names.isEmpty());
    if (!names.isEmpty())
        m_overridden->setText(tr("The Lambda API changed %1. That counts until the template changes it.")
                                  .arg(QLocale().createSeparatedList(names)));
    const bool problem = view && !view->deployed && !view->deployProblem.empty();
    m_notDeployed->setVisible(problem);
    if (problem)
        m_notDeployedText->setText(tr("Not deployed: %1").arg(displayText(coreText(view->deployProblem), 400)));
}

bool ConfigurePage::focusField(const std::string &path)
{
    return InspectorPage::focusField(path) || (!path.empty() && m_environment->focusField(path));
}

TriggersPage::TriggersPage(const PageContext &shared, QWidget *parent) : InspectorPage(shared, parent)
{
    m_url = new UrlRow(context());
    column()->addWidget(m_url);
    m_url->addHairline();
    addSection(tr("Wires"), false);
    m_connections = new ConnectionsSection(context());
    column()->addWidget(m_connections);
    const Function *function = context().model().function(context().node);
    if (!function || !context().edits->serverless(*function))
        return;
    const NodeId &id = context().node;
    addSection(tr("Asynchronous events"));
    addPair(
        new NumberFieldRow(context().edits,
                           bind("EventInvokeConfig.MaximumRetryAttempts", number(id, &Function::maximumRetryAttempts)),
                           tr("Retries"), {}, {0, 2, 1}),
        new NumberFieldRow(
            context().edits,
            bind("EventInvokeConfig.MaximumEventAgeInSeconds", number(id, &Function::maximumEventAgeSeconds)),
            tr("Oldest event"), tr(" s"), {60, 21600, 60}));
}

void TriggersPage::refresh()
{
    InspectorPage::refresh();
    m_connections->refresh();
    m_url->refresh();
}

void TriggersPage::showSnapshot(const Snapshot &snapshot) { m_url->showSnapshot(snapshot); }

bool TriggersPage::focusField(const std::string &path)
{
    return !path.empty() && (InspectorPage::focusField(path) || m_connections->focusField(path));
}

LivePage::LivePage(const PageContext &shared, QWidget *parent) : InspectorPage(shared, parent)
{
    const auto figure = [this](const QString &name) {
        auto *row = new FigureRow(name);
        column()->addWidget(row);
        return row;
    };
    addSection(tr("This session"));
    m_inUse = figure(tr("Concurrency now"));
    m_environments = figure(tr("Environments"));
    m_waiting = figure(tr("Events waiting"));
    m_invocations = figure(tr("Invocations"));
    m_errors = figure(tr("Errors"));
    m_throttles = figure(tr("Throttles"));
    m_cold = figure(tr("Cold starts"));
    addSection(tr("Time and memory"));
    m_p95 = figure(tr("Duration, p95"));
    m_median = figure(tr("Memory, median"));
    m_peak = figure(tr("Memory, peak"));
    m_old = new TextLabel({}, TextLabel::Warning, 11.5);
    m_old->setWordWrap(true);
    column()->addWidget(m_old);
}

void LivePage::showSnapshot(const Snapshot &snapshot)
{
    static const FunctionView nothing;
    const FunctionView *found = snapshot.function(context().node);
    const FunctionView &view = found ? *found : nothing;
    const QString none = QStringLiteral("–");
    m_inUse->setFigure(QString::number(view.inUse));
    m_environments->setFigure(QString::number(view.environments.size()));
    m_waiting->setFigure(QString::number(view.queuedEvents));
    m_invocations->setFigure(QString::number(view.invocations));
    m_errors->setFigure(QString::number(view.errors), view.errors > 0);
    m_throttles->setFigure(QString::number(view.throttles), view.throttles > 0);
    m_cold->setFigure(QString::number(view.coldStarts));
    m_p95->setFigure(view.durationP95Ms > 0 ? milliseconds(view.durationP95Ms) : none);
    m_median->setFigure(view.memoryMedianMb > 0 ? tr("%1 MB").arg(view.memoryMedianMb) : none);
    m_peak->setFigure(view.memoryPeakMb > 0 ? tr("%1 MB").arg(view.memoryPeakMb) : none);
    m_old->setText(view.environmentsOnOldCode > 0
                       ? tr("%n environment(s) finish on the old code.", nullptr, view.environmentsOnOldCode)
                       : QString());
    m_old->setVisible(view.environmentsOnOldCode > 0);
}

} // namespace lambdarium
