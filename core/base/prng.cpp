// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/prng.h"

namespace lambdarium {

namespace {

std::uint64_t splitMix(std::uint64_t &state)
{
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::uint64_t rotated(std::uint64_t value, int by) { return (value << by) | (value >> (64 - by)); }

} // namespace

Prng::Prng(std::uint64_t seed) : m_seed(seed)
{
    for (auto &word : m_state)
        word = splitMix(seed);
}

Prng Prng::derive(std::uint64_t component) const
{
    std::uint64_t state = m_seed ^ (component * 0xD1342543DE82EF95ULL);
    return Prng(splitMix(state));
}

std::uint64_t Prng::next()
{
    const std::uint64_t result = rotated(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = rotated(m_state[3], 45);
    return result;
}

std::uint64_t Prng::below(std::uint64_t bound)
{
    // The bias of the remainder is under 2^-40 for every bound used here; rejection would draw unevenly often.
    return bound == 0 ? 0 : next() % bound;
}

bool Prng::chance(std::uint64_t numerator, std::uint64_t denominator) { return below(denominator) < numerator; }

} // namespace lambdarium
