// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/factprinter.h"

namespace lambdarium {

namespace {

std::string clockText(Instant time) { return isoMillis(time).substr(11, 12); }

template <typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};

} // namespace

std::string terminalText(std::string_view raw)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(raw.size());
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\t' || c == '\n' || (byte >= 0x20 && byte != 0x7f)) {
            text += c;
        } else {
            text += "\\x";
            text += digits[byte >> 4];
            text += digits[byte & 15];
        }
    }
    return text;
}

void FactPrinter::printLog(const Fact &fact, const fact::LogWritten &line)
{
    // One event, one line: continuation lines are indented so that a reader (or grep) keeps them together.
    std::string text = terminalText(line.text);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
        text.replace(at, 1, "\n    ");
    std::fprintf(m_logs, "%s %s %s %s\n", clockText(fact.time).c_str(), line.function.c_str(),
                 shortId(line.environment).c_str(), text.c_str());
    std::fflush(m_logs);
}

void FactPrinter::print(const Fact &fact)
{
    const std::string time = clockText(fact.time);
    std::visit(Overloaded{
                   [&](const fact::LogWritten &line) { printLog(fact, line); },
                   [&](const fact::Throttled &refused) {
                       std::fprintf(m_messages, "%s %s throttled: %s (%lld of %lld in use)\n", time.c_str(),
                                    refused.function.c_str(), refused.reason.c_str(),
                                    static_cast<long long>(refused.inUse), static_cast<long long>(refused.limit));
                   },
                   [&](const fact::RetryScheduled &retry) {
                       std::fprintf(m_messages, "%s %s attempt %d at %s: %s\n", time.c_str(), retry.function.c_str(),
                                    retry.attempt, clockText(retry.at).c_str(), terminalText(retry.reason).c_str());
                   },
                   [&](const fact::Dropped &dropped) {
                       std::fprintf(m_messages, "%s %s %s%s%s\n", time.c_str(), dropped.node.c_str(),
                                    dropped.condition.c_str(), dropped.to.empty() ? "" : " -> ", dropped.to.c_str());
                   },
                   [&](const fact::Notice &notice) {
                       std::fprintf(m_messages, "%s %s%s%s\n", time.c_str(), notice.node.c_str(),
                                    notice.node.empty() ? "" : ": ", terminalText(notice.text).c_str());
                   },
                   [](const auto &) {},
               },
               fact.body);
}

} // namespace lambdarium
