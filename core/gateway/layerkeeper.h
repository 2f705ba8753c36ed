// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/layerversion.h"
#include "core/engine/releases.h"

#include <functional>
#include <string>
#include <vector>

namespace lambdarium {

/// What an operation on layers asks for. Plain value.
struct LayerRequest
{
    enum class Kind { Publish, Find, List, Remove };
    Kind kind = Kind::List;
    LayerVersion layer{}; ///< Publish: the new one; Find, Remove: name and number; List: name, or empty for all layers
    std::string zip{};    ///< Publish: the bytes of its package
};

/// Does it on another thread; done runs on the core thread: AWS's refusal, or the versions (Find: none or one).
using LayerKeeper =
    std::function<void(LayerRequest, std::function<void(Releases::Refusal, std::vector<LayerVersion>)> done)>;

} // namespace lambdarium
