// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/selection.h"

namespace lambdarium {

namespace {

/// A trigger's id begins with its function's ("Reconcile/EveryFive").
NodeId functionOf(const NodeId &node, const Model &model)
{
    const NodeId owner = node.substr(0, node.find('/'));
    const Function *function = model.function(owner);
    return function && function->id == owner ? owner : NodeId();
}

bool exists(const NodeId &node, const Model &model)
{
    return node.starts_with("note:") || !functionOf(node, model).empty() || model.queue(node) || model.topic(node)
        || model.bucket(node);
}

} // namespace

void Selection::select(const NodeId &node, const Model &model)
{
    const NodeId function = functionOf(node, model);
    set(node, function.empty() ? m_function : function);
}

void Selection::follow(const Model &model)
{
    NodeId function = m_function;
    if (functionOf(function, model).empty())
        function = model.functions.empty() ? NodeId() : model.functions.front().id;
    set(exists(m_node, model) ? m_node : NodeId(), function);
}

void Selection::clear() { set({}, {}); }

void Selection::set(const NodeId &node, const NodeId &function)
{
    const bool other = node != m_node;
    const bool otherFunction = function != m_function;
    m_node = node;
    m_function = function;
    if (otherFunction)
        Q_EMIT functionChanged();
    if (other)
        Q_EMIT nodeChanged();
}

} // namespace lambdarium
