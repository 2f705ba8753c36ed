// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/tree.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace lambdarium {

/// How the author of a template writes: new text follows it.
struct WritingStyle
{
    bool json = false;
    bool shortForms = true;      ///< !Ref X rather than Ref: X
    bool indentSequences = true; ///< "Key:\n  - item" rather than "Key:\n- item"
    std::size_t step = 2;        ///< spaces per level of block YAML
    std::string eol = "\n";
    char quote = '"';          ///< where a string needs quotes
    bool quoteStrings = false; ///< neighbours quote strings that need none
    bool quoteKeys = false;

    static WritingStyle of(const Tree &tree, std::string_view text, bool json);
};

/// One scalar; flow: inside [] or {}, where fewer characters may stay unquoted. JSON strings keep to JSON's escapes.
std::string scalarText(const nlohmann::ordered_json &value, const WritingStyle &style, bool flow);
std::string keyText(std::string_view key, const WritingStyle &style, bool flow);
/// The value on one line: [a, b], {k: v}, !Ref X.
std::string flowText(const nlohmann::ordered_json &value, const WritingStyle &style);
/// What stands behind "key:" in block YAML: " value", or line breaks and deeper lines; indent is the key's column.
std::string blockText(const nlohmann::ordered_json &value, std::size_t indent, const WritingStyle &style);
/// What stands behind "- " of an item whose dash is at indent.
std::string itemText(const nlohmann::ordered_json &value, std::size_t indent, const WritingStyle &style);
/// JSON over several lines; indent is the white space of the line on which it begins, unit one more level.
std::string prettyText(const nlohmann::ordered_json &value, const std::string &indent, const std::string &unit,
                       const WritingStyle &style);
bool validUtf8(std::string_view text);

} // namespace lambdarium
