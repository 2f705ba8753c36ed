// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/traceheader.h"

#include "core/engine/reportlines.h"

#include <algorithm>
#include <cstdlib>

namespace lambdarium {

std::string traceField(std::string_view header, std::string_view name)
{
    while (!header.empty()) {
        const std::size_t end = header.find(';');
        std::string_view field = header.substr(0, end);
        if (const std::size_t start = field.find_first_not_of(' '); start != std::string_view::npos)
            field.remove_prefix(start);
        if (field.size() > name.size() && field[name.size()] == '=' && field.starts_with(name))
            return std::string(field.substr(name.size() + 1));
        header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    }
    return {};
}

std::string makeTraceHeader(Instant now, Prng &prng)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    std::string header = "Root=1-" + lines::hex64(static_cast<std::uint64_t>(seconds)).substr(8) + "-";
    header += lines::hex64(prng.next()).substr(8);
    header += lines::hex64(prng.next());
    return header + ";Parent=" + lines::hex64(prng.next());
}

namespace {

/// FNV-1a: the same on every machine, so that a stored event keeps its meaning.
std::string lineageId(std::string_view arn)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : arn)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return lines::hex64(hash).substr(8);
}

/// Begin of the function's count within the lineage; npos: it is not in it.
std::size_t countAt(const std::string &lineage, const std::string &id)
{
    for (std::size_t at = 0; at < lineage.size();) {
        if (lineage.compare(at, id.size() + 1, id + ":") == 0)
            return at + id.size() + 1;
        const std::size_t next = lineage.find('|', at);
        if (next == std::string::npos)
            break;
        at = next + 1;
    }
    return std::string::npos;
}

} // namespace

int lineageOf(std::string_view header, std::string_view functionArn)
{
    const std::string lineage = traceField(header, "Lineage");
    const std::size_t at = countAt(lineage, lineageId(functionArn));
    return at == std::string::npos ? 0 : std::atoi(lineage.c_str() + at);
}

std::string withLineage(std::string header, std::string_view functionArn)
{
    const std::string before = traceField(header, "Lineage"), id = lineageId(functionArn);
    std::string lineage = before;
    const std::size_t at = countAt(lineage, id);
    if (at == std::string::npos) {
        lineage += (lineage.empty() ? "" : "|") + id + ":1";
    } else {
        const std::size_t end = std::min(lineage.find('|', at), lineage.size());
        lineage.replace(at, end - at, std::to_string(std::atoi(lineage.c_str() + at) + 1));
    }
    if (!before.empty())
        return header.replace(header.find("Lineage=" + before) + 8, before.size(), lineage);
    if (const std::size_t empty = header.find("Lineage="); empty != std::string::npos) // somebody's broken one
        header.erase(empty, 8);
    return header + ";Lineage=" + lineage;
}

namespace {

void setParent(std::string &header, const std::string &parent)
{
    const std::string old = traceField(header, "Parent");
    const std::size_t at = old.empty() ? std::string::npos : header.find("Parent=" + old);
    if (at != std::string::npos)
        header.replace(at + 7, old.size(), parent);
    else
        header.insert(std::min(header.find(';'), header.size()), ";Parent=" + parent);
}

} // namespace

bool TraceSampler::sample(Instant now, Prng &prng)
{
    const std::int64_t second = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    if (m_second != second) {
        m_second = second;
        return true;
    }
    return prng.chance(5, 100);
}

std::string TraceSampler::complete(std::string header, std::string_view mode, Instant now, Prng &prng)
{
    const bool active = mode == "Active";
    if (header.empty())
        return makeTraceHeader(now, prng) + (active && sample(now, prng) ? ";Sampled=1" : ";Sampled=0");
    if (!active)
        return header;
    std::string decided = traceField(header, "Sampled");
    if (decided != "0" && decided != "1") {
        decided = sample(now, prng) ? "1" : "0";
        header += ";Sampled=" + decided;
    }
    if (decided == "1")
        setParent(header, lines::hex64(prng.next()));
    return header;
}

} // namespace lambdarium
