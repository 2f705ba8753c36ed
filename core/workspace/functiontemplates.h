// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// One kind of new function: what the dialog and `lambdarium templates` list. Its files are in resources/functions and
/// travel inside the program.
struct FunctionTemplate
{
    std::string id;                    ///< stable: "python", "node-streaming", "cpp"
    std::string title;                 ///< English: "C++ (CMake)"
    std::string summary;               ///< English, one sentence
    std::string runtime;               ///< the one to take when nobody says otherwise
    std::vector<std::string> runtimes; ///< all that it works on, newest first
    bool needsBuild = false;
    bool needsDownloads = false;    ///< its build fetches packages, so the workspace has to be trusted
    std::vector<std::string> tools; ///< what the build needs on this machine: "cmake", "g++"
};

/// In the order of a list; never empty. Any thread.
const std::vector<FunctionTemplate> &functionTemplates();
/// Null when there is none of that id.
const FunctionTemplate *functionTemplate(std::string_view id);

struct NewFunctionRequest
{
    std::string templateId;
    std::string wishedId; ///< logical id; made unique and legal; empty: "Function"
    std::string runtime;  ///< empty: the template's own; else one of its runtimes
};

/// What a new function consists of, before anything is changed.
struct NewFunctionPlan
{
    struct File
    {
        std::filesystem::path path; ///< relative to the workspace
        std::string text;
        bool executable = false;
    };
    TemplateChange change;   ///< one undoable edit; change.node is the function's id
    std::vector<File> files; ///< code below CodeUri, and a saved event below events/<id>
};

/// Plans a function; changes nothing. NotFound: no such template. InvalidInput: a runtime that it does not work on.
/// Conflict: the code folder that it would get exists and is not empty.
/// The window applies `change` through its document (one undo step) after writeNewFunction.
Result<NewFunctionPlan> planNewFunction(const Workspace &workspace, const Template &current,
                                        const NewFunctionRequest &request);
/// Writes the plan's files; an existing file is left alone. Undoing the change leaves them, as it leaves every file.
Result<void> writeNewFunction(const Workspace &workspace, const NewFunctionPlan &plan);
/// Plan, files and template.yaml in one go (`lambdarium add`). Returns the new logical id.
Result<NodeId> addNewFunction(const Workspace &workspace, const NewFunctionRequest &request);

} // namespace lambdarium
