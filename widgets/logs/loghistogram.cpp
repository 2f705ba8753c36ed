// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/loghistogram.h"

#include <algorithm>

namespace lambdarium {

namespace {

constexpr Duration firstWidth = std::chrono::milliseconds(100);

void addTo(LogHistogram::Bucket &to, const LogHistogram::Bucket &from)
{
    to.other += from.other;
    to.warnings += from.warnings;
    to.errors += from.errors;
}

} // namespace

void LogHistogram::add(Instant time, LogLevel level)
{
    if (m_buckets.empty())
        m_begin = time;
    auto index = std::max<std::int64_t>(0, (time - m_begin) / m_width);
    while (index >= std::int64_t(bucketsMax)) {
        halve();
        index = (time - m_begin) / m_width;
    }
    if (std::size_t(index) >= m_buckets.size())
        m_buckets.resize(std::size_t(index) + 1);
    Bucket &bucket = m_buckets[std::size_t(index)];
    if (level >= LogLevel::Error)
        ++bucket.errors;
    else if (level == LogLevel::Warn)
        ++bucket.warnings;
    else
        ++bucket.other;
}

void LogHistogram::halve()
{
    std::vector<Bucket> merged((m_buckets.size() + 1) / 2);
    for (std::size_t i = 0; i < m_buckets.size(); ++i)
        addTo(merged[i / 2], m_buckets[i]);
    m_buckets = std::move(merged);
    m_width *= 2;
}

void LogHistogram::clear()
{
    m_buckets.clear();
    m_width = firstWidth;
}

LogHistogram::Bucket LogHistogram::sum(Instant from, Instant to) const
{
    Bucket result;
    if (m_buckets.empty() || to <= m_begin)
        return result;
    const auto ceil = [&](Instant time) {
        return std::clamp<std::int64_t>((time - m_begin + m_width - Duration(1)) / m_width, 0,
                                        std::int64_t(m_buckets.size()));
    };
    const auto end = ceil(to);
    for (auto i = from <= m_begin ? 0 : ceil(from); i < end; ++i)
        addTo(result, m_buckets[std::size_t(i)]);
    return result;
}

} // namespace lambdarium
