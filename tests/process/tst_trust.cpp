// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "watched.h"

#include "core/local/truststore.h"
#include "core/loop/wallclock.h"
#include "core/sandbox/spawner.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

#include <sys/stat.h>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

std::string textOf(const std::filesystem::path &file)
{
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

/// Who decides that code of a workspace runs, and that nothing gets past it.
class TestTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsTrustedAtFirst();
    void decisionsAreKept();
    void aMovedOrReplacedProjectIsNew();
    void parentsCountForNothing();
    void aProjectMayLowerOnly();
    void aBrokenStoreRestrictsEverything_data();
    void aBrokenStoreRestrictsEverything();
    void aStoreThatOthersMayWriteDoesNotCount();
    void restrictedMeansRestricted();
    void grantingLetsItRunAtOnce();
    void revokingEndsWhatRuns();
    void theSpawnerItselfRefuses();

private:
    TrustStore store() const { return TrustStore(m_file); }
    Trust decided() const { return store().decision(m_root, m_root / ".lambdarium").trust; }
    void decide(Trust trust) const { QVERIFY(store().decide(m_root, m_root / ".lambdarium", trust)); }
    LocalSession::Options asWindow() const
    {
        LocalSession::Options options;
        options.workspace = m_root;
        options.spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner";
        options.trust.reset();
        options.trustFile = m_file;
        return options;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_root;
    std::filesystem::path m_file;
};

void TestTrust::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path().toStdString() + "/work";
    m_file = m_directory->path().toStdString() + "/config/lambdarium/trust.json";
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/session", m_root,
                          std::filesystem::copy_options::recursive);
}

void TestTrust::nothingIsTrustedAtFirst()
{
    QCOMPARE(decided(), Trust::Restricted);
    QVERIFY(!std::filesystem::exists(m_file));
    QVERIFY(!TrustStore::grant(Trust::Restricted));
    QVERIFY(TrustStore::grant(Trust::Isolated));
}

void TestTrust::decisionsAreKept()
{
    decide(Trust::Isolated);
    QCOMPARE(decided(), Trust::Isolated);
    QVERIFY(!store().decision(m_root, m_root / ".lambdarium").unprotected);
    QVERIFY(store().decide(m_root, m_root / ".lambdarium", Trust::Trusted, true));
    QCOMPARE(decided(), Trust::Trusted);
    QVERIFY(store().decision(m_root, m_root / ".lambdarium").unprotected);
    decide(Trust::Restricted);
    QCOMPARE(decided(), Trust::Restricted);
    // Nothing of it lies in the project but a random name.
    QCOMPARE(textOf(m_root / ".lambdarium/project-id").size(), std::size_t{33});
}

void TestTrust::aMovedOrReplacedProjectIsNew()
{
    decide(Trust::Trusted);
    const std::filesystem::path other = m_root.string() + "-moved";
    std::filesystem::rename(m_root, other);
    QCOMPARE(store().decision(other, other / ".lambdarium").trust, Trust::Restricted);
    // Another project takes its place: the path is the same, the id is not.
    std::filesystem::create_directories(m_root / ".lambdarium");
    QCOMPARE(decided(), Trust::Restricted);
    writeFile(m_root / ".lambdarium/project-id", std::string(32, 'a') + "\n");
    QCOMPARE(decided(), Trust::Restricted);
}

void TestTrust::parentsCountForNothing()
{
    decide(Trust::Trusted);
    const auto inner = m_root / "inner";
    std::filesystem::create_directories(inner / ".lambdarium");
    std::filesystem::copy(m_root / ".lambdarium/project-id", inner / ".lambdarium/project-id");
    QCOMPARE(store().decision(inner, inner / ".lambdarium").trust, Trust::Restricted);
}

void TestTrust::aProjectMayLowerOnly()
{
    writeFile(m_root / ".lambdarium/trust", "trusted\n");
    QCOMPARE(decided(), Trust::Restricted);
    decide(Trust::Trusted);
    QCOMPARE(decided(), Trust::Trusted);
    writeFile(m_root / ".lambdarium/trust", "isolated\n");
    QCOMPARE(decided(), Trust::Isolated);
    writeFile(m_root / ".lambdarium/trust", "restricted");
    QCOMPARE(decided(), Trust::Restricted);
}

void TestTrust::aBrokenStoreRestrictsEverything_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut off") << QByteArray("{\"version\":1,\"proj");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("projects are a list") << QByteArray("{\"projects\":[]}");
    QTest::newRow("empty") << QByteArray();
}

void TestTrust::aBrokenStoreRestrictsEverything()
{
    QFETCH(QByteArray, content);
    decide(Trust::Trusted);
    writeFile(m_file, content.toStdString());
    const auto decision = store().decision(m_root, m_root / ".lambdarium");
    QCOMPARE(decision.trust, Trust::Restricted);
    QVERIFY(decision.problem.find("trust.json") != std::string::npos);
    decide(Trust::Isolated);
    QCOMPARE(decided(), Trust::Isolated);
    QCOMPARE(textOf(m_file.string() + ".broken"), content.toStdString());
}

