// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "watched.h"

#include "testpaths.h"

#include <QTemporaryDir>
#include <QtTest>

#include <condition_variable>
#include <fstream>
#include <future>
#include <map>
#include <mutex>
#include <set>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

QByteArray httpStatus(const QStringList &curl)
{
    return runCommand(QStringLiteral("curl"),
                      QStringList{QStringLiteral("-s"), QStringLiteral("-o"), QStringLiteral("/dev/null"),
                                  QStringLiteral("-w"), QStringLiteral("%{http_code}")}
                          + curl)
        .output;
}

/// Every process below pid, by walking /proc.
std::set<int> processesBelow(int pid)
{
    std::multimap<int, int> childrenOf;
    for (const auto &entry : std::filesystem::directory_iterator("/proc")) {
        const int child = std::atoi(entry.path().filename().c_str());
        std::ifstream stat(entry.path() / "stat");
        std::string text;
        std::getline(stat, text);
        const auto name = text.rfind(')');
        int parent = 0;
        char state = 0;
        if (child > 0 && name != std::string::npos
            && std::sscanf(text.c_str() + name + 1, " %c %d", &state, &parent) == 2)
            childrenOf.emplace(parent, child);
    }
    std::set<int> found;
    std::vector<int> open{pid};
    while (!open.empty()) {
        const auto [first, last] = childrenOf.equal_range(open.back());
        open.pop_back();
        for (auto at = first; at != last; ++at)
            if (found.insert(at->second).second)
                open.push_back(at->second);
    }
    return found;
}

} // namespace

/// The whole core in this process, with real environments.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runningInvocationsKeepTheirCode();
    void filesSavedByOthersAreReloaded();
    void openingRunsNothing();
    void eventsOfAnEarlierSessionWaitForAGrant();
    void pagesOfABrowserAreRefused();
    void concurrencyIsLimitedAsReserved();
    void aSecondCoreOnTheWorkspaceIsRefused();
    void historyOutlivesTheSession();
    void snapshotsAreNeverOlderThanFacts();
    void nothingIsLeftBehind();
    void extensionsHearOfTheEnd();
    void aKilledSpawnerIsReplaced();

private:
    void write(const char *file, const char *content) { writeFile(m_root / "src" / file, content); }
    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_root;
};

void TestSession::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path().toStdString() + "/work";
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/session", m_root,
                          std::filesystem::copy_options::recursive);
}

void TestSession::runningInvocationsKeepTheirCode()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    auto running = core.submit(command::Invoke{.function = "Slow"});
    QTRY_VERIFY_WITH_TIMEOUT(core.logged("waiting"), 20000);
    // The second module is imported after this: from what was saved when the invocation began.
    write("late.py", "VERSION = 'new'\n");
    write("app.py",
          "VERSION = 'new'\ndef slow(e, c):\n    import late\n    return [VERSION, late.VERSION]\n"
          "def quick(e, c):\n    return VERSION\n");
    QVERIFY(core.call(command::ReloadCode{}));
    QCOMPARE(core.invoke("Slow"), std::string(R"(["new", "new"])"));
    const auto kept = running.get();
    QVERIFY(kept);
    QCOMPARE(std::get<InvokeOutcome>(*kept).payload, std::string(R"(["old", "old"])"));
}

void TestSession::filesSavedByOthersAreReloaded()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    QCOMPARE(core.invoke("Quick"), std::string("\"old\""));
    write("app.py", "def quick(e, c):\n    return 'saved elsewhere'\n");
    QTRY_COMPARE_WITH_TIMEOUT(core.invoke("Quick"), std::string("\"saved elsewhere\""), 10000);
}

