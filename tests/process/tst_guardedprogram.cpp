// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

/// The program on a machine without namespaces (level 2) and without Landlock as well (level 1).
class TestGuardedProgram : public QObject
{
    Q_OBJECT

private:
    Finished run(const QStringList &arguments, bool landlock = true)
    {
        QStringList all;
        if (!landlock)
            all << QStringLiteral("--no-landlock");
        all << QStringLiteral("ENOSYS") << lambdariumPath() << arguments;
        return runCommand(QStringLiteral(LAMBDARIUM_BIN_DIR "/../tests/withoutnamespaces"), all, {}, m_root);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_root;

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path() + QStringLiteral("/orders");
        std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/resources/examples/orders", m_root.toStdString(),
                              std::filesystem::copy_options::recursive);
        qputenv("XDG_CONFIG_HOME", (m_directory->path() + QStringLiteral("/config")).toUtf8());
    }

    void doctorNamesLevelAndRemedy_data()
    {
        QTest::addColumn<bool>("landlock");
        QTest::addColumn<QString>("level");
        QTest::newRow("2") << true << QStringLiteral("2 File-guarded");
        QTest::newRow("1") << false << QStringLiteral("1 Unprotected");
    }
    void doctorNamesLevelAndRemedy()
    {
        QFETCH(bool, landlock);
        QFETCH(QString, level);
        const Finished told = run({QStringLiteral("doctor"), QStringLiteral("--json")}, landlock);
        QCOMPARE(told.exitCode, 0);
        const QJsonObject machine = QJsonDocument::fromJson(told.output).object();
        QCOMPARE(machine[QStringLiteral("isolationLevel")].toString(), level);
        const QString remedy = machine[QStringLiteral("isolation")].toObject()[QStringLiteral("remedy")].toString();
        QVERIFY2(remedy.contains(QStringLiteral("making namespaces: Function not implemented")), qPrintable(remedy));
    }

    void theDemoRunsWhole()
    {
        QCOMPARE(run({QStringLiteral("trust"), m_root, QStringLiteral("isolated")}).exitCode, 0);
        const Finished demo = run({QStringLiteral("demo"), m_root});
        QCOMPARE(demo.exitCode, 0);
        const QByteArray said = demo.output + demo.errors;
        for (const char *ran : {"ChargeCard ran", "PlaceOrder ran", "Reconcile ran", "Thumbnail ran"})
            QVERIFY2(said.contains(ran), said);
        QVERIFY2(!demo.output.contains("Status: error"), demo.output);
    }

    void levelOneNeedsAConsentForThisProject()
    {
        const QStringList invoke{QStringLiteral("invoke"), QStringLiteral("Reconcile"), QStringLiteral("--workspace"),
                                 m_root};
        QCOMPARE(run({QStringLiteral("trust"), m_root, QStringLiteral("isolated")}, false).exitCode, 0);
        const Finished refused = run(invoke, false);
        QVERIFY(refused.exitCode != 0);
        const QByteArray why = refused.output + refused.errors;
        QVERIFY2(why.contains("lambdarium trust --unprotected"), why);
        const Finished agreed = run(
            {QStringLiteral("trust"), m_root, QStringLiteral("isolated"), QStringLiteral("--unprotected")}, false);
        QVERIFY2(agreed.exitCode == 0, agreed.errors);
        const Finished ran = run(invoke, false);
        QVERIFY2(ran.exitCode == 0, ran.errors);
        QVERIFY2(ran.output.contains("ordersWaiting"), ran.output);
    }
};

QTEST_GUILESS_MAIN(TestGuardedProgram)
#include "tst_guardedprogram.moc"
