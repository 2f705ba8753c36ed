// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace lambdarium {

enum class Verb {
    Window,
    Serve,
    Invoke,
    Set,
    Validate,
    Screenshot,
    Demo,
    Build,
    Package,
    Import,
    Add,
    Adopt,
    Templates,
    Env,
    Doctor,
    Trust,
    Help,
    Version
};

/// One command line, understood. Values as typed; the verbs check what only they can know.
struct Options
{
    Verb verb = Verb::Window;
    QString workspace; ///< empty: none given (the window then shows Welcome)
    QString function;
    std::uint16_t port = 0; ///< 0: 4566 or the next free one
    QString event;          ///< a file, "-" for standard input, empty: {}
    QString type = QStringLiteral("RequestResponse");
    bool tail = false;
    QString qualifier;
    QStringList assignments; ///< KEY=VALUE of `set`
    QStringList names;       ///< functions and layers of `build`; the file of `import`
    QString functionTemplate = QStringLiteral("python");
    QString runtime; ///< of `add`; empty: the template's own
    QString view = QStringLiteral("design");
    QString theme; ///< "light", "dark"; empty: as stored, of screenshots light
    QString language;
    QSize size{1600, 1000};
    QString out;
    QString action;      ///< of `env`: list, show, kill, freeze, thaw, recycle
    QString environment; ///< of `env`: its short name as the log shows it, or its number
    QString level;       ///< of `trust`: isolated, trusted, restricted; empty: show
    bool json = false;
    bool dryRun = false;      ///< of `build`: tell what would run
    bool trusted = false;     ///< --trust: this run may also use the network its template asks for
    bool unprotected = false; ///< of `trust`: also where no wall stands
    bool strictColdStart = false;
    bool simulateColdStart = false;
    bool verbose = false;
};

/// InvalidInput with a sentence that names the word at fault.
Result<Options> parseOptions(const QStringList &arguments);
/// The text of --help, for a terminal.
QString usageText();

/// decisions.md, "exit codes".
enum ExitCode { ExitOk = 0, ExitFunctionError = 1, ExitUsage = 2, ExitEnvironment = 3, ExitThrottled = 4 };
/// The exit code of a refusal.
int exitCodeOf(const Error &error);

} // namespace lambdarium
