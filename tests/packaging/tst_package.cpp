// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/package.h"
#include "core/workspace/archive.h"
#include "core/workspace/workspace.h"
#include "zipmaker.h"

#include <QCryptographicHash>
#include <QtTest>

#include <sys/stat.h>

#include <fstream>

using namespace lambdarium;
namespace fs = std::filesystem;

namespace {

constexpr const char *notUnzipped = "InvalidParameterValueException: Could not unzip uploaded file. Please check your "
                                    "file, then try to upload again.";

void write(const fs::path &path, std::string_view text, unsigned mode = 0644)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    ::chmod(path.c_str(), mode);
}

std::string read(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

unsigned modeOf(const fs::path &path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

QString text(const Error &error) { return QString::fromStdString(error.message); }

} // namespace

/// Deployment packages out and in. The hostile ones are made byte by byte.
class TestPackage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void packsTheSameBytesFromTheSameContent();
    void leavesOutWhatIsNoCode();
    void namesTheDigestOfTheBytes();
    void refusesWhatIsTooLarge();
    void goesInAndOutUnchanged();
    void acceptsZip64();
    void refusesHostileZips_data();
    void refusesHostileZips();
    void masksModes();
    void replacesAFolderAsAWhole();
    void keepsTheFolderWhenTheZipIsBad();
    void runsFromAZip();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

void TestPackage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path().toStdString();
}

void TestPackage::packsTheSameBytesFromTheSameContent()
{
    write(m_root / "a/z.py", "z");
    write(m_root / "a/b/tool", "#!/bin/sh\n", 0755);
    fs::create_symlink("tool", m_root / "a/b/link");
    write(m_root / "b/b/tool", "#!/bin/sh\n", 0711);
    fs::create_symlink("tool", m_root / "b/b/link");
    write(m_root / "b/z.py", "z", 0600);
    fs::last_write_time(m_root / "b/z.py", fs::file_time_type::clock::now() - std::chrono::hours(5000));
    const auto first = writePackage(m_root / "a", m_root / "first.zip");
    QVERIFY2(first, first ? "" : qPrintable(text(first.error())));
    const auto second = writePackage(m_root / "b", m_root / "second.zip");
    QVERIFY(second);
    QCOMPARE(read(m_root / "first.zip"), read(m_root / "second.zip"));
    QCOMPARE(first->files, 3);
    QCOMPARE(first->unzippedBytes, 11);
    QCOMPARE(first->sha256, second->sha256);
}

void TestPackage::leavesOutWhatIsNoCode()
{
    for (const char *path : {"app.py", ".git/config", ".hg/x", ".svn/x", ".lambdarium/state.db", "__pycache__/a.pyc",
                             "lib/__pycache__/b.pyc", "events/F/one.json"})
        write(m_root / "code" / path, "x");
    QVERIFY(writePackage(m_root / "code", m_root / "out.zip"));
    const auto listing = inspectArchive(m_root / "out.zip");
    QVERIFY(listing);
    QStringList names;
    for (const ArchiveEntry &entry : listing->entries)
        names << QString::fromStdString(entry.path);
    QCOMPARE(names, QStringList({QStringLiteral("app.py"), QStringLiteral("lib")}));
    write(m_root / "code/events/handler.py", "x"); // code after all
    QVERIFY(writePackage(m_root / "code", m_root / "out.zip"));
    QCOMPARE(inspectArchive(m_root / "out.zip")->files, std::uintmax_t{3});
}

void TestPackage::namesTheDigestOfTheBytes()
{
    write(m_root / "code/app.py", "def handler(e, c): pass\n");
    const auto packed = writePackage(m_root / "code", m_root / "out.zip");
    QVERIFY(packed);
    const QByteArray bytes = QByteArray::fromStdString(read(m_root / "out.zip"));
    QCOMPARE(QByteArray::fromStdString(packed->sha256),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toBase64());
    QCOMPARE(packed->zippedBytes, bytes.size());
    QCOMPARE(modeOf(m_root / "out.zip"), 0644U);
}

