// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

#include <csignal>

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

constexpr const char *reader = "import glob, os, sys\n"
                               "def handler(event, context):\n"
                               "    return {p: open(p).read() for p in sorted(glob.glob('/opt/**', recursive=True))\n"
                               "            if os.path.isfile(p)}\n";

constexpr const char *layered = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      Layers: [!Ref One, !Ref Two]
  One:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/one/}
  Two:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/two.zip}
)";

constexpr const char *made = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: makefile}
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
)";

} // namespace

/// Packages, layers and builds by their verbs.
class TestPackages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void packagesAndTakesBack();
    void keepsTheCodeWhenTheZipIsBad();
    void mergesLayersInOrder();
    void reloadsAChangedLayer();
    void saysWhichLayerIsMissing();
    void refusesSixLayers();
    void buildsBehindTheWalls();
    void tellsWhatABuildWouldRun();
    void buildsAgainWhenSourcesChange();
    void namesTheFailure();
    void buildsALayerForItsRuntime();
    void keepsDownloadsBehindTrust();
    void cancelsWithEverythingItStarted();
    void usesTheCoreThatRuns();

private:
    Finished run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return runLambdarium(arguments, input, m_folder->path());
    }
    void write(const char *path, std::string_view content) const
    {
        writeFile(m_folder->filePath(text(path)).toStdString(), content);
    }
    QByteArray read(const char *path) const
    {
        QFile file(m_folder->filePath(text(path)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
    }
    QByteArray invoke() const
    {
        const Finished done = run({text("invoke"), text("F")});
        return done.exitCode == 0 ? done.output.trimmed() : done.errors;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPackages::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write("template.yaml", layered);
    write("src/app.py", reader);
    write("layers/one/shared.txt", "one");
    write("layers/one/only.txt", "one");
    write("layers/build/shared.txt", "two");
    QDir(m_folder->path()).mkpath(text("layers"));
    runCommand(text("/usr/bin/python3"),
               {text("-c"),
                text("import zipfile; z = zipfile.ZipFile('layers/two.zip', 'w'); z.writestr('shared.txt', 'two')")},
               {}, m_folder->path());
}

void TestPackages::packagesAndTakesBack()
{
    const Finished first = run({text("package"), text("F"), text("--out"), text("f.zip")});
    QVERIFY2(first.exitCode == 0, first.errors);
    QVERIFY(first.output.trimmed().endsWith("/f.zip"));
    QVERIFY(first.errors.contains("CodeSha256 "));
    QVERIFY(run({text("package"), text("F"), text("--out"), text("again.zip")}).exitCode == 0);
    QCOMPARE(read("f.zip"), read("again.zip"));
    const Finished listed = runCommand(text("/usr/bin/python3"),
                                       {text("-m"), text("zipfile"), text("-t"), text("f.zip")}, {}, m_folder->path());
    QVERIFY2(listed.exitCode == 0, listed.errors);
    write("src/app.py", "def handler(event, context):\n    return 'edited'\n");
    const Finished taken = run({text("import"), text("F"), text("f.zip")});
    QVERIFY2(taken.exitCode == 0, taken.errors);
    QVERIFY2(taken.errors.contains("/.lambdarium/trash/src-1"), taken.errors);
    QCOMPARE(read("src/app.py"), QByteArray(reader));
    QVERIFY(read(".lambdarium/trash/src-1/app.py").contains("edited"));
    QVERIFY(run({text("package"), text("One"), text("--out"), text("one.zip")}).exitCode == 0);
}

void TestPackages::keepsTheCodeWhenTheZipIsBad()
{
    write("bad.zip", "PK no");
    const Finished refused = run({text("import"), text("F"), text("bad.zip")});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains("InvalidParameterValueException: Could not unzip uploaded file."), refused.errors);
    QCOMPARE(read("src/app.py"), QByteArray(reader));
    QCOMPARE(run({text("import"), text("F"), text("missing.zip")}).exitCode, 2);
    QCOMPARE(run({text("import"), text("Nobody"), text("bad.zip")}).exitCode, 2);
    QCOMPARE(run({text("package"), text("F")}).exitCode, 2);
}

void TestPackages::mergesLayersInOrder()
{
    QCOMPARE(invoke(), QByteArray(R"({"/opt/only.txt": "one", "/opt/shared.txt": "two"})"));
}

void TestPackages::reloadsAChangedLayer()
{
    ServedWorkspace served;
    QVERIFY(served.start(m_folder->path()));
    QVERIFY(invoke().contains(R"("/opt/only.txt": "one")"));
    write("layers/one/only.txt", "changed");
    QTRY_VERIFY_WITH_TIMEOUT(invoke().contains(R"("/opt/only.txt": "changed")"), 20000);
    QCOMPARE(served.stop(), 0);
}

void TestPackages::saysWhichLayerIsMissing()
{
    QByteArray edited(layered);
    edited.replace("!Ref Two", "'arn:aws:lambda:us-east-1:123456789012:layer:Numbers:7'");
    write("template.yaml", edited.toStdString());
    const QByteArray refused = invoke();
    QVERIFY2(refused.contains("arn:aws:lambda:us-east-1:123456789012:layer:Numbers:7 is not in the template"), refused);
    QVERIFY2(refused.contains(".lambdarium/layers/Numbers/"), refused);
    write(".lambdarium/layers/Numbers/shared.txt", "mapped");
    QVERIFY2(invoke().contains(R"("/opt/shared.txt": "mapped")"), invoke());
    edited.replace("layers/one/", "layers/none/");
    write("template.yaml", edited.toStdString());
    QVERIFY2(invoke().contains("layers/none/ of One does not exist"), invoke());
}

void TestPackages::refusesSixLayers()
{
    QByteArray edited(layered);
    edited.replace("[!Ref One, !Ref Two]",
                   "[!Ref One, !Ref Two, 'arn:aws:lambda:us-east-1:1:layer:a:1', "
                   "'arn:aws:lambda:us-east-1:1:layer:b:1', "
                   "'arn:aws:lambda:us-east-1:1:layer:c:1', "
                   "'arn:aws:lambda:us-east-1:1:layer:d:1']");
    write("template.yaml", edited.toStdString());
    const Finished invalid = run({text("validate"), text(".")});
    QVERIFY2(invalid.output.contains("Cannot reference more than 5 layers."), invalid.output);
    QVERIFY2(invoke().contains("Cannot reference more than 5 layers."), invoke());
}

void TestPackages::buildsBehindTheWalls()
{
    write("template.yaml", made);
    const QString secret = m_folder->filePath(text("secret"));
    write("secret", "of the host");
    write("src/Makefile",
          "build-F:\n"
          "\tcp app.py $(ARTIFACTS_DIR)/\n"
          "\techo changed > app.py\n"
          "\t! cat '"
              + secret.toStdString()
              + "'\n"
                "\t! (echo > /dev/tcp/127.0.0.1/22)\n"
                "\t! touch /usr/share/lambdarium\n"
                "\tid -u; ls -A $$HOME; grep MemTotal /proc/meminfo\n"
                "\techo \"def handler(e, c): return 'made'\" > $(ARTIFACTS_DIR)/app.py\n");
    const QByteArray refused = invoke();
    QVERIFY2(refused.contains("F needs a build (make build-F)"), refused);
    const Finished build = run({text("build"), text("F")});
    QVERIFY2(build.exitCode == 0, build.errors);
    QVERIFY2(build.errors.contains("F: 993\n"), build.errors);
    QVERIFY2(build.errors.contains("4194304 kB"), build.errors);
    QVERIFY2(!build.errors.contains("of the host"), build.errors);
    QCOMPARE(read("src/app.py"), QByteArray(reader)); // its own copy was changed
    QCOMPARE(invoke(), QByteArray("\"made\""));
    QCOMPARE(QDir(m_folder->filePath(text(".lambdarium/build")))
                 .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden)
                 .filter(text(".work")),
             QStringList());
}

