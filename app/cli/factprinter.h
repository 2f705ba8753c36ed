// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <cstdio>
#include <string>

namespace lambdarium {

/// Control characters become visible marks: a log line must not drive the terminal (security.md B.2.11).
std::string terminalText(std::string_view raw);

/// Facts as lines of text for a terminal. Function logs go to `logs`, everything else to `messages`.
class FactPrinter
{
public:
    FactPrinter(FILE *logs, FILE *messages) : m_logs(logs), m_messages(messages) {}
    void print(const Fact &fact);

private:
    void printLog(const Fact &fact, const fact::LogWritten &line);

    FILE *m_logs;
    FILE *m_messages;
};

} // namespace lambdarium
