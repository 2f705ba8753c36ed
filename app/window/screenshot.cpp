// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/triggers.h"
#include "app/window/application.h"
#include "app/window/examples.h"
#include "app/window/windowhost.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/inspector/inspector.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/environmentdesk.h"
#include "widgets/shell/preferences.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPainter>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace lambdarium {

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// A cold start of every runtime on a busy machine stays far below this.
constexpr std::chrono::milliseconds restLimit = 40s;
constexpr std::chrono::milliseconds lookInterval = 40ms;
// A small rush hour gives charts a past: so many of each trigger at once, one step after the other.
constexpr int rush[] = {1, 1, 1, 2, 3, 4, 4, 3, 2, 2, 1, 1, 1};
constexpr std::chrono::milliseconds rushStep = 450ms;
constexpr int designRounds = 3;
constexpr std::chrono::milliseconds designStep = 700ms;
// Half of a bead's way along its wire.
constexpr std::chrono::milliseconds beadTime = 330ms;
constexpr std::chrono::milliseconds paintTime = 400ms;

/// Runs the event loop until done says so or the time is over.
bool waitUntil(std::chrono::milliseconds limit, const std::function<bool()> &done)
{
    if (done())
        return true;
    QEventLoop loop;
    QTimer look;
    QTimer end;
    end.setSingleShot(true);
    bool reached = false;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        reached = done();
        if (reached)
            loop.quit();
    });
    QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(lookInterval);
    end.start(limit);
    loop.exec();
    return reached;
}

void pause(std::chrono::milliseconds time)
{
    waitUntil(time, [] { return false; });
}

int complain(const std::string &sentence)
{
    std::fprintf(stderr, "lambdarium: %s\n", sentence.c_str());
    return ExitEnvironment;
}

/// The workspace without its state: the picture changes nothing and shows nothing of earlier runs.
bool copyWorkspace(const fs::path &from, const fs::path &to)
{
    std::error_code error;
    fs::create_directories(to, error);
    for (fs::recursive_directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
        const fs::path relative = it->path().lexically_relative(from);
        const std::string top = relative.begin()->string();
        if (top == ".git" || relative.filename() == "node_modules") {
            it.disable_recursion_pending();
            continue;
        }
        if (top == ".lambdarium" && it->is_directory() && relative != fs::path(".lambdarium")) {
            it.disable_recursion_pending();
            continue;
        }
        if (top == ".lambdarium" && it->is_regular_file() && relative.extension() != ".json")
            continue;
        if (it->is_directory() && !it->is_symlink())
            fs::create_directories(to / relative, error);
        else
            fs::copy(it->path(), to / relative, fs::copy_options::copy_symlinks, error);
    }
    return !error;
}

/// Lets the copied workspace live: its triggers fire as a user would fire them.
class Scene
{
public:
    Scene(WindowHost &host, const Workspace &workspace, const Model &model)
        : m_host(host), m_model(model), m_triggers(triggersOf(workspace, model))
    {}

    void fireAll(int times = 1)
    {
        const auto ignore = [](const Result<CommandOutcome> &) {};
        m_host.session()->submit(command::StartSources{}, ignore);
        for (const Trigger &trigger : m_triggers) {
            const bool often = !std::holds_alternative<command::FireSchedule>(trigger.command);
            for (int i = 0; i < (often ? times : 1); ++i)
                m_host.session()->submit(trigger.command, ignore);
        }
    }

    void settle() const
    {
        if (!waitUntil(restLimit, [this] { return atRest(); }))
            std::fputs("lambdarium: the workspace is still busy; the picture shows it so\n", stderr);
    }

private:
    bool atRest() const
    {
        const auto snapshot = m_host.session()->snapshot();
        const bool allRan = std::ranges::all_of(m_triggers, [&](const Trigger &trigger) {
            const FunctionView *view = snapshot->function(trigger.function);
            return !view || view->invocations > 0 || !view->deployProblem.empty();
        });
        const bool eventsDone = std::ranges::all_of(snapshot->functions,
                                                    [](const FunctionView &view) { return view.queuedEvents == 0; });
        return allRan && eventsDone && snapshot->accountInUse == 0 && queuesDone(*snapshot);
    }

    bool queuesDone(const Snapshot &snapshot) const
    {
        return std::ranges::all_of(m_model.edges, [&](const Edge &edge) {
            const QueueView *queue = edge.kind == EdgeKind::QueueToFunction ? snapshot.queue(edge.from) : nullptr;
            return !queue || queue->visible + queue->inFlight + queue->delayed == 0;
        });
    }

    WindowHost &m_host;
    const Model &m_model;
    std::vector<Trigger> m_triggers;
};

void perform(const QString &view, WindowHost &host)
{
    const WorkspaceDocument *document = host.window().document();
    if (!host.session() || view == QStringLiteral("code"))
        return;
    if (view == QStringLiteral("run")) {
        host.window().findChild<QAction *>(QStringLiteral("run"))->trigger();
        waitUntil(restLimit, [&] {
            const auto snapshot = host.session()->snapshot();
            return snapshot->accountInUse == 0
                && std::ranges::any_of(snapshot->functions, [](const FunctionView &f) { return f.invocations > 0; });
        });
        return;
    }
    Scene scene(host, document->workspace(), document->model());
    if (view == QStringLiteral("observe")) {
        for (const int times : rush) {
            scene.fireAll(times);
            pause(rushStep);
        }
        scene.settle();
        host.window().findChild<TimeModel *>()->setSpan(TimeModel::Span::All);
        return;
    }
    for (int round = 0; round < designRounds; ++round) {
        scene.fireAll();
        scene.settle();
        pause(designStep);
    }
    scene.fireAll();
    pause(beadTime);
}

