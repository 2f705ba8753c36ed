// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/check.h"
#include "core/template/template.h"

#include <functional>

namespace lambdarium {

std::string applied(std::string_view text, const TextEdits &edits)
{
    std::string result;
    std::size_t from = 0;
    for (const TextEdit &edit : edits) {
        LAMBDARIUM_CHECK(edit.offset >= from && edit.offset + edit.removed <= text.size());
        result.append(text.substr(from, edit.offset - from)).append(edit.inserted);
        from = edit.offset + edit.removed;
    }
    result.append(text.substr(from));
    return result;
}

std::size_t textMark(std::string_view text) { return std::hash<std::string_view>{}(text); }

TextEdits inverse(std::string_view text, const TextEdits &edits)
{
    TextEdits result;
    std::size_t shift = 0; // modulo arithmetic: may stand for a negative number
    for (const TextEdit &edit : edits) {
        result.push_back(
            {edit.offset + shift, edit.inserted.size(), std::string(text.substr(edit.offset, edit.removed))});
        shift += edit.inserted.size() - edit.removed;
    }
    return result;
}

} // namespace lambdarium
