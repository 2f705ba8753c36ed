// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "census.h"

#include "testpaths.h"

#include "core/local/localsession.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <vector>

/// 100,000 real invocations of well and badly behaved functions: what leaks shows as a slope or a remainder.
///
///     soak [COUNT] [SECONDS]      COUNT invocations, or as many as the time allows (0: no limit)
///
/// Of every hundred: 5 time out, 2 run out of memory, 1 leaves a daemon behind; the rest is Python, Node.js and a
/// native custom runtime by turns. Prints a line per thousand; exit code 1 when an outcome was not the expected one or
/// something is left at the end.

using namespace lambdarium;
namespace fs = std::filesystem;

namespace {

constexpr const char *templateText = R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    CodeUri: python/
    Runtime: python3.13
    Timeout: 20
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.echo
  Node:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: node/
      Runtime: nodejs22.x
      Handler: index.handler
  Native:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: native/
      Runtime: provided.al2023
      Handler: bootstrap
  Hang:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.hang
      Timeout: 1
  Hungry:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.hungry
  Daemon:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.daemon
)";

constexpr const char *pythonCode = R"(import os, signal, time

def echo(event, context):
    return event

def hang(event, context):
    time.sleep(60)

def hungry(event, context):
    held = []
    while True:
        held.append(bytearray(8 << 20))

def daemon(event, context):
    if os.fork() == 0:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    os.wait()
    return event
)";

void write(const fs::path &path, const std::string &text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// The template of C++ functions, built as its user would.
bool buildNative(const fs::path &folder)
{
    fs::create_directories(folder);
    const std::string source = LAMBDARIUM_SOURCE_DIR "/resources/functions/cpp";
    const std::string command = "g++ -std=c++17 -O1 -I" + source + " " + source + "/main.cpp -o " + folder.string()
        + "/bootstrap";
    return std::system(command.c_str()) == 0;
}

struct Kind
{
    const char *function;
    InvocationOutcome expected;
};

Kind kindOf(std::int64_t number)
{
    const auto of = number * 37 % 100; // spread over the hundred
    if (of < 5)
        return {"Hang", InvocationOutcome::Timeout};
    if (of < 7)
        return {"Hungry", InvocationOutcome::OutOfMemory};
    if (of < 8)
        return {"Daemon", InvocationOutcome::Success};
    static constexpr std::array<const char *, 3> kinds{"Python", "Node", "Native"};
    return {kinds[static_cast<std::size_t>(number % 3)], InvocationOutcome::Success};
}

class Soak
{
public:
    explicit Soak(Session &session) : m_session(session) {}

    /// False when an outcome was not the expected one.
    bool run(std::int64_t count, std::chrono::seconds limit)
    {
        const auto begin = std::chrono::steady_clock::now();
        for (std::int64_t number = 0; number < count; ++number) {
            if (limit.count() > 0 && std::chrono::steady_clock::now() - begin > limit)
                break;
            waitBelow(inFlightMax);
            submit(number);
            if (number % 1000 == 999)
                note(number + 1);
        }
        waitBelow(1);
        note(m_done);
        return m_wrong == 0;
    }

    void conclude(std::chrono::steady_clock::duration took) const
    {
        const std::size_t half = m_numbers.size() / 2;
        const std::vector<double> x(m_numbers.begin() + static_cast<std::ptrdiff_t>(half), m_numbers.end());
        const std::vector<double> y(m_rss.begin() + static_cast<std::ptrdiff_t>(half), m_rss.end());
        std::printf("%lld invocations in %lld s, %lld unexpected; RSS slope of the second half %.2f KB per 1000\n",
                    static_cast<long long>(m_done),
                    static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(took).count()),
                    static_cast<long long>(m_wrong), soak::slope(x, y) * 1000);
        for (const auto &[name, number] : m_byFunction)
            std::printf("  %-8s %lld\n", name.c_str(), static_cast<long long>(number));
    }

private:
    static constexpr int inFlightMax = 8;

    void submit(std::int64_t number)
    {
        const Kind kind = kindOf(number);
        {
            const std::scoped_lock lock(m_mutex);
            ++m_inFlight;
            ++m_byFunction[kind.function];
        }
        const std::string event = "{\"n\":" + std::to_string(number) + "}";
        m_session.submit(command::Invoke{.function = kind.function, .payload = event},
                         [this, kind](const Result<CommandOutcome> &result) { ended(kind, result); });
    }

    void ended(const Kind &kind, const Result<CommandOutcome> &result)
    {
        const auto *outcome = result ? std::get_if<InvokeOutcome>(&*result) : nullptr;
        const std::scoped_lock lock(m_mutex);
        --m_inFlight;
        ++m_done;
        if (outcome == nullptr || outcome->status != 200 || outcome->outcome != kind.expected) {
            if (++m_wrong <= 20)
                std::printf("  unexpected: %s: %s\n", kind.function,
                            outcome ? outcome->payload.c_str() : result.error().message.c_str());
        }
        m_woken.notify_one();
    }

    void waitBelow(int most)
    {
        std::unique_lock lock(m_mutex);
        m_woken.wait(lock, [&] { return m_inFlight < most; });
    }

    void note(std::int64_t number)
    {
        const soak::Census census = soak::takeCensus();
        m_numbers.push_back(static_cast<double>(number));
        m_rss.push_back(static_cast<double>(census.rssKb));
        std::printf("%7lld: %s\n", static_cast<long long>(number), soak::textOf(census).c_str());
        std::fflush(stdout);
    }

    Session &m_session;
    std::mutex m_mutex;
    std::condition_variable m_woken;
    int m_inFlight = 0;
    std::int64_t m_done = 0;
    std::int64_t m_wrong = 0;
    std::map<std::string, std::int64_t> m_byFunction;
    std::vector<double> m_numbers;
    std::vector<double> m_rss;
};

