// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <string>
#include <vector>

namespace lambdarium {

/// One version of a layer that the API made. Plain value.
struct LayerVersion
{
    std::string name;
    std::int64_t number = 0;
    CodeSnapshot code; ///< its content, frozen, with its package
    std::string description;
    std::string license;
    std::vector<std::string> runtimes;
    std::vector<std::string> architectures;
    Instant created{};
    bool removed = false; ///< deleted: told to nobody, and functions that have it keep it
};

} // namespace lambdarium