void TestPackage::refusesWhatIsTooLarge()
{
    write(m_root / "code/big", "");
    fs::resize_file(m_root / "code/big", unzippedBytesMax + 1);
    const auto unzipped = writePackage(m_root / "code", m_root / "out.zip");
    QVERIFY(!unzipped);
    QCOMPARE(text(unzipped.error()),
             QStringLiteral("InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes"));
    std::string noise(zippedBytesMax + 1000, '\0');
    std::uint64_t state = 1;
    for (char &c : noise) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        c = static_cast<char>(state >> 56U);
    }
    write(m_root / "code/big", noise);
    const auto zipped = writePackage(m_root / "code", m_root / "out.zip");
    QVERIFY(!zipped);
    QCOMPARE(text(zipped.error()),
             QStringLiteral("RequestEntityTooLargeException: Zipped size must be smaller than 52428800 bytes"));
    QVERIFY(!fs::exists(m_root / "out.zip"));
    QCOMPARE(std::distance(fs::directory_iterator(m_root), {}), 1); // no half of it either
}

void TestPackage::goesInAndOutUnchanged()
{
    write(m_root / "code/app.py", std::string(100000, 'a'));
    write(m_root / "code/bin/tool", "#!/bin/sh\n", 0755);
    write(m_root / "code/ação/ñ.txt", "ok");
    fs::create_directories(m_root / "code/empty");
    fs::create_symlink("../app.py", m_root / "code/bin/link");
    const auto packed = writePackage(m_root / "code", m_root / "one.zip");
    QVERIFY(packed);
    const auto taken = replaceFolder(m_root / "one.zip", m_root / "copy", m_root / "trash");
    QVERIFY2(taken, taken ? "" : qPrintable(text(taken.error())));
    QCOMPARE(taken->sha256, packed->sha256);
    QCOMPARE(taken->files, packed->files);
    QVERIFY(taken->previous.empty());
    QCOMPARE(read(m_root / "copy/ação/ñ.txt"), std::string("ok"));
    QCOMPARE(modeOf(m_root / "copy/bin/tool"), 0755U);
    QCOMPARE(modeOf(m_root / "copy/app.py"), 0644U);
    QVERIFY(fs::is_directory(m_root / "copy/empty"));
    QCOMPARE(fs::read_symlink(m_root / "copy/bin/link"), fs::path("../app.py"));
    QVERIFY(writePackage(m_root / "copy", m_root / "two.zip"));
    QCOMPARE(read(m_root / "one.zip"), read(m_root / "two.zip"));
}

void TestPackage::acceptsZip64()
{
    write(m_root / "in.zip", madeZip64({{.name = "app.py", .content = "ok"}, {.name = "d/e", .content = "f"}}));
    fs::create_directory(m_root / "out");
    const auto listing = unpackArchive(m_root / "in.zip", m_root / "out", true);
    QVERIFY2(listing, listing ? "" : qPrintable(text(listing.error())));
    QCOMPARE(listing->files, std::uintmax_t{2});
    QCOMPARE(read(m_root / "out/d/e"), std::string("f"));
}

