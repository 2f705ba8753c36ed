// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/traceheader.h"

#include "core/engine/reportlines.h"

#include <algorithm>

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
