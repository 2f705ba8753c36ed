// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/emit.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace lambdarium {

using Json = nlohmann::ordered_json;

namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Words that YAML 1.1 reads as something else than text.
bool reservedWord(std::string_view text)
{
    constexpr std::array words{"y", "n", "yes", "no", "true", "false", "on", "off", "null"};
    std::string low(text);
    std::ranges::transform(low, low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return std::ranges::count(words, low) > 0;
}

/// Stricter than YAML: quoting too much is harmless, too little is not.
bool plainSafe(std::string_view text, bool flow)
{
    if (text.empty() || reservedWord(text) || text.back() == ' ' || text.back() == ':')
        return false;
    if (!letter(text[0]) && text[0] != '/' && text[0] != '_' && text[0] != '$')
        return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos)
        return false;
    constexpr std::string_view blockSafe = "_-./+=@$()*;?!~^ ,:<>|'\"&%";
    constexpr std::string_view flowSafe = "_-./+=@$()*;~^ ";
    return std::ranges::all_of(text, [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || (flow ? flowSafe : blockSafe).find(c) != std::string_view::npos;
    });
}

char32_t decoded(std::string_view text, std::size_t &at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t point = more == 0 ? first : first & (0x3FU >> more);
    for (int i = 1; i <= more; ++i)
        point = (point << 6U) | (static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]) & 0x3FU);
    at += static_cast<std::size_t>(more) + 1;
    return point;
}

bool needsEscape(char32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 || point == 0xFEFF
        || point == 0xFFFE || point == 0xFFFF;
}

std::string doubleQuoted(std::string_view text)
{
    std::string result = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t point = decoded(text, at);
        if (point == '"' || point == '\\')
            result.append(1, '\\').append(1, static_cast<char>(point));
        else if (point == '\n' || point == '\t' || point == '\r')
            result.append(point == '\n' ? "\\n" : point == '\t' ? "\\t" : "\\r");
        else if (needsEscape(point)) {
            constexpr std::string_view digits = "0123456789abcdef";
            result.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4)
                result.append(1, digits[(point >> static_cast<unsigned>(shift)) & 0xFU]);
        } else {
            result.append(text.substr(from, at - from));
        }
    }
    return result + "\"";
}

std::string quoted(std::string_view text, const WritingStyle &style)
{
    bool plain = style.quote == '\'' && !style.json;
    for (std::size_t at = 0; plain && at < text.size();)
        plain = !needsEscape(decoded(text, at));
    if (!plain)
        return doubleQuoted(text);
    std::string result = "'";
    for (const char c : text)
        result.append(c == '\'' ? 2 : 1, c);
    return result + "'";
}

/// "!Ref X" for {"Ref": "X"}; nothing when the short form does not fit.
std::string shortForm(const Json &value, const WritingStyle &style)
{
    if (style.json || !style.shortForms || !value.is_object() || value.size() != 1)
        return {};
    const std::string &key = value.begin().key();
    const Json &inner = value.begin().value();
    if (key == "Ref" && inner.is_string())
        return "!Ref " + scalarText(inner, style, true);
    if (key == "Fn::Sub" && inner.is_string())
        return "!Sub " + quoted(inner.get<std::string>(), style);
    if (key == "Fn::GetAtt" && inner.is_array() && inner.size() == 2 && inner[0].is_string() && inner[1].is_string())
        return "!GetAtt " + inner[0].get<std::string>() + "." + inner[1].get<std::string>();
    return {};
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

} // namespace

bool validUtf8(std::string_view text)
{
    try {
        [[maybe_unused]] const std::string checked = Json(std::string(text)).dump();
        return true;
    } catch (const nlohmann::json::exception &) {
        return false;
    }
}