void TestPackage::refusesHostileZips_data()
{
    QTest::addColumn<std::string>("zip");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, std::string zip, const char *reason) {
        QTest::newRow(name) << std::move(zip) << QString::fromLatin1(reason);
    };
    const auto named = [&](const char *row_, std::string name, const char *reason) {
        row(row_, madeZip({{.name = std::move(name), .content = "x"}}), reason);
    };
    named("slip", "../../etc/evil", "leads out");
    named("slip in the middle", "a/../../evil", "leads out");
    named("absolute", "/etc/evil", "absolute");
    named("drive", "C:/evil", "drive");
    named("backslash", "..\\evil", "backslash");
    named("nul", std::string("a\0b", 3), "NUL");
    named("dot", "./a", "leads out");
    named("empty part", "a//b", "leads out");
    named("empty name", "", "leads out");
    named("long part", std::string(256, 'a'), "too long");
    std::string deep;
    for (int i = 0; i < 33; ++i)
        deep += "d/";
    named("deep", deep + "f", "32 folders");
    row("twice", madeZip({{.name = "a", .content = "1"}, {.name = "a", .content = "2"}}), "twice");
    row("twice but for case", madeZip({{.name = "App.py", .content = "1"}, {.name = "app.py", .content = "2"}}),
        "twice");
    row("below a file", madeZip({{.name = "a", .content = "1"}, {.name = "a/b", .content = "2"}}), "below a file");
    row("link out", madeZip({{.name = "l", .content = "../x", .mode = 0120777}}), "link");
    row("link absolute", madeZip({{.name = "l", .content = "/etc/passwd", .mode = 0120777}}), "link");
    row("link through a name",
        madeZip({{.name = "p/q/l", .content = "../..", .mode = 0120777},
                 {.name = "m", .content = "p/q/l/../..", .mode = 0120777}}),
        "link");
    row("through a link", madeZip({{.name = "l", .content = ".", .mode = 0120777}, {.name = "l/evil", .content = "x"}}),
        "below a file");
    row("device", madeZip({{.name = "null", .mode = 0020666}}), "neither a file");
    row("fifo", madeZip({{.name = "pipe", .mode = 0010666}}), "neither a file");
    row("encrypted", madeZip({{.name = "a", .content = "secret", .flags = 1}}), "encrypted");
    const std::string zeros(8U << 20U, '\0');
    row("bomb", madeZip({{.name = "bomb", .content = zeros, .deflated = deflated(zeros)}}), "200 times");
    const std::string kernel(1U << 20U, 'k');
    std::vector<MadeEntry> fifield{{.name = "a", .content = kernel, .deflated = deflated(kernel)}};
    for (int i = 0; i < 100; ++i)
        fifield.push_back({.name = "a", .content = kernel, .deflated = fifield[0].deflated, .shares = 0});
    row("overlapping", madeZip(fifield), "overlap");
    row("two names", madeZip({{.name = "a", .content = "x", .localName = "b"}}), "named differently");
    row("longer than said", madeZip({{.name = "a", .content = "12345", .deflated = deflated("12345"), .sizeSaid = 2}}),
        "");
    row("shorter than said", madeZip({{.name = "a", .content = "12345", .deflated = deflated("12345"), .sizeSaid = 9}}),
        "");
    std::vector<MadeEntry> many(70000);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].name = std::to_string(i);
    row("70,000 entries", madeZip(many), "65535");
    const std::string good = madeZip({{.name = "app.py", .content = std::string(500, 'x')}});
    row("cut short", good.substr(0, good.size() / 2), "cut short");
    row("without its beginning", good.substr(20), "");
    row("no zip", "#!/bin/sh\necho I am not a zip, whatever my name says\n", "not a zip");
    row("empty", "", "not a zip");
    std::string damaged = good;
    damaged[60] = 'y';
    row("damaged", damaged, "damaged");
}

void TestPackage::refusesHostileZips()
{
    QFETCH(std::string, zip);
    QFETCH(QString, reason);
    const fs::path file = m_root / "box/in.zip", out = m_root / "box/out";
    write(file, zip);
    fs::create_directories(out);
    const auto listing = unpackArchive(file, out, false);
    QVERIFY(!listing);
    QCOMPARE(listing.error().code, ErrorCode::InvalidInput);
    QVERIFY2(text(listing.error()).startsWith(QLatin1String(notUnzipped)), qPrintable(text(listing.error())));
    QVERIFY2(text(listing.error()).contains(reason), qPrintable(text(listing.error())));
    QCOMPARE(std::distance(fs::directory_iterator(m_root), {}), 1); // nothing beside the folder
    QCOMPARE(std::distance(fs::directory_iterator(m_root / "box"), {}), 2);
}

