// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <QObject>

namespace lambdarium {

/// The one selected node that all views share (ux.md 1). GUI thread; owned by the shell.
class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Empty: nothing is selected.
    const NodeId &node() const { return m_node; }
    /// The selected function, the function of the selected trigger, or the last one: what Run, charts and the
    /// editor are about. Empty only while there is none.
    const NodeId &function() const { return m_function; }

    void select(const NodeId &node, const Model &model);
    /// Keeps what still exists, else falls back to the first function.
    void follow(const Model &model);
    void clear();

Q_SIGNALS:
    void nodeChanged();
    void functionChanged();

private:
    void set(const NodeId &node, const NodeId &function);

    NodeId m_node;
    NodeId m_function;
};

} // namespace lambdarium
