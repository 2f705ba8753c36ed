// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/displaytext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/executionpage.h"
#include "widgets/inspector/functionpages.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/layerpage.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int daySeconds = 86400;

/// Settings of a node that is not a function, its wires and its findings.
class ServicePage : public InspectorPage
{
public:
    explicit ServicePage(const PageContext &shared) : InspectorPage(shared) {}

    void refresh() override
    {
        InspectorPage::refresh();
        if (m_connections)
            m_connections->refresh();
        m_problems->refresh();
    }

    bool focusField(const std::string &path) override
    {
        return InspectorPage::focusField(path) || (m_connections && m_connections->focusField(path));
    }

protected:
    void finish(bool wires = true)
    {
        if (wires) {
            addSection(Inspector::tr("Wires"));
            m_connections = new ConnectionsSection(context());
            column()->addWidget(m_connections);
        }
        m_problems = new ProblemsSection(context());
        column()->addWidget(m_problems);
    }

    void addName(const char *path, std::function<std::string(const Model &)> value, const QString &label)
    {
        auto *name = add(new TextFieldRow(context().edits, bind(path, std::move(value)), label, TextFieldRow::Mono));
        name->setEmptyResets();
    }

private:
    ConnectionsSection *m_connections = nullptr;
    ProblemsSection *m_problems = nullptr;
};

template <typename Member>
std::function<std::string(const Model &)> ofQueue(const NodeId &id, Member member)
{
    return [id, member](const Model &model) {
        const Queue *queue = model.queue(id);
        return queue ? std::to_string(queue->*member) : std::string();
    };
}

class QueuePage : public ServicePage
{
public:
    explicit QueuePage(const PageContext &shared) : ServicePage(shared)
    {
        const NodeId &id = context().node;
        m_waiting = new FigureRow(Inspector::tr("Waiting"));
        m_flight = new FigureRow(Inspector::tr("In flight"));
        m_age = new FigureRow(Inspector::tr("Oldest"));
        for (FigureRow *row : {m_waiting, m_flight, m_age})
            column()->addWidget(row);
        column()->addWidget(new Separator);
        addPair(new NumberFieldRow(context().edits,
                                   bind("VisibilityTimeout", ofQueue(id, &Queue::visibilityTimeoutSeconds)),
                                   Inspector::tr("Visibility timeout"), Inspector::tr(" s"), {0, 43200, 1}),
                new NumberFieldRow(context().edits, bind("DelaySeconds", ofQueue(id, &Queue::delaySeconds)),
                                   Inspector::tr("Delay"), Inspector::tr(" s"), {0, 900, 1}));
        add(new NumberFieldRow(context().edits, bind("MessageRetentionPeriod", ofQueue(id, &Queue::retentionSeconds)),
                               Inspector::tr("Keeps messages for"), Inspector::tr(" s"), {60, 14 * daySeconds, 3600}));
        addName(
            "QueueName",
            [id](const Model &model) {
                const Queue *queue = model.queue(id);
                return queue ? queue->name : std::string();
            },
            Inspector::tr("Queue name"));
        finish();
    }

    void showSnapshot(const Snapshot &snapshot) override
    {
        const QueueView *view = snapshot.queue(context().node);
        m_waiting->setFigure(QString::number(view ? view->visible + view->delayed : 0));
        m_flight->setFigure(QString::number(view ? view->inFlight : 0));
        const double age = view ? toMillis(view->oldestAge) / 1000 : 0;
        m_age->setFigure(age > 0 ? Inspector::tr("%1 s").arg(QLocale().toString(age, 'f', age < 10 ? 1 : 0))
                                 : QStringLiteral("–"));
    }

private:
    FigureRow *m_waiting, *m_flight, *m_age;
};

class TopicPage : public ServicePage
{
public:
    explicit TopicPage(const PageContext &shared) : ServicePage(shared)
    {
        addName(
            "TopicName",
            [id = context().node](const Model &model) {
                const Topic *topic = model.topic(id);
                return topic ? topic->name : std::string();
            },
            Inspector::tr("Topic name"));
        finish();
    }
};

class BucketPage : public ServicePage
{
public:
    explicit BucketPage(const PageContext &shared) : ServicePage(shared)
    {
        m_objects = new FigureRow(Inspector::tr("Objects"));
        m_bytes = new FigureRow(Inspector::tr("Size"));
        column()->addWidget(m_objects);
        column()->addWidget(m_bytes);
        column()->addWidget(new Separator);
        addName(
            "BucketName",
            [id = context().node](const Model &model) {
                const Bucket *bucket = model.bucket(id);
                return bucket ? bucket->name : std::string();
            },
            Inspector::tr("Bucket name"));
        finish();
    }

