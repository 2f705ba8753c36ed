// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/attachjson.h"

#include "core/local/viewjson.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace lambdarium::attach {

namespace {

using namespace viewjson;

std::string lineOf(const Json &json)
{
    // Payload and log may hold bytes that are not UTF-8: a handler may return anything.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json parsed(std::string_view line)
{
    Json json = Json::parse(line, nullptr, false);
    return json.is_object() ? json : Json(nullptr);
}

std::vector<NodeId> nodesOf(const Json &json, const char *key)
{
    std::vector<NodeId> nodes;
    if (const auto found = json.find(key); found != json.end() && found->is_array())
        for (const Json &node : *found)
            if (node.is_string())
                nodes.push_back(node.get<std::string>());
    return nodes;
}

Json forEnvironment(const char *verb, EnvironmentId id)
{
    return {{"verb", verb}, {"environment", static_cast<std::uint64_t>(id)}};
}

struct ToJson
{
    Json operator()(const command::Invoke &invoke) const
    {
        return {{"verb", "invoke"},
                {"function", invoke.function},
                {"payload", invoke.payload},
                {"type", static_cast<int>(invoke.type)},
                {"qualifier", invoke.qualifier},
                {"clientContext", invoke.clientContext},
                {"tail", invoke.tail}};
    }
    Json operator()(const command::KillEnvironment &it) const { return forEnvironment("kill", it.environment); }
    Json operator()(const command::FreezeEnvironment &it) const { return forEnvironment("freeze", it.environment); }
    Json operator()(const command::ThawEnvironment &it) const { return forEnvironment("thaw", it.environment); }
    Json operator()(const command::RecycleEnvironment &it) const { return forEnvironment("recycle", it.environment); }
    Json operator()(const command::Build &it) const { return {{"verb", "build"}, {"resources", it.resources}}; }
    Json operator()(const command::CancelBuild &it) const
    {
        return {{"verb", "cancel-build"}, {"resource", it.resource}};
    }
    Json operator()(const command::ExportPackage &it) const
    {
        return {{"verb", "export"}, {"resource", it.resource}, {"file", it.file}};
    }
    Json operator()(const command::ImportPackage &it) const
    {
        return {{"verb", "import"}, {"resource", it.resource}, {"file", it.file}};
    }
    Json operator()(const command::AdoptFunction &it) const { return {{"verb", "adopt"}, {"function", it.function}}; }
    Json operator()(const command::SetTrust &it) const
    {
        Json json{{"verb", "trust"}, {"trust", word(it.trust)}};
        if (it.unprotected)
            json["unprotected"] = *it.unprotected;
        return json;
    }
    Json operator()(const command::SetColdStart &it) const
    {
        return {{"verb", "cold-start"}, {"strict", it.strict}, {"simulated", it.simulated}};
    }
    Json operator()(const command::TestIsolation &) const { return {{"verb", "test-isolation"}}; }
    Json operator()(const query::Environment &it) const { return forEnvironment("show", it.environment); }
    Json operator()(const query::BuildPlan &it) const { return {{"verb", "build-plan"}, {"resources", it.resources}}; }
    Json operator()(const WantSnapshot &) const { return {{"verb", "snapshot"}}; }
    Json operator()(const Raise &) const { return {{"verb", "raise"}}; }
    template <typename... Alternatives>
    Json operator()(const std::variant<Alternatives...> &nested) const
    {
        return std::visit(*this, nested);
    }
    /// Everything else is asked by the window only, which is in the core's own process.
    template <typename Other>
    Json operator()(const Other &) const
    {
        return nullptr;
    }
};

command::Invoke invokeFrom(const Json &json)
{
    command::Invoke invoke;
    invoke.function = text(json, "function");
    invoke.payload = text(json, "payload");
    const std::int64_t type = number(json, "type");
    if (type >= 0 && type <= static_cast<int>(InvocationType::DryRun))
        invoke.type = static_cast<InvocationType>(type);
    invoke.qualifier = text(json, "qualifier");
    invoke.clientContext = text(json, "clientContext");
    invoke.tail = flag(json, "tail");
    return invoke;
}

Json errorJson(const Error &error) { return {{"error", error.message}, {"code", static_cast<int>(error.code)}}; }

std::optional<Error> errorFrom(const Json &json)
{
    if (!json.is_object())
        return Error{ErrorCode::Io, "The core that runs gave no answer."};
    if (!json.contains("error"))
        return std::nullopt;
    std::int64_t code = number(json, "code");
    if (code < 0 || code > static_cast<int>(ErrorCode::Cancelled))
        code = static_cast<int>(ErrorCode::Io);
    return Error{static_cast<ErrorCode>(code), text(json, "error")};
}

struct OutcomeToJson
{
    Json operator()(const std::monostate &) const { return {{"done", true}}; }
    Json operator()(const InvokeOutcome &it) const
    {
        return {{"status", it.status},       {"functionError", it.functionError}, {"payload", it.payload},
                {"errorType", it.errorType}, {"version", it.executedVersion},     {"requestId", it.requestId},
                {"logTail", it.logTail}};
    }
    Json operator()(const Accepted &it) const { return {{"id", it.id}}; }
    Json operator()(const UrlResponse &it) const { return {{"urlStatus", it.status}, {"body", it.body}}; }
    Json operator()(const BuildOutcome &it) const { return {{"builds", toJson(it.builds)}}; }
    Json operator()(const PackageOutcome &it) const { return {{"package", toJson(it)}}; }
};

InvokeOutcome invokeOutcomeFrom(const Json &json)
{
    InvokeOutcome outcome;
    outcome.status = static_cast<int>(number(json, "status", 200));
    outcome.functionError = text(json, "functionError");
    outcome.payload = text(json, "payload");
    outcome.errorType = text(json, "errorType");
    outcome.executedVersion = text(json, "version");
    outcome.requestId = text(json, "requestId");
    outcome.logTail = text(json, "logTail");
    return outcome;
}

Result<Request> commandFrom(const std::string &verb, const Json &json)
{
    const EnvironmentId environment{static_cast<std::uint64_t>(number(json, "environment"))};
    if (verb == "invoke")
        return Request(Command(invokeFrom(json)));
    if (verb == "kill")
        return Request(Command(command::KillEnvironment{environment}));
    if (verb == "freeze")
        return Request(Command(command::FreezeEnvironment{environment}));
    if (verb == "thaw")
        return Request(Command(command::ThawEnvironment{environment}));
    if (verb == "recycle")
        return Request(Command(command::RecycleEnvironment{environment}));
    if (verb == "build")
        return Request(Command(command::Build{nodesOf(json, "resources")}));
    if (verb == "cancel-build")
        return Request(Command(command::CancelBuild{text(json, "resource")}));
    if (verb == "export")
        return Request(Command(command::ExportPackage{text(json, "resource"), text(json, "file")}));
    if (verb == "import")
        return Request(Command(command::ImportPackage{text(json, "resource"), text(json, "file")}));
    if (verb == "adopt")
        return Request(Command(command::AdoptFunction{text(json, "function")}));
    if (verb == "cold-start")
        return Request(Command(command::SetColdStart{flag(json, "strict"), flag(json, "simulated")}));
    if (verb == "test-isolation")
        return Request(Command(command::TestIsolation{}));
    if (const auto trust = trustOf(text(json, "trust")); verb == "trust" && trust)
        return Request(Command(command::SetTrust{
            *trust, json.contains("unprotected") ? std::optional(flag(json, "unprotected")) : std::nullopt}));
    return Error{ErrorCode::InvalidInput, "unknown verb"};
}

} // namespace

std::string requestLine(const Request &request)
{
    const Json json = std::visit(ToJson{}, request);
    return json.is_null() ? std::string() : lineOf(json);
}

Result<Request> parseRequest(std::string_view line)
{
    const Json json = parsed(line);
    if (!json.is_object())
        return Error{ErrorCode::InvalidInput, "expected one JSON object per line"};
    const std::string verb = text(json, "verb");
    if (verb == "raise")
        return Request(Raise{});
    if (verb == "snapshot")
        return Request(WantSnapshot{});
    if (verb == "show")
        return Request(
            Query(query::Environment{EnvironmentId{static_cast<std::uint64_t>(number(json, "environment"))}}));
    if (verb == "build-plan")
        return Request(Query(query::BuildPlan{nodesOf(json, "resources")}));
    return commandFrom(verb, json);
}

std::string replyLine(const Result<CommandOutcome> &outcome)
{
    return lineOf(outcome ? std::visit(OutcomeToJson{}, *outcome) : errorJson(outcome.error()));
}

std::string replyLine(const Result<QueryOutcome> &outcome)
{
    if (!outcome)
        return lineOf(errorJson(outcome.error()));
    if (const auto *detail = std::get_if<EnvironmentDetail>(&*outcome))
        return lineOf({{"detail", toJson(*detail)}});
    if (const auto *plan = std::get_if<BuildPlanView>(&*outcome))
        return lineOf({{"plan", toJson(*plan)}});
    return lineOf(errorJson({ErrorCode::InvalidInput, "This question has no answer over the control socket."}));
}

std::string replyLine(const Snapshot &snapshot) { return lineOf({{"snapshot", toJson(snapshot)}}); }

std::string raisedLine(bool raised) { return lineOf({{"raised", raised}}); }

std::string progressLine(const fact::LogWritten &line)
{
    return lineOf({{"progress", line.text}, {"node", line.function}});
}

Result<CommandOutcome> parseOutcome(std::string_view line)
{
    const Json json = parsed(line);
    if (auto error = errorFrom(json))
        return *error;
    if (json.contains("status"))
        return CommandOutcome(invokeOutcomeFrom(json));
    if (json.contains("id"))
        return CommandOutcome(Accepted{text(json, "id")});
    if (const auto builds = json.find("builds"); builds != json.end())
        return CommandOutcome(BuildOutcome{buildsFrom(*builds)});
    if (const auto package = json.find("package"); package != json.end())
        return CommandOutcome(packageFrom(*package));
    return CommandOutcome();
}

Result<QueryOutcome> parseQueryOutcome(std::string_view line)
{
    const Json json = parsed(line);
    if (auto error = errorFrom(json))
        return *error;
    if (const auto plan = json.find("plan"); plan != json.end())
        return QueryOutcome(planFrom(*plan));
    const auto detail = json.find("detail");
    if (detail == json.end())
        return Error{ErrorCode::Io, "The core that runs gave another answer than was asked for."};
    return QueryOutcome(detailFrom(*detail));
}

Result<Snapshot> parseSnapshot(std::string_view line)
{
    const Json json = parsed(line);
    if (auto error = errorFrom(json))
        return *error;
    const auto snapshot = json.find("snapshot");
    if (snapshot == json.end())
        return Error{ErrorCode::Io, "The core that runs gave another answer than was asked for."};
    return snapshotFrom(*snapshot);
}

bool parseRaised(std::string_view line)
{
    const Json json = parsed(line);
    return json.is_object() && flag(json, "raised");
}

std::optional<fact::LogWritten> parseProgress(std::string_view line)
{
    const Json json = parsed(line);
    if (!json.is_object() || !json.contains("progress"))
        return std::nullopt;
    fact::LogWritten progress;
    progress.function = text(json, "node");
    progress.kind = LogKind::Build;
    progress.text = text(json, "progress");
    return progress;
}

std::string environmentsJson(const Snapshot &snapshot)
{
    Json list = Json::array();
    for (const FunctionView &function : snapshot.functions)
        for (const EnvironmentView &environment : function.environments) {
            Json entry = toJson(environment);
            entry["function"] = function.id;
            list.push_back(std::move(entry));
        }
    return list.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string environmentJson(const EnvironmentDetail &detail)
{
    return toJson(detail).dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string buildPlanJson(const BuildPlanView &plan)
{
    return toJson(plan).dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string machineJson(const Snapshot &snapshot)
{
    return machineOf(snapshot).dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace lambdarium::attach
