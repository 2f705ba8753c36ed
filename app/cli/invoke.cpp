// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/coreaccess.h"
#include "app/cli/factprinter.h"

#include <QFile>

#include <cstdio>

namespace lambdarium {

namespace {

/// A path that could be a file name or an event name of the function: `--event new-order` finds the saved one.
Result<std::string> readEvent(const Options &options)
{
    if (options.event.isEmpty())
        return std::string("{}");
    QFile file;
    bool opened = false;
    if (options.event == QStringLiteral("-")) {
        opened = file.open(stdin, QIODevice::ReadOnly);
    } else {
        file.setFileName(options.event);
        opened = file.open(QIODevice::ReadOnly);
    }
    if (!opened)
        return Error{ErrorCode::NotFound,
                     "event " + options.event.toStdString() + ": " + file.errorString().toStdString()};
    return file.readAll().toStdString();
}

int report(const InvokeOutcome &outcome, bool tail)
{
    if (tail && !outcome.logTail.empty())
        std::fprintf(stderr, "%s", terminalText(outcome.logTail).c_str());
    if (outcome.status >= 400) {
        std::fprintf(stderr, "lambdarium: %s: %s\n", outcome.errorType.c_str(), outcome.payload.c_str());
        return outcome.status == 429 ? ExitThrottled : ExitUsage;
    }
    std::fwrite(outcome.payload.data(), 1, outcome.payload.size(), stdout);
    if (!outcome.payload.empty())
        std::fputc('\n', stdout);
    return outcome.functionError.empty() ? ExitOk : ExitFunctionError;
}

InvocationType typeOf(const QString &text)
{
    if (text == QStringLiteral("Event"))
        return InvocationType::Event;
    return text == QStringLiteral("DryRun") ? InvocationType::DryRun : InvocationType::RequestResponse;
}

} // namespace

int runInvoke(const Options &options)
{
    const std::string folder = options.workspace.isEmpty() ? "." : options.workspace.toStdString();
    auto event = readEvent(options);
    if (!event)
        return failed(event.error());
    command::Invoke invoke{.function = options.function.toStdString(),
                           .payload = std::move(*event),
                           .type = typeOf(options.type),
                           .qualifier = options.qualifier.toStdString(),
                           .tail = options.tail};
    auto core = CoreAccess::open(sessionOptions(options, folder));
    if (!core)
        return failed(core.error());
    const auto result = (*core)->call(std::move(invoke));
    if (!result)
        return failed(result.error());
    return report(std::get<InvokeOutcome>(*result), options.tail);
}

} // namespace lambdarium
