// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtimes/interpretersearch.h"
#include "core/session/snapshot.h"

#include <array>
#include <future>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Who runs a handler.
enum class RuntimeFamily {
    Python,   ///< our bootstrap on an installed python3, over pipes
    Node,     ///< our bootstrap on an installed node, over pipes
    Ruby,     ///< our bootstrap on an installed ruby, over pipes
    Java,     ///< our bootstrap on an installed java, over the HTTP Runtime API
    Provided, ///< the package's own bootstrap, over the HTTP Runtime API
    Unknown,  ///< nothing here can run it
};

RuntimeFamily runtimeFamily(std::string_view runtime);
/// Whether its bootstrap speaks frames over a pair of pipes; the others use the HTTP Runtime API.
bool speaksFrames(RuntimeFamily family);

/// What a runtime name leads to.
struct RuntimeChoice
{
    RuntimeFamily family = RuntimeFamily::Unknown;
    Interpreter interpreter; ///< empty for Provided
    std::string note;        ///< "python3.13 runs on the installed Python 3.11.2"; empty when versions agree
};

/// The interpreters of this machine, looked for once on a thread of its own, one language after the other, so that a
/// start waits for its own language only: the user's own directories, then /usr/bin, then PATH; the first directory
/// that has one decides (for Java, what else is installed is known too). Core thread, apart from the search.
class Interpreters
{
public:
    /// pythonBootstrap is compiled for each Python found, so that no start has to.
    Interpreters(std::string pythonBootstrap, std::vector<std::string> directories);

    /// Waits for the search of its language if that still runs. ErrorCode::Unavailable with the remedy when nothing
    /// fits.
    Result<RuntimeChoice> choose(const std::string &runtime) const;
    /// Returns once everything was looked for.
    void wait() const { m_search.wait(); }
    /// What was found, missing families with their remedy; empty while the search still runs.
    std::vector<RuntimeView> views() const;

private:
    using List = std::vector<Interpreter>;
    static constexpr std::size_t languages = 4; ///< Python to Java of RuntimeFamily

    std::array<std::shared_future<List>, languages> m_found;
    std::shared_future<void> m_search; ///< waits for its thread at the end
};

} // namespace lambdarium
