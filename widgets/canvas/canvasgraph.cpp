// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvasgraph.h"

#include "widgets/canvas/canvastr.h"
#include "widgets/document/workspacedocument.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace lambdarium {

namespace {

QString edgeLabel(const Edge &edge, const Model &model)
{
    switch (edge.kind) {
    case EdgeKind::QueueToFunction: return Canvas::tr("batch %1").arg(edge.batchSize);
    case EdgeKind::BucketToFunction:
        return edge.s3Prefix.empty() && edge.s3Suffix.empty()
            ? QString()
            : QString::fromStdString(edge.s3Prefix + "*" + edge.s3Suffix);
    case EdgeKind::QueueToDeadLetter: {
        const Queue *queue = model.queue(edge.from);
        return queue && queue->maxReceiveCount > 0 ? Canvas::tr("after %n tries", nullptr, int(queue->maxReceiveCount))
                                                   : QString();
    }
    case EdgeKind::OnFailure: {
        const Function *function = model.function(edge.from);
        return function ? Canvas::tr("after %n tries", nullptr, int(function->maximumRetryAttempts + 1)) : QString();
    }
    case EdgeKind::OnSuccess: return Canvas::tr("on success");
    case EdgeKind::FunctionDeadLetter: return Canvas::tr("dead letters");
    case EdgeKind::TopicToQueue: return edge.rawDelivery ? Canvas::tr("raw") : QString();
    default: return {};
    }
}

/// Layer of each node along its wires; back edges are ignored, so cycles end.
class FlowOrder
{
public:
    explicit FlowOrder(const CanvasGraph &graph)
    {
        for (const CanvasEdge &edge : graph.edges)
            m_next[edge.from].push_back(edge.to);
        for (const CanvasNode &node : graph.nodes)
            visit(node.id);
        std::ranges::reverse(m_order);
        for (const NodeId &id : m_order) {
            for (const NodeId &to : m_next[id]) {
                if (m_rank[to] > m_rank[id])
                    m_depth[to] = std::max(m_depth[to], m_depth[id] + 1);
            }
        }
    }
    int depth(const NodeId &id) const { return m_depth.contains(id) ? m_depth.at(id) : 0; }

private:
    void visit(const NodeId &root)
    {
        if (m_seen[root]++)
            return;
        // Iterative: a template may chain thousands of queues.
        std::vector<std::pair<NodeId, std::size_t>> stack{{root, 0}};
        while (!stack.empty()) {
            auto &[id, index] = stack.back();
            const std::vector<NodeId> &next = m_next[id];
            if (index == next.size()) {
                m_rank[id] = -int(m_order.size());
                m_order.push_back(id);
                stack.pop_back();
            } else if (const NodeId to = next[index++]; !m_seen[to]++) {
                stack.emplace_back(to, 0);
            }
        }
    }

    std::map<NodeId, std::vector<NodeId>> m_next;
    std::map<NodeId, int> m_seen, m_rank, m_depth;
    std::vector<NodeId> m_order;
};

void addNodes(CanvasGraph &graph, const Model &model)
{
    // Sources first: within a layer the flow order keeps this order.
    for (const Function &function : model.functions) {
        if (function.url)
            graph.nodes.push_back({.id = functionUrlNode(function.id),
                                   .kind = NodeKind::Url,
                                   .title = Canvas::tr("Function URL"),
                                   .subtitle = function.url->authType == "AWS_IAM" ? Canvas::tr("Signed requests")
                                                                                   : Canvas::tr("Open to callers"),
                                   .function = function.id});
    }
    for (const Schedule &schedule : model.schedules)
        graph.nodes.push_back({.id = schedule.id,
                               .kind = NodeKind::Schedule,
                               .title = scheduleLabel(schedule.expression),
                               .subtitle = schedule.enabled ? nodeName(schedule.id) : Canvas::tr("Disabled"),
                               .function = schedule.function});
    for (const Bucket &bucket : model.buckets)
        graph.nodes.push_back({.id = bucket.id,
                               .kind = NodeKind::Bucket,
                               .title = nodeName(bucket.id),
                               .subtitle = Canvas::tr("Bucket")});
    for (const Topic &topic : model.topics)
        graph.nodes.push_back(
            {.id = topic.id, .kind = NodeKind::Topic, .title = nodeName(topic.id), .subtitle = Canvas::tr("Topic")});
    for (const Function &function : model.functions)
        graph.nodes.push_back(
            {.id = function.id,
             .kind = NodeKind::Function,
             .title = nodeName(function.id),
             .subtitle = Canvas::tr("%1 · %2 MB").arg(runtimeLabel(function.runtime)).arg(function.memoryMb),
             .reserved = function.reservedConcurrency});
    for (const Queue &queue : model.queues)
        graph.nodes.push_back({.id = queue.id,
                               .kind = NodeKind::Queue,
                               .title = nodeName(queue.id),
                               .subtitle = queue.fifo ? Canvas::tr("FIFO queue") : Canvas::tr("Queue")});
    for (const OtherResource &other : model.others)
        graph.nodes.push_back({.id = other.id,
                               .kind = NodeKind::Other,
                               .title = nodeName(other.id),
                               .subtitle = QString::fromStdString(other.type.substr(other.type.rfind(':') + 1))});
}

} // namespace

