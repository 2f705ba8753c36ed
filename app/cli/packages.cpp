// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/coreaccess.h"
#include "app/cli/factprinter.h"
#include "core/local/attachjson.h"
#include "core/workspace/functiontemplates.h"

#include <cstdio>

namespace lambdarium {

namespace {

std::string folderOf(const Options &options)
{
    return options.workspace.isEmpty() ? "." : options.workspace.toStdString();
}

/// A core that runs has another working directory.
std::string absolute(const QString &file)
{
    return std::filesystem::absolute(file.toStdString()).lexically_normal().string();
}

const char *word(BuildView::State state)
{
    switch (state) {
    case BuildView::State::Succeeded: return "built";
    case BuildView::State::Cancelled: return "cancelled";
    default: return "failed";
    }
}

int report(const BuildOutcome &outcome)
{
    int code = ExitOk;
    for (const BuildView &build : outcome.builds) {
        std::fprintf(stderr, "lambdarium: %s: %s (%s, %.1f s)%s%s\n", build.id.c_str(), word(build.state),
                     build.step.c_str(), std::chrono::duration<double>(build.duration).count(),
                     build.problem.empty() ? "" : ": ", terminalText(build.problem).c_str());
        if (build.state != BuildView::State::Succeeded)
            code = build.state == BuildView::State::Cancelled ? ExitEnvironment : ExitFunctionError;
    }
    if (outcome.builds.empty())
        std::fprintf(stderr, "lambdarium: nothing here has a build step\n");
    return code;
}

Result<CommandOutcome> ask(const Options &options, Command command, CoreAccess::Progress progress = {})
{
    auto core = CoreAccess::open(sessionOptions(options, folderOf(options)));
    if (!core)
        return core.error();
    return (*core)->call(std::move(command), std::move(progress));
}

void describe(const PackageOutcome &package)
{
    std::printf("%s\n", package.path.c_str());
    std::fprintf(stderr, "lambdarium: %lld files, %lld bytes, %lld zipped, CodeSha256 %s\n",
                 static_cast<long long>(package.files), static_cast<long long>(package.unzippedBytes),
                 static_cast<long long>(package.zippedBytes), package.sha256.c_str());
    if (!package.previous.empty())
        std::fprintf(stderr, "lambdarium: the old content is in %s\n", package.previous.c_str());
}

int runPackaging(const Options &options, Command command)
{
    const auto outcome = ask(options, std::move(command));
    if (!outcome)
        return failed(outcome.error());
    describe(std::get<PackageOutcome>(*outcome));
    return ExitOk;
}

void print(const BuildStepView &step, std::FILE *to)
{
    const auto lines = [to](const char *title, const std::vector<std::string> &texts) {
        if (!texts.empty())
            std::fprintf(to, "  %s\n", title);
        for (const std::string &line : texts)
            std::fprintf(to, "    %s\n", terminalText(line).c_str());
    };
    std::fprintf(to, "%s %s: %s\n", step.layer ? "layer" : "function", step.id.c_str(),
                 terminalText(step.step).c_str());
    lines("bash -euo pipefail runs", step.commands);
    lines("with", step.variables);
    lines("which run in turn", step.workspaceCommands);
    lines("as decided by", step.decidedBy);
    std::fprintf(to, "  network: %s\n", step.network ? "of this machine" : "none");
    if (!step.problem.empty())
        std::fprintf(to, "  would not run: %s\n", terminalText(step.problem).c_str());
}

} // namespace

int showBuildPlan(const Options &options, query::BuildPlan asked, std::FILE *to)
{
    auto core = CoreAccess::open(sessionOptions(options, folderOf(options)));
    if (!core)
        return failed(core.error());
    const auto outcome = (*core)->query(std::move(asked));
    if (!outcome)
        return failed(outcome.error());
    const auto &plan = std::get<BuildPlanView>(*outcome);
    if (options.json) {
        std::fprintf(to, "%s\n", attach::buildPlanJson(plan).c_str());
        return ExitOk;
    }
    for (const BuildStepView &step : plan.steps)
        print(step, to);
    if (plan.steps.empty())
        std::fprintf(stderr, "lambdarium: nothing here has a build step\n");
    return ExitOk;
}

int runBuild(const Options &options)
{
    command::Build build;
    for (const QString &name : options.names)
        build.resources.push_back(name.toStdString());
    if (options.dryRun)
        return showBuildPlan(options, {build.resources}, stdout);
    const auto outcome = ask(options, std::move(build), [](const fact::LogWritten &line) {
        std::fprintf(stderr, "%s: %s\n", line.function.c_str(), terminalText(line.text).c_str());
    });
    if (!outcome)
        return failed(outcome.error());
    return report(std::get<BuildOutcome>(*outcome));
}

int runPackage(const Options &options)
{
    return runPackaging(options, command::ExportPackage{options.function.toStdString(), absolute(options.out)});
}

int runImport(const Options &options)
{
    return runPackaging(options, command::ImportPackage{options.function.toStdString(), absolute(options.names[0])});
}

int runAdopt(const Options &options)
{
    const auto outcome = ask(options, command::AdoptFunction{options.function.toStdString()});
    if (!outcome)
        return failed(outcome.error());
    std::printf("%s\n", std::get<Accepted>(*outcome).id.c_str());
    return ExitOk;
}

int runAdd(const Options &options)
{
    const auto workspace = Workspace::open(folderOf(options));
    if (!workspace)
        return failed(workspace.error());
    const auto id = addNewFunction(*workspace,
                                   {.templateId = options.functionTemplate.toStdString(),
                                    .wishedId = options.function.toStdString(),
                                    .runtime = options.runtime.toStdString()});
    if (!id)
        return failed(id.error());
    std::printf("%s\n", id->c_str());
    if (functionTemplate(options.functionTemplate.toStdString())->needsBuild)
        std::fprintf(stderr, "lambdarium: build it with 'lambdarium build %s'\n", id->c_str());
    return ExitOk;
}

int runTemplates()
{
    for (const FunctionTemplate &kind : functionTemplates())
        std::printf("%-15s %-18s %s%s\n", kind.id.c_str(), kind.runtime.c_str(), kind.summary.c_str(),
                    kind.needsDownloads ? " Its build downloads packages." : "");
    return ExitOk;
}

} // namespace lambdarium