void TestPackages::tellsWhatABuildWouldRun()
{
    write("template.yaml", made);
    write("src/Makefile", "build-F:\n\ttouch '" + m_folder->filePath(text("ran")).toStdString() + "'\n");
    const QStringList words{text("build"), text("--dry-run")};
    const Finished own = run(words);
    QVERIFY2(own.exitCode == 0, own.errors);
    QVERIFY2(own.output.contains("function F: make build-F\n"), own.output);
    QVERIFY2(own.output.contains("    make build-F\n"), own.output);
    QVERIFY2(own.output.contains("    touch '"), own.output);
    QVERIFY2(own.output.contains("  network: none\n"), own.output);
    // Before trusting a workspace, too, and from any folder.
    const Finished trust = runLambdarium({text("trust"), m_folder->path()}, {}, text("/"));
    QCOMPARE(trust.output, QByteArray("restricted\n"));
    QVERIFY2(trust.errors.contains(own.output), trust.errors);
    ServedWorkspace served;
    QVERIFY(served.start(m_folder->path()));
    QCOMPARE(run(words).output, own.output); // over the control socket
    const Finished json = run(words + QStringList{text("--json")});
    const auto plan = QJsonDocument::fromJson(json.output).array();
    QCOMPARE(plan.at(0)[QLatin1String("commands")].toArray(), (QJsonArray{text("make build-F")}));
    QCOMPARE(served.stop(), 0);
    QVERIFY(!QDir(m_folder->filePath(text(".lambdarium/build"))).exists());
    QCOMPARE(run({text("build"), text("--dry-run"), text("Nobody")}).exitCode, 2);
}

