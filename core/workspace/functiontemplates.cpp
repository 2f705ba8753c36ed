// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/functiontemplates.h"

#include "core/workspace/functionsources.h"

#include <sys/stat.h>

#include <algorithm>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> pythons{"python3.14", "python3.13", "python3.12", "python3.11", "python3.10"};
const std::vector<std::string> nodes{"nodejs24.x", "nodejs22.x", "nodejs20.x"};
const std::vector<std::string> rubies{"ruby3.4", "ruby3.3", "ruby3.2"};
const std::vector<std::string> javas{"java25", "java21", "java17"};
const std::vector<std::string> provided{"provided.al2023", "provided.al2"};

constexpr std::string_view sampleEvent = "{\n  \"name\": \"world\"\n}\n";

/// What the template file says about a function of each kind.
FunctionSeed seedOf(const std::string &id)
{
    FunctionSeed seed;
    if (id == "python" || id == "ruby")
        seed.handler = "app.handler";
    else if (id.starts_with("node"))
        seed.handler = "index.handler";
    else if (id == "java")
        seed = {.handler = "example.Handler::handleRequest", .memoryMb = 512, .timeoutSeconds = 10};
    else if (id == "bash")
        seed.handler = "function.handler";
    else
        seed.handler = "bootstrap";
    if (id == "node-streaming")
        seed.streamingUrl = true;
    if (id == "rust")
        seed.buildMethod = "rust-cargolambda";
    if (id == "go")
        seed.buildMethod = "go1.x";
    return seed;
}

std::string filled(std::string_view text, const NodeId &id, const std::string &name)
{
    std::string result(text);
    for (const auto &[mark, value] : {std::pair{"{{id}}", id}, std::pair{"{{name}}", name}})
        for (std::size_t at = 0; (at = result.find(mark, at)) != std::string::npos; at += value.size())
            result.replace(at, std::string_view(mark).size(), value);
    return result;
}

bool occupied(const fs::path &folder)
{
    std::error_code failure;
    return fs::exists(folder, failure) && !(fs::is_directory(folder, failure) && fs::is_empty(folder, failure));
}

} // namespace

const std::vector<FunctionTemplate> &functionTemplates()
{
    static const std::vector<FunctionTemplate> list{
        {"python", "Python", "A handler that logs its event and greets.", "python3.13", pythons},
        {"node", "Node.js (CommonJS)", "An async handler in a CommonJS module.", "nodejs22.x", nodes},
        {"node-esm", "Node.js (ES module)", "An async handler in an ES module.", "nodejs22.x", nodes},
        {"node-streaming", "Node.js (response streaming)", "Streams its answer through a function URL.", "nodejs22.x",
         nodes},
        {"ruby", "Ruby", "A handler method that logs its event and greets.", "ruby3.3", rubies},
        {"java", "Java (Maven)", "A RequestHandler, built by Maven.", "java17", javas, true, true, {"mvn", "javac"}},
        {"cpp",
         "C++ (CMake)",
         "A program of its own on the Runtime API, built by CMake; no dependency.",
         "provided.al2023",
         provided,
         true,
         false,
         {"cmake", "g++"}},
        {"rust",
         "Rust (Cargo)",
         "A program of its own on lambda_runtime, built by Cargo.",
         "provided.al2023",
         provided,
         true,
         true,
         {"cargo"}},
        {"go",
         "Go",
         "A program of its own on aws-lambda-go, built by go.",
         "provided.al2023",
         provided,
         true,
         true,
         {"go"}},
        {"bash",
         "Bash",
         "A bootstrap that asks the Runtime API by curl, and a handler function.",
         "provided.al2023",
         provided,
         false,
         false,
         {"curl"}},
    };
    return list;
}

const FunctionTemplate *functionTemplate(std::string_view id)
{
    const auto &all = functionTemplates();
    const auto found = std::ranges::find(all, id, &FunctionTemplate::id);
    return found == all.end() ? nullptr : &*found;
}

Result<NewFunctionPlan> planNewFunction(const Workspace &workspace, const Template &current,
                                        const NewFunctionRequest &request)
{
    const FunctionTemplate *kind = functionTemplate(request.templateId);
    if (!kind)
        return Error{ErrorCode::NotFound, "There is no function template '" + request.templateId + "'."};
    const std::string runtime = request.runtime.empty() ? kind->runtime : request.runtime;
    if (std::ranges::find(kind->runtimes, runtime) == kind->runtimes.end())
        return Error{ErrorCode::InvalidInput, "The template " + kind->id + " does not run on " + runtime + "."};
    FunctionSeed seed = seedOf(kind->id);
    seed.runtime = runtime;
    auto change = current.addFunction(request.wishedId, seed);
    if (!change)
        return change.error();
    const auto next = Template::parse(applied(current.text(), change->edits));
    if (!next)
        return next.error();
    const NodeId id = change->node;
    const Function *function = next->model().function(id);
    if (!function)
        return Error{ErrorCode::Corrupt, "The template did not take the function " + id + "."};
    const fs::path folder = fs::path(function->codeUri).lexically_normal();
    if (occupied(workspace.root() / folder))
        return Error{ErrorCode::Conflict, "The folder " + folder.string() + " exists and is not empty."};
    NewFunctionPlan plan{.change = std::move(*change), .files = {}};
    const std::string name = folder.has_filename() ? folder.filename() : folder.parent_path().filename();
    for (const FunctionSource &source : functionSources()) {
        if (!source.path.starts_with(kind->id + "/"))
            continue;
        const std::string_view relative = source.path.substr(kind->id.size() + 1);
        plan.files.push_back({folder / relative, filled(source.text, id, name), source.text.starts_with("#!")});
    }
    plan.files.push_back({fs::path("events") / id / "hello.json", std::string(sampleEvent)});
    return plan;
}

Result<void> writeNewFunction(const Workspace &workspace, const NewFunctionPlan &plan)
{
    for (const NewFunctionPlan::File &file : plan.files) {
        std::error_code failure;
        if (fs::exists(fs::symlink_status(workspace.root() / file.path, failure)))
            continue;
        if (auto written = workspace.writeText(file.path, file.text); !written)
            return written;
        if (file.executable && ::chmod((workspace.root() / file.path).c_str(), 0755) != 0)
            return Error::fromErrno("making " + file.path.string() + " executable", errno);
    }
    return {};
}

Result<NodeId> addNewFunction(const Workspace &workspace, const NewFunctionRequest &request)
{
    const fs::path file = workspace.templatePath().filename();
    auto text = workspace.readText(file);
    if (!text)
        return text.error();
    const auto current = Template::parse(std::move(*text));
    if (!current)
        return current.error().within(file.string());
    const auto plan = planNewFunction(workspace, *current, request);
    if (!plan)
        return plan.error();
    if (auto written = writeNewFunction(workspace, *plan); !written)
        return written.error();
    if (auto saved = workspace.writeText(file, applied(current->text(), plan->change.edits)); !saved)
        return saved.error();
    return plan->change.node;
}

} // namespace lambdarium
