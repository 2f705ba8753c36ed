// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/functionsettings.h"

#include "core/model/functionrules.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t layersMax = 5;
constexpr char layerPattern[] = "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:"
                                "\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+";

std::string inQuotes(const std::string &text) { return "'" + text + "'"; }

/// A nested object; empty when it is absent.
json part(const json &body, const char *member)
{
    const auto found = body.find(member);
    return found != body.end() && found->is_object() ? *found : json::object();
}

void checkEnum(Validation &validation, const std::optional<std::string> &value, const char *path,
               const std::vector<std::string> &allowed)
{
    if (!value || std::ranges::count(allowed, *value) > 0)
        return;
    std::string list;
    for (const std::string &each : allowed)
        list += (list.empty() ? "" : ", ") + each;
    validation.fault(inQuotes(*value), path, "Member must satisfy enum value set: [" + list + "]");
}

std::optional<std::int64_t> number(Validation &validation, const json &body, const char *member,
                                   const std::string &path)
{
    const auto found = body.find(member);
    if (found == body.end() || found->is_null())
        return std::nullopt;
    if (found->is_number_integer())
        return found->get<std::int64_t>();
    validation.fault(inQuotes(found->dump()), path, "Member must be an integer");
    return std::nullopt;
}

void atLeast(Validation &validation, const std::optional<std::int64_t> &value, const char *path, std::int64_t least)
{
    if (value && *value < least)
        validation.fault(inQuotes(std::to_string(*value)), path,
                         "Member must have value greater than or equal to " + std::to_string(least));
}

void atMost(Validation &validation, const std::optional<std::int64_t> &value, const char *path, std::int64_t most)
{
    if (value && *value > most)
        validation.fault(inQuotes(std::to_string(*value)), path,
                         "Member must have value less than or equal to " + std::to_string(most));
}

void readEnvironment(FunctionSettings &settings, const json &body, Validation &validation)
{
    if (!body.contains("Environment") || !body["Environment"].is_object())
        return;
    auto &all = settings.environment.emplace();
    const json variables = part(body["Environment"], "Variables");
    std::string shown;
    bool legal = true;
    for (const auto &[name, value] : variables.items()) {
        all.push_back({name, value.is_string() ? value.get<std::string>() : value.dump(), {}, true});
        shown += (shown.empty() ? "" : ", ") + name + "=" + all.back().value;
        legal = legal && (reservedVariableName(name) || legalVariableName(name));
    }
    if (!legal)
        validation.fault("'{" + shown + "}'", "environment.variables", std::string(variableNameRule));
}

/// account, name and version of a layer version's ARN; empty parts: it is none.
struct LayerArn
{
    std::string region, name, version;
    explicit LayerArn(const std::string &arn)
    {
        std::vector<std::string> parts;
        for (std::size_t at = 0; at <= arn.size();) {
            const std::size_t end = std::min(arn.find(':', at), arn.size());
            parts.push_back(arn.substr(at, end - at));
            at = end + 1;
        }
        const bool versioned = parts.size() == 8 && parts[0] == "arn" && parts[2] == "lambda" && parts[5] == "layer"
            && !parts[7].empty() && std::ranges::all_of(parts[7], [](char c) { return c >= '0' && c <= '9'; });
        if (!versioned)
            return;
        region = parts[3];
        name = parts[4] + ":" + parts[6];
        version = parts[7];
    }
};

void readLayers(FunctionSettings &settings, const json &body, Validation &validation)
{
    const auto found = body.find("Layers");
    if (found == body.end() || !found->is_array())
        return;
    auto &all = settings.layers.emplace();
    bool versioned = true;
    std::string shown;
    for (const json &each : *found) {
        all.push_back(each.is_string() ? each.get<std::string>() : each.dump());
        shown += (shown.empty() ? "" : ", ") + all.back();
        versioned = versioned && !LayerArn(all.back()).version.empty();
    }
    if (!versioned)
        validation.fault("'[" + shown + "]'", "layers",
                         std::string("Member must satisfy constraint: [Member must have length less than or equal to "
                                     "2048, Member must have length greater than or equal to 1, Member must satisfy "
                                     "regular expression pattern: ")
                             + layerPattern + ", Member must not be null]");
}

std::optional<std::string> layersFault(const GatewayContext &context, const std::vector<std::string> &layers)
{
    if (layers.size() > layersMax)
        return "Cannot reference more than 5 layers.";
    for (std::size_t at = 0; at < layers.size(); ++at) {
        const LayerArn layer(layers[at]);
        if (layer.region != context.account.region)
            return "Layers are not in the same region as the function. Layers are expected to be in region "
                + context.account.region + ".";
        for (std::size_t other = 0; other < at; ++other)
            if (LayerArn(layers[other]).name == layer.name)
                return "Two different versions of the same layer are not allowed to be referenced in the same "
                       "function. "
                    + layers[other] + " and " + layers[at] + " are versions of the same layer.";
    }
    return std::nullopt;
}

