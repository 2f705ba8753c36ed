// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/triggers.h"

#include "core/workspace/workspace.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <optional>

namespace lambdarium {

namespace {

using Json = nlohmann::json;

/// What the demo sends through each trigger: the workspace's own saved events where they fit.
class DemoInput
{
public:
    explicit DemoInput(const Workspace &workspace) : m_workspace(workspace) {}

    std::string httpBody(const NodeId &function) const
    {
        for (const SavedEvent &event : m_workspace.events()) {
            const Json json = read(event);
            if (event.function == function && json.is_object() && json.contains("body") && json["body"].is_string())
                return json["body"].get<std::string>();
        }
        return "{}";
    }

    std::string messageBody(const NodeId &function) const
    {
        for (const SavedEvent &event : m_workspace.events()) {
            const Json json = read(event);
            if (event.function == function && json.is_object() && json.contains("Records") && json["Records"].is_array()
                && !json["Records"].empty())
                return json["Records"][0].value("body", "{}");
        }
        return R"({"hello":"world"})";
    }

    /// A file to put into a bucket: anything below samples/, else a short text.
    std::filesystem::path file() const
    {
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(m_workspace.root() / "samples", ignored))
            if (entry.is_regular_file())
                return entry.path();
        return {};
    }

private:
    static Json read(const SavedEvent &event)
    {
        std::ifstream stream(event.path);
        return Json::parse(stream, nullptr, false);
    }

    const Workspace &m_workspace;
};

std::optional<Command> commandOf(const DemoInput &input, const Edge &edge)
{
    switch (edge.kind) {
    case EdgeKind::UrlToFunction:
        return command::CallUrl{.function = edge.to, .method = "POST", .path = "/", .body = input.httpBody(edge.to)};
    case EdgeKind::ScheduleToFunction: return command::FireSchedule{.schedule = edge.from};
    case EdgeKind::TopicToFunction:
        return command::Publish{.topic = edge.from, .message = input.messageBody(edge.to), .subject = {}};
    case EdgeKind::QueueToFunction: return command::SendMessage{.queue = edge.from, .body = input.messageBody(edge.to)};
    case EdgeKind::BucketToFunction: {
        const auto file = input.file();
        const std::string name = file.empty() ? "hello" + edge.s3Suffix : file.filename().string();
        return command::PutObject{
            .bucket = edge.from, .key = edge.s3Prefix + name, .file = file.string(), .content = "hello"};
    }
    default: return std::nullopt;
    }
}

} // namespace

std::vector<Trigger> triggersOf(const Workspace &workspace, const Model &model)
{
    const DemoInput input(workspace);
    std::vector<Trigger> triggers;
    for (const Edge &edge : model.edges)
        if (auto command = commandOf(input, edge))
            triggers.push_back({edge.from, edge.to, std::move(*command)});
    return triggers;
}

} // namespace lambdarium
