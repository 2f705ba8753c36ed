// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "widgets/document/workspacedocument.h"

#include <QPointer>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// The way of every edit of the inspector into the document: the core judges the text that would come out, and only
/// a value without a new error of its own is written, as one undo step. GUI thread; owned by the inspector.
class InspectorEdits
{
public:
    void setDocument(WorkspaceDocument *document);
    /// Null while nothing is open.
    WorkspaceDocument *document() const { return m_document; }
    const Model &model() const;
    const Account &account() const;

    /// Sets or resets (nothing) a property. InvalidInput holds the core's sentence about the value; the text is then
    /// unchanged. What a value breaks elsewhere (a queue's timeout) is written and shown as a finding.
    Result<void> set(const NodeId &node, const std::string &path, std::optional<std::string> value, int mergeId = -1);
    /// Several changes as one undo step; all are judged together.
    struct Change
    {
        std::string path;
        std::optional<std::string> value;
    };
    Result<void> setAll(const NodeId &node, const std::vector<Change> &changes, const QString &undoText);

    /// The resource itself says something at this path: it can be reset. Always true for very large templates,
    /// where finding out would take too long.
    bool written(const NodeId &node, const std::string &path) const;
    /// The model is new: what written() found out is void.
    void modelChanged() { m_written.clear(); }
    /// The text of the node's own entry, to tell kinds apart that the model does not.
    std::string source(const TextRange &range) const;
    bool serverless(const Function &function) const;
    /// Where the settings of an event source mapping live: {function, "Events.<key>."} or {mapping, ""}.
    std::pair<NodeId, std::string> mappingPlace(const Edge &edge) const;

private:
    Result<void> judge(const NodeId &node, const std::vector<Change> &changes) const;

    QPointer<WorkspaceDocument> m_document;
    mutable std::map<std::pair<NodeId, std::string>, bool> m_written; ///< each answer costs a trial edit
};

} // namespace lambdarium