void TestSession::openingRunsNothing()
{
    {
        Watched core(m_root);
        QVERIFY(core.call(command::SendMessage{.queue = "Jobs", .body = "{}"}));
    }
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    QVERIFY(core.session->snapshot()->port > 0);
    QVERIFY(!core.session->snapshot()->sourcesRunning);
    // The message is there, its poller is wired, endpoint and function URL answer: and still nothing starts.
    QCOMPARE(httpStatus({QString::fromStdString(core.endpoint())}), QByteArray("403"));
    const auto snapshot = core.session->snapshot();
    const QString url = QString::fromStdString(snapshot->function("Quick")->url);
    QVERIFY(!url.isEmpty());
    QCOMPARE(httpStatus({url}), QByteArray("403"));
    QVERIFY(!core.startsSomething(1500ms));
    QVERIFY(core.call(command::StartSources{}));
    QTRY_VERIFY_WITH_TIMEOUT(!core.told<fact::InvocationEnded>().empty(), 20000);
    QCOMPARE(httpStatus({url}), QByteArray("200"));
}

void TestSession::eventsOfAnEarlierSessionWaitForAGrant()
{
    std::string requestId;
    {
        // The environment is still starting when the session ends: the event stays.
        Watched core(m_root);
        const auto accepted = core.call(command::Invoke{.function = "Slow", .type = InvocationType::Event});
        QVERIFY(accepted);
        requestId = std::get<InvokeOutcome>(*accepted).requestId;
    }
    Watched core(m_root);
    QVERIFY(!core.startsSomething(500ms));
    QVERIFY(core.call(command::StartSources{}));
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(core.told<fact::InvocationEnded>(),
                                                 [&](const auto &end) { return end.requestId == requestId; }),
                             20000);
}

void TestSession::pagesOfABrowserAreRefused()
{
    Watched core(m_root);
    const QString url = QString::fromStdString(core.endpoint() + "/2015-03-31/functions");
    const QStringList signature{QStringLiteral("--aws-sigv4"), QStringLiteral("aws:amz:us-east-1:lambda"),
                                QStringLiteral("-u"), QStringLiteral("test:test")};
    QCOMPARE(httpStatus(signature + QStringList{url}), QByteArray("200"));
    QCOMPARE(httpStatus({url}), QByteArray("403"));
    const QStringList foreign{QStringLiteral("-H"), QStringLiteral("Origin: http://evil.example"), url};
    QCOMPARE(httpStatus(signature + foreign), QByteArray("403"));
    QCOMPARE(httpStatus(signature + QStringList{QStringLiteral("-H"), QStringLiteral("Host: evil.example"), url}),
             QByteArray("421"));
}

void TestSession::concurrencyIsLimitedAsReserved()
{
    Watched core(m_root);
    std::vector<std::future<Result<CommandOutcome>>> calls;
    for (int i = 0; i < 5; ++i)
        calls.push_back(core.submit(command::Invoke{.function = "Limited"}));
    int throttled = 0;
    int done = 0;
    for (auto &call : calls) {
        const auto result = call.get();
        QVERIFY(result);
        const auto &outcome = std::get<InvokeOutcome>(*result);
        done += outcome.status == 200 ? 1 : 0;
        throttled += outcome.status == 429 && outcome.errorType == "TooManyRequestsException" ? 1 : 0;
    }
    QCOMPARE(done, 2);
    QCOMPARE(throttled, 3);
    QTRY_COMPARE(core.told<fact::Throttled>().size(), std::size_t(3));
}

void TestSession::aSecondCoreOnTheWorkspaceIsRefused()
{
    Watched first(m_root);
    QVERIFY2(!first.problem, first.problem ? first.problem->message.c_str() : "");
    Watched second(m_root);
    QVERIFY(second.problem);
    QCOMPARE(second.problem->code, ErrorCode::Conflict);
    QVERIFY(second.problem->message.find(std::to_string(QCoreApplication::applicationPid())) != std::string::npos);
}

