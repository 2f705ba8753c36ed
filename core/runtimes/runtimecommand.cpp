// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/runtimecommand.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

/// What a Java machine needs beside its heap: at least 48 MB, 15 % of a large function.
std::int64_t javaHeapMb(std::int64_t memoryMb) { return memoryMb - std::max<std::int64_t>(48, memoryMb * 15 / 100); }

/// AWS's own runtime client, when the package or a layer brings it: it knows every event class and serializer.
bool bringsJavaClient(const EnvironmentSpec &spec)
{
    constexpr std::string_view client = "aws-lambda-java-runtime-interface-client";
    std::error_code error;
    if (fs::exists(spec.codeDirectory + "/com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class", error))
        return true;
    std::vector<std::string> folders{spec.codeDirectory + "/lib"};
    for (const std::string &layer : spec.layers)
        folders.push_back(layer + "/java/lib");
    for (const std::string &folder : folders) {
        for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
            if (file->path().filename().string().starts_with(client) && file->path().extension() == ".jar")
                return true;
        }
    }
    return false;
}

void addJava(std::vector<std::string> &argv, const EnvironmentSpec &spec)
{
    const bool stock = bringsJavaClient(spec);
    argv.push_back("-Xmx" + std::to_string(javaHeapMb(spec.memoryMb)) + "m");
    // A start counts for more than the last percent of speed; one thread collects as well as many on one core.
    argv.insert(argv.end(),
                {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto",
                 "-Djava.net.preferIPv4Stack=true", "-Dfile.encoding=UTF-8", "-cp",
                 stock ? "/var/task:/var/task/lib/*:/opt/java/lib/*" : "/var/runtime",
                 stock ? "com.amazonaws.services.lambda.runtime.api.client.AWSLambda" : "lambdarium.Bootstrap",
                 spec.handler});
}

} // namespace

std::vector<std::string> runtimeCommand(const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    std::vector<std::string> argv;
    for (const auto &[name, value] : spec.environment) {
        if (name == "AWS_LAMBDA_EXEC_WRAPPER" && !value.empty())
            argv.push_back(value);
    }
    argv.push_back(choice.interpreter.executable);
    switch (choice.family) {
    case RuntimeFamily::Python:
        // site is replaced by the bootstrap (its directories come with the environment), which saves 3 to 8 ms.
        argv.insert(argv.end(), {"-S", "-s", "/var/runtime/bootstrap.py"});
        break;
    case RuntimeFamily::Node:
        argv.push_back("--max-old-space-size=" + std::to_string(spec.memoryMb * 9 / 10));
        argv.push_back("/var/runtime/bootstrap.cjs");
        break;
    case RuntimeFamily::Ruby: argv.insert(argv.end(), {"-EUTF-8", "/var/runtime/bootstrap.rb"}); break;
    case RuntimeFamily::Java: addJava(argv, spec); break;
    case RuntimeFamily::Provided:
    case RuntimeFamily::Unknown: break;
    }
    return argv;
}

} // namespace lambdarium