WritingStyle WritingStyle::of(const Tree &tree, std::string_view text, bool json)
{
    WritingStyle style{.json = json};
    const std::size_t newline = text.find('\n');
    if (newline != std::string_view::npos && newline > 0 && text[newline - 1] == '\r')
        style.eol = "\r\n";
    std::map<int, int> steps;
    int shorts = 0, longs = 0, single = 0, twice = 0, deep = 0, flat = 0;
    for (NodeIndex i = 0; i < tree.size(); ++i) {
        const TreeNode &node = tree.at(i);
        shorts += !node.tag.empty();
        longs += node.kind == TreeNode::Kind::Scalar && (node.value == "Ref" || node.value.starts_with("Fn::"));
        single += node.style == TreeNode::Style::SingleQuoted;
        twice += node.style == TreeNode::Style::DoubleQuoted;
        const NodeIndex key = tree.keyOf(i);
        if (key == noNode || node.style != TreeNode::Style::Block || node.line == tree.at(key).line)
            continue;
        const int difference = node.column - tree.at(key).column;
        if (node.kind == TreeNode::Kind::Mapping)
            ++steps[difference];
        else
            ++(difference > 0 ? deep : flat);
    }
    int most = 0;
    for (const auto &[difference, count] : steps) {
        if (count > most && difference > 0)
            most = count, style.step = static_cast<std::size_t>(difference);
    }
    style.shortForms = shorts >= longs;
    style.quote = single > twice ? '\'' : '"';
    style.indentSequences = deep >= flat;
    return style;
}

std::string scalarText(const Json &value, const WritingStyle &style, bool flow)
{
    if (!value.is_string())
        return value.dump();
    const auto &text = value.get_ref<const std::string &>();
    if (!style.json && !style.quoteStrings && plainSafe(text, flow))
        return text;
    return style.json ? doubleQuoted(text) : quoted(text, style);
}

std::string keyText(std::string_view key, const WritingStyle &style, bool flow)
{
    if (style.json || style.quoteKeys)
        return style.json ? doubleQuoted(key) : quoted(key, style);
    const bool function = key.starts_with("Fn::");
    return function || plainSafe(key, flow) ? std::string(key) : quoted(key, style);
}

std::string flowText(const Json &value, const WritingStyle &style)
{
    if (!value.is_structured())
        return scalarText(value, style, true);
    if (std::string form = shortForm(value, style); !form.empty())
        return form;
    std::string result;
    for (const auto &[key, inner] : value.items()) {
        result.append(result.empty() ? "" : ", ");
        if (value.is_object())
            result.append(keyText(key, style, true)).append(": ");
        result.append(flowText(inner, style));
    }
    return value.is_object() ? "{" + result + "}" : "[" + result + "]";
}

std::string blockText(const Json &value, std::size_t indent, const WritingStyle &style)
{
    if (!value.is_structured())
        return " " + scalarText(value, style, false);
    if (std::string form = shortForm(value, style); !form.empty())
        return " " + form;
    if (value.empty())
        return value.is_object() ? " {}" : " []";
    std::string result;
    if (value.is_array()) {
        const std::size_t dash = style.indentSequences ? indent + style.step : indent;
        for (const Json &item : value)
            result.append(style.eol).append(spaces(dash)).append("- ").append(itemText(item, dash, style));
        return result;
    }
    for (const auto &[key, inner] : value.items())
        result.append(style.eol)
            .append(spaces(indent + style.step))
            .append(keyText(key, style, false))
            .append(":")
            .append(blockText(inner, indent + style.step, style));
    return result;
}

std::string itemText(const Json &value, std::size_t indent, const WritingStyle &style)
{
    if (!value.is_object() || value.empty())
        return value.is_array() ? flowText(value, style) : scalarText(value, style, false);
    if (std::string form = shortForm(value, style); !form.empty())
        return form;
    std::string result;
    for (const auto &[key, inner] : value.items()) {
        if (!result.empty())
            result.append(style.eol).append(spaces(indent + 2));
        result.append(keyText(key, style, false)).append(":").append(blockText(inner, indent + 2, style));
    }
    return result;
}

std::string prettyText(const Json &value, const std::string &indent, const std::string &unit, const WritingStyle &style)
{
    if (!value.is_structured() || value.empty() || !shortForm(value, style).empty())
        return flowText(value, style);
    const std::string deeper = indent + unit;
    std::string result;
    for (const auto &[key, inner] : value.items()) {
        result.append(result.empty() ? "" : ",").append(style.eol).append(deeper);
        if (value.is_object())
            result.append(keyText(key, style, true)).append(": ");
        result.append(prettyText(inner, deeper, unit, style));
    }
    result.append(style.eol).append(indent);
    return value.is_object() ? "{" + result + "}" : "[" + result + "]";
}

} // namespace lambdarium
