// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace lambdarium {

/// xoshiro256**; integers only, so every compiler draws the same. One stream per component: a draw added in
/// one does not shift another (reliability.md C.2).
class Prng
{
public:
    explicit Prng(std::uint64_t seed);
    /// A stream of its own for a component, from the same seed.
    Prng derive(std::uint64_t component) const;

    std::uint64_t next();
    /// Uniform in [0, bound); bound 0 gives 0.
    std::uint64_t below(std::uint64_t bound);
    /// True with probability numerator/denominator.
    bool chance(std::uint64_t numerator, std::uint64_t denominator);

private:
    std::uint64_t m_seed;
    std::uint64_t m_state[4];
};

} // namespace lambdarium
