// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/functionpalette.h"

#include <algorithm>
#include <string>
#include <vector>

namespace lambdarium {

namespace {

constexpr int lastSlot = 3;

std::vector<std::string> &names()
{
    static std::vector<std::string> list;
    return list;
}

} // namespace

int functionSlot(std::string_view function)
{
    auto &list = names();
    const auto found = std::ranges::find(list, function);
    const auto index = int(found - list.begin());
    if (found == list.end() && index < lastSlot)
        list.emplace_back(function);
    return std::min(index, lastSlot);
}

void resetFunctionSlots() { names().clear(); }

} // namespace lambdarium
