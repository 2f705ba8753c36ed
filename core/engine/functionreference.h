// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <string>
#include <string_view>

namespace lambdarium {

/// FunctionName of the API taken apart: name, name:qualifier, account:function:name[:qualifier] or ARN.
struct FunctionReference
{
    std::string name;
    std::string qualifier; ///< derived from the name; empty: none
    std::string region;    ///< of an ARN; empty otherwise
    static FunctionReference parse(std::string_view text);
};

} // namespace lambdarium
