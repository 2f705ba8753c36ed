// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/executionpage.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/document/coretext.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/layersection.h"
#include "widgets/theme/controls.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>

#include <algorithm>

namespace lambdarium {

namespace {

template <typename Read>
std::function<std::string(const Model &)> ofFunction(const NodeId &id, Read read)
{
    return [id, read](const Model &model) -> std::string {
        const Function *function = model.function(id);
        return function ? std::string(read(*function)) : std::string();
    };
}

/// "a, b" as a list; nothing typed removes it.
std::string listJson(const std::string &typed)
{
    QJsonArray list;
    for (const QString &part : QString::fromStdString(typed).split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            list.append(part.trimmed());
    return list.isEmpty() ? std::string() : QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<ChoiceFieldRow::Choice> levels(std::initializer_list<const char *> words)
{
    std::vector<ChoiceFieldRow::Choice> list;
    for (const char *word : words)
        list.push_back({word, QString::fromLatin1(word)});
    return list;
}

} // namespace

BuildSection::BuildSection(PageContext context, QWidget *parent) : QWidget(parent), m_context(std::move(context))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_method = new TextLabel({}, TextLabel::Secondary, 12);
    m_method->setWordWrap(true);
    column->addWidget(m_method);
    m_card = new Card;
    auto *row = new QHBoxLayout(m_card);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(8);
    m_icon = new IconLabel(QStringLiteral("wrench"), IconRole::Secondary, 15);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    m_state = new TextLabel({}, TextLabel::Body, 11.5);
    m_state->setWordWrap(true);
    row->addWidget(m_state, 1);
    m_card->hide();
    column->addWidget(m_card);
    const auto pair = [&](QPushButton *&left, const QString &leftText, const QString &leftIcon, BuildRequest::Kind one,
                          QPushButton *&right, const QString &rightText, const QString &rightIcon,
                          BuildRequest::Kind two) {
        auto *line = new QHBoxLayout;
        line->setSpacing(8);
        left = pushButton(leftText, "", leftIcon);
        right = pushButton(rightText, "", rightIcon);
        connect(left, &QPushButton::clicked, this, [this, one] { request(one); });
        connect(right, &QPushButton::clicked, this, [this, two] { request(two); });
        line->addWidget(left, 1);
        line->addWidget(right, 1);
        column->addLayout(line);
    };
    using Kind = BuildRequest::Kind;
    pair(m_build, tr("Build"), QStringLiteral("wrench"), Kind::Build, m_cancel, tr("Cancel"), QStringLiteral("x"),
         Kind::Cancel);
    pair(m_export, tr("Export…"), QStringLiteral("upload"), Kind::Export, m_import, tr("Import…"),
         QStringLiteral("download"), Kind::Import);
    m_build->setObjectName(QStringLiteral("build.start"));
    m_cancel->setObjectName(QStringLiteral("build.cancel"));
    m_export->setToolTip(tr("Write the deployment package as a zip file: the same code gives the same bytes"));
    m_import->setToolTip(tr("Replace the code folder by what a deployment zip holds"));
    m_cancel->setEnabled(false);
}

void BuildSection::request(BuildRequest::Kind kind)
{
    if (m_context.build)
        m_context.build({kind, m_context.node});
}

void BuildSection::refresh()
{
    const Function *function = m_context.model().function(m_context.node);
    const Layer *layer = m_context.model().layer(m_context.node);
    m_written = function ? function->buildMethod : layer ? layer->buildMethod : std::string();
    m_method->setText(m_written.empty()
                          ? tr("Built as its folder asks for (CMakeLists.txt, Cargo.toml, go.mod, pom.xml, "
                               "requirements.txt, package.json); code without one runs as it is.")
                          : tr("Built with %1.").arg(displayText(m_written, 60)));
}

void BuildSection::showBuild(const BuildView &build, Instant now)
{
    using State = BuildView::State;
    const bool running = build.state == State::Running || build.state == State::Waiting;
    const bool failed = build.state == State::Failed;
    const QString step = displayText(build.step, 160);
    const Duration took = build.state == State::Running ? now - build.started : build.duration;
    QString text;
    switch (build.state) {
    case State::Waiting: text = tr("Waiting for another build"); break;
    case State::Running: text = tr("%1 · %2").arg(step.isEmpty() ? tr("Building") : step, spanText(took)); break;
    case State::Succeeded: text = tr("Built in %1").arg(spanText(took)); break;
    case State::Cancelled: text = tr("Cancelled after %1").arg(spanText(took)); break;
    case State::Failed:
        text = tr("Failed after %1: %2").arg(spanText(took), displayText(coreText(build.problem), 300));
        break;
    }
    m_state->setText(text);
    m_card->setState(failed ? EnvState::Error : running ? EnvState::Cold : EnvState::Idle);
    m_icon->setIcon(failed        ? QStringLiteral("triangle-alert")
                        : running ? QStringLiteral("loader")
                                  : QStringLiteral("circle-check"),
                    failed        ? IconRole::Error
                        : running ? IconRole::Cold
                                  : IconRole::Running);
    m_card->show();
    m_cancel->setEnabled(running);
    m_build->setEnabled(!running);
}

void BuildSection::showSnapshot(const Snapshot &snapshot)
{
    const bool session = m_context.sessionRuns && m_context.sessionRuns();
    for (QPushButton *button : {m_build, m_export, m_import})
        button->setEnabled(session);
    m_cancel->setEnabled(false);
    const auto found = std::ranges::find(snapshot.builds, m_context.node, &BuildView::id);
    m_card->hide();
    if (found != snapshot.builds.end()) {
        showBuild(*found, wallNow());
        return;
    }
    const FunctionView *view = snapshot.function(m_context.node);
    if (!view || view->deployed || !view->needsBuild)
        return;
    m_state->setText(tr("It has to be built before it can run."));
    m_card->setState(EnvState::Warm);
    m_icon->setIcon(QStringLiteral("wrench"), IconRole::Warm);
    m_card->show();
}

ExecutionPage::ExecutionPage(const PageContext &shared, QWidget *parent) : InspectorPage(shared, parent)
{
    addSection(tr("Layers"), false);
    m_layers = new LayerSection(context());
    column()->addWidget(m_layers);
    connect(m_layers, &LayerSection::contentWanted, this, [this](bool folder) {
        if (context().newLayer)
            context().newLayer(context().node, folder);
    });
    buildNetwork();
    buildLogging();
    buildStart();
    addSection(tr("Build and package"));
    m_build = new BuildSection(context());
    column()->addWidget(m_build);
}

void ExecutionPage::buildNetwork()
{
    const NodeId &id = context().node;
    addSection(tr("Network"));
    std::vector<ChoiceFieldRow::Choice> modes;
    for (const NetworkMode mode :
         {NetworkMode::Isolated, NetworkMode::NoRoute, NetworkMode::Endpoints, NetworkMode::Egress, NetworkMode::Full})
        modes.push_back({networkWord(mode), networkName(mode)});
    add(new ChoiceFieldRow(context().edits,
                           bind("Metadata.Lambdarium.Network.Mode",
                                ofFunction(id, [](const Function &f) { return networkWord(f.network.mode); })),
                           tr("What it can reach"), std::move(modes)));
    m_meaning = new TextLabel({}, TextLabel::Hint, 11.5);
    m_meaning->setWordWrap(true);
    column()->addWidget(m_meaning);
    auto *allow = add(new TextFieldRow(context().edits,
                                       bind("Metadata.Lambdarium.Network.Allow",
                                            ofFunction(id,
                                                       [](const Function &f) {
                                                           std::string all;
                                                           for (const std::string &one : f.network.allow)
                                                               all.append(all.empty() ? "" : ", ").append(one);
                                                           return all;
                                                       })),
                                       tr("Allowed"), TextFieldRow::Mono));
    allow->setPlaceholder(tr("example.com:443, or sqs, s3 as endpoints"));
    allow->setWriter(listJson);
    allow->setEmptyResets();
    m_allow = allow;
    m_notGranted = new Card(EnvState::Warm);
    auto *row = new QHBoxLayout(m_notGranted);
    row->setContentsMargins(10, 8, 8, 8);
    row->setSpacing(8);
    row->addWidget(new IconLabel(QStringLiteral("shield-alert"), IconRole::Warm, 15), 0, Qt::AlignTop);
    m_notGrantedText = new TextLabel({}, TextLabel::Secondary, 11.5);
    m_notGrantedText->setWordWrap(true);
    row->addWidget(m_notGrantedText, 1);
    auto *trust = pushButton(tr("Trust…"));
    trust->setObjectName(QStringLiteral("network.trust"));
    connect(trust, &QPushButton::clicked, this, [this] {
        if (context().askTrust)
            context().askTrust();
    });
    row->addWidget(trust);
    m_notGranted->hide();
    column()->addWidget(m_notGranted);
}

void ExecutionPage::buildLogging()
{
    const NodeId &id = context().node;
    addSection(tr("Logging"));
    add(new ChoiceFieldRow(
        context().edits,
        bind("LoggingConfig.LogFormat", ofFunction(id, [](const Function &f) { return f.logging.format; })),
        tr("Format"), {{"Text", tr("Text")}, {"JSON", tr("JSON")}}));
    m_applicationLevel = new ChoiceFieldRow(
        context().edits,
        bind("LoggingConfig.ApplicationLogLevel",
             ofFunction(id, [](const Function &f) { return f.logging.applicationLevel; })),
        tr("Application level"), levels({"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"}));
    m_systemLevel = new ChoiceFieldRow(
        context().edits,
        bind("LoggingConfig.SystemLogLevel", ofFunction(id, [](const Function &f) { return f.logging.systemLevel; })),
        tr("System level"), levels({"DEBUG", "INFO", "WARN"}));
    addPair(m_applicationLevel, m_systemLevel);
    m_levelHint = new TextLabel(tr("Levels filter only with the format JSON."), TextLabel::Hint, 11.5);
    m_levelHint->setWordWrap(true);
    column()->addWidget(m_levelHint);
    auto *group = add(new TextFieldRow(
        context().edits,
        bind("LoggingConfig.LogGroup", ofFunction(id, [](const Function &f) { return f.logging.group; })),
        tr("Log group"), TextFieldRow::Mono));
    const Function *function = context().model().function(id);
    group->setPlaceholder(
        QStringLiteral("/aws/lambda/%1").arg(function ? QString::fromStdString(function->name) : nodeName(id)));
    group->setEmptyResets();
}

void ExecutionPage::buildStart()
{
    const NodeId &id = context().node;
    addSection(tr("Tracing and start"));
    const Function *function = context().model().function(id);
    const bool sam = function && context().edits->serverless(*function);
    addPair(new ChoiceFieldRow(context().edits,
                               bind(sam ? "Tracing" : "TracingConfig.Mode",
                                    ofFunction(id, [](const Function &f) { return f.tracing; })),
                               tr("Tracing"), {{"PassThrough", tr("Pass through")}, {"Active", tr("Active")}}),
            new ChoiceFieldRow(context().edits,
                               bind("SnapStart.ApplyOn", ofFunction(id, [](const Function &f) { return f.snapStart; })),
                               tr("SnapStart"),
                               {{"None", tr("Off")}, {"PublishedVersions", tr("Published versions")}}));
    m_snapHint = new TextLabel(
        tr("Versions and their aliases are restored; $LATEST starts anew. Each restore has run its "
           "own initialisation, where the cloud copies one snapshot."),
        TextLabel::Hint, 11.5);
    m_snapHint->setObjectName(QStringLiteral("execution.snapStart"));
    m_snapHint->setWordWrap(true);
    column()->addWidget(m_snapHint);
}

void ExecutionPage::refresh()
{
    InspectorPage::refresh();
    m_layers->refresh();
    m_build->refresh();
    showNetwork();
    const Function *function = context().model().function(context().node);
    const bool json = function && function->logging.format == "JSON";
    m_applicationLevel->setEnabled(json);
    m_systemLevel->setEnabled(json);
    m_levelHint->setVisible(!json);
    m_snapHint->setVisible(function && function->snapStart == "PublishedVersions");
}

void ExecutionPage::showNetwork()
{
    const Function *function = context().model().function(context().node);
    if (!function)
        return;
    const NetworkMode mode = function->network.mode;
    m_meaning->setText(networkMeaning(mode));
    m_allow->setVisible(mode == NetworkMode::Endpoints || mode == NetworkMode::Egress);
    const bool refused = m_trust && *m_trust != Trust::Trusted && mode != NetworkMode::Isolated;
    m_notGranted->setVisible(refused);
    if (refused)
        m_notGrantedText->setText(*m_trust == Trust::Restricted
                                      ? tr("Not granted: nothing of this workspace runs yet.")
                                      : tr("Not granted in this workspace: it runs isolated until you trust it."));
}

void ExecutionPage::showSnapshot(const Snapshot &snapshot)
{
    m_trust = context().sessionRuns && context().sessionRuns() ? std::optional(snapshot.trust) : std::nullopt;
    showNetwork();
    m_build->showSnapshot(snapshot);
}

bool ExecutionPage::focusField(const std::string &path)
{
    return !path.empty() && (InspectorPage::focusField(path) || m_layers->focusField(path));
}

} // namespace lambdarium
