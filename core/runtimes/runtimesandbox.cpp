// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/runtimesandbox.h"

namespace lambdarium {

class RuntimeSandbox::Impl
{
};

RuntimeSandbox::RuntimeSandbox(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

RuntimeSandbox::~RuntimeSandbox() = default;

Result<std::unique_ptr<RuntimeSandbox>> RuntimeSandbox::create(WallClock &, SpawnerClient &, RuntimeSandboxOptions)
{
    return Error{ErrorCode::Unavailable, "This build cannot run functions yet."};
}

std::unique_ptr<SandboxEnvironment> RuntimeSandbox::launch(EnvironmentSpec, EnvironmentObserver &) { return nullptr; }

Result<std::string> RuntimeSandbox::runtimeNote(const std::string &) const { return std::string{}; }

} // namespace lambdarium