void TestSession::historyOutlivesTheSession()
{
    std::string requestId;
    {
        Watched core(m_root);
        const auto result = core.call(command::Invoke{.function = "Quick", .payload = R"({"a":1})"});
        QVERIFY(result);
        requestId = std::get<InvokeOutcome>(*result).requestId;
    }
    Watched core(m_root);
    const auto found = core.query(query::Invocation{requestId});
    QVERIFY2(found, found ? "" : found.error().message.c_str());
    const auto &records = std::get<std::vector<InvocationRecord>>(*found);
    QCOMPARE(records.size(), std::size_t(1));
    QCOMPARE(records[0].event, std::string(R"({"a":1})"));
    QCOMPARE(records[0].response, std::string("\"old\""));
    const auto lines = core.query(query::Logs{.requestId = requestId});
    QVERIFY(lines);
    QVERIFY(std::get<std::vector<Fact>>(*lines).size() >= 3); // START, END, REPORT
}

void TestSession::snapshotsAreNeverOlderThanFacts()
{
    Watched core(m_root);
    for (int i = 0; i < 20; ++i) {
        core.invoke("Quick");
        const auto batch = core.mailbox.drain();
        if (!batch.facts.empty())
            QVERIFY(core.session->snapshot()->lastSequence >= batch.facts.back().sequence);
    }
}

void TestSession::nothingIsLeftBehind()
{
    std::set<int> alive;
    {
        Watched core(m_root);
        auto running = core.submit(command::Invoke{.function = "Slow"});
        QTRY_VERIFY_WITH_TIMEOUT(core.logged("waiting"), 20000);
        alive = processesBelow(static_cast<int>(QCoreApplication::applicationPid()));
        QVERIFY2(alive.size() >= 3, "spawner, pid 1 and interpreter at least");
    }
    for (const int pid : alive)
        QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::exists("/proc/" + std::to_string(pid)), 5000);
}

void TestSession::extensionsHearOfTheEnd()
{
    // One says goodbye, the other never listens; both are idle and frozen when the session ends.
    const auto layer = m_root / "layer/extensions";
    const std::string program = R"(#!/usr/bin/python3
import json, os, sys, time, urllib.request
base = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2020-01-01/extension/'
def call(method, path, body=None, headers={}):
    return urllib.request.urlopen(urllib.request.Request(base + path, body, headers, method=method))
name = os.path.basename(sys.argv[0])
reply = call('POST', 'register', b'{"events":["INVOKE","SHUTDOWN"]}', {'Lambda-Extension-Name': name})
me = {'Lambda-Extension-Identifier': reply.headers['Lambda-Extension-Identifier']}
while True:
    event = json.load(call('GET', 'event/next', None, me))
    if event['eventType'] == 'SHUTDOWN':
        print(name, 'heard of', event['shutdownReason'], flush=True)
        while name == 'stubborn': time.sleep(60)
        sys.exit(0)
)";
    for (const char *name : {"polite", "stubborn"}) {
        writeFile(layer / name, program);
        std::filesystem::permissions(layer / name, std::filesystem::perms(0755));
    }
    writeFile(
        m_root / "template.yaml",
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  L: {Type: AWS::Serverless::LayerVersion, "
        "Properties: {ContentUri: layer/}}\n  Quick: {Type: AWS::Serverless::Function, Properties: {CodeUri: src/, "
        "Runtime: python3.13, Handler: app.quick, Layers: [!Ref L]}}\n");
    {
        Watched core(m_root);
        QCOMPARE(core.invoke("Quick"), std::string("\"old\""));
    }
    Watched core(m_root);
    const auto found = core.query(query::Logs{.contains = "heard of spindown"});
    QVERIFY(found);
    QCOMPARE(std::get<std::vector<Fact>>(*found).size(), std::size_t(2));
}

void TestSession::aKilledSpawnerIsReplaced()
{
    Watched core(m_root);
    QCOMPARE(core.invoke("Quick"), std::string("\"old\""));
    runCommand(QStringLiteral("pkill"),
               {QStringLiteral("-9"), QStringLiteral("-P"), QString::number(QCoreApplication::applicationPid()),
                QStringLiteral("-f"), QStringLiteral("lambdarium-spawner")});
    QTRY_COMPARE_WITH_TIMEOUT(core.invoke("Quick"), std::string("\"old\""), 20000);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
