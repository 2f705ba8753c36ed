// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/releases.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// What CreateFunction, UpdateFunctionCode, UpdateFunctionConfiguration or DeleteFunction asks for. Plain value.
struct FunctionChange
{
    enum class Kind { Create, Update, Remove };
    Kind kind = Kind::Update;
    std::string name;                        ///< physical
    std::function<void(Function &)> apply{}; ///< changes the settings; empty: they stay
    std::optional<std::string> zip{};        ///< bytes of a deployment package; nothing: the code stays
    std::vector<std::string> layers{};       ///< of the request: each must exist
    std::map<std::string, std::string> tags{};
    std::string echoed{}; ///< LatestOverride::echoed; empty: as it is
    bool dryRun = false;  ///< checks everything and changes nothing
};

/// Makes the change durable and deploys it; done runs then, on the core thread, or with AWS's refusal.
using FunctionChanger = std::function<void(FunctionChange, Releases::Done done)>;

/// Changes what the API keeps of one function and deploys it; done as above.
using ReleaseChanger = std::function<void(const std::string &name, Releases::Mutation, Releases::Done done)>;

} // namespace lambdarium
