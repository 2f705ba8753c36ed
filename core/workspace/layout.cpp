// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/files.h"
#include "core/workspace/workspace.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>

#include <algorithm>

namespace lambdarium {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

constexpr const char *fileName = "layout.json";
constexpr std::uintmax_t maxBytes = 4U << 20U;

Result<Json> read(const fs::path &folder)
{
    const auto file = openBeneath(folder, fileName, O_RDONLY | O_NONBLOCK);
    if (!file)
        return file.error();
    const auto text = readAll(*file, maxBytes, fileName);
    if (!text)
        return text.error();
    Json parsed = Json::parse(*text, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object())
        return Error{ErrorCode::Corrupt, ".lambdarium/layout.json is not a JSON object; it was left as it is."};
    return parsed;
}

double number(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0.0;
}

std::string text(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Whole numbers are written as such: layout.json is read and merged by people.
Json coordinate(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

} // namespace

Result<Layout> Workspace::loadLayout() const
{
    auto parsed = read(m_state);
    if (!parsed && m_readOnly && parsed.error().code == ErrorCode::NotFound)
        parsed = read(m_root / ".lambdarium");
    if (!parsed && parsed.error().code == ErrorCode::NotFound)
        return Layout{};
    if (!parsed)
        return parsed.error();
    Layout layout;
    const Json &nodes = parsed->contains("nodes") ? (*parsed)["nodes"] : Json();
    if (nodes.is_object()) {
        for (const auto &[id, node] : nodes.items()) {
            if (node.is_object())
                layout.positions[id] = {number(node, "x"), number(node, "y")};
        }
    }
    const Json &notes = parsed->contains("notes") ? (*parsed)["notes"] : Json();
    if (notes.is_array()) {
        for (const Json &note : notes) {
            if (note.is_object())
                layout.notes.push_back({text(note, "id"), {number(note, "x"), number(note, "y")}, text(note, "text")});
        }
    }
    return layout;
}

Result<void> Workspace::saveLayout(const Layout &layout) const
{
    if (auto made = ensureStateDirectory(); !made)
        return made;
    auto old = read(m_state);
    if (!old && old.error().code != ErrorCode::NotFound)
        return old.error(); // never write over what another program or a newer version put there
    Json whole = old ? std::move(*old) : Json::object();
    const Json before = whole;
    Json nodes = Json::object();
    for (const auto &[id, position] : layout.positions) {
        Json node = before.contains("nodes") && before["nodes"].is_object() && before["nodes"].contains(id)
                && before["nodes"][id].is_object()
            ? before["nodes"][id]
            : Json::object();
        node["x"] = coordinate(position.x);
        node["y"] = coordinate(position.y);
        nodes[id] = std::move(node);
    }
    Json notes = Json::array();
    for (const Layout::Note &note : layout.notes) {
        Json entry = Json::object();
        if (before.contains("notes") && before["notes"].is_array()) {
            for (const Json &known : before["notes"]) {
                if (known.is_object() && text(known, "id") == note.id)
                    entry = known;
            }
        }
        entry["id"] = note.id;
        entry["x"] = coordinate(note.position.x);
        entry["y"] = coordinate(note.position.y);
        entry["text"] = note.text;
        notes.push_back(std::move(entry));
    }
    whole["nodes"] = std::move(nodes);
    whole["notes"] = std::move(notes);
    return writeAtomically(m_state, fileName, whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace lambdarium
