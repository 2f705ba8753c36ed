// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/links.h"
#include "widgets/inspector/page.h"
#include "widgets/theme/controls.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lambdarium {

namespace {

QString meaning(const Edge &edge, bool incoming)
{
    switch (edge.kind) {
    case EdgeKind::QueueToFunction: return incoming ? Inspector::tr("reads the queue") : Inspector::tr("is read by");
    case EdgeKind::BucketToFunction:
        return incoming ? Inspector::tr("is started by objects of") : Inspector::tr("starts");
    case EdgeKind::TopicToFunction: return incoming ? Inspector::tr("listens to") : Inspector::tr("delivers to");
    case EdgeKind::ScheduleToFunction: return incoming ? Inspector::tr("is started by") : Inspector::tr("starts");
    case EdgeKind::UrlToFunction: return incoming ? Inspector::tr("is called through") : Inspector::tr("calls");
    case EdgeKind::TopicToQueue: return incoming ? Inspector::tr("listens to") : Inspector::tr("delivers to");
    case EdgeKind::QueueToDeadLetter:
        return incoming ? Inspector::tr("takes dead letters of") : Inspector::tr("dead letters go to");
    case EdgeKind::OnFailure:
        return incoming ? Inspector::tr("takes failed events of") : Inspector::tr("on failure to");
    case EdgeKind::OnSuccess: return incoming ? Inspector::tr("takes results of") : Inspector::tr("on success to");
    case EdgeKind::FunctionDeadLetter:
        return incoming ? Inspector::tr("takes dead letters of") : Inspector::tr("dead letters go to");
    case EdgeKind::Uses: return incoming ? Inspector::tr("is used by") : Inspector::tr("uses");
    }
    return {};
}

const Edge *edgeOf(const Model &model, const std::string &id)
{
    const auto found = std::ranges::find(model.edges, id, &Edge::id);
    return found == model.edges.end() ? nullptr : &*found;
}

/// The model's value of a wire, or nothing once the wire is gone.
template <typename Read>
std::function<std::string(const Model &)> ofEdge(const std::string &id, Read read)
{
    return [id, read](const Model &model) -> std::string {
        const Edge *edge = edgeOf(model, id);
        return edge ? std::string(read(*edge)) : std::string();
    };
}

std::string filterJson(const std::string &prefix, const std::string &suffix)
{
    QJsonArray rules;
    const auto rule = [&](const char *name, const std::string &value) {
        if (!value.empty())
            rules.append(QJsonObject{{QStringLiteral("Name"), QString::fromLatin1(name)},
                                     {QStringLiteral("Value"), QString::fromStdString(value)}});
    };
    rule("prefix", prefix);
    rule("suffix", suffix);
    if (rules.isEmpty())
        return {};
    const QJsonObject filter{{QStringLiteral("S3Key"), QJsonObject{{QStringLiteral("Rules"), rules}}}};
    return QJsonDocument(filter).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

ConnectionsSection::ConnectionsSection(PageContext context, QWidget *parent)
    : QWidget(parent), m_context(std::move(context))
{
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(6);
}

void ConnectionsSection::refresh()
{
    std::vector<std::string> now;
    for (const Edge &edge : m_context.model().edges) {
        if (edge.from == m_context.node || edge.to == m_context.node)
            now.push_back(edge.id);
    }
    if (now != m_shown || m_rows->count() == 0) {
        m_shown = now;
        rebuild();
    }
    for (Field *field : m_fields)
        field->refresh();
}

bool ConnectionsSection::focusField(const std::string &path)
{
    for (Field *field : m_fields) {
        if (!path.empty() && field->binding().path != path)
            continue;
        field->focusEditor();
        return true;
    }
    return false;
}

void ConnectionsSection::rebuild()
{
    m_fields.clear();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    bool any = false;
    for (const Edge &edge : m_context.model().edges) {
        if (edge.from != m_context.node && edge.to != m_context.node)
            continue;
        if (any)
            m_rows->addWidget(new Separator);
        addEdge(edge);
        any = true;
    }
    if (!any) {
        auto *hint = new TextLabel(tr("Nothing is connected. Drag a wire from a port on the canvas."), TextLabel::Hint,
                                   12);
        hint->setWordWrap(true);
        m_rows->addWidget(hint);
    }
}

void ConnectionsSection::addEdge(const Edge &edge)
{
    const bool incoming = edge.to == m_context.node;
    const NodeId other = incoming ? edge.from : edge.to;
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new IconLabel(inspectedIcon(inspectedKindOf(m_context.model(), other)), IconRole::Secondary, 15));
    row->addWidget(new TextLabel(meaning(edge, incoming), TextLabel::Secondary, 12));
    auto *link = new LinkButton(nodeName(other), tr("Go to %1").arg(nodeName(other)));
    connect(link, &LinkButton::clicked, this, [this, other] { m_context.goToNode(other); });
    row->addWidget(link, 1);
    m_rows->addWidget(line);
    if (edge.kind == EdgeKind::QueueToFunction)
        addMapping(edge);
    else if (edge.kind == EdgeKind::BucketToFunction)
        addFilter(edge);
    else if (edge.kind == EdgeKind::QueueToDeadLetter && !incoming)
        addField(new NumberFieldRow(m_context.edits,
                                    {.node = edge.from,
                                     .path = "RedrivePolicy.maxReceiveCount",
                                     .value =
                                         [id = edge.from](const Model &model) {
                                             const Queue *queue = model.queue(id);
                                             return queue ? std::to_string(queue->maxReceiveCount) : std::string();
                                         }},
                                    tr("After so many receives"), {}, {1, 1000, 1}, Field::Beside));
    else if (edge.kind == EdgeKind::TopicToQueue && edge.eventKey.find('/') == std::string::npos)
        addField(new SwitchFieldRow(
            m_context.edits,
            {.node = edge.eventKey,
             .path = "RawMessageDelivery",
             .value = ofEdge(edge.id, [](const Edge &e) { return e.rawDelivery ? "true" : "false"; })},
            tr("Raw message delivery"), "true", "false"));
}

void ConnectionsSection::addMapping(const Edge &edge)
{
    const auto [node, prefix] = m_context.edits->mappingPlace(edge);
    const auto bind = [&, place = node, before = prefix](const char *path, auto read) {
        return Field::Binding{.node = place, .path = before + path, .value = ofEdge(edge.id, read)};
    };
    addFieldPair(new NumberFieldRow(m_context.edits,
                                    bind("BatchSize", [](const Edge &e) { return std::to_string(e.batchSize); }),
                                    tr("Batch size"), {}, {1, 10000, 1}),
                 new NumberFieldRow(m_context.edits,
                                    bind("MaximumBatchingWindowInSeconds",
                                         [](const Edge &e) { return std::to_string(e.batchWindowSeconds); }),
                                    tr("Batch window"), tr(" s"), {0, 300, 1}));
    auto *most = new NumberFieldRow(m_context.edits,
                                    bind("ScalingConfig.MaximumConcurrency",
                                         [](const Edge &e) {
                                             return e.maximumConcurrency ? std::to_string(*e.maximumConcurrency)
                                                                         : std::string();
                                         }),
                                    tr("Most at once"), {}, {2, 1000, 1}, Field::Beside);
    most->setUnsetText(tr("No limit"));
    addField(most);
    addField(new SwitchFieldRow(
        m_context.edits,
        bind("FunctionResponseTypes",
             [](const Edge &e) { return e.reportBatchItemFailures ? "[\"ReportBatchItemFailures\"]" : ""; }),
        tr("Report single failures"), "[\"ReportBatchItemFailures\"]", std::nullopt));
    addField(new SwitchFieldRow(m_context.edits,
                                bind("Enabled", [](const Edge &e) { return e.enabled ? "true" : "false"; }),
                                tr("Enabled"), "true", "false"));
}

void ConnectionsSection::addFilter(const Edge &edge)
{
    if (edge.id != edge.to + "/" + edge.eventKey)
        return; // written on the bucket, as a list: the template editor is the place
    const std::string path = "Events." + edge.eventKey + ".Filter";
    const auto field = [&](bool prefix) {
        auto *row = new TextFieldRow(
            m_context.edits,
            {.node = edge.to,
             .path = path,
             .value = ofEdge(edge.id, [prefix](const Edge &e) { return prefix ? e.s3Prefix : e.s3Suffix; })},
            prefix ? tr("Key begins with") : tr("Key ends with"), TextFieldRow::Mono);
        row->setPlaceholder(tr("Anything"));
        row->setEmptyResets();
        row->setWriter([this, id = edge.id, prefix](const std::string &typed) {
            const Edge *now = edgeOf(m_context.model(), id);
            const std::string other = !now ? std::string() : prefix ? now->s3Suffix : now->s3Prefix;
            return prefix ? filterJson(typed, other) : filterJson(other, typed);
        });
        return row;
    };
    addFieldPair(field(true), field(false));
}

void ConnectionsSection::addField(Field *field)
{
    m_fields.push_back(field);
    m_rows->addWidget(field);
}

void ConnectionsSection::addFieldPair(Field *left, Field *right)
{
    m_fields.push_back(left);
    m_fields.push_back(right);
    m_rows->addWidget(new FieldPair(left, right));
}

} // namespace lambdarium
