// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/connectpolicy.h"

#include "widgets/canvas/canvastr.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"

#include <algorithm>

namespace lambdarium {

namespace {

bool fits(const WireStart &start, EdgeKind kind)
{
    return start.anyPort || start.into() || geometry::outPort(kind) == start.port;
}

/// The wire a user most likely meant; asked for its refusal when none is possible.
std::optional<EdgeKind> likeliest(NodeKind from, NodeKind to, Port port)
{
    const bool failure = port == Port::Failure;
    switch (from) {
    case NodeKind::Queue:
        if (to == NodeKind::Function && !failure)
            return EdgeKind::QueueToFunction;
        return to == NodeKind::Queue ? std::optional(EdgeKind::QueueToDeadLetter) : std::nullopt;
    case NodeKind::Topic:
        if (to == NodeKind::Function)
            return EdgeKind::TopicToFunction;
        return to == NodeKind::Queue ? std::optional(EdgeKind::TopicToQueue) : std::nullopt;
    case NodeKind::Bucket: return to == NodeKind::Function ? std::optional(EdgeKind::BucketToFunction) : std::nullopt;
    case NodeKind::Schedule:
        return to == NodeKind::Function ? std::optional(EdgeKind::ScheduleToFunction) : std::nullopt;
    case NodeKind::Url: return to == NodeKind::Function ? std::optional(EdgeKind::UrlToFunction) : std::nullopt;
    case NodeKind::Function:
        if (failure)
            return EdgeKind::OnFailure;
        return to == NodeKind::Function ? EdgeKind::OnSuccess : EdgeKind::Uses;
    default: return std::nullopt;
    }
}

QString plainRefusal(NodeKind from, NodeKind to)
{
    if (from == NodeKind::Schedule || from == NodeKind::Url)
        return Canvas::tr("A %1 starts a function; it cannot reach a %2. Drop on empty space to add a function.")
            .arg(kindName(from), kindName(to));
    if (to == NodeKind::Schedule || to == NodeKind::Url)
        return Canvas::tr("Nothing can be sent to a %1: it only starts a function.").arg(kindName(to));
    return Canvas::tr("A %1 cannot be connected to a %2. A function can stand between them: drop on empty space to "
                      "add one.")
        .arg(kindName(from), kindName(to));
}

} // namespace

WireVerdict judge(const Template &file, const WireStart &start, const NodeId &other, NodeKind otherKind)
{
    WireVerdict verdict;
    const NodeId &from = start.into() ? other : start.node;
    const NodeId &to = start.into() ? start.node : other;
    const NodeKind fromKind = start.into() ? otherKind : start.kind;
    const NodeKind toKind = start.into() ? start.kind : otherKind;
    const auto consider = [&](EdgeKind kind) {
        const WireRequest request{.kind = kind, .from = from, .to = to};
        const Template::Verdict said = file.judge(request);
        const QString message = coreText(said.message);
        if (said.possible)
            verdict.options.push_back({.request = request, .warning = said.warning, .meaning = message});
        else if (verdict.refusal.isEmpty())
            verdict.refusal = message;
    };
    const std::vector<EdgeKind> kinds = file.kindsBetween(from, to);
    for (const EdgeKind kind : kinds) {
        if (fits(start, kind))
            consider(kind);
    }
    if (verdict.options.empty() && verdict.refusal.isEmpty()) {
        if (const auto kind = likeliest(fromKind, toKind, start.port);
            kind && std::ranges::find(kinds, *kind) == kinds.end())
            consider(*kind);
    }
    if (verdict.options.empty() && verdict.refusal.isEmpty())
        verdict.refusal = plainRefusal(fromKind, toKind);
    return verdict;
}

std::vector<QuickAdd> quickAdds(const WireStart &start)
{
    using R = ResourceKind;
    using E = EdgeKind;
    const bool failure = start.port == Port::Failure;
    std::vector<QuickAdd> adds;
    if (start.into()) {
        if (start.kind == NodeKind::Function)
            return {{R::Queue, E::QueueToFunction},
                    {R::Topic, E::TopicToFunction},
                    {R::Bucket, E::BucketToFunction},
                    {R::Schedule, E::ScheduleToFunction},
                    {R::FunctionUrl, E::UrlToFunction}};
        if (start.kind == NodeKind::Queue)
            return {{R::Function, E::Uses}, {R::Topic, E::TopicToQueue}};
        return {{R::Function, E::Uses}};
    }
    switch (start.kind) {
    case NodeKind::Function:
        if (!failure || start.anyPort)
            adds = {{R::Queue, E::Uses},
                    {R::Topic, E::Uses},
                    {R::Bucket, E::Uses},
                    {R::Queue, E::OnSuccess},
                    {R::Function, E::OnSuccess}};
        if (failure || start.anyPort)
            adds.insert(adds.end(), {{R::Queue, E::OnFailure}, {R::Topic, E::OnFailure}, {R::Function, E::OnFailure}});
        break;
    case NodeKind::Queue:
        if (!failure || start.anyPort)
            adds.push_back({R::Function, E::QueueToFunction});
        if (failure || start.anyPort)
            adds.push_back({R::Queue, E::QueueToDeadLetter});
        break;
    case NodeKind::Topic: adds = {{R::Function, E::TopicToFunction}, {R::Queue, E::TopicToQueue}}; break;
    case NodeKind::Bucket: adds = {{R::Function, E::BucketToFunction}}; break;
    case NodeKind::Schedule: adds = {{R::Function, E::ScheduleToFunction}}; break;
    case NodeKind::Url: adds = {{R::Function, E::UrlToFunction}}; break;
    default: break;
    }
    return adds;
}

} // namespace lambdarium