const CanvasNode *CanvasGraph::node(const NodeId &id) const
{
    const auto found = std::ranges::find(nodes, id, &CanvasNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

const CanvasEdge *CanvasGraph::edge(const std::string &id) const
{
    const auto found = std::ranges::find(edges, id, &CanvasEdge::id);
    return found == edges.end() ? nullptr : &*found;
}

CanvasGraph graphOf(const Model &model, const std::vector<Problem> &problems, const std::vector<Layout::Note> &notes,
                    const std::vector<NodeId> &outside)
{
    CanvasGraph graph;
    addNodes(graph, model);
    for (const NodeId &id : outside)
        if (!graph.node(id))
            graph.nodes.push_back({.id = id,
                                   .kind = NodeKind::Function,
                                   .title = nodeName(id),
                                   .subtitle = Canvas::tr("Not in the template"),
                                   .outside = true});
    std::map<NodeId, CanvasNode *> byId;
    for (CanvasNode &node : graph.nodes)
        byId.emplace(node.id, &node);
    for (const Problem &problem : problems) {
        const auto found = byId.find(problem.node);
        if (found == byId.end() || problem.severity == Severity::Hint)
            continue;
        ++found->second->problems;
        found->second->hasError |= problem.severity == Severity::Error;
    }
    for (const Edge &edge : model.edges) {
        // A wire to something the model does not show has no end to draw.
        if (byId.contains(edge.from) && byId.contains(edge.to))
            graph.edges.push_back({.id = edge.id,
                                   .kind = edge.kind,
                                   .from = edge.from,
                                   .to = edge.to,
                                   .label = edgeLabel(edge, model),
                                   .enabled = edge.enabled});
    }
    const FlowOrder order(graph);
    std::ranges::stable_sort(graph.nodes, {}, [&](const CanvasNode &node) { return order.depth(node.id); });
    for (const Layout::Note &note : notes)
        graph.nodes.push_back({.id = note.id, .kind = NodeKind::Note, .title = QString::fromStdString(note.text)});
    return graph;
}

bool isFailure(EdgeKind kind)
{
    return kind == EdgeKind::OnFailure || kind == EdgeKind::QueueToDeadLetter || kind == EdgeKind::FunctionDeadLetter;
}

QString runtimeLabel(const std::string &runtime)
{
    const QString text = QString::fromStdString(runtime);
    static const QRegularExpression parts(QStringLiteral("^([a-z]+)([0-9.]*?)(?:\\.x)?$"));
    const auto match = parts.match(text);
    const QString family = match.captured(1);
    const QString version = match.captured(2);
    static const std::map<QString, QString> names{{QStringLiteral("python"), QStringLiteral("Python")},
                                                  {QStringLiteral("nodejs"), QStringLiteral("Node.js")},
                                                  {QStringLiteral("java"), QStringLiteral("Java")},
                                                  {QStringLiteral("ruby"), QStringLiteral("Ruby")},
                                                  {QStringLiteral("dotnet"), QStringLiteral(".NET")}};
    if (text.startsWith(QStringLiteral("provided")))
        return Canvas::tr("Custom runtime");
    const auto name = names.find(family);
    return name == names.end() || version.isEmpty() ? text : QString(name->second + QLatin1Char(' ') + version);
}

QString scheduleLabel(const std::string &expression)
{
    const QString text = QString::fromStdString(expression);
    static const QRegularExpression rate(QStringLiteral("^rate\\((\\d+) (minute|hour|day)s?\\)$"));
    const auto match = rate.match(text);
    if (!match.hasMatch())
        return text;
    const int count = match.captured(1).toInt();
    const QString unit = match.captured(2);
    if (unit == QStringLiteral("minute"))
        return count == 1 ? Canvas::tr("Every minute") : Canvas::tr("Every %1 min").arg(count);
    if (unit == QStringLiteral("hour"))
        return count == 1 ? Canvas::tr("Every hour") : Canvas::tr("Every %1 h").arg(count);
    return count == 1 ? Canvas::tr("Every day") : Canvas::tr("Every %1 days").arg(count);
}

QString kindName(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Function: return Canvas::tr("function");
    case NodeKind::Queue: return Canvas::tr("queue");
    case NodeKind::Topic: return Canvas::tr("topic");
    case NodeKind::Bucket: return Canvas::tr("bucket");
    case NodeKind::Schedule: return Canvas::tr("schedule");
    case NodeKind::Url: return Canvas::tr("function URL");
    case NodeKind::Other: return Canvas::tr("other resource");
    case NodeKind::Note: return Canvas::tr("note");
    }
    return {};
}

QString kindName(ResourceKind kind)
{
    switch (kind) {
    case ResourceKind::Function: return Canvas::tr("Function");
    case ResourceKind::Queue: return Canvas::tr("Queue");
    case ResourceKind::Topic: return Canvas::tr("Topic");
    case ResourceKind::Bucket: return Canvas::tr("Bucket");
    case ResourceKind::Schedule: return Canvas::tr("Schedule");
    case ResourceKind::FunctionUrl: return Canvas::tr("Function URL");
    }
    return {};
}

QString kindIcon(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Function: return QStringLiteral("square-function");
    case NodeKind::Queue: return QStringLiteral("inbox");
    case NodeKind::Topic: return QStringLiteral("bell");
    case NodeKind::Bucket: return QStringLiteral("database");
    case NodeKind::Schedule: return QStringLiteral("calendar-clock");
    case NodeKind::Url: return QStringLiteral("globe");
    case NodeKind::Other: return QStringLiteral("box");
    case NodeKind::Note: return QStringLiteral("sticky-note");
    }
    return {};
}