    void showSnapshot(const Snapshot &snapshot) override
    {
        const auto found = std::ranges::find(snapshot.buckets, context().node, &BucketView::id);
        const bool known = found != snapshot.buckets.end();
        m_objects->setFigure(QString::number(known ? found->objects : 0));
        m_bytes->setFigure(QLocale().formattedDataSize(known ? found->bytes : 0));
    }

private:
    FigureRow *m_objects, *m_bytes;
};

class SchedulePage : public ServicePage
{
public:
    explicit SchedulePage(const PageContext &shared) : ServicePage(shared)
    {
        const NodeId &id = context().node;
        const auto of = [&id](auto read) {
            return [id, read](const Model &model) -> std::string {
                const Schedule *schedule = model.schedule(id);
                return schedule ? std::string(read(*schedule)) : std::string();
            };
        };
        // A rule and a ScheduleV2 event have other words for the same than a Schedule event.
        const Schedule *schedule = context().model().schedule(id);
        const bool event = id.find('/') != std::string::npos;
        const std::string source = schedule ? context().edits->source(schedule->range) : std::string();
        const bool longNames = !event || source.find("ScheduleExpression") != std::string::npos;
        const bool state = longNames || source.find("State") != std::string::npos;
        m_next = new FigureRow(Inspector::tr("Next"));
        column()->addWidget(m_next);
        add(new TextFieldRow(
                context().edits,
                bind(longNames ? "ScheduleExpression" : "Schedule", of([](const Schedule &s) { return s.expression; })),
                Inspector::tr("Expression"), TextFieldRow::Mono))
            ->setPlaceholder(QStringLiteral("rate(5 minutes)"));
        auto *hint = new TextLabel(
            Inspector::tr("rate(5 minutes), or cron(minutes hours day month weekday year) in UTC."), TextLabel::Hint,
            11.5);
        hint->setWordWrap(true);
        column()->addWidget(hint);
        const std::string on = state ? "ENABLED" : "true";
        const std::string off = state ? "DISABLED" : "false";
        add(new SwitchFieldRow(context().edits, bind(state ? "State" : "Enabled", of([on, off](const Schedule &s) {
                                                         return s.enabled ? on : off;
                                                     })),
                               Inspector::tr("Enabled"), on, off));
        if (event) {
            auto *input = add(new TextFieldRow(context().edits,
                                               bind("Input", of([](const Schedule &s) { return s.input; })),
                                               Inspector::tr("Event to send"), TextFieldRow::Mono));
            input->setEmptyResets();
            input->setPlaceholder(Inspector::tr("The usual scheduled event"));
        }
        finish();
    }

    void showSnapshot(const Snapshot &snapshot) override
    {
        const auto found = std::ranges::find(snapshot.schedules, context().node, &ScheduleView::id);
        if (found == snapshot.schedules.end() || !found->next) {
            m_next->setFigure(snapshot.sourcesRunning ? QStringLiteral("–") : Inspector::tr("triggers are stopped"));
            return;
        }
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(unixMillis(*found->next));
        m_next->setFigure(QLocale().toString(at.time(), QStringLiteral("HH:mm:ss")));
    }

private:
    FigureRow *m_next;
};

std::string originsJson(const std::string &typed)
{
    QJsonArray origins;
    for (const QString &part : QString::fromStdString(typed).split(QLatin1Char(','), Qt::SkipEmptyParts))
        origins.append(part.trimmed());
    return origins.isEmpty() ? std::string() : QJsonDocument(origins).toJson(QJsonDocument::Compact).toStdString();
}

class UrlPage : public ServicePage
{
public:
    explicit UrlPage(const PageContext &shared) : ServicePage(shared)
    {
        const NodeId function = context().node.substr(0, context().node.find('/'));
        const auto of = [&function](auto read) {
            return [function, read](const Model &model) -> std::string {
                const Function *found = model.function(function);
                return found && found->url ? std::string(read(*found->url)) : std::string();
            };
        };
        // A URL that is a resource of its own is set there.
        NodeId place = context().node;
        for (const Edge &edge : context().model().edges) {
            if (edge.from == context().node && edge.eventKey != "FunctionUrl")
                place = edge.eventKey;
        }
        const auto at = [&](const char *path, auto read) {
            return Field::Binding{.node = place, .path = path, .value = of(read)};
        };
        m_url = new UrlRow(context());
        column()->addWidget(m_url);
        addPair(new ChoiceFieldRow(context().edits, at("AuthType", [](const FunctionUrl &u) { return u.authType; }),
                                   Inspector::tr("Access"),
                                   {{"NONE", Inspector::tr("Open")}, {"AWS_IAM", Inspector::tr("Signed (IAM)")}}),
                new ChoiceFieldRow(
                    context().edits, at("InvokeMode", [](const FunctionUrl &u) { return u.invokeMode; }),
                    Inspector::tr("Response"),
                    {{"BUFFERED", Inspector::tr("Buffered")}, {"RESPONSE_STREAM", Inspector::tr("Streamed")}}));
        auto *origins = add(new TextFieldRow(context().edits,
                                             at("Cors.AllowOrigins",
                                                [](const FunctionUrl &u) {
                                                    std::string all;
                                                    for (const std::string &origin : u.allowOrigins)
                                                        all.append(all.empty() ? "" : ", ").append(origin);
                                                    return all;
                                                }),
                                             Inspector::tr("Origins allowed (CORS)"), TextFieldRow::Mono));
        origins->setPlaceholder(Inspector::tr("None; https://example.com, …"));
        origins->setWriter(originsJson);
        origins->setEmptyResets();
        finish();
    }

