// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/sandbox/uniquefd.h"

#include <cstdint>
#include <memory>

namespace lambdarium {

/// How long the user has stopped an environment so far, told to its runtime: the engine holds the deadline meanwhile,
/// and the time that the handler has left must not shrink either. A number of milliseconds (int64, little-endian) that
/// the core writes and the runtime's own bootstrap reads, at no cost for whoever does not ask. Owned by the
/// environment; core thread.
class HeldTime
{
public:
    /// The number under which the runtime finds it.
    static constexpr int insideFd = 59;

    static Result<std::unique_ptr<HeldTime>> make();
    ~HeldTime();
    HeldTime(const HeldTime &) = delete;
    HeldTime &operator=(const HeldTime &) = delete;

    /// For the box: it can be read there, and written by nobody but this.
    UniqueFd readEnd() const;
    /// A pause that is over; before the processes go on.
    void add(Duration pause);

private:
    explicit HeldTime(UniqueFd memory, std::int64_t *value) : m_memory(std::move(memory)), m_value(value) {}

    UniqueFd m_memory;
    std::int64_t *m_value;
    Duration m_total{};
};

} // namespace lambdarium