/// Waits for the last processes to be reaped.
soak::Census settled(const soak::Census &before)
{
    soak::Census now = soak::takeCensus();
    for (int tries = 0; tries < 100 && now.processes > before.processes; ++tries) {
        std::mutex mutex;
        std::condition_variable never;
        std::unique_lock lock(mutex);
        never.wait_for(lock, std::chrono::milliseconds(100));
        now = soak::takeCensus();
    }
    return now;
}

bool same(const char *what, std::int64_t before, std::int64_t after)
{
    if (after > before)
        std::printf("LEFT BEHIND: %s %lld, were %lld\n", what, static_cast<long long>(after),
                    static_cast<long long>(before));
    return after <= before;
}

} // namespace

int main(int argc, char **argv)
{
    const std::int64_t count = argc > 1 ? std::atoll(argv[1]) : 100000;
    const std::chrono::seconds limit(argc > 2 ? std::atoll(argv[2]) : 0);
    char folder[] = "/tmp/lambdarium-soak-XXXXXX";
    if (mkdtemp(folder) == nullptr)
        return 2;
    const fs::path root(folder);
    write(root / "template.yaml", templateText);
    write(root / "python/app.py", pythonCode);
    write(root / "node/index.js", "exports.handler = async (event) => event;\n");
    if (!buildNative(root / "native"))
        return 2;
    const soak::Census before = soak::takeCensus();
    std::printf(" before: %s\n", soak::textOf(before).c_str());
    bool sound = false;
    {
        auto session = LocalSession::open(
            {.workspace = root, .endpoint = false, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"});
        if (!session) {
            std::fprintf(stderr, "soak: %s\n", session.error().message.c_str());
            return 2;
        }
        Soak soak(**session);
        const auto begin = std::chrono::steady_clock::now();
        sound = soak.run(count, limit);
        soak.conclude(std::chrono::steady_clock::now() - begin);
    }
    const soak::Census after = settled(before);
    std::printf("  after: %s\n", soak::textOf(after).c_str());
    sound = same("descriptors", before.descriptors, after.descriptors) && sound;
    sound = same("mounts", before.mounts, after.mounts) && sound;
    sound = same("processes", before.processes, after.processes) && sound;
    sound = same("namespaces", before.namespaces, after.namespaces) && sound;
    sound = same("entries in /tmp", before.tmpEntries, after.tmpEntries) && sound;
    std::error_code failure;
    fs::remove_all(root, failure);
    return sound ? 0 : 1;
}