void TestPackages::buildsAgainWhenSourcesChange()
{
    write("template.yaml", made);
    write("src/Makefile", "build-F:\n\tcp app.py $(ARTIFACTS_DIR)/\n");
    write("src/app.py", "def handler(e, c): return 1\n");
    QCOMPARE(run({text("build")}).exitCode, 0);
    QCOMPARE(invoke(), QByteArray("1"));
    write("src/app.py", "def handler(e, c): return 2\n");
    QVERIFY2(invoke().contains("F needs a build: its sources changed"), invoke());
    QCOMPARE(run({text("build")}).exitCode, 0);
    QCOMPARE(invoke(), QByteArray("2"));
}

void TestPackages::namesTheFailure()
{
    write("template.yaml", made);
    write("src/Makefile", "build-F:\n\t@echo good; echo 'the reason' >&2; exit 7\n");
    const Finished failed = run({text("build"), text("F")});
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(failed.errors.contains("F: the reason\n"), failed.errors);
    QVERIFY2(failed.errors.contains("lambdarium: F: failed (make build-F"), failed.errors);
    write("src/Makefile", "build-F:\n\ttrue\n");
    const Finished empty = run({text("build"), text("F")});
    QCOMPARE(empty.exitCode, 1);
    QVERIFY2(empty.errors.contains("left nothing in $ARTIFACTS_DIR"), empty.errors);
    write("src/Makefile", "build-F:\n\tln -s /etc/passwd $(ARTIFACTS_DIR)/link\n");
    const Finished leaves = run({text("build"), text("F")});
    QCOMPARE(leaves.exitCode, 1);
    QVERIFY2(leaves.errors.contains("leads out"), leaves.errors);
    QCOMPARE(run({text("build"), text("Nobody")}).exitCode, 2);
    QVERIFY(run({text("build"), text("Nobody")}).errors.contains("no function or layer Nobody"));
}

void TestPackages::buildsALayerForItsRuntime()
{
    QByteArray edited(layered);
    edited.replace("Properties: {ContentUri: layers/one/}",
                   "Metadata: {BuildMethod: python3.13}\n    Properties: {ContentUri: layers/one/}");
    write("template.yaml", edited.toStdString());
    QVERIFY2(invoke().contains("One needs a build"), invoke());
    const Finished build = run({text("build")});
    QVERIFY2(build.exitCode == 0, build.errors);
    QVERIFY2(invoke().contains(R"("/opt/python/only.txt": "one")"), invoke());
}

void TestPackages::keepsDownloadsBehindTrust()
{
    write("src/requirements.txt", "# what it needs\nsix==1.16.0\n");
    const Finished refused = run({text("build"), text("F")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("'pip install -r requirements.txt' downloads packages, and this workspace is not "
                                     "trusted with the network."),
             refused.errors);
    write("src/requirements.txt", "# nothing\n");
    QVERIFY2(invoke().contains("/opt/only.txt"), invoke());
}

void TestPackages::cancelsWithEverythingItStarted()
{
    write("template.yaml", made);
    // A number of its own: the same test runs as another user at the same time.
    const QByteArray nap = "4321." + QByteArray::number(getpid());
    write("src/Makefile",
          "build-F:\n\t@echo started; (setsid sleep " + nap.toStdString() + " &); sleep " + nap.toStdString() + "\n");
    QProcess build;
    build.setWorkingDirectory(m_folder->path());
    build.setProcessChannelMode(QProcess::MergedChannels);
    build.start(lambdariumPath(), {text("build"), text("F")});
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += build.readAll()).contains("F: started"), 60000);
    QCOMPARE(::kill(static_cast<pid_t>(build.processId()), SIGINT), 0);
    QVERIFY(build.waitForFinished(30000));
    QCOMPARE(build.exitCode(), 3);
    const auto sleeping = [&nap] {
        return runCommand(text("/bin/bash"),
                          {text("-c"),
                           text("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c 'sleep [4]")
                               + text(nap.mid(1).constData()) + QLatin1Char('\'')})
            .output.trimmed();
    };
    QTRY_COMPARE_WITH_TIMEOUT(sleeping(), QByteArray("0"), 10000);
    QVERIFY(invoke().contains("needs a build"));
}

void TestPackages::usesTheCoreThatRuns()
{
    write("template.yaml", made);
    write("src/Makefile", "build-F:\n\techo building\n\tcp app.py $(ARTIFACTS_DIR)/\n");
    write("src/app.py", "def handler(e, c): return 1\n");
    ServedWorkspace served;
    QVERIFY(served.start(m_folder->path()));
    const Finished build = run({text("build"), text("F")});
    QVERIFY2(build.exitCode == 0, build.errors);
    QVERIFY2(build.errors.contains("F: building\n"), build.errors);
    QVERIFY(served.waitForOutput("building"));
    QCOMPARE(invoke(), QByteArray("1"));
    QVERIFY(run({text("package"), text("F"), text("--out"), text("f.zip")}).exitCode == 0);
    QVERIFY(read("f.zip").startsWith("PK"));
    QCOMPARE(served.stop(), 0);
}

QTEST_GUILESS_MAIN(TestPackages)
#include "tst_packages.moc"
