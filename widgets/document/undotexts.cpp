// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/undotexts.h"

#include "widgets/document/workspacedocument.h"

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

constexpr int shownValueLength = 40;

QString propertyName(const std::string &path)
{
    static const std::array<std::pair<std::string_view, const char *>, 10> names{{
        {"MemorySize", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "memory")},
        {"Timeout", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "timeout")},
        {"EphemeralStorage.Size", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "temporary disk")},
        {"ReservedConcurrentExecutions", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "reserved concurrency")},
        {"Role", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "execution role")},
        {"Handler", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "handler")},
        {"Runtime", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "runtime")},
        {"VisibilityTimeout", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "visibility timeout")},
        {"DelaySeconds", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "delay")},
        {"Description", QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "description")},
    }};
    const auto found = std::ranges::find(names, path, &std::pair<std::string_view, const char *>::first);
    if (found != names.end())
        return WorkspaceDocument::tr(found->second);
    static constexpr std::string_view variables = "Environment.Variables.";
    if (path.starts_with(variables))
        return WorkspaceDocument::tr("variable %1").arg(QString::fromStdString(path.substr(variables.size())));
    return QString::fromStdString(path);
}

QString shownValue(const std::string &path, const std::string &value)
{
    const QString text = QString::fromStdString(value);
    if (path == "MemorySize" || path == "EphemeralStorage.Size")
        return WorkspaceDocument::tr("%1 MB").arg(text);
    if (path == "Timeout" || path == "VisibilityTimeout" || path == "DelaySeconds")
        return WorkspaceDocument::tr("%1 s").arg(text);
    return text;
}

QString named(const std::vector<NodeId> &nodes, const char *one, const char *many)
{
    if (nodes.size() == 1)
        return WorkspaceDocument::tr(one).arg(nodeName(nodes.front()));
    return WorkspaceDocument::tr(many, nullptr, int(nodes.size()));
}

} // namespace

QString nodeName(const NodeId &id)
{
    if (id.starts_with("note:"))
        return WorkspaceDocument::tr("note");
    const std::size_t slash = id.find('/');
    if (slash == std::string::npos)
        return QString::fromStdString(id);
    if (id == functionUrlNode(id.substr(0, slash)))
        return WorkspaceDocument::tr("URL of %1").arg(QString::fromStdString(id.substr(0, slash)));
    return QString::fromStdString(id.substr(slash + 1));
}

QString changeText(const NodeId &node, const std::string &path, const std::optional<std::string> &value)
{
    const QString what = propertyName(path);
    if (!value)
        return WorkspaceDocument::tr("Reset %1 of %2").arg(what, nodeName(node));
    // Secrets live in variables, and long texts do not fit a menu: those values are left out.
    const bool hidden = path.starts_with("Environment.") || value->starts_with('{') || value->starts_with('[');
    if (hidden || value->size() > shownValueLength || value->find('\n') != std::string::npos)
        return WorkspaceDocument::tr("Change %1 of %2").arg(what, nodeName(node));
    return WorkspaceDocument::tr("Change %1 of %2 to %3").arg(what, nodeName(node), shownValue(path, *value));
}

QString moveText(const std::vector<NodeId> &nodes)
{
    return named(nodes, QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "Move %1"),
                 QT_TRANSLATE_N_NOOP("lambdarium::WorkspaceDocument", "Move %n nodes"));
}

QString deleteText(const std::vector<NodeId> &nodes)
{
    return named(nodes, QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "Delete %1"),
                 QT_TRANSLATE_N_NOOP("lambdarium::WorkspaceDocument", "Delete %n nodes"));
}

QString deletedText(const std::vector<NodeId> &nodes)
{
    return named(nodes, QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "Deleted %1"),
                 QT_TRANSLATE_N_NOOP("lambdarium::WorkspaceDocument", "Deleted %n nodes"));
}

QString duplicateText(const std::vector<NodeId> &nodes)
{
    return named(nodes, QT_TRANSLATE_NOOP("lambdarium::WorkspaceDocument", "Duplicate %1"),
                 QT_TRANSLATE_N_NOOP("lambdarium::WorkspaceDocument", "Duplicate %n nodes"));
}

std::string wishedName(ResourceKind kind)
{
    switch (kind) {
    case ResourceKind::Function: return "Function";
    case ResourceKind::Queue: return "Queue";
    case ResourceKind::Topic: return "Topic";
    case ResourceKind::Bucket: return "Bucket";
    case ResourceKind::Schedule: return "Schedule";
    case ResourceKind::FunctionUrl: return "FunctionUrl";
    }
    return {};
}

std::string freeNoteId(const std::vector<Layout::Note> &notes)
{
    for (int number = 1;; ++number) {
        std::string id = "note:" + std::to_string(number);
        if (std::ranges::find(notes, id, &Layout::Note::id) == notes.end())
            return id;
    }
}

} // namespace lambdarium
