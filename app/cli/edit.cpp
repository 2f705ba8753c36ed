// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <cstdio>

namespace lambdarium {

namespace {

const char *word(Severity severity)
{
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Hint: break;
    }
    return "hint";
}

void print(FILE *where, const std::string &file, const Problem &problem)
{
    std::string place = file;
    if (problem.line > 0)
        place += ":" + std::to_string(problem.line);
    std::string subject = problem.node;
    if (!problem.property.empty())
        subject += "." + problem.property;
    std::fprintf(where, "%s: %s: %s%s%s\n", place.c_str(), word(problem.severity), subject.c_str(),
                 subject.empty() ? "" : ": ", problem.message.c_str());
}

/// The problems that concern one setting after it was changed; errors refuse the change.
int refusals(const Model &model, const NodeId &node, const QStringList &assignments)
{
    int count = 0;
    for (const Problem &problem : model.problems) {
        if (problem.severity != Severity::Error || problem.node != node)
            continue;
        for (const QString &assignment : assignments)
            if (assignment.section(QLatin1Char('='), 0, 0).toStdString().starts_with(problem.property)) {
                std::fprintf(stderr, "lambdarium: %s.%s: %s\n", node.c_str(), problem.property.c_str(),
                             problem.message.c_str());
                ++count;
                break;
            }
    }
    return count;
}

struct Opened
{
    Workspace workspace;
    Template parsed;
};

Result<Opened> opened(const QString &folder)
{
    auto workspace = Workspace::open(folder.isEmpty() ? std::string(".") : folder.toStdString());
    if (!workspace)
        return workspace.error();
    auto text = workspace->readText(workspace->templatePath().filename());
    if (!text)
        return text.error();
    auto parsed = Template::parse(std::move(*text));
    if (!parsed)
        return parsed.error().within(workspace->templatePath().filename().string());
    return Opened{std::move(*workspace), std::move(*parsed)};
}

} // namespace

int failed(const Error &error)
{
    std::fprintf(stderr, "lambdarium: %s\n", error.message.c_str());
    return exitCodeOf(error);
}

int runSet(const Options &options)
{
    auto state = opened(options.workspace);
    if (!state)
        return failed(state.error());
    const Function *function = state->parsed.model().function(options.function.toStdString());
    if (function == nullptr)
        return failed({ErrorCode::NotFound, "no function named " + options.function.toStdString()});
    const NodeId node = function->id;
    Template current = state->parsed;
    for (const QString &assignment : options.assignments) {
        const auto split = assignment.indexOf(QLatin1Char('='));
        if (split <= 0)
            return failed({ErrorCode::InvalidInput, assignment.toStdString() + ": expected KEY=VALUE"});
        const std::string value = assignment.mid(split + 1).toStdString();
        const auto change = current.set(node, assignment.left(split).toStdString(),
                                        value.empty() ? std::nullopt : std::optional<std::string>(value));
        if (!change)
            return failed(change.error());
        auto next = Template::parse(applied(current.text(), change->edits));
        if (!next)
            return failed(next.error());
        current = std::move(*next);
    }
    if (refusals(current.model(), node, options.assignments) > 0)
        return ExitUsage;
    if (current.text() == state->parsed.text())
        return ExitOk;
    if (auto saved = state->workspace.writeText(state->workspace.templatePath().filename(), current.text()); !saved)
        return failed(saved.error());
    return ExitOk;
}

int runValidate(const Options &options)
{
    const auto state = opened(options.workspace);
    if (!state)
        return failed(state.error());
    std::vector<Problem> problems = state->parsed.model().problems;
    const auto ofFiles = state->workspace.validate(state->parsed.model());
    problems.insert(problems.end(), ofFiles.begin(), ofFiles.end());
    const std::string file = state->workspace.templatePath().filename().string();
    bool broken = false;
    for (const Problem &problem : problems) {
        print(stdout, file, problem);
        broken = broken || problem.severity == Severity::Error;
    }
    if (problems.empty())
        std::printf("%s: valid\n", file.c_str());
    return broken ? ExitUsage : ExitOk;
}

} // namespace lambdarium
