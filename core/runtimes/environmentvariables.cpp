// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/environmentvariables.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace lambdarium {

namespace {

using Variables = std::map<std::string, std::string>;

/// FNV-1a, so that a function keeps its keys from start to start; these keys open nothing.
std::uint64_t hashOf(const std::string &text, std::uint64_t seed)
{
    std::uint64_t hash = 14695981039346656037ULL ^ seed;
    for (const unsigned char c : text)
        hash = (hash ^ c) * 1099511628211ULL;
    return hash;
}

std::string letters(const std::string &text, std::uint64_t seed, std::size_t count)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string key;
    while (key.size() < count) {
        std::uint64_t hash = hashOf(text, seed++);
        for (int i = 0; i < 12 && key.size() < count; ++i, hash >>= 5)
            key += alphabet[hash & 31];
    }
    return key;
}

/// Gems are kept by the version of their Ruby's binary interface. Where another Ruby runs, what its own bundler put
/// into the package is found too.
void addRubyDefaults(Variables &all, const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    const std::string wanted = spec.runtime.substr(4) + ".0";
    const std::string present = std::to_string(choice.interpreter.major) + "."
        + std::to_string(choice.interpreter.minor) + ".0";
    all["GEM_HOME"] = "/var/runtime";
    all["GEM_PATH"] = "/var/task/vendor/bundle/ruby/" + wanted + ":/opt/ruby/gems/" + wanted
        + ":/var/runtime:" + "/var/runtime/ruby/" + wanted;
    if (present != wanted)
        all["GEM_PATH"] += ":/var/task/vendor/bundle/ruby/" + present + ":/opt/ruby/gems/" + present;
    all["RUBYLIB"] = "/var/runtime/gems/aws_lambda_ric-3.0.0/lib:/var/task:/var/runtime/lib:/opt/ruby/lib";
    all["PATH"] = "/var/lang/bin:" + all["PATH"];
    all["LD_LIBRARY_PATH"] = "/var/lang/lib:" + all["LD_LIBRARY_PATH"];
}

void addDefaults(Variables &all, const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    std::string path = "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin";
    if (!choice.interpreter.executable.empty() && !choice.interpreter.executable.starts_with("/usr/"))
        path = choice.interpreter.executable.substr(0, choice.interpreter.executable.rfind('/')) + ":" + path;
    all["PATH"] = path;
    all["LD_LIBRARY_PATH"] =
        "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib";
    all["LANG"] = "en_US.UTF-8";
    all["AWS_ENDPOINT_URL"] = "http://127.0.0.1:" + std::to_string(endpointPort);
    if (choice.family == RuntimeFamily::Python) {
        all["PYTHONPATH"] = "/var/runtime";
        if (choice.interpreter.minor >= 12)
            all["LC_CTYPE"] = "C.UTF-8";
    } else if (choice.family == RuntimeFamily::Node) {
        const std::string major = spec.runtime.substr(0, spec.runtime.find('.')).substr(6);
        all["NODE_PATH"] = "/opt/nodejs/node" + major
            + "/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task";
    }
    if (choice.family == RuntimeFamily::Ruby)
        addRubyDefaults(all, spec, choice);
    if (speaksFrames(choice.family)) {
        all["SHLVL"] = "0";
        all["PWD"] = "/var/task";
    }
}

void addPlatform(Variables &all)
{
    all["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR";
    all["AWS_XRAY_DAEMON_ADDRESS"] = "169.254.100.1:2000";
    all["_AWS_XRAY_DAEMON_ADDRESS"] = "169.254.100.1";
    all["_AWS_XRAY_DAEMON_PORT"] = "2000";
}

/// Keys that say whose they are; the endpoint knows the caller by its socket and does not rely on them.
void addCredentials(Variables &all, const EnvironmentSpec &spec)
{
    all.erase("AWS_ACCESS_KEY");
    all["AWS_ACCESS_KEY_ID"] = "ASIA" + letters(spec.functionArn, 1, 16);
    all["AWS_SECRET_ACCESS_KEY"] = letters(spec.functionArn, 1000, 40);
    all["AWS_SESSION_TOKEN"] = "lambdarium/" + spec.account.id + "/" + spec.functionName;
}

void addReserved(Variables &all, const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    all["_HANDLER"] = spec.handler;
    all["AWS_REGION"] = spec.account.region;
    all["AWS_DEFAULT_REGION"] = spec.account.region;
    all["AWS_LAMBDA_FUNCTION_NAME"] = spec.functionName;
    all["AWS_LAMBDA_FUNCTION_VERSION"] = spec.version;
    all["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = std::to_string(spec.memoryMb);
    all["AWS_LAMBDA_INITIALIZATION_TYPE"] = spec.snapStart ? "snap-start" : "on-demand";
    all["AWS_LAMBDA_LOG_GROUP_NAME"] = spec.logGroup;
    all["AWS_LAMBDA_LOG_STREAM_NAME"] = spec.logStream;
    all["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:" + std::to_string(runtimeApiPort);
    all["LAMBDA_TASK_ROOT"] = "/var/task";
    all["LAMBDA_RUNTIME_DIR"] = "/var/runtime";
    all["TZ"] = ":UTC";
    all.erase("AWS_LAMBDA_LOG_FORMAT");
    all.erase("AWS_LAMBDA_LOG_LEVEL");
    if (spec.logging.format == "JSON") {
        all["AWS_LAMBDA_LOG_FORMAT"] = "JSON";
        all["AWS_LAMBDA_LOG_LEVEL"] = spec.logging.applicationLevel;
    }
    all.erase("_X_AMZN_TRACE_ID");
    all.erase("AWS_EXECUTION_ENV");
    if (choice.family != RuntimeFamily::Provided)
        all["AWS_EXECUTION_ENV"] = "AWS_Lambda_" + spec.runtime;
}

} // namespace

std::vector<std::pair<std::string, std::string>> environmentVariables(const EnvironmentSpec &spec,
                                                                      const RuntimeChoice &choice)
{
    Variables all;
    addDefaults(all, spec, choice);
    for (const auto &[name, value] : spec.environment)
        all[name] = value;
    addPlatform(all);
    addCredentials(all, spec);
    addReserved(all, spec, choice);
    return {all.begin(), all.end()};
}

std::vector<std::pair<std::string, std::string>> extensionVariables(
    const std::vector<std::pair<std::string, std::string>> &all)
{
    static constexpr std::array<std::string_view, 6> hidden{"AWS_XRAY_CONTEXT_MISSING",  "AWS_EXECUTION_ENV",
                                                            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
                                                            "LAMBDA_TASK_ROOT",          "LAMBDA_RUNTIME_DIR"};
    std::vector<std::pair<std::string, std::string>> seen;
    std::ranges::copy_if(all, std::back_inserter(seen), [](const auto &pair) {
        return !pair.first.starts_with('_') && std::ranges::find(hidden, pair.first) == hidden.end();
    });
    return seen;
}

} // namespace lambdarium
