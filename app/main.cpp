// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"
#include "app/cli/verbs.h"
#include "app/window/application.h"
#include "core/base/log.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace lambdarium;

namespace {

/// $XDG_STATE_HOME/lambdarium/log (decisions.md, "config, own logs").
std::filesystem::path logDirectory()
{
    if (const char *state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return std::filesystem::path(state) / "lambdarium" / "log";
    const char *home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/tmp") / ".local" / "state" / "lambdarium" / "log";
}

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    return words;
}

/// What Qt has to say goes into the program's own log; a terminal shows its faults only, or all with --verbose.
void writeQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    const bool fault = type == QtCriticalMsg || type == QtFatalMsg;
    const log::Level level = fault ? log::Level::Error : type == QtWarningMsg ? log::Level::Warning : log::Level::Debug;
    log::write(level, "Qt: " + message.toStdString());
}

int run(const Options &options, int &argc, char **argv)
{
    switch (options.verb) {
    case Verb::Help: std::fputs(usageText().toUtf8().constData(), stdout); return ExitOk;
    case Verb::Version: std::puts("lambdarium 0.1.0"); return ExitOk;
    case Verb::Serve: return runServe(options);
    case Verb::Invoke: return runInvoke(options);
    case Verb::Set: return runSet(options);
    case Verb::Validate: return runValidate(options);
    case Verb::Build: return runBuild(options);
    case Verb::Package: return runPackage(options);
    case Verb::Import: return runImport(options);
    case Verb::Add: return runAdd(options);
    case Verb::Adopt: return runAdopt(options);
    case Verb::Templates: return runTemplates();
    case Verb::Demo: return runDemo(options, argv[0]);
    case Verb::Env: return runEnvironments(options);
    case Verb::Doctor: return runDoctor(options);
    case Verb::Trust: return runTrust(options);
    case Verb::Window: return runWindow(argc, argv, options);
    case Verb::Screenshot: return runScreenshot(argc, argv, options);
    }
    return ExitUsage;
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = parseOptions(wordsOf(argc, argv));
    if (!options) {
        std::fprintf(stderr, "lambdarium: %s\nTry 'lambdarium --help'.\n", options.error().message.c_str());
        return ExitUsage;
    }
    log::open(logDirectory(), options->verbose ? log::Level::Debug : log::Level::Error);
    qInstallMessageHandler(writeQtMessage);
    return run(*options, argc, argv);
}