QString kindIcon(ResourceKind kind)
{
    static constexpr NodeKind kinds[] = {NodeKind::Function, NodeKind::Queue,    NodeKind::Topic,
                                         NodeKind::Bucket,   NodeKind::Schedule, NodeKind::Url};
    return kindIcon(kinds[static_cast<int>(kind)]);
}

QString wireName(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::QueueToFunction: return Canvas::tr("Messages start the function");
    case EdgeKind::BucketToFunction: return Canvas::tr("New objects start the function");
    case EdgeKind::TopicToFunction: return Canvas::tr("Notifications start the function");
    case EdgeKind::ScheduleToFunction: return Canvas::tr("The schedule starts the function");
    case EdgeKind::UrlToFunction: return Canvas::tr("Calls of the URL start the function");
    case EdgeKind::TopicToQueue: return Canvas::tr("Notifications go to the queue");
    case EdgeKind::QueueToDeadLetter: return Canvas::tr("Dead letters after too many tries");
    case EdgeKind::OnFailure: return Canvas::tr("On failure");
    case EdgeKind::OnSuccess: return Canvas::tr("On success");
    case EdgeKind::FunctionDeadLetter: return Canvas::tr("Dead-letter queue of asynchronous events");
    case EdgeKind::Uses: return Canvas::tr("The function's code uses it");
    }
    return {};
}

} // namespace lambdarium
