// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// One row to write or remove. `space` names a table-like group ("queue/OrdersQueue", "async", "objects/Photos").
struct StoreRow
{
    std::string space;
    std::string key;
    std::optional<std::string> value; ///< nothing: remove the row
};

/// Rows that become durable together or not at all: an event leaves one place and enters another in one change.
struct StoreChange
{
    std::vector<StoreRow> rows;

    void put(std::string space, std::string key, std::string value);
    void remove(std::string space, std::string key);
};

/// Durable state behind the engine. Core thread only; done is called on the core thread, in append order, after
/// the change is on disk (SQLite, group commit on a worker) or at once (memory, simulation).
class Store
{
public:
    using Done = std::function<void(Result<void>)>;

    virtual ~Store() = default;
    virtual void append(StoreChange change, Done done) = 0;
    /// Everything in a space, by key. Only before the first append; blocks.
    virtual Result<std::vector<std::pair<std::string, std::string>>> load(const std::string &space) = 0;
    /// Spaces that have rows and begin with prefix. Only before the first append; blocks.
    virtual Result<std::vector<std::string>> spaces(const std::string &prefix) = 0;
};

} // namespace lambdarium