    void refresh() override
    {
        ServicePage::refresh();
        m_url->refresh();
    }
    void showSnapshot(const Snapshot &snapshot) override { m_url->showSnapshot(snapshot); }

private:
    UrlRow *m_url;
};

class OtherPage : public ServicePage
{
public:
    explicit OtherPage(const PageContext &shared) : ServicePage(shared)
    {
        const auto &others = context().model().others;
        const auto found = std::ranges::find(others, context().node, &OtherResource::id);
        auto *type = new TextLabel(found == others.end() ? QString() : QString::fromStdString(found->type),
                                   TextLabel::Body, 12);
        type->setMono(true);
        type->setWordWrap(true);
        column()->addWidget(type);
        auto *hint = new TextLabel(Inspector::tr("Kept in the template and shown, but nothing of it runs here."),
                                   TextLabel::Hint, 12);
        hint->setWordWrap(true);
        column()->addWidget(hint);
        finish(false);
    }
};

} // namespace

UrlRow::UrlRow(const PageContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(new TextLabel(tr("Function URL"), TextLabel::Secondary, 12, QFont::Medium));
    m_line = new QWidget;
    auto *row = new QHBoxLayout(m_line);
    row->setContentsMargins(0, 0, 0, 0);
    m_link = new LinkButton({}, {}, true);
    connect(m_link, &LinkButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_url)); });
    row->addWidget(m_link, 1);
    QToolButton *copy = toolButton(QStringLiteral("copy"), tr("Copy the URL"));
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_url); });
    row->addWidget(copy);
    rows->addWidget(m_line);
    m_hint = new TextLabel(tr("Known once the function is deployed."), TextLabel::Hint, 11.5);
    rows->addWidget(m_hint);
    m_line->hide();
}

void UrlRow::addHairline() { layout()->addWidget(new Separator); }

void UrlRow::refresh()
{
    const Function *function = m_context.model().function(m_context.node.substr(0, m_context.node.find('/')));
    setVisible(function && function->url);
}

void UrlRow::showSnapshot(const Snapshot &snapshot)
{
    const FunctionView *view = snapshot.function(m_context.node.substr(0, m_context.node.find('/')));
    m_url = view ? QString::fromStdString(view->url) : QString();
    if (m_link->text() != m_url)
        m_link->setLink(m_url, tr("Open %1 in the browser").arg(m_url));
    m_line->setVisible(!m_url.isEmpty());
    m_hint->setVisible(m_url.isEmpty());
}

std::vector<std::pair<QString, InspectorPage *>> makePages(const PageContext &context)
{
    switch (inspectedKindOf(context.model(), context.node)) {
    case InspectedKind::Function:
        return {{Inspector::tr("Configure"), new ConfigurePage(context)},
                {Inspector::tr("Triggers"), new TriggersPage(context)},
                {Inspector::tr("Execution"), new ExecutionPage(context)},
                {Inspector::tr("Live"), new LivePage(context)}};
    case InspectedKind::Queue: return {{{}, new QueuePage(context)}};
    case InspectedKind::Topic: return {{{}, new TopicPage(context)}};
    case InspectedKind::Bucket: return {{{}, new BucketPage(context)}};
    case InspectedKind::Schedule: return {{{}, new SchedulePage(context)}};
    case InspectedKind::FunctionUrl: return {{{}, new UrlPage(context)}};
    case InspectedKind::Layer: return {{{}, new LayerPage(context)}};
    case InspectedKind::Other: return {{{}, new OtherPage(context)}};
    case InspectedKind::Outside: // the model does not know it
    case InspectedKind::None: break;
    }
    return {};
}

} // namespace lambdarium