void TestTrust::aStoreThatOthersMayWriteDoesNotCount()
{
    decide(Trust::Trusted);
    QCOMPARE(::chmod(m_file.c_str(), 0666), 0);
    QCOMPARE(decided(), Trust::Restricted);
}

void TestTrust::restrictedMeansRestricted()
{
    Watched core(asWindow());
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    QCOMPARE(core.session->snapshot()->trust, Trust::Restricted);
    const auto outcome = std::get<InvokeOutcome>(core.call(command::Invoke{.function = "Quick"}).value());
    QCOMPARE(outcome.status, 403);
    QCOMPARE(outcome.errorType, std::string("AccessDeniedException"));
    QVERIFY2(outcome.payload.find("This workspace is restricted") != std::string::npos, outcome.payload.c_str());
    for (const Command &command :
         {Command(command::StartSources{}), Command(command::FireSchedule{"Quick/Often"}),
          Command(command::CallUrl{.function = "Quick"}), Command(command::Publish{.topic = "T"}),
          Command(command::PutObject{.bucket = "B"}), Command(command::Build{})}) {
        const auto refused = core.call(command);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
    }
    // Messages may wait; a signed request gets AWS's status.
    QVERIFY(core.call(command::SendMessage{.queue = "Jobs", .body = "{}"}));
    const QString url = QString::fromStdString(core.endpoint() + "/2015-03-31/functions/Quick/invocations");
    const Finished signedCall = runCommand(QStringLiteral("curl"),
                                           {QStringLiteral("-s"), QStringLiteral("-d"), QStringLiteral("{}"),
                                            QStringLiteral("-H"), QStringLiteral("Content-Type: application/json"),
                                            QStringLiteral("--aws-sigv4"), QStringLiteral("aws:amz:us-east-1:lambda"),
                                            QStringLiteral("-u"), QStringLiteral("test:test"), QStringLiteral("-w"),
                                            QStringLiteral(" %{http_code}"), url});
    QVERIFY2(signedCall.output.contains("This workspace is restricted"), signedCall.output);
    QVERIFY2(signedCall.output.endsWith(" 403"), signedCall.output);
    QVERIFY(!core.startsSomething(1000ms));
}

void TestTrust::grantingLetsItRunAtOnce()
{
    {
        Watched core(asWindow());
        QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
        QVERIFY(core.call(command::SetTrust{Trust::Isolated}));
        QCOMPARE(core.session->snapshot()->trust, Trust::Isolated);
        QCOMPARE(core.invoke("Quick"), std::string("\"old\""));
    }
    Watched again(asWindow());
    QCOMPARE(again.session->snapshot()->trust, Trust::Isolated);
    QVERIFY(!again.startsSomething(500ms)); // granted, and still nothing runs on open
}

void TestTrust::revokingEndsWhatRuns()
{
    decide(Trust::Isolated);
    Watched core(asWindow());
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    auto running = core.submit(command::Invoke{.function = "Slow"});
    QTRY_VERIFY_WITH_TIMEOUT(core.logged("waiting"), 20000);
    QVERIFY(core.call(command::SetTrust{Trust::Restricted}));
    QCOMPARE(std::get<InvokeOutcome>(running.get().value()).outcome, InvocationOutcome::Crash);
    QCOMPARE(std::get<InvokeOutcome>(core.call(command::Invoke{.function = "Quick"}).value()).status, 403);
    QTRY_COMPARE_WITH_TIMEOUT(core.session->snapshot()->environmentsLive, 0, 10000);
    QCOMPARE(decided(), Trust::Restricted);
}

void TestTrust::theSpawnerItselfRefuses()
{
    EventLoop loop;
    WallClock clock(loop);
    auto spawner = SpawnerClient::start(clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner");
    QVERIFY(spawner);
    const auto spawned = [&] {
        std::optional<Result<std::unique_ptr<Box>>> box;
        BoxSpec spec;
        spec.argv = {"/usr/bin/true"};
        (*spawner)->spawn(std::move(spec), [&](Result<std::unique_ptr<Box>> made) { box = std::move(made); });
        clock.runFor(20s, [&] { return box.has_value(); });
        return std::move(*box);
    };
    const auto refused = spawned();
    QVERIFY(!refused);
    QVERIFY(refused.error().message.find("restricted") != std::string::npos);
    (*spawner)->allow(TrustStore::grant(Trust::Isolated));
    QVERIFY(spawned());
    (*spawner)->allow(TrustStore::grant(Trust::Restricted));
    QVERIFY(!spawned());
}

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
