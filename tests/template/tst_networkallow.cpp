// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/networkallow.h"

#include <QtTest>

using namespace lambdarium;

class TestNetworkAllow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostsAndPortsAreRead_data();
    void hostsAndPortsAreRead();
    void thisMachineIsNamed();
    void servicesAreKnown();
};

void TestNetworkAllow::hostsAndPortsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    const auto row = [](const char *text, const char *host, int port) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(host) << port;
    };
    row("Example.COM:443", "example.com", 443);
    row("db_1.internal-x:5432", "db_1.internal-x", 5432);
    row("10.0.0.5:5432", "10.0.0.5", 5432);
    row("localhost:8080", "localhost", 8080);
    row("127.0.0.1:65535", "127.0.0.1", 65535);
    for (const char *bad : {"",
                            ":",
                            "example.com",
                            "example.com:",
                            ":443",
                            "example.com:0",
                            "example.com:65536",
                            "example.com:-1",
                            "example.com:44x",
                            "example.com:443 ",
                            "http://example.com:443",
                            "a..b:1",
                            ".a:1",
                            "a.:1",
                            "a b:1",
                            "*.a:1",
                            "10.0.0:80",
                            "10.0.0.256:80",
                            "0.0.0.0:80",
                            "224.0.0.1:80",
                            "255.255.255.255:80",
                            "[::1]:80",
                            "::1:80",
                            "localhost:4566",
                            "127.0.0.1:9001"})
        row(bad, "", 0);
}

void TestNetworkAllow::hostsAndPortsAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto allowed = parseAllowedHost(text.toStdString());
    QCOMPARE(allowed.has_value(), port != 0);
    if (allowed)
        QCOMPARE(*allowed, (AllowedHost{host.toStdString(), static_cast<std::uint16_t>(port)}));
}

void TestNetworkAllow::thisMachineIsNamed()
{
    for (const char *name : {"localhost", "db.localhost", "127.0.0.1", "127.8.9.10"})
        QVERIFY2(namesThisMachine(name), name);
    for (const char *name : {"notlocalhost", "localhost.example.com", "128.0.0.1", "127.0.0.1.example.com", ""})
        QVERIFY2(!namesThisMachine(name), name);
}

void TestNetworkAllow::servicesAreKnown()
{
    for (const char *name : {"sqs", "sns", "s3", "lambda", "sts", "dynamodb"})
        QVERIFY2(isEndpointService(name), name);
    for (const char *name : {"", "SQS", "queue", "example.com:443"})
        QVERIFY2(!isEndpointService(name), name);
}

QTEST_GUILESS_MAIN(TestNetworkAllow)
#include "tst_networkallow.moc"
