// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lambdarium {

/// A parsed rate(), cron() or at() expression; UTC, minute precision for cron. Value.
class ScheduleExpression
{
public:
    /// Error text is AWS's "Parameter ScheduleExpression is not valid."
    static Result<ScheduleExpression> parse(std::string_view text);

    /// First fire strictly after `after`. rate() counts from `anchor` (start of the rule): anchor + n * interval with
    /// n >= 1.
    /// Nothing when it never fires again.
    std::optional<Instant> next(Instant after, Instant anchor) const;

private:
    enum class Kind { Rate, Cron, At };

    struct Cron
    {
        std::bitset<60> minutes;
        std::bitset<24> hours;
        std::bitset<32> days;        ///< 1-31
        std::bitset<13> months;      ///< 1-12
        std::bitset<8> weekdays;     ///< 1-7 = SUN-SAT
        std::bitset<230> years;      ///< from 1970
        bool anyDay = false;         ///< day-of-month is ?
        bool lastDay = false;        ///< L
        bool lastWorkday = false;    ///< LW
        int nearestWorkday = 0;      ///< 15W
        int lastWeekday = 0;         ///< 6L
        int nthWeekday = 0, nth = 0; ///< 3#2
    };
    static bool parseCron(std::string_view text, Cron &cron);
    std::optional<Instant> nextCron(Instant after) const;
    bool dayMatches(int year, unsigned month, unsigned day) const;

    Kind m_kind = Kind::Rate;
    Duration m_interval{};
    Instant m_at{};
    Cron m_cron;
};

} // namespace lambdarium
