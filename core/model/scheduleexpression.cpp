// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/scheduleexpression.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>
#include <vector>

namespace lambdarium {

namespace {

using namespace std::chrono;

Error invalid() { return {ErrorCode::InvalidInput, "Parameter ScheduleExpression is not valid."}; }

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

struct Field
{
    int min;
    int max;
    std::vector<std::string_view> names; ///< for min, min + 1, ...
    bool wraps = false;
};

std::optional<int> valueOf(std::string_view text, const Field &field)
{
    if (text.size() == 3 && !field.names.empty()) {
        std::string upper(text);
        std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
        const auto found = std::ranges::find(field.names, upper);
        if (found != field.names.end())
            return field.min + static_cast<int>(found - field.names.begin());
    }
    const auto value = number(text);
    return value && *value >= field.min && *value <= field.max ? value : std::nullopt;
}

/// One field without L, W, # and ?: lists of values, ranges and steps.
template <std::size_t size>
bool parseField(std::string_view text, const Field &field, int base, std::bitset<size> &bits)
{
    for (std::string_view part : split(text, ',')) {
        int step = 1;
        const std::size_t slash = part.find('/');
        if (slash != std::string_view::npos) {
            const auto given = number(part.substr(slash + 1));
            if (!given || *given < 1 || *given > field.max)
                return false;
            step = *given;
            part = part.substr(0, slash);
        }
        int from = field.min;
        int to = field.max;
        const std::size_t dash = part.find('-');
        if (part != "*" && dash != std::string_view::npos) {
            const auto first = valueOf(part.substr(0, dash), field);
            const auto last = valueOf(part.substr(dash + 1), field);
            if (!first || !last)
                return false;
            from = *first;
            to = *last;
        } else if (part != "*") {
            const auto value = valueOf(part, field);
            if (!value)
                return false;
            from = *value;
            to = slash == std::string_view::npos ? *value : field.max;
        }
        if (to < from) { // 20-2 runs over the end of the field
            if (!field.wraps)
                return false;
            const int count = field.max - field.min + 1;
            for (int i = from; i <= to + count; i += step)
                bits.set(static_cast<std::size_t>((i - field.min) % count + field.min - base));
            continue;
        }
        for (int i = from; i <= to; i += step)
            bits.set(static_cast<std::size_t>(i - base));
    }
    return true;
}

const Field minuteField{0, 59, {}, true};
const Field hourField{0, 23, {}, true};
const Field dayField{1, 31, {}, true};
const Field monthField{
    1, 12, {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}, true};
const Field weekdayField{1, 7, {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}, true};
const Field yearField{1970, 2199, {}, false};

/// 1-7 = SUN-SAT
int weekdayOf(int y, unsigned m, unsigned d)
{
    return static_cast<int>(weekday{year_month_day{year{y}, month{m}, day{d}}}.c_encoding()) + 1;
}

unsigned lastDayOf(int y, unsigned m)
{
    return static_cast<unsigned>(year_month_day_last{year{y}, month_day_last{month{m}}}.day());
}

/// The weekday nearest to the day, in the same month.
unsigned nearestWorkdayOf(int y, unsigned m, unsigned d)
{
    const unsigned last = lastDayOf(y, m);
    d = std::min(d, last);
    switch (weekdayOf(y, m, d)) {
    case 7: return d > 1 ? d - 1 : d + 2;
    case 1: return d < last ? d + 1 : d - 2;
    default: return d;
    }
}

std::optional<Duration> parseRate(std::string_view text)
{
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos)
        return std::nullopt;
    std::int64_t count = 0;
    const std::string_view digits = text.substr(0, blank);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (fault != std::errc{} || end != digits.data() + digits.size() || count < 1 || count > 1'000'000)
        return std::nullopt;
    const std::string_view unit = text.substr(blank + 1);
    const bool one = count == 1;
    if (unit == (one ? "minute" : "minutes"))
        return minutes{count};
    if (unit == (one ? "hour" : "hours"))
        return hours{count};
    if (unit == (one ? "day" : "days"))
        return hours{24 * count};
    return std::nullopt;
}

/// "2025-03-04T05:06:07"
std::optional<Instant> parseAt(std::string_view text)
{
    if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto y = number(text.substr(0, 4)), mo = number(text.substr(5, 2)), d = number(text.substr(8, 2));
    const auto h = number(text.substr(11, 2)), mi = number(text.substr(14, 2)), s = number(text.substr(17, 2));
    if (!y || !mo || !d || !h || !mi || !s || *h > 23 || *mi > 59 || *s > 59)
        return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
    if (!date.ok())
        return std::nullopt;
    return Instant{sys_days{date}.time_since_epoch() + hours{*h} + minutes{*mi} + seconds{*s}};
}

} // namespace

Result<ScheduleExpression> ScheduleExpression::parse(std::string_view text)
{
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos || !text.ends_with(")"))
        return invalid();
    const std::string_view kind = text.substr(0, open);
    const std::string_view inner = text.substr(open + 1, text.size() - open - 2);
    ScheduleExpression expression;
    if (kind == "rate") {
        const auto interval = parseRate(inner);
        if (!interval)
            return invalid();
        expression.m_kind = Kind::Rate;
        expression.m_interval = *interval;
        return expression;
    }
    if (kind == "at") {
        const auto at = parseAt(inner);
        if (!at)
            return invalid();
        expression.m_kind = Kind::At;
        expression.m_at = *at;
        return expression;
    }
    expression.m_kind = Kind::Cron;
    if (kind != "cron" || !parseCron(inner, expression.m_cron))
        return invalid();
    return expression;
}

