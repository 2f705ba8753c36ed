// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/runtimecommand.h"

#include <algorithm>

namespace lambdarium {

namespace {

/// What a Java machine needs beside its heap: at least 48 MB, 15 % of a large function.
std::int64_t javaHeapMb(std::int64_t memoryMb) { return memoryMb - std::max<std::int64_t>(48, memoryMb * 15 / 100); }

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
    case RuntimeFamily::Java:
        argv.push_back("-Xmx" + std::to_string(javaHeapMb(spec.memoryMb)) + "m");
        // A start counts for more than the last percent of speed; one thread collects as well as many on one core.
        argv.insert(argv.end(),
                    {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto",
                     "-Djava.net.preferIPv4Stack=true", "-Dfile.encoding=UTF-8", "-cp", "/var/runtime",
                     "lambdarium.Bootstrap", spec.handler});
        break;
    case RuntimeFamily::Provided:
    case RuntimeFamily::Unknown: break;
    }
    return argv;
}

} // namespace lambdarium
