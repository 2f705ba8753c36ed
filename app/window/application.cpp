// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/application.h"

#include "app/window/examples.h"
#include "app/window/windowhost.h"
#include "core/local/localsession.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/preferences.h"

#include <QApplication>
#include <QFileInfo>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <sys/signalfd.h>
#include <unistd.h>

namespace lambdarium {

std::filesystem::path examplesFolder()
{
    const QString beside = QCoreApplication::applicationDirPath();
    const QStringList places{beside + QStringLiteral("/../share/lambdarium/examples"),
                             beside + QStringLiteral("/examples")};
    for (const QString &place : places)
        if (QFileInfo(place).isDir())
            return std::filesystem::path(QFileInfo(place).canonicalFilePath().toStdString());
    return LAMBDARIUM_EXAMPLES_DIR;
}

namespace {

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// Ctrl+C in the terminal closes the window as its button does. Made before any thread: all of them inherit the mask.
class TerminalSignals
{
public:
    TerminalSignals()
    {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
        m_descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    }
    ~TerminalSignals() { ::close(m_descriptor); }
    TerminalSignals(const TerminalSignals &) = delete;
    TerminalSignals &operator=(const TerminalSignals &) = delete;

    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

} // namespace

int runWindow(int &argc, char **argv, const Options &options)
{
    if (!hasDisplay()) {
        std::fputs("lambdarium: there is no display; 'lambdarium serve WORKSPACE' runs without one\n", stderr);
        return ExitEnvironment;
    }
    const TerminalSignals signals;
    // While this process is small, and from a thread that lives as long as the program.
    WindowHost::Options hostOptions;
    hostOptions.startedSpawner = LocalSession::startSpawner();
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Lambdarium"));
    QGuiApplication::setDesktopFileName(QStringLiteral("lambdarium"));
    Preferences preferences(Preferences::defaultPath());
    std::optional<ThemeChoice> theme;
    if (!options.theme.isEmpty())
        theme = options.theme == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::Light;
    preferences.overrideForThisRun(theme, options.language);
    const Appearance appearance(application, preferences);
    hostOptions.examples = examplesFolder();
    hostOptions.port = options.port;
    WindowHost host(&preferences, std::move(hostOptions));
    QSocketNotifier notifier(signals.descriptor(), QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &host, [&] { host.window().close(); });
    // The second start of an open workspace has shown the first window; that was all it was for.
    QObject::connect(&host, &WindowHost::otherWindowRaised, &application, [&] {
        if (!options.workspace.isEmpty())
            QCoreApplication::quit();
    });
    host.window().show();
    if (!options.workspace.isEmpty())
        host.open(options.workspace);
    return QApplication::exec();
}

} // namespace lambdarium
