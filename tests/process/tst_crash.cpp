// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <map>
#include <set>

namespace {

constexpr int messages = 1000;
constexpr int events = 100;
constexpr int kills = 20;

} // namespace

/// kill -9 at random moments: what was accepted is processed, and nothing ends in two places.
class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twentyKillsLoseNothing();

private:
    /// How often each result was written, counted from the files alone.
    std::set<std::string> results() const;
    int queueDepth(int port, const QString &queue) const;

    QTemporaryDir m_directory;
    std::filesystem::path m_root;
};

void TestCrash::initTestCase()
{
    m_root = m_directory.path().toStdString() + "/work";
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/crash", m_root,
                          std::filesystem::copy_options::recursive);
}

std::set<std::string> TestCrash::results() const
{
    std::set<std::string> names;
    std::error_code failure;
    const auto objects = m_root / ".lambdarium" / "objects";
    for (std::filesystem::recursive_directory_iterator at(objects, failure), end; !failure && at != end;
         at.increment(failure)) {
        std::ifstream stream(at->path());
        std::string word;
        std::string name;
        if (stream >> word >> name && word == "done")
            names.insert(name);
    }
    return names;
}

int TestCrash::queueDepth(int port, const QString &queue) const
{
    const auto url = QStringLiteral("http://127.0.0.1:%1/000000000000/%2").arg(port).arg(queue);
    const Finished answer = runAws(port,
                                   {QStringLiteral("sqs"), QStringLiteral("get-queue-attributes"),
                                    QStringLiteral("--queue-url"), url, QStringLiteral("--attribute-names"),
                                    QStringLiteral("All"), QStringLiteral("--query"),
                                    QStringLiteral("Attributes.[ApproximateNumberOfMessages,"
                                                   "ApproximateNumberOfMessagesNotVisible,"
                                                   "ApproximateNumberOfMessagesDelayed]"),
                                    QStringLiteral("--output"), QStringLiteral("text")});
    int sum = answer.exitCode == 0 ? 0 : -1000000;
    for (const QByteArray &number : answer.output.simplified().split(' '))
        sum += number.toInt();
    return sum;
}

void TestCrash::twentyKillsLoseNothing()
{
    const QString workspace = QString::fromStdString(m_root.string());
    ServedWorkspace served;
    QVERIFY2(served.start(workspace), served.output());
    const Finished sent = runCommand(QStringLiteral("/usr/bin/python3"),
                                     {workspace + QStringLiteral("/send.py"), QString::number(served.port()),
                                      QString::number(messages), QString::number(events)});
    QVERIFY2(sent.exitCode == 0, sent.errors);

    // Fresh moments in every run; a failure prints the seed that repeats them.
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    std::size_t written = 0;
    int inFlightKills = 0;
    for (int i = 0; i < kills; ++i) {
        // Waiting for output makes the moment depend on work under way, the random part on nothing.
        served.waitForOutput("START RequestId", 2000);
        served.letRun(static_cast<int>(random.bounded(250)));
        served.kill();
        const std::size_t now = results().size();
        if (now < messages + events)
            ++inFlightKills;
        written = now;
        QVERIFY2(served.start(workspace), served.output());
    }
    qInfo("seed %u: %d of %d kills fell into unfinished work, %zu results after them", seed, inFlightKills, kills,
          written);
    QVERIFY2(inFlightKills >= kills / 2, "the work was over before the kills: this run proved nothing");

    QTRY_COMPARE_WITH_TIMEOUT(results().size(), static_cast<std::size_t>(messages + events), 180000);
    std::set<std::string> expected;
    for (int i = 0; i < messages; ++i)
        expected.insert("m" + std::to_string(i));
    for (int i = 0; i < events; ++i)
        expected.insert("e" + std::to_string(i));
    QCOMPARE(results(), expected);
    // No message is done and waiting, or done and given up.
    QTRY_COMPARE_WITH_TIMEOUT(queueDepth(served.port(), QStringLiteral("Work")), 0, 60000);
    QCOMPARE(queueDepth(served.port(), QStringLiteral("WorkDLQ")), 0);
    QCOMPARE(queueDepth(served.port(), QStringLiteral("Lost")), 0);
    QCOMPARE(served.stop(), 0);
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