/// Pages and dialogs that stand upon the Design view.
void showExtra(const QString &view, WindowHost &host)
{
    MainWindow &window = host.window();
    const auto trigger = [&](const char *action) {
        if (QAction *found = window.findChild<QAction *>(QString::fromLatin1(action)))
            found->trigger();
    };
    if (view == QStringLiteral("isolation")) {
        waitUntil(restLimit, [&] { return !host.session() || host.session()->snapshot()->isolation; });
        trigger("isolation");
    } else if (view == QStringLiteral("trust")) {
        trigger("trust");
    } else if (view == QStringLiteral("new-function")) {
        trigger("function.new");
    } else if (view == QStringLiteral("execution")) {
        window.findChild<Inspector *>()->focusField(QStringLiteral("LoggingConfig.LogFormat"));
    } else if (view == QStringLiteral("environment") && host.session()) {
        const auto snapshot = host.session()->snapshot();
        for (const FunctionView &function : snapshot->functions)
            if (!function.environments.empty()) {
                window.findChild<EnvironmentDesk *>()->act(function.environments.front().id, EnvironmentAction::Open);
                break;
            }
    }
    pause(paintTime);
}

/// The window, with an open dialog in its middle as it is on a screen.
QPixmap pictureOf(MainWindow &window)
{
    QPixmap picture = window.grab();
    const auto dialogs = window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (!dialog->isVisible())
            continue;
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 70));
        const QPoint corner = window.rect().center() - dialog->rect().center();
        const QRect frame(corner, dialog->size());
        drawShadow(&painter, frame, 8, 24, 2);
        painter.fillRect(frame, th().surface);
        painter.drawPixmap(corner, dialog->grab());
        painter.setPen(th().borderStrong);
        painter.drawRect(frame);
    }
    return picture;
}

void choosePage(const QString &view, MainWindow &window)
{
    if (QAction *action = window.findChild<QAction *>(QStringLiteral("view.") + view))
        action->trigger();
}

/// The copy is the program's own and may run, isolated.
void allow(WindowHost &host)
{
    LocalSession *session = host.session();
    if (!session || session->snapshot()->trust != Trust::Restricted)
        return;
    session->submit(command::SetTrust{Trust::Isolated}, [](const Result<CommandOutcome> &) {});
    waitUntil(restLimit, [session] { return session->snapshot()->trust != Trust::Restricted; });
}

int takePicture(const Options &options, Preferences &preferences, const QString &folder)
{
    WindowHost host(&preferences, {examplesFolder(), options.port});
    MainWindow &window = host.window();
    window.setMinimumSize(0, 0);
    window.resize(options.size);
    window.show();
    window.resize(options.size);
    QString problem;
    bool settled = false;
    QObject::connect(&host, &WindowHost::opened, &host, [&](const QString &text) { problem = text, settled = true; });
    QObject::connect(&host, &WindowHost::failed, &host, [&](const QString &text) { problem = text, settled = true; });
    host.open(folder);
    if (!waitUntil(restLimit, [&] { return settled; }))
        return complain("the workspace did not open in time");
    if (!window.document())
        return complain(problem.toStdString());
    if (!problem.isEmpty())
        std::fprintf(stderr, "lambdarium: %s\n", problem.toUtf8().constData());
    allow(host);
    choosePage(options.view, window);
    perform(options.view, host);
    showExtra(options.view, host);
    if (options.view != QStringLiteral("design"))
        pause(paintTime);
    if (!pictureOf(window).save(options.out))
        return complain("cannot write " + options.out.toStdString());
    return ExitOk;
}

} // namespace

int runScreenshot(int &argc, char **argv, const Options &options)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QTemporaryDir temporary;
    const fs::path source = fs::path(options.workspace.toStdString()).lexically_normal();
    const fs::path absolute = fs::absolute(source);
    const std::string name = absolute.has_filename() ? absolute.filename().string()
                                                     : absolute.parent_path().filename().string();
    const fs::path copy = fs::path(temporary.path().toStdString()) / name;
    if (!fs::is_directory(absolute))
        return complain(options.workspace.toStdString() + " is not a folder");
    if (!temporary.isValid() || !copyWorkspace(absolute, copy))
        return complain("cannot copy the workspace to a temporary folder");
    // What is decided about the copy is forgotten with it.
    qputenv("XDG_CONFIG_HOME", temporary.path().toUtf8());
    Preferences preferences{QString()};
    preferences.setTheme(options.theme == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::Light);
    preferences.setLanguage(options.language.isEmpty() ? QStringLiteral("en") : options.language);
    const Appearance appearance(application, preferences);
    return takePicture(options, preferences, QString::fromStdString(copy.string()));
}

} // namespace lambdarium
