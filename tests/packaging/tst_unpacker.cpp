// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/package.h"
#include "core/workspace/archive.h"
#include "core/workspace/unpacker.h"
#include "core/workspace/workspace.h"
#include "testpaths.h"
#include "zipmaker.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

#include <fstream>

using namespace lambdarium;
namespace fs = std::filesystem;

namespace {

const Unpacker helper(LAMBDARIUM_BIN_DIR "/lambdarium-unpack");

void write(const fs::path &path, std::string_view text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string read(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

/// The process that takes zips apart, and the walls it stands behind.
class TestUnpacker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unpacksAsThisProcessWould();
    void refusesInTheSameWords_data();
    void refusesInTheSameWords();
    void survivesAHelperThatDoesNotRun();
    void keepsToItsFolder();
    void servesFunctionsAndImports();
    void costsLittle();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

void TestUnpacker::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path().toStdString();
}

void TestUnpacker::unpacksAsThisProcessWould()
{
    write(m_root / "in.zip",
          madeZip({{.name = "bin/tool", .content = "#!/bin/sh\n", .mode = 0100755},
                   {.name = "d/"},
                   {.name = "l", .content = "bin/tool", .mode = 0120777},
                   {.name = "a\xc3\xa7\xc3\xa3o.txt", .content = "ok"}}));
    for (const bool durable : {false, true}) {
        const fs::path out = m_root / (durable ? "durable" : "quick");
        fs::create_directory(out);
        const auto unpacked = helper.unpack(m_root / "in.zip", out, durable);
        QVERIFY2(unpacked, unpacked ? "" : unpacked.error().message.c_str());
        QCOMPARE(unpacked->files, std::uintmax_t{3});
        QCOMPARE(unpacked->unzippedBytes, inspectArchive(m_root / "in.zip")->unzippedBytes);
        QCOMPARE(read(out / "a\xc3\xa7\xc3\xa3o.txt"), std::string("ok"));
        QCOMPARE(fs::read_symlink(out / "l"), fs::path("bin/tool"));
        QVERIFY(fs::is_directory(out / "d"));
        QVERIFY((fs::status(out / "bin/tool").permissions() & fs::perms::owner_exec) != fs::perms::none);
    }
    QCOMPARE(helper.inspect(m_root / "in.zip")->files, std::uintmax_t{3});
}

void TestUnpacker::refusesInTheSameWords_data()
{
    QTest::addColumn<std::string>("zip");
    QTest::newRow("slip") << madeZip({{.name = "../../etc/evil", .content = "x"}});
    QTest::newRow("link out") << madeZip({{.name = "l", .content = "/etc/passwd", .mode = 0120777}});
    QTest::newRow("no zip") << std::string("nothing");
    const std::string zeros(8U << 20U, '\0');
    QTest::newRow("bomb") << madeZip({{.name = "bomb", .content = zeros, .deflated = deflated(zeros)}});
    QTest::newRow("short") << madeZip(
        {{.name = "a", .content = "12345", .deflated = deflated("12345"), .sizeSaid = 9}});
}

void TestUnpacker::refusesInTheSameWords()
{
    QFETCH(std::string, zip);
    write(m_root / "in.zip", zip);
    fs::create_directory(m_root / "here");
    fs::create_directory(m_root / "there");
    const auto inside = unpackArchive(m_root / "in.zip", m_root / "here", false);
    const auto outside = helper.unpack(m_root / "in.zip", m_root / "there", false);
    QVERIFY(!inside && !outside);
    QCOMPARE(outside.error().code, inside.error().code);
    QCOMPARE(outside.error().message, inside.error().message);
}

void TestUnpacker::survivesAHelperThatDoesNotRun()
{
    write(m_root / "in.zip", madeZip({{.name = "a", .content = "1"}}));
    for (const char *program : {"/nowhere/lambdarium-unpack", "/bin/false", "/bin/true", "/bin/sh"}) {
        const auto refused = Unpacker(program).inspect(m_root / "in.zip");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    }
    QCOMPARE(helper.inspect(m_root / "missing.zip").error().code, ErrorCode::NotFound);
    // And what floods its answer is ended.
    write(m_root / "flood", "#!/bin/sh\nexec yes\n");
    fs::permissions(m_root / "flood", fs::perms(0755));
    QVERIFY(!Unpacker(m_root / "flood").inspect(m_root / "in.zip"));
}

void TestUnpacker::keepsToItsFolder()
{
    fs::create_directory(m_root / "mine");
    fs::create_directory(m_root / "other");
    QProcess probe;
    probe.start(
        QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/helperprobe"),
        {QString::fromStdString((m_root / "mine").string()), QString::fromStdString((m_root / "other").string())});
    QVERIFY(probe.waitForFinished(20000));
    const QStringList lines = QString::fromUtf8(probe.readAllStandardOutput()).split(QLatin1Char('\n'));
    QCOMPARE(probe.exitCode(), 0);
    QCOMPARE(lines.size(), 16);
    QStringList through;
    for (const QString &line : lines)
        if (line.endsWith(QLatin1String(" through")))
            through << line.chopped(8);
    QCOMPARE(
        through,
        QStringList({QStringLiteral("write inside"), QStringLiteral("folder inside"), QStringLiteral("link inside")}));
}

void TestUnpacker::servesFunctionsAndImports()
{
    write(m_root / "template.yaml", "Resources: {}\n");
    write(m_root / "f.zip", madeZip({{.name = "app.py", .content = "one"}}));
    auto workspace = Workspace::open(m_root);
    QVERIFY(workspace);
    workspace->setUnpacker(helper);
    const Function function{.id = "F", .runtime = "python3.13", .handler = "app.handler", .codeUri = "f.zip"};
    const auto code = workspace->freezeCode(function);
    QVERIFY2(code, code ? "" : code.error().message.c_str());
    QCOMPARE(read(code->directory / "app.py"), std::string("one"));
    const auto taken = replaceFolder(m_root / "f.zip", m_root / "src", m_root / "trash", helper);
    QVERIFY2(taken, taken ? "" : taken.error().message.c_str());
    QCOMPARE(read(m_root / "src/app.py"), std::string("one"));
    QCOMPARE(taken->files, 1);
}

void TestUnpacker::costsLittle()
{
    write(m_root / "in.zip", madeZip({{.name = "app.py", .content = std::string(2000, 'x')}}));
    const auto median = [this](const Unpacker &unpacker) {
        std::vector<qint64> times;
        for (int i = 0; i < 21; ++i) {
            const fs::path out = m_root / "out";
            fs::remove_all(out);
            fs::create_directory(out);
            QElapsedTimer timer;
            timer.start();
            if (!unpacker.unpack(m_root / "in.zip", out, false))
                return qint64{-1};
            times.push_back(timer.nsecsElapsed() / 1000);
        }
        std::ranges::sort(times);
        return times[times.size() / 2];
    };
    const qint64 apart = median(helper), here = median(Unpacker());
    QVERIFY(apart > 0 && here > 0);
    qInfo("a small zip: %lld us in a process of its own, %lld us in this one", static_cast<long long>(apart),
          static_cast<long long>(here));
}

QTEST_GUILESS_MAIN(TestUnpacker)
#include "tst_unpacker.moc"
