// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>

namespace lambdarium {

/// A queue of bytes in blocks of 1 MB: appended at the end, freed at the front, addressed by offsets that only
/// grow. A text never crosses a block, so it can be viewed in place. No thread of its own.
class LogBytes
{
public:
    static constexpr std::size_t blockBytes = 1 << 20;

    /// Copies text (at most blockBytes) and returns its offset.
    std::uint64_t append(std::string_view text);
    /// Valid until the offset is released.
    std::string_view at(std::uint64_t offset, std::size_t length) const;
    /// Frees blocks that end at or before the offset.
    void releaseBefore(std::uint64_t offset);
    void clear();
    std::size_t allocatedBytes() const { return m_blocks.size() * blockBytes; }

private:
    std::deque<std::unique_ptr<char[]>> m_blocks;
    std::uint64_t m_firstBlock = 0;
    std::uint64_t m_end = 0;
};

} // namespace lambdarium