void readDeadLetter(FunctionSettings &settings, const GatewayContext &context, const json &body)
{
    const json target = part(body, "DeadLetterConfig").value("TargetArn", json());
    if (!target.is_string())
        return;
    settings.deadLetterArn = target.get<std::string>();
    if (const auto queue = context.services.sqs().queue(*settings.deadLetterArn);
        queue && queue->arn == *settings.deadLetterArn && !queue->name.ends_with(".fifo"))
        settings.deadLetter = queue->id;
    for (const Topic &topic : context.model.topics)
        if (context.account.topicArn(topic.name) == *settings.deadLetterArn)
            settings.deadLetter = topic.id;
}

/// What this machine does not have. Members that change nothing are let through.
std::string unsupportedIn(const json &body)
{
    if (body.value("PackageType", json("Zip")) == "Image")
        return "Container images cannot run here; Zip functions can.";
    const json vpc = part(body, "VpcConfig");
    const json subnets = vpc.value("SubnetIds", json::array()), groups = vpc.value("SecurityGroupIds", json::array());
    if (subnets.is_array() && !subnets.empty())
        return "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The "
               "subnet ID '"
            + (subnets[0].is_string() ? subnets[0].get<std::string>() : subnets[0].dump()) + "' does not exist";
    if (groups.is_array() && !groups.empty())
        return "Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: "
               "The security group '"
            + (groups[0].is_string() ? groups[0].get<std::string>() : groups[0].dump()) + "' does not exist";
    if (const json files = body.value("FileSystemConfigs", json()); files.is_array() && !files.empty())
        return "File systems are not served here: FileSystemConfigs must be empty.";
    if (const json signing = body.value("CodeSigningConfigArn", json()); signing.is_string() && !signing.empty())
        return "Code signing is not served here: CodeSigningConfigArn must be absent.";
    return {};
}

