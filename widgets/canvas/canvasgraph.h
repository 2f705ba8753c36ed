// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

/// What the canvas shows of a model: nodes in flow order and wires, with their words. Pure values; no window.
namespace lambdarium {

enum class NodeKind { Function, Queue, Topic, Bucket, Schedule, Url, Other, Note };

struct CanvasNode
{
    NodeId id;
    NodeKind kind = NodeKind::Other;
    QString title;
    QString subtitle; ///< what the template says; live facts replace it
    std::optional<std::int64_t> reserved;
    NodeId function;      ///< the function a schedule or URL starts
    bool outside = false; ///< made through the Lambda API, not in the template
    int problems = 0;
    bool hasError = false; ///< among the problems
    bool operator==(const CanvasNode &) const = default;
};

struct CanvasEdge
{
    std::string id;
    EdgeKind kind = EdgeKind::Uses;
    NodeId from;
    NodeId to;
    QString label;
    bool enabled = true;
    bool operator==(const CanvasEdge &) const = default;
};

struct CanvasGraph
{
    std::vector<CanvasNode> nodes; ///< sources first, along the wires; notes last
    std::vector<CanvasEdge> edges;

    const CanvasNode *node(const NodeId &id) const;
    const CanvasEdge *edge(const std::string &id) const;
};

/// A problem without a node counts for none.
/// outside: functions that the template does not have.
CanvasGraph graphOf(const Model &model, const std::vector<Problem> &problems, const std::vector<Layout::Note> &notes,
                    const std::vector<NodeId> &outside = {});

/// Dashed, leaves from the bottom diamond.
bool isFailure(EdgeKind kind);
/// "python3.13" -> "Python 3.13".
QString runtimeLabel(const std::string &runtime);
/// "rate(5 minutes)" -> "Every 5 min"; cron expressions stay as written.
QString scheduleLabel(const std::string &expression);
/// One word for the kind, as a screen reader says it.
QString kindName(NodeKind kind);
QString kindName(ResourceKind kind);
QString kindIcon(NodeKind kind);
QString kindIcon(ResourceKind kind);
/// What a wire of that kind does, for choosers: "On failure", "Sends to it".
QString wireName(EdgeKind kind);

} // namespace lambdarium
