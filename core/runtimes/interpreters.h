// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/session/snapshot.h"

#include <future>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Who runs a handler.
enum class RuntimeFamily {
    Python,   ///< our bootstrap on an installed python3
    Node,     ///< our bootstrap on an installed node
    Provided, ///< the package's own bootstrap, over the HTTP Runtime API
    Unknown,  ///< nothing here can run it
};

RuntimeFamily runtimeFamily(std::string_view runtime);

/// An interpreter found on this machine.
struct Interpreter
{
    std::string executable;            ///< the real program, no shim
    std::vector<std::string> prefixes; ///< what must be bound to run it; empty when it lies below /usr
    std::string version;               ///< "3.11.2"
    int major = 0;
    int minor = 0;
    std::vector<std::string> siteDirectories; ///< Python: where installed packages are
};

/// What a runtime name leads to.
struct RuntimeChoice
{
    RuntimeFamily family = RuntimeFamily::Unknown;
    Interpreter interpreter; ///< empty for Provided
    std::string note;        ///< "python3.13 runs on the installed Python 3.11.2"; empty when versions agree
};

/// The interpreters of this machine, looked for once on a thread of its own: the user's own directories, then
/// /usr/bin, then PATH; a version manager's shim says itself what it leads to. The first directory that has one
/// decides. Core thread, apart from the search.
class Interpreters
{
public:
    /// pythonBootstrap is compiled for each Python found, so that no start has to.
    Interpreters(std::string pythonBootstrap, std::vector<std::string> directories);

    /// Waits for the search if it still runs. ErrorCode::Unavailable with the remedy when nothing fits.
    Result<RuntimeChoice> choose(const std::string &runtime) const;
    /// What was found, missing families with their remedy; empty while the search still runs.
    std::vector<RuntimeView> views() const;

private:
    struct Found
    {
        std::vector<Interpreter> pythons;
        std::vector<Interpreter> nodes;
    };
    static Found search(const std::string &pythonBootstrap, std::vector<std::string> directories);
    static std::vector<Interpreter> pythonsIn(const std::string &directory, const std::string &bootstrap);
    static std::vector<Interpreter> nodesIn(const std::string &directory);

    std::shared_future<Found> m_found;
};

} // namespace lambdarium
