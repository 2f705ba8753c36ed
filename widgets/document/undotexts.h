// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

/// Words of the undo history and of toasts: specific ("Change memory of PlaceOrder to 512 MB"). GUI thread.
namespace lambdarium {

QString changeText(const NodeId &node, const std::string &path, const std::optional<std::string> &value);
QString moveText(const std::vector<NodeId> &nodes);
QString deleteText(const std::vector<NodeId> &nodes);
QString deletedText(const std::vector<NodeId> &nodes);
QString duplicateText(const std::vector<NodeId> &nodes);

/// The logical id a new node would like to have ("Queue"); Template::add makes it free.
std::string wishedName(ResourceKind kind);
std::string freeNoteId(const std::vector<Layout::Note> &notes);

} // namespace lambdarium