void TestPackage::masksModes()
{
    write(m_root / "in.zip",
          madeZip({{.name = "root", .content = "x", .mode = 0104777},
                   {.name = "open", .content = "x", .mode = 0100666},
                   {.name = "closed", .content = "x", .mode = 0100600},
                   {.name = "d/", .mode = 0041777}}));
    fs::create_directory(m_root / "out");
    QVERIFY(unpackArchive(m_root / "in.zip", m_root / "out", false));
    QCOMPARE(modeOf(m_root / "out/root"), 0755U);
    QCOMPARE(modeOf(m_root / "out/open"), 0644U);
    QCOMPARE(modeOf(m_root / "out/closed"), 0644U);
    QCOMPARE(modeOf(m_root / "out/d"), 0755U);
}

void TestPackage::replacesAFolderAsAWhole()
{
    write(m_root / "src/old.py", "old");
    write(m_root / "in.zip", madeZip({{.name = "new.py", .content = "new"}}));
    const auto first = replaceFolder(m_root / "in.zip", m_root / "src", m_root / ".lambdarium/trash");
    QVERIFY2(first, first ? "" : qPrintable(text(first.error())));
    QVERIFY(!fs::exists(m_root / "src/old.py"));
    QCOMPARE(read(m_root / "src/new.py"), std::string("new"));
    QCOMPARE(read(fs::path(first->previous) / "old.py"), std::string("old"));
    const auto second = replaceFolder(m_root / "in.zip", m_root / "src", m_root / ".lambdarium/trash");
    QVERIFY(second);
    QVERIFY(second->previous != first->previous);
    QCOMPARE(std::distance(fs::directory_iterator(m_root), {}), 3);
}

void TestPackage::keepsTheFolderWhenTheZipIsBad()
{
    write(m_root / "src/old.py", "old");
    // Damage that only unpacking finds.
    write(m_root / "in.zip",
          madeZip({{.name = "a", .content = "1"},
                   {.name = "b", .content = "12345", .deflated = deflated("1234"), .sizeSaid = 5}}));
    QVERIFY(inspectArchive(m_root / "in.zip"));
    QVERIFY(!replaceFolder(m_root / "in.zip", m_root / "src", m_root / "trash"));
    QVERIFY(!replaceFolder(m_root / "missing.zip", m_root / "src", m_root / "trash"));
    QCOMPARE(read(m_root / "src/old.py"), std::string("old"));
    QVERIFY(!fs::exists(m_root / "trash"));
    QCOMPARE(std::distance(fs::directory_iterator(m_root), {}), 2);
}

void TestPackage::runsFromAZip()
{
    write(m_root / "template.yaml", "Resources: {}\n");
    write(m_root / "f.zip", madeZip({{.name = "app.py", .content = "one"}}));
    const auto workspace = Workspace::open(m_root);
    QVERIFY(workspace);
    const Function function{.id = "F", .runtime = "python3.13", .handler = "app.handler", .codeUri = "f.zip"};
    const auto first = workspace->freezeCode(function);
    QVERIFY2(first, first ? "" : qPrintable(text(first.error())));
    QCOMPARE(read(first->directory / "app.py"), std::string("one"));
    QCOMPARE(first->bytes, std::uintmax_t{3});
    QCOMPARE(workspace->freezeCode(function)->directory, first->directory);
    write(m_root / "f.zip", madeZip({{.name = "app.py", .content = "three"}}));
    const auto second = workspace->freezeCode(function);
    QVERIFY(second && second->directory != first->directory);
    QCOMPARE(second->bytes, std::uintmax_t{5});
    write(m_root / "f.zip", madeZip({{.name = "../app.py", .content = "out"}}));
    QVERIFY(!workspace->freezeCode(function));
}

QTEST_GUILESS_MAIN(TestPackage)
#include "tst_package.moc"
