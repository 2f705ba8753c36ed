// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "widgets/theme/controls.h"

#include <memory>

namespace lambdarium {

struct BuildRequest;
class SessionBridge;
class WorkspaceDocument;

/// Everything that can be set on the selected node, with inline validation by the core, reset to default per field
/// and live figures of the session (ux.md 5.5). GUI thread; owned by its Qt parent. Edits go to the document as one
/// undo step each and come back as its signals.
class Inspector : public Pane
{
    Q_OBJECT

public:
    explicit Inspector(SessionBridge *bridge, QWidget *parent = nullptr);
    ~Inspector() override;

    /// Borrowed until the next call; nullptr: nothing is open.
    void setDocument(WorkspaceDocument *document);
    /// Shows this node; empty: a hint.
    void setNode(const NodeId &node);
    NodeId node() const;
    /// Puts the keyboard into the first field, or into the field of a property path ("MemorySize").
    void focusField(const QString &path = {});

Q_SIGNALS:
    void openCodeRequested(const lambdarium::NodeId &function);
    void runRequested(const lambdarium::NodeId &function);
    /// A link to another node ("Dead-letter queue: PhotosDLQ").
    void nodeRequested(const lambdarium::NodeId &node);
    /// Build, cancel, export or import was asked for.
    void buildRequested(const lambdarium::BuildRequest &request);
    /// The choice about this workspace is wanted.
    void trustRequested();
    /// A new layer of the function is wanted, from a folder or a zip file.
    void layerRequested(const lambdarium::NodeId &function, bool folder);
    /// A finding's place in the template; 1-based.
    void templateLineRequested(int line);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
