// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logbytes.h"

#include <cstring>

namespace lambdarium {

std::uint64_t LogBytes::append(std::string_view text)
{
    const std::size_t used = m_end % blockBytes;
    if (used + text.size() > blockBytes)
        m_end += blockBytes - used;
    while (m_end / blockBytes >= m_firstBlock + m_blocks.size())
        m_blocks.push_back(std::unique_ptr<char[]>(new char[blockBytes]));
    const std::uint64_t offset = m_end;
    std::memcpy(m_blocks[offset / blockBytes - m_firstBlock].get() + offset % blockBytes, text.data(), text.size());
    m_end += text.size();
    return offset;
}

std::string_view LogBytes::at(std::uint64_t offset, std::size_t length) const
{
    if (length == 0 || offset / blockBytes < m_firstBlock)
        return {};
    return {m_blocks[offset / blockBytes - m_firstBlock].get() + offset % blockBytes, length};
}

void LogBytes::releaseBefore(std::uint64_t offset)
{
    while (!m_blocks.empty() && (m_firstBlock + 1) * blockBytes <= offset) {
        m_blocks.pop_front();
        ++m_firstBlock;
    }
}

void LogBytes::clear()
{
    m_blocks.clear();
    m_end = (m_end / blockBytes + 1) * blockBytes;
    m_firstBlock = m_end / blockBytes;
}

} // namespace lambdarium
