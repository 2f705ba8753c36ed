// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/viewjson.h"

#include "core/local/attachjson.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <utility>

namespace lambdarium::attach {

namespace {

template <typename Enum, std::size_t count>
using Words = std::array<std::pair<Enum, const char *>, count>;

constexpr Words<EnvironmentState, 7> states{{{EnvironmentState::Starting, "Starting"},
                                             {EnvironmentState::Initialising, "Initialising"},
                                             {EnvironmentState::Idle, "Idle"},
                                             {EnvironmentState::Busy, "Busy"},
                                             {EnvironmentState::Stopping, "Stopping"},
                                             {EnvironmentState::Gone, "Gone"},
                                             {EnvironmentState::Failed, "Failed"}}};
constexpr Words<Trust, 3> trusts{
    {{Trust::Restricted, "restricted"}, {Trust::Isolated, "isolated"}, {Trust::Trusted, "trusted"}}};
constexpr Words<IsolationProbe::Result, 3> results{{{IsolationProbe::Result::Held, "Held"},
                                                    {IsolationProbe::Result::Broken, "Broken"},
                                                    {IsolationProbe::Result::NotTested, "NotTested"}}};
constexpr Words<BuildView::State, 5> buildStates{{{BuildView::State::Waiting, "Waiting"},
                                                  {BuildView::State::Running, "Running"},
                                                  {BuildView::State::Succeeded, "Succeeded"},
                                                  {BuildView::State::Failed, "Failed"},
                                                  {BuildView::State::Cancelled, "Cancelled"}}};
constexpr Words<NetworkMode, 5> modes{{{NetworkMode::Isolated, "Isolated"},
                                       {NetworkMode::NoRoute, "NoRoute"},
                                       {NetworkMode::Endpoints, "Endpoints"},
                                       {NetworkMode::Egress, "Egress"},
                                       {NetworkMode::Full, "Full"}}};

template <typename Enum, std::size_t count>
const char *wordIn(const Words<Enum, count> &words, Enum value)
{
    for (const auto &[candidate, word] : words)
        if (candidate == value)
            return word;
    return "";
}

template <typename Enum, std::size_t count>
std::optional<Enum> valueIn(const Words<Enum, count> &words, std::string_view text)
{
    for (const auto &[candidate, word] : words)
        if (text == word)
            return candidate;
    return std::nullopt;
}

} // namespace

const char *word(EnvironmentState state) { return wordIn(states, state); }
const char *word(Trust trust) { return wordIn(trusts, trust); }
std::optional<Trust> trustOf(std::string_view word) { return valueIn(trusts, word); }
const char *word(IsolationProbe::Result result) { return wordIn(results, result); }
const char *word(BuildView::State state) { return wordIn(buildStates, state); }
const char *word(NetworkMode mode) { return wordIn(modes, mode); }

namespace viewjson {

namespace {

template <typename Value>
Json listOf(const std::vector<Value> &values)
{
    Json list = Json::array();
    for (const Value &value : values)
        list.push_back(toJson(value));
    return list;
}

template <typename Value>
std::vector<Value> listFrom(const Json &list, Value (*read)(const Json &))
{
    std::vector<Value> values;
    if (list.is_array())
        for (const Json &entry : list)
            values.push_back(read(entry));
    return values;
}

template <typename Value>
std::vector<Value> listFrom(const Json &json, const char *key, Value (*read)(const Json &))
{
    const auto found = json.find(key);
    return found == json.end() ? std::vector<Value>() : listFrom(*found, read);
}

double milliseconds(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

Duration duration(const Json &json, const char *key)
{
    constexpr double most = 1e12; // some thirty years
    const double value = milliseconds(json, key);
    return std::abs(value) < most ? Duration(std::llround(value * 1e6)) : Duration{};
}

Instant instant(const Json &json, const char *key) { return Instant(std::chrono::milliseconds(number(json, key))); }

std::string plain(const Json &json) { return json.is_string() ? json.get<std::string>() : std::string(); }

RuntimeView runtimeFrom(const Json &json)
{
    return {text(json, "family"), text(json, "version"), text(json, "path"), text(json, "remedy")};
}

IsolationProbe probeFrom(const Json &json)
{
    return {text(json, "code"), text(json, "title"),
            valueIn(results, text(json, "result")).value_or(IsolationProbe::Result::NotTested), text(json, "detail")};
}

BuildView buildFrom(const Json &json)
{
    BuildView build;
    build.id = text(json, "id");
    build.state = valueIn(buildStates, text(json, "state")).value_or(BuildView::State::Failed);
    build.step = text(json, "step");
    build.started = instant(json, "started");
    build.duration = duration(json, "durationMs");
    build.problem = text(json, "problem");
    return build;
}

ProcessView processFrom(const Json &json)
{
    const std::string state = text(json, "state");
    return {static_cast<int>(number(json, "pid")),
            static_cast<int>(number(json, "parent")),
            text(json, "command"),
            state.empty() ? 'S' : state[0],
            number(json, "memoryKb"),
            duration(json, "cpuMs")};
}

fact::Connected connectionFrom(const Json &json)
{
    fact::Connected connection;
    connection.host = text(json, "host");
    connection.port = static_cast<std::uint16_t>(number(json, "port"));
    connection.allowed = flag(json, "allowed");
    connection.reason = text(json, "reason");
    connection.requestId = text(json, "requestId");
    return connection;
}

EnvironmentView environmentFrom(const Json &json)
{
    EnvironmentView view;
    view.id = EnvironmentId{static_cast<std::uint64_t>(number(json, "environment"))};
    view.state = valueIn(states, text(json, "state")).value_or(EnvironmentState::Gone);
    view.served = number(json, "invocations");
    view.created = instant(json, "created");
    view.requestId = text(json, "requestId");
    view.paused = flag(json, "frozen");
    view.initType = text(json, "initType");
    view.memoryKb = number(json, "memoryKb");
    view.peakMemoryKb = number(json, "peakMemoryKb");
    view.memoryMb = number(json, "memoryMb");
    view.cpu = duration(json, "cpuMs");
    view.isolationLevel = static_cast<int>(number(json, "isolationLevel", -1));
    view.oldCode = flag(json, "oldCode");
    return view;
}

FunctionView functionFrom(const Json &json)
{
    FunctionView view;
    view.id = text(json, "id");
    view.environments = listFrom(json, "environments", environmentFrom);
    view.inUse = number(json, "inUse");
    view.queuedEvents = number(json, "queuedEvents");
    view.deployed = flag(json, "deployed");
    view.deployProblem = text(json, "deployProblem");
    view.runtimeNote = text(json, "runtimeNote");
    view.url = text(json, "url");
    return view;
}

Json isolationOf(const Snapshot &snapshot)
{
    if (!snapshot.isolation)
        return nullptr;
    const IsolationReport &report = *snapshot.isolation;
    return {{"level", report.level},         {"name", report.name},
            {"remedy", report.remedy},       {"tested", unixMillis(report.tested)},
            {"walls", listOf(report.walls)}, {"probes", listOf(report.probes)}};
}

void readIsolation(const Json &json, Snapshot &snapshot)
{
    const auto found = json.find("isolation");
    if (found == json.end() || !found->is_object())
        return;
    auto report = std::make_shared<IsolationReport>();
    report->level = static_cast<int>(number(*found, "level"));
    report->name = text(*found, "name");
    report->remedy = text(*found, "remedy");
    report->tested = instant(*found, "tested");
    report->walls = listFrom(*found, "walls", probeFrom);
    report->probes = listFrom(*found, "probes", probeFrom);
    snapshot.isolation = std::move(report);
}

} // namespace

Json toJson(const RuntimeView &runtime)
{
    return {
        {"family", runtime.family}, {"version", runtime.version}, {"path", runtime.path}, {"remedy", runtime.remedy}};
}

Json toJson(const IsolationProbe &probe)
{
    return {{"code", probe.code}, {"title", probe.title}, {"result", word(probe.result)}, {"detail", probe.detail}};
}

Json toJson(const BuildView &build)
{
    return {{"id", build.id},
            {"state", word(build.state)},
            {"step", build.step},
            {"started", unixMillis(build.started)},
            {"durationMs", toMillis(build.duration)},
            {"problem", build.problem}};
}

Json toJson(const ProcessView &process)
{
    return {{"pid", process.pid},           {"parent", process.parent},
            {"command", process.command},   {"state", std::string(1, process.state)},
            {"memoryKb", process.memoryKb}, {"cpuMs", toMillis(process.cpu)}};
}

Json toJson(const fact::Connected &connection)
{
    return {{"host", connection.host},
            {"port", connection.port},
            {"allowed", connection.allowed},
            {"reason", connection.reason},
            {"requestId", connection.requestId}};
}

Json toJson(const FunctionView &function)
{
    return {{"id", function.id},
            {"environments", listOf(function.environments)},
            {"inUse", function.inUse},
            {"queuedEvents", function.queuedEvents},
            {"deployed", function.deployed},
            {"deployProblem", function.deployProblem},
            {"runtimeNote", function.runtimeNote},
            {"url", function.url}};
}

std::string text(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() ? plain(*found) : std::string();
}

std::int64_t number(const Json &json, const char *key, std::int64_t otherwise)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

bool flag(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

Json toJson(const EnvironmentView &view)
{
    return {{"environment", static_cast<std::uint64_t>(view.id)},
            {"name", shortId(view.id)},
            {"state", word(view.state)},
            {"frozen", view.paused},
            {"oldCode", view.oldCode},
            {"invocations", view.served},
            {"created", unixMillis(view.created)},
            {"requestId", view.requestId},
            {"initType", view.initType},
            {"memoryKb", view.memoryKb},
            {"peakMemoryKb", view.peakMemoryKb},
            {"memoryMb", view.memoryMb},
            {"cpuMs", toMillis(view.cpu)},
            {"isolationLevel", view.isolationLevel}};
}

Json toJson(const EnvironmentDetail &detail)
{
    Json json = toJson(detail.view);
    json["function"] = detail.function;
    json["processes"] = listOf(detail.processes);
    json["tmpUsedBytes"] = detail.tmpUsedBytes;
    json["tmpLimitBytes"] = detail.tmpLimitBytes;
    json["logStream"] = detail.logStream;
    json["runtimeNote"] = detail.runtimeNote;
    json["network"] = word(detail.network);
    json["connections"] = listOf(detail.connections);
    json["extensions"] = detail.extensions;
    return json;
}

EnvironmentDetail detailFrom(const Json &json)
{
    EnvironmentDetail detail;
    detail.view = environmentFrom(json);
    detail.function = text(json, "function");
    detail.processes = listFrom(json, "processes", processFrom);
    detail.tmpUsedBytes = number(json, "tmpUsedBytes");
    detail.tmpLimitBytes = number(json, "tmpLimitBytes");
    detail.logStream = text(json, "logStream");
    detail.runtimeNote = text(json, "runtimeNote");
    detail.network = valueIn(modes, text(json, "network")).value_or(NetworkMode::Isolated);
    detail.connections = listFrom(json, "connections", connectionFrom);
    detail.extensions = listFrom(json, "extensions", plain);
    return detail;
}

Json toJson(const std::vector<BuildView> &builds) { return listOf(builds); }

Json toJson(const BuildPlanView &plan)
{
    Json list = Json::array();
    for (const BuildStepView &step : plan.steps)
        list.push_back({{"id", step.id},
                        {"layer", step.layer},
                        {"step", step.step},
                        {"commands", step.commands},
                        {"variables", step.variables},
                        {"workspaceCommands", step.workspaceCommands},
                        {"decidedBy", step.decidedBy},
                        {"downloads", step.downloads},
                        {"network", step.network},
                        {"problem", step.problem}});
    return list;
}

BuildPlanView planFrom(const Json &json)
{
    const auto texts = [](const Json &item, const char *key) { return listFrom(item, key, plain); };
    BuildPlanView plan;
    if (!json.is_array())
        return plan;
    for (const Json &item : json)
        plan.steps.push_back({.id = text(item, "id"),
                              .layer = flag(item, "layer"),
                              .step = text(item, "step"),
                              .commands = texts(item, "commands"),
                              .variables = texts(item, "variables"),
                              .workspaceCommands = texts(item, "workspaceCommands"),
                              .decidedBy = texts(item, "decidedBy"),
                              .downloads = flag(item, "downloads"),
                              .network = flag(item, "network"),
                              .problem = text(item, "problem")});
    return plan;
}

std::vector<BuildView> buildsFrom(const Json &json) { return listFrom(json, buildFrom); }

Json toJson(const PackageOutcome &package)
{
    return {{"zippedBytes", package.zippedBytes}, {"unzippedBytes", package.unzippedBytes}, {"files", package.files},
            {"sha256", package.sha256},           {"previous", package.previous},           {"path", package.path}};
}

PackageOutcome packageFrom(const Json &json)
{
    return {number(json, "zippedBytes"), number(json, "unzippedBytes"), number(json, "files"), text(json, "sha256"),
            text(json, "path"),          text(json, "previous")};
}

Json machineOf(const Snapshot &snapshot)
{
    return {{"isolation", isolationOf(snapshot)},          {"isolationLevel", snapshot.isolationLevel},
            {"isolationNote", snapshot.isolationNote},     {"runtimes", listOf(snapshot.runtimes)},
            {"environmentsMax", snapshot.environmentsMax}, {"environmentsLive", snapshot.environmentsLive},
            {"memoryBudgetMb", snapshot.memoryBudgetMb},   {"memoryReservedMb", snapshot.memoryReservedMb}};
}

Json toJson(const Snapshot &snapshot)
{
    Json json = machineOf(snapshot);
    json["functions"] = listOf(snapshot.functions);
    json["builds"] = toJson(snapshot.builds);
    json["trust"] = word(snapshot.trust);
    json["unprotectedAllowed"] = snapshot.unprotectedAllowed;
    json["strictColdStart"] = snapshot.strictColdStart;
    json["simulatedColdStart"] = snapshot.simulatedColdStart;
    json["port"] = snapshot.port;
    json["sourcesRunning"] = snapshot.sourcesRunning;
    json["time"] = unixMillis(snapshot.time);
    return json;
}

Snapshot snapshotFrom(const Json &json)
{
    Snapshot snapshot;
    readIsolation(json, snapshot);
    snapshot.isolationLevel = text(json, "isolationLevel");
    snapshot.isolationNote = text(json, "isolationNote");
    snapshot.runtimes = listFrom(json, "runtimes", runtimeFrom);
    snapshot.environmentsMax = number(json, "environmentsMax");
    snapshot.environmentsLive = number(json, "environmentsLive");
    snapshot.memoryBudgetMb = number(json, "memoryBudgetMb");
    snapshot.memoryReservedMb = number(json, "memoryReservedMb");
    snapshot.functions = listFrom(json, "functions", functionFrom);
    if (const auto builds = json.find("builds"); builds != json.end())
        snapshot.builds = buildsFrom(*builds);
    snapshot.trust = trustOf(text(json, "trust")).value_or(Trust::Restricted);
    snapshot.unprotectedAllowed = flag(json, "unprotectedAllowed");
    snapshot.strictColdStart = flag(json, "strictColdStart");
    snapshot.simulatedColdStart = flag(json, "simulatedColdStart");
    snapshot.port = static_cast<std::uint16_t>(number(json, "port"));
    snapshot.sourcesRunning = flag(json, "sourcesRunning");
    snapshot.time = instant(json, "time");
    return snapshot;
}

} // namespace viewjson

} // namespace lambdarium::attach
