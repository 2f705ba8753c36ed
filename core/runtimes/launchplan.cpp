// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/launchplan.h"

#include "core/runtimes/environmentvariables.h"
#include "core/runtimes/runtimecommand.h"
#include "core/runtimes/runtimeenvironment.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace lambdarium {

namespace {

/// The descriptors of the pipe pair inside: high enough to stay out of what programs expect at 3 and 4.
constexpr int channelReadFd = 60;
constexpr int channelWriteFd = 61;

std::string joined(const std::vector<std::string> &parts, char separator)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : std::string(1, separator)) + part;
    return text;
}

Result<void> addHeldTime(LaunchPlan &plan)
{
    auto held = HeldTime::make();
    if (!held)
        return held.error();
    plan.held = std::move(*held);
    plan.box.descriptors.push_back({plan.held->readEnd(), HeldTime::insideFd});
    return {};
}

Result<void> addChannel(LaunchPlan &plan)
{
    auto toRuntime = makePipe();
    auto fromRuntime = makePipe();
    if (!toRuntime || !fromRuntime)
        return toRuntime ? fromRuntime.error() : toRuntime.error();
    plan.toRuntime = std::move(toRuntime->write);
    plan.fromRuntime = std::move(fromRuntime->read);
    plan.box.descriptors.push_back({std::move(toRuntime->read), channelReadFd});
    plan.box.descriptors.push_back({std::move(fromRuntime->write), channelWriteFd});
    plan.box.environment.emplace_back("_LAMBDARIUM_CHANNEL",
                                      std::to_string(channelReadFd) + " " + std::to_string(channelWriteFd) + " "
                                          + std::to_string(HeldTime::insideFd));
    return {};
}

} // namespace

Result<std::vector<std::string>> entryPoint(const EnvironmentSpec &spec)
{
    std::vector<std::pair<std::string, std::string>> candidates{{spec.codeDirectory, "/var/task/bootstrap"}};
    for (auto layer = spec.layers.rbegin(); layer != spec.layers.rend(); ++layer)
        candidates.emplace_back(*layer, "/opt/bootstrap");
    for (const auto &[host, inside] : candidates) {
        struct stat info
        {};
        if (stat((host + "/bootstrap").c_str(), &info) != 0 || !S_ISREG(info.st_mode))
            continue;
        if ((info.st_mode & 0111) == 0)
            return Error{ErrorCode::InvalidInput, "fork/exec " + inside + ": permission denied"};
        return std::vector<std::string>{inside};
    }
    return Error{ErrorCode::NotFound, "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"};
}

Result<LaunchPlan> planLaunch(const RuntimeHost &host, const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    LaunchPlan plan;
    BoxSpec &box = plan.box;
    box.environment = environmentVariables(spec, choice);
    box.taskDirectory = spec.codeDirectory;
    box.layers = spec.layers;
    box.memoryMb = spec.memoryMb;
    box.ephemeralMb = spec.ephemeralMb;
    if (spec.tmp)
        box.tmp.reset(fcntl(static_cast<const KeptTmpFd &>(*spec.tmp).fd.value(), F_DUPFD_CLOEXEC, 3));
    box.listeners.push_back(runtimeApiPort);
    if (host.options.serveEndpoint)
        box.listeners.push_back(endpointPort);
    // Nobody reads it: a segment that is sent must neither fail nor block, and the kernel drops what finds no room.
    box.listeners.emplace_back(xrayPort, BoxListener::Kind::Datagram, xrayAddress);
    for (const std::string &prefix : choice.interpreter.prefixes)
        box.binds.push_back({prefix, prefix});
    if (choice.family == RuntimeFamily::Provided) {
        auto argv = entryPoint(spec);
        if (!argv)
            return argv.error();
        box.argv = std::move(*argv);
        return plan;
    }
    box.argv = runtimeCommand(spec, choice);
    box.binds.push_back({host.files.directoryOf(choice.family), "/var/runtime"});
    if (auto added = addHeldTime(plan); !added)
        return added.error();
    if (!speaksFrames(choice.family))
        return plan;
    box.environment.emplace_back("_LAMBDARIUM_SITE", joined(choice.interpreter.siteDirectories, ':'));
    if (auto added = addChannel(plan); !added)
        return added.error();
    return plan;
}

} // namespace lambdarium
