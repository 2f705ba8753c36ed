// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtimes/interpreters.h"

#include <filesystem>
#include <string>

namespace lambdarium {

/// The language bootstraps, carried in the program and written to a folder that every environment can read.
/// Removes the folder at the end when it made it.
class BootstrapFiles
{
public:
    /// Empty directory: a new one below the system's temporary folder.
    static Result<BootstrapFiles> write(const std::string &directory);
    BootstrapFiles(BootstrapFiles &&other) noexcept;
    BootstrapFiles &operator=(BootstrapFiles &&) = delete;
    ~BootstrapFiles();

    /// What an environment of this family sees at /var/runtime; Python to Java.
    std::string directoryOf(RuntimeFamily family) const;
    std::string pythonDirectory() const { return directoryOf(RuntimeFamily::Python); }
    /// The module that is compiled ahead of the first start.
    std::string pythonModule() const { return pythonDirectory() + "/lambdarium_runtime.py"; }

private:
    BootstrapFiles(std::filesystem::path directory, bool owned) : m_directory(std::move(directory)), m_owned(owned) {}
    std::filesystem::path m_directory;
    bool m_owned = false;
};

} // namespace lambdarium
