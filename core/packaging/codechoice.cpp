// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/codechoice.h"

#include "core/packaging/buildstore.h"
#include "core/packaging/layershelf.h"
#include "core/workspace/archive.h"

#include <algorithm>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

/// needed: set when there is nothing yet because a build is due.
Result<CodeCopy> built(const Workspace &workspace, const BuildSubject &subject, bool &needed)
{
    const auto current = BuildStore(workspace).current(subject);
    if (!current)
        return current.error();
    needed = !current->needed.empty();
    if (needed)
        return Error{ErrorCode::Conflict, current->needed};
    return workspace.freeze(current->folder, subject.id);
}

Result<CodeCopy> chosen(const Workspace &workspace, const Function &function, bool &needed)
{
    if (!function.inlineCode.empty())
        return workspace.freezeCode(function);
    auto source = workspace.codeSource(function.id, function.codeUri, "CodeUri");
    if (!source)
        return source.error();
    return built(workspace, subjectOf(function, std::move(*source)), needed);
}

Result<CodeCopy> layerCopy(const Workspace &workspace, const Layer &layer, bool &needed)
{
    if (layer.contentUri.empty())
        return Error{ErrorCode::NotFound, "The layer " + layer.id + " has no content in the workspace."};
    auto source = workspace.codeSource(layer.id, layer.contentUri, "ContentUri");
    if (!source)
        return source.error();
    return built(workspace, subjectOf(layer, std::move(*source)), needed);
}

/// "arn:aws:lambda:us-east-1:123456789012:layer:Name:7" -> "Name".
std::string layerName(const std::string &arn)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= arn.size();) {
        const std::size_t end = std::min(arn.find(':', at), arn.size());
        parts.push_back(arn.substr(at, end - at));
        at = end + 1;
    }
    const bool legal = parts.size() >= 7 && parts[5] == "layer" && !parts[6].empty()
        && parts[6].find_first_of("/.") == std::string::npos;
    return legal ? parts[6] : std::string();
}

Result<CodeCopy> chooseReference(const Workspace &workspace, const Model &model, const std::string &reference,
                                 bool &needed)
{
    if (const Layer *layer = model.layer(reference))
        return layerCopy(workspace, *layer, needed);
    const std::string name = layerName(reference);
    if (name.empty())
        return Error{ErrorCode::InvalidInput, "'" + reference + "' is neither a layer of the template nor its ARN."};
    if (const auto made = LayerShelf(workspace).find(name, std::atoll(reference.c_str() + reference.rfind(':') + 1)))
        return CodeCopy{made->code.directory, static_cast<std::uintmax_t>(made->code.bytes)};
    if (const Layer *layer = model.layer(name))
        return layerCopy(workspace, *layer, needed);
    const fs::path folder = workspace.root() / ".lambdarium" / "layers" / name;
    std::error_code failure;
    if (!fs::is_directory(folder, failure))
        return Error{ErrorCode::NotFound,
                     "The layer " + reference + " is not in the template. Put its content into .lambdarium/layers/"
                         + name + "/ to run with it."};
    return workspace.freeze(folder, name);
}

} // namespace

Result<CodeCopy> chooseLayer(const Workspace &workspace, const Layer &layer)
{
    bool needed = false;
    return layerCopy(workspace, layer, needed);
}

std::optional<Error> layerFault(const Workspace &workspace, const Model &model, const std::string &reference)
{
    bool needed = false;
    const std::int64_t number = std::atoll(reference.c_str() + reference.rfind(':') + 1);
    if (const auto made = LayerShelf(workspace).find(layerName(reference), number); made && made->removed)
        return Error{ErrorCode::NotFound, reference + " was deleted."};
    const auto found = chooseReference(workspace, model, reference, needed);
    return found || needed ? std::nullopt : std::optional(found.error());
}

namespace {

CodeSnapshot refused(const Error &error, bool needsBuild)
{
    CodeSnapshot snapshot;
    snapshot.problem = error.message;
    snapshot.needsBuild = needsBuild;
    return snapshot;
}

} // namespace

CodeSnapshot chooseCode(const Workspace &workspace, const Model &model, const Function &function)
{
    bool needed = false;
    const auto code = chosen(workspace, function, needed);
    if (!code)
        return refused(code.error(), needed);
    CodeSnapshot own;
    own.directory = code->directory.string();
    own.bytes = static_cast<std::int64_t>(code->bytes);
    return chooseCode(workspace, model, function, own);
}

CodeSnapshot chooseCode(const Workspace &workspace, const Model &model, const Function &function,
                        const CodeSnapshot &code)
{
    constexpr std::size_t layersMax = 5;
    if (function.layers.size() > layersMax)
        return refused({ErrorCode::InvalidInput, "Cannot reference more than 5 layers."}, false);
    CodeSnapshot snapshot = code;
    snapshot.layers.clear();
    for (const std::string &reference : function.layers) {
        bool needed = false;
        const auto layer = chooseReference(workspace, model, reference, needed);
        if (!layer)
            return refused(layer.error(), needed);
        snapshot.layers.push_back(layer->directory.string());
        snapshot.bytes += static_cast<std::int64_t>(layer->bytes);
    }
    if (snapshot.bytes > static_cast<std::int64_t>(unzippedBytesMax))
        return refused(unzippedTooLarge(), false);
    return snapshot;
}

Result<std::vector<BuildSubject>> buildSubjects(const Workspace &workspace, const Model &model,
                                                const std::vector<NodeId> &wanted)
{
    std::vector<BuildSubject> subjects;
    const auto asked = [&](const NodeId &id) { return std::ranges::count(wanted, id) > 0; };
    for (const NodeId &id : wanted)
        if (model.function(id) == nullptr && model.layer(id) == nullptr)
            return Error{ErrorCode::NotFound, "The template has no function or layer " + id + "."};
    const auto consider = [&](const auto &resource, const std::string &uri, const char *property) -> Result<void> {
        if (!wanted.empty() && !asked(resource.id) && !asked(resource.name))
            return {};
        auto source = workspace.codeSource(resource.id, uri, property);
        if (!source)
            return wanted.empty() ? Result<void>() : source.error();
        BuildSubject subject = subjectOf(resource, std::move(*source));
        const BuildRecipe recipe = recipeFor(subject);
        if (!recipe.problem.empty())
            return Error{ErrorCode::Unavailable, recipe.problem};
        if (recipe.tool != BuildTool::None)
            subjects.push_back(std::move(subject));
        else if (!wanted.empty())
            return Error{ErrorCode::InvalidInput, resource.id + " has no build step: it runs as it is."};
        return {};
    };
    for (const Layer &layer : model.layers)
        if (!layer.contentUri.empty())
            if (auto done = consider(layer, layer.contentUri, "ContentUri"); !done)
                return done.error();
    for (const Function &function : model.functions)
        if (function.inlineCode.empty())
            if (auto done = consider(function, function.codeUri, "CodeUri"); !done)
                return done.error();
    return subjects;
}

} // namespace lambdarium
