// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/textspan.h"

#include <algorithm>

namespace lambdarium {

TextEdits spanBetween(std::string_view before, std::string_view after)
{
    if (before == after)
        return {};
    const auto front = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto begin = static_cast<std::size_t>(front.first - before.begin());
    const std::size_t room = std::min(before.size(), after.size()) - begin;
    std::size_t tail = 0;
    while (tail < room && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    return {TextEdit{.offset = begin,
                     .removed = before.size() - tail - begin,
                     .inserted = std::string(after.substr(begin, after.size() - tail - begin))}};
}

std::optional<std::string> merged(std::string_view base, std::string_view mine, std::string_view theirs)
{
    const TextEdits left = spanBetween(base, mine);
    const TextEdits right = spanBetween(base, theirs);
    if (left.empty())
        return std::string(theirs);
    if (right.empty() || left == right)
        return std::string(mine);
    const auto end = [](const TextEdit &edit) { return edit.offset + edit.removed; };
    if (end(left.front()) < right.front().offset)
        return applied(base, {left.front(), right.front()});
    if (end(right.front()) < left.front().offset)
        return applied(base, {right.front(), left.front()});
    return std::nullopt;
}

} // namespace lambdarium