void readLogging(FunctionSettings &settings, const json &body, Validation &validation)
{
    const json logging = part(body, "LoggingConfig");
    settings.logFormat = validation.text(logging, "LogFormat");
    settings.logGroup = validation.text(logging, "LogGroup");
    settings.applicationLevel = validation.text(logging, "ApplicationLogLevel");
    settings.systemLevel = validation.text(logging, "SystemLogLevel");
    checkEnum(validation, settings.logFormat, "loggingConfig.logFormat", {"JSON", "Text"});
    checkEnum(validation, settings.applicationLevel, "loggingConfig.applicationLogLevel",
              {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"});
    checkEnum(validation, settings.systemLevel, "loggingConfig.systemLogLevel", {"DEBUG", "INFO", "WARN"});
}

bool legalRole(const std::string &role)
{
    const std::size_t at = role.find(":iam::");
    const std::string_view rest = at == std::string::npos ? std::string_view() : std::string_view(role).substr(at + 6);
    return role.starts_with("arn:aws") && rest.size() > 17
        && std::ranges::all_of(rest.substr(0, 12), [](char c) { return c >= '0' && c <= '9'; })
        && rest.substr(12).starts_with(":role");
}

} // namespace

FunctionSettings FunctionSettings::read(const GatewayContext &context, const json &body, Validation &validation)
{
    FunctionSettings settings;
    settings.runtime = validation.text(body, "Runtime");
    settings.handler = validation.text(body, "Handler");
    settings.role = validation.text(body, "Role");
    settings.description = validation.text(body, "Description");
    settings.memoryMb = number(validation, body, "MemorySize", "memorySize");
    settings.timeoutSeconds = number(validation, body, "Timeout", "timeout");
    settings.ephemeralMb = number(validation, part(body, "EphemeralStorage"), "Size", "ephemeralStorage.size");
    settings.tracing = validation.text(part(body, "TracingConfig"), "Mode");
    settings.snapStart = validation.text(part(body, "SnapStart"), "ApplyOn");
    if (settings.role && !legalRole(*settings.role))
        validation.fault(inQuotes(*settings.role), "role",
                         "Member must satisfy regular expression pattern: "
                         "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    if (settings.handler && (settings.handler->empty() || std::ranges::any_of(*settings.handler, blank)))
        validation.fault(inQuotes(*settings.handler), "handler",
                         "Member must satisfy regular expression pattern: [^\\s]+");
    if (settings.handler && settings.handler->size() > 128)
        validation.fault(inQuotes(*settings.handler), "handler", "Member must have length less than or equal to 128");
    if (settings.description && settings.description->size() > 256)
        validation.fault(inQuotes(*settings.description), "description",
                         "Member must have length less than or equal to 256");
    const LimitsProfile &limits = context.limits;
    atLeast(validation, settings.memoryMb, "memorySize", limits.memoryMinMb);
    atLeast(validation, settings.timeoutSeconds, "timeout", 1);
    atMost(validation, settings.timeoutSeconds, "timeout", limits.timeoutMaxSeconds);
    atLeast(validation, settings.ephemeralMb, "ephemeralStorage.size", limits.ephemeralMinMb);
    atMost(validation, settings.ephemeralMb, "ephemeralStorage.size", limits.ephemeralMaxMb);
    checkEnum(validation, settings.tracing, "tracingConfig.mode", {"Active", "PassThrough"});
    checkEnum(validation, settings.snapStart, "snapStart.applyOn", {"PublishedVersions", "None"});
    readEnvironment(settings, body, validation);
    readLayers(settings, body, validation);
    readLogging(settings, body, validation);
    readDeadLetter(settings, context, body);
    settings.unsupported = unsupportedIn(body);
    settings.echoed = readArchitectures(body, validation);
    if (const json key = body.value("KMSKeyArn", json()); key.is_string() && !key.get<std::string>().empty()) {
        json echoed = settings.echoed.empty() ? json::object() : json::parse(settings.echoed);
        echoed["KMSKeyArn"] = key;
        settings.echoed = echoed.dump();
    }
    return settings;
}

std::optional<std::string> FunctionSettings::fault(const GatewayContext &context, const std::string &name,
                                                   const Function *before) const
{
    if (!unsupported.empty())
        return unsupported;
    if (!before && (!runtime || !handler))
        return "Runtime and Handler are mandatory parameters for functions created with deployment packages.";
    if (runtime)
        if (const auto fault = runtimeFault(*runtime))
            return fault->message;
    if (memoryMb)
        if (auto fault = memoryFault(context.limits, *memoryMb))
            return fault;
    if (environment) {
        if (auto fault = reservedVariablesFault(*environment))
            return fault;
        if (auto fault = environmentSizeFault(context.limits, *environment))
            return fault;
    }
    if (layers)
        if (auto fault = layersFault(context, *layers))
            return fault;
    if (deadLetterArn && !deadLetterArn->empty() && deadLetter.empty())
        return deadLetterArn->find(":sns:") == std::string::npos
            ? "The provided execution role does not have permissions to call SendMessage on SQS"
            : "The provided execution role does not have permissions to call Publish on SNS";
    // Roles that nobody made here are let through, so that scripts run that know their role from elsewhere.
    if (role)
        if (const auto found = context.services.iam().role(role->substr(role->rfind('/') + 1));
            found && !trustsLambda(*found))
            return "The role defined for the function cannot be assumed by Lambda.";
    Function after = before ? *before : Function{};
    after.name = name;
    apply(after);
    if (after.snapStart == "PublishedVersions")
        if (auto fault = snapStartFault(after.runtime))
            return fault;
    if (after.logging.format != "JSON" && (applicationLevel || systemLevel))
        return "ApplicationLogLevel and SystemLogLevel can only be set with LogFormat JSON.";
    return std::nullopt;
}

void FunctionSettings::apply(Function &function) const
{
    const auto set = [](auto &member, const auto &value) {
        if (value)
            member = *value;
    };
    set(function.runtime, runtime);
    set(function.handler, handler);
    set(function.role, role);
    set(function.description, description);
    set(function.memoryMb, memoryMb);
    set(function.timeoutSeconds, timeoutSeconds);
    set(function.ephemeralMb, ephemeralMb);
    set(function.environment, environment);
    set(function.layers, layers);
    set(function.tracing, tracing);
    set(function.snapStart, snapStart);
    set(function.logging.format, logFormat);
    set(function.logging.group, logGroup);
    if (function.logging.format != "JSON") { // switching back drops both
        function.logging.applicationLevel = LoggingSettings{}.applicationLevel;
        function.logging.systemLevel = LoggingSettings{}.systemLevel;
    }
    set(function.logging.applicationLevel, applicationLevel);
    set(function.logging.systemLevel, systemLevel);
    if (deadLetterArn)
        function.deadLetterTarget = deadLetter;
}

std::string readArchitectures(const json &body, Validation &validation)
{
    const auto found = body.find("Architectures");
    if (found == body.end() || !found->is_array() || found->empty())
        return {};
    std::string shown;
    bool known = true;
    for (const json &each : *found) {
        shown += (shown.empty() ? "" : ", ") + (each.is_string() ? each.get<std::string>() : each.dump());
        known = known && (each == "x86_64" || each == "arm64");
    }
    if (!known)
        validation.fault("'[" + shown + "]'", "architectures",
                         "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member "
                         "must not be null]");
    if (found->size() > 1)
        validation.fault("'[" + shown + "]'", "architectures", "Member must have length less than or equal to 1");
    return json{{"Architectures", *found}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string merged(const GatewayContext &context, const std::string &name, const std::string &echoed)
{
    const auto &latest = context.engine.releases().of(name).latest;
    json all = latest && !latest->echoed.empty() ? json::parse(latest->echoed, nullptr, false) : json::object();
    if (!all.is_object())
        all = json::object();
    all.update(json::parse(echoed, nullptr, false));
    return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace lambdarium