bool ScheduleExpression::parseCron(std::string_view text, Cron &cron)
{
    const auto fields = split(text, ' ');
    if (fields.size() != 6)
        return false;
    const std::string_view days = fields[2];
    const std::string_view weekdays = fields[4];
    // Exactly one of the two must be left open.
    if ((days == "?") == (weekdays == "?"))
        return false;
    if (!parseField(fields[0], minuteField, 0, cron.minutes) || !parseField(fields[1], hourField, 0, cron.hours)
        || !parseField(fields[3], monthField, 0, cron.months) || !parseField(fields[5], yearField, 1970, cron.years))
        return false;
    if (days == "?") {
        cron.anyDay = true;
        if (const std::size_t hash = weekdays.find('#'); hash != std::string_view::npos) {
            const auto which = valueOf(weekdays.substr(0, hash), weekdayField);
            const auto nth = number(weekdays.substr(hash + 1));
            if (!which || !nth || *nth < 1 || *nth > 5)
                return false;
            cron.nthWeekday = *which;
            cron.nth = *nth;
            return true;
        }
        if (weekdays == "L") {
            cron.weekdays.set(7);
            return true;
        }
        if (weekdays.size() > 1 && weekdays.ends_with("L")) {
            const auto which = valueOf(weekdays.substr(0, weekdays.size() - 1), weekdayField);
            cron.lastWeekday = which.value_or(0);
            return which.has_value();
        }
        return parseField(weekdays, weekdayField, 0, cron.weekdays);
    }
    cron.lastDay = days == "L";
    cron.lastWorkday = days == "LW";
    if (cron.lastDay || cron.lastWorkday)
        return true;
    if (days.size() > 1 && days.ends_with("W")) {
        const auto which = valueOf(days.substr(0, days.size() - 1), dayField);
        cron.nearestWorkday = which.value_or(0);
        return which.has_value();
    }
    return parseField(days, dayField, 0, cron.days);
}

bool ScheduleExpression::dayMatches(int y, unsigned m, unsigned d) const
{
    const Cron &c = m_cron;
    if (!c.anyDay) {
        if (c.lastDay)
            return d == lastDayOf(y, m);
        if (c.lastWorkday)
            return d == nearestWorkdayOf(y, m, lastDayOf(y, m));
        if (c.nearestWorkday > 0)
            return static_cast<unsigned>(c.nearestWorkday) <= lastDayOf(y, m)
                && d == nearestWorkdayOf(y, m, static_cast<unsigned>(c.nearestWorkday));
        return c.days.test(d);
    }
    const int today = weekdayOf(y, m, d);
    if (c.nth > 0)
        return today == c.nthWeekday && (d - 1) / 7 + 1 == static_cast<unsigned>(c.nth);
    if (c.lastWeekday > 0)
        return today == c.lastWeekday && d + 7 > lastDayOf(y, m);
    return c.weekdays.test(static_cast<std::size_t>(today));
}

std::optional<Instant> ScheduleExpression::nextCron(Instant after) const
{
    const auto start = floor<minutes>(after.time_since_epoch()) + minutes{1};
    sys_days date{floor<days>(start)};
    int minuteOfDay = static_cast<int>((start - floor<days>(start)).count());
    for (; year_month_day{date}.year() < year{2200}; date += days{1}, minuteOfDay = 0) {
        const year_month_day ymd{date};
        const int y = static_cast<int>(ymd.year());
        const auto m = static_cast<unsigned>(ymd.month());
        if (y >= 1970 && !m_cron.years.test(static_cast<std::size_t>(y - 1970))) {
            date = sys_days{ymd.year() / December / 31};
            continue;
        }
        if (!m_cron.months.test(m)) {
            date = sys_days{year_month_day_last{ymd.year(), month_day_last{ymd.month()}}};
            continue;
        }
        if (!dayMatches(y, m, static_cast<unsigned>(ymd.day())))
            continue;
        for (int hour = minuteOfDay / 60; hour < 24; ++hour) {
            if (!m_cron.hours.test(static_cast<std::size_t>(hour)))
                continue;
            for (int minute = hour == minuteOfDay / 60 ? minuteOfDay % 60 : 0; minute < 60; ++minute)
                if (m_cron.minutes.test(static_cast<std::size_t>(minute)))
                    return Instant{date.time_since_epoch() + hours{hour} + minutes{minute}};
        }
    }
    return std::nullopt;
}

std::optional<Instant> ScheduleExpression::next(Instant after, Instant anchor) const
{
    switch (m_kind) {
    case Kind::At: return m_at > after ? std::optional(m_at) : std::nullopt;
    case Kind::Cron: return nextCron(after);
    case Kind::Rate: break;
    }
    if (after < anchor)
        return anchor + m_interval;
    return anchor + m_interval * ((after - anchor) / m_interval + 1);
}

} // namespace lambdarium
