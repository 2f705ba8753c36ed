// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/store.h"

#include <utility>

namespace lambdarium {

void StoreChange::put(std::string space, std::string key, std::string value)
{
    rows.push_back({std::move(space), std::move(key), std::move(value)});
}

void StoreChange::remove(std::string space, std::string key)
{
    rows.push_back({std::move(space), std::move(key), std::nullopt});
}

} // namespace lambdarium
