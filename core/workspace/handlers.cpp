// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/files.h"
#include "core/workspace/workspace.h"

#include <fcntl.h>

#include <algorithm>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

/// The files that may hold a handler, by the rules of the runtimes (runtime-api.md 9), likeliest first.
std::vector<fs::path> candidates(const Function &function)
{
    const std::string &handler = function.handler;
    if (function.runtime.starts_with("python")) {
        std::string module = handler.substr(0, handler.rfind('.'));
        if (handler.find('.') == std::string::npos)
            return {};
        std::ranges::replace(module, '.', '/');
        return {module + ".py", module + "/__init__.py"};
    }
    if (function.runtime.starts_with("nodejs")) {
        const std::size_t slash = handler.rfind('/');
        const std::size_t base = slash == std::string::npos ? 0 : slash + 1;
        const std::size_t dot = handler.find('.', base);
        if (dot == std::string::npos)
            return {};
        const std::string file = handler.substr(0, dot);
        return {file + ".js", file + ".mjs", file + ".cjs", file + ".ts", file};
    }
    if (function.runtime.starts_with("ruby") && handler.find('.') != std::string::npos)
        return {handler.substr(0, handler.find('.')) + ".rb"};
    if (function.runtime.starts_with("provided")) // what is built from one of the rest
        return {"bootstrap", "main.cpp", "src/main.cpp", "src/main.rs", "main.go", "Makefile"};
    if (function.runtime.starts_with("java")) {
        std::string name = handler.substr(0, handler.find(':'));
        std::ranges::replace(name, '.', '/');
        return {"src/main/java/" + name + ".java", name + ".class", "lib"};
    }
    return {};
}

std::string sourceFor(const Function &function, const fs::path &file)
{
    const std::string name = function.handler.substr(function.handler.rfind('.') + 1);
    if (file.extension() == ".py")
        return "import json\n\n\ndef " + name
            + "(event, context):\n    print(\"event:\", json.dumps(event))\n"
              "    return {\"statusCode\": 200, \"body\": json.dumps({\"hello\": \""
            + function.id + "\"})}\n";
    if (file.extension() == ".js" || file.extension() == ".mjs" || file.extension() == ".cjs") {
        const std::string head = file.extension() == ".mjs" ? "export const " + name + " = "
                                                            : "exports." + name + " = ";
        return head
            + "async (event) => {\n  console.log('event:', JSON.stringify(event));\n"
              "  return { statusCode: 200, body: JSON.stringify({ hello: '"
            + function.id + "' }) };\n};\n";
    }
    return {};
}

} // namespace

Result<fs::path> Workspace::codeSource(std::string_view resource, std::string_view uri, std::string_view property) const
{
    const auto sentence = [&](const char *end) {
        return std::string(property) + " " + std::string(uri) + " of " + std::string(resource) + end;
    };
    const fs::path relative = fs::path(uri.empty() ? "." : uri).lexically_normal();
    const auto place = openBeneath(m_root, relative, O_PATH);
    if (!place && place.error().code == ErrorCode::InvalidInput)
        return Error{ErrorCode::InvalidInput, sentence(" leads out of the workspace.")};
    if (!place && uri.ends_with(".zip"))
        return Error{place.error().code, sentence(" does not exist.")};
    if (!place)
        return Error{place.error().code,
                     "The code folder " + std::string(uri) + " of " + std::string(resource) + " does not exist."};
    std::error_code failure;
    fs::path real = fs::canonical(m_root / relative, failure);
    const bool archive = !failure && fs::is_regular_file(real, failure) && real.extension() == ".zip";
    if (failure || (!archive && !fs::is_directory(real, failure)))
        return Error{ErrorCode::Unavailable, sentence(" is neither a folder nor a .zip.")};
    return real;
}

Result<fs::path> Workspace::codeDirectory(const Function &function) const
{
    if (!function.inlineCode.empty())
        return Error{ErrorCode::Unavailable, "The code of " + function.id + " stands in the template itself."};
    auto source = codeSource(function.id, function.codeUri, "CodeUri");
    std::error_code failure;
    if (source && !fs::is_directory(*source, failure))
        return Error{ErrorCode::Unavailable, "The code of " + function.id + " is a zip: its files are not open here."};
    return source;
}

Result<fs::path> Workspace::handlerFile(const Function &function) const
{
    const auto folder = codeDirectory(function);
    if (!folder)
        return folder.error();
    const bool byFile = function.runtime.starts_with("python") || function.runtime.starts_with("nodejs")
        || function.runtime.starts_with("ruby") || function.runtime.starts_with("provided")
        || function.runtime.starts_with("java");
    if (!byFile)
        return Error{ErrorCode::Unavailable, "Handlers of " + function.runtime + " are classes, not files."};
    const auto files = candidates(function);
    if (files.empty())
        return Error{ErrorCode::InvalidInput,
                     "Bad handler '" + function.handler + "': it needs the form file.function."};
    std::string tried;
    for (const fs::path &file : files) {
        const auto opened = openBeneath(*folder, file.lexically_normal(), O_PATH);
        std::error_code failure;
        if (opened && fs::is_regular_file(*folder / file, failure))
            return (*folder / file).lexically_normal().lexically_relative(m_root);
        tried.append(tried.empty() ? "" : ", ")
            .append(((*folder / file).lexically_normal().lexically_relative(m_root)).string());
    }
    if (function.runtime.starts_with("java")) // the class may be inside a jar
        return Error{ErrorCode::Unavailable, "The class of " + function.handler + " has no source file here."};
    return Error{ErrorCode::NotFound,
                 "No file for handler " + function.handler + " of " + function.id + " (tried " + tried + ")."};
}

Result<fs::path> Workspace::scaffold(const Function &function) const
{
    if (auto existing = handlerFile(function))
        return existing;
    const auto files = candidates(function);
    const fs::path relative = files.empty() ? fs::path() : (fs::path(function.codeUri) / files[0]).lexically_normal();
    const std::string source = files.empty() ? std::string() : sourceFor(function, files[0]);
    if (source.empty())
        return Error{ErrorCode::Unavailable, "There is no starter code for " + function.runtime + "."};
    if (auto written = writeText(relative, source); !written)
        return written.error();
    return relative;
}

} // namespace lambdarium
