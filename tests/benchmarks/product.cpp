// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/product.h"

#include "testpaths.h"

#include "core/local/localsession.h"
#include "tests/benchmarks/figures.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <future>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace benchmarks {

using namespace lambdarium;

namespace {

using Clock = std::chrono::steady_clock;

/// What an ended environment leaves to be cleaned up must not run beside the next measurement.
/// Long enough for the next standing interpreter, too.
constexpr std::chrono::milliseconds settleTime{250};

/// 1769 MB are one whole CPU: the figures are the product's, not those of a share.
constexpr const char *projectTemplate = R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    CodeUri: src/
    MemorySize: 1769
    Timeout: 20
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
  PythonExec:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Environment:
        Variables:
          PYTHONHASHSEED: "0"
  Node:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
)";

double since(Clock::time_point start, double unitsPerSecond)
{
    return std::chrono::duration<double>(Clock::now() - start).count() * unitsPerSecond;
}

Result<CommandOutcome> call(Session &session, Command command)
{
    std::promise<Result<CommandOutcome>> promise;
    auto future = promise.get_future();
    session.submit(std::move(command), [&](Result<CommandOutcome> result) { promise.set_value(std::move(result)); });
    return future.get();
}

/// Round trips in a row; each reply asks for the next.
struct Chain
{
    Session &session;
    command::Invoke invoke;
    int left;
    std::vector<double> microseconds;
    Clock::time_point started;
    std::promise<void> done;

    void next()
    {
        started = Clock::now();
        session.submit(invoke, [this](const Result<CommandOutcome> &result) {
            microseconds.push_back(since(started, 1e6));
            const auto *outcome = result ? std::get_if<InvokeOutcome>(&*result) : nullptr;
            if (outcome == nullptr || outcome->status != 200 || !outcome->functionError.empty())
                giveUp("a warm invocation failed");
            if (--left == 0)
                done.set_value();
            else
                next();
        });
    }
};

} // namespace

Workspace::Workspace()
{
    std::string name = (std::filesystem::temp_directory_path() / "lambdarium-bench-XXXXXX").string();
    m_path = mkdtemp(name.data());
    std::filesystem::create_directory(m_path / "src");
    std::ofstream(m_path / "template.yaml") << projectTemplate;
    std::ofstream(m_path / "src" / "app.py") << "def handler(event, context):\n    return {'ok': True, 'got': event}\n";
    std::ofstream(m_path / "src" / "index.js") << "exports.handler = async (event) => ({ ok: true, got: event });\n";
}

Workspace::~Workspace()
{
    std::error_code error;
    std::filesystem::remove_all(m_path, error);
}

OpenCore::OpenCore(const Workspace &workspace)
{
    auto opened = LocalSession::open(
        {.workspace = workspace.path(), .endpoint = false, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"});
    if (!opened)
        giveUp(opened.error().message);
    m_session = std::move(*opened);
}

OpenCore::~OpenCore() = default;

InvokeOutcome OpenCore::invoke(const std::string &function, const std::string &event)
{
    auto result = call(*m_session, command::Invoke{.function = function, .payload = event});
    if (!result)
        giveUp(function + ": " + result.error().message);
    auto outcome = std::get<InvokeOutcome>(*result);
    if (outcome.status != 200 || !outcome.functionError.empty())
        giveUp(function + ": " + outcome.payload);
    return outcome;
}

InvokeOutcome OpenCore::invokeFailing(const std::string &function, const std::string &event)
{
    auto result = call(*m_session, command::Invoke{.function = function, .payload = event, .tail = true});
    if (!result)
        giveUp(function + ": " + result.error().message);
    return std::get<InvokeOutcome>(*result);
}

void OpenCore::endEnvironments()
{
    if (const auto stopped = call(*m_session, command::StopEverything{}); !stopped)
        giveUp(stopped.error().message);
    std::this_thread::sleep_for(settleTime);
}

double OpenCore::coldStart(const std::string &function)
{
    endEnvironments();
    const auto start = Clock::now();
    const InvokeOutcome outcome = invoke(function, "{}");
    const double milliseconds = since(start, 1e3);
    if (!outcome.initDuration)
        giveUp(function + " was already warm");
    endEnvironments();
    return milliseconds;
}

void OpenCore::setStrictColdStart(bool strict)
{
    if (const auto set = call(*m_session, command::SetColdStart{.strict = strict}); !set)
        giveUp(set.error().message);
}

double OpenCore::warmOnCoreThread(const std::string &function, const std::string &event, int count)
{
    Chain chain{*m_session, command::Invoke{.function = function, .payload = event}, count, {}, {}, {}};
    chain.next();
    chain.done.get_future().wait();
    return median(std::move(chain.microseconds));
}

double OpenCore::warmFromOutside(const std::string &function, const std::string &event, int count)
{
    std::vector<double> microseconds;
    for (int i = 0; i < count; ++i) {
        const auto start = Clock::now();
        invoke(function, event);
        microseconds.push_back(since(start, 1e6));
    }
    return median(std::move(microseconds));
}

ServedCore::ServedCore(const Workspace &workspace)
{
    int errors[2];
    if (pipe2(errors, O_CLOEXEC) != 0)
        giveUp("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    // It must not outlive a benchmark that gives up or is killed.
    std::vector<std::string> words{
        "/usr/bin/setpriv",       "--pdeathsig", "KILL", LAMBDARIUM_BIN_DIR "/lambdarium", "serve",
        workspace.path().string()};
    std::vector<char *> argv;
    for (std::string &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const int failed = posix_spawn(&m_pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(errors[1]);
    m_errors = errors[0];
    if (failed != 0)
        giveUp("cannot start " + words[3]);
    std::string said;
    static const std::string before = "endpoint http://127.0.0.1:";
    for (pollfd ready{.fd = m_errors, .events = POLLIN}; poll(&ready, 1, 20000) == 1;) {
        char text[4096];
        const ssize_t count = read(m_errors, text, sizeof text);
        if (count <= 0)
            break;
        said.append(text, static_cast<std::size_t>(count));
        const auto at = said.find(before);
        if (at == std::string::npos || said.find('\n', at) == std::string::npos)
            continue;
        m_port = static_cast<std::uint16_t>(std::atoi(said.c_str() + at + before.size()));
        return;
    }
    giveUp("lambdarium serve said: " + said);
}

ServedCore::~ServedCore()
{
    kill(m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
    close(m_errors);
}

double spawnToReap(const std::vector<std::string> &argv)
{
    std::vector<char *> words;
    for (const std::string &word : argv)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    int pid = -1;
    int status = -1;
    const auto start = Clock::now();
    if (posix_spawn(&pid, words[0], &actions, nullptr, words.data(), environ) != 0 || waitpid(pid, &status, 0) != pid
        || status != 0)
        giveUp("cannot run " + argv[0]);
    const double milliseconds = since(start, 1e3);
    posix_spawn_file_actions_destroy(&actions);
    return milliseconds;
}

void giveUp(const std::string &reason)
{
    std::fprintf(stderr, "benchmark: %s\n", reason.c_str());
    std::exit(3);
}

} // namespace benchmarks
