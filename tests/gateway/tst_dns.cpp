// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/dnsmessage.h"

#include <QtTest>

#include <random>

using namespace lambdarium;

namespace {

/// A query for the labels, one after the other.
std::string query(const std::vector<std::string> &labels, char type = 1)
{
    std::string packet("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12);
    for (const std::string &label : labels)
        packet.append(1, static_cast<char>(label.size())).append(label);
    packet.append({'\0', '\0', type, '\0', '\1'});
    return packet;
}

} // namespace

class TestDns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void questionsAreRead();
    void answersAreWritten();
    void refusalsRepeatTheQuestion();
    void whatIsNoQuestionIsRefused_data();
    void whatIsNoQuestionIsRefused();
    void noInputReadsBeyondItsEnd();
};

void TestDns::questionsAreRead()
{
    const auto question = parseDnsQuestion(query({"API", "Example", "com"}, 28));
    QVERIFY(question.has_value());
    QCOMPARE(question->name, std::string("api.example.com"));
    QCOMPARE(question->type, std::uint16_t{28});
    QCOMPARE(question->klass, dnsClassInternet);
    QCOMPARE(question->end, query({"API", "Example", "com"}).size());
}

void TestDns::answersAreWritten()
{
    const std::string packet = query({"db", "local"});
    const std::string answer = dnsAnswer(packet, parseDnsQuestion(packet), DnsCode::NoError, 0xc6120001);
    const std::string expected = std::string("\x12\x34\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00", 12) + packet.substr(12)
        + std::string("\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x05\x00\x04\xc6\x12\x00\x01", 16);
    QCOMPARE(QByteArray::fromStdString(answer).toHex(), QByteArray::fromStdString(expected).toHex());
}

void TestDns::refusalsRepeatTheQuestion()
{
    const std::string packet = query({"other"});
    const std::string answer = dnsAnswer(packet + "trailing", parseDnsQuestion(packet + "trailing"),
                                         DnsCode::NoSuchName);
    QCOMPARE(answer.size(), packet.size());
    QCOMPARE(answer[3] & 0x0f, 3);
    QCOMPARE(answer.substr(12), packet.substr(12));
    QCOMPARE(answer[7], '\0');
}

void TestDns::whatIsNoQuestionIsRefused_data()
{
    QTest::addColumn<QByteArray>("packet");
    const auto row = [](const char *name, const std::string &packet) {
        QTest::newRow(name) << QByteArray::fromStdString(packet);
    };
    row("nothing", "");
    row("half a head", query({"a"}).substr(0, 11));
    row("head only", query({"a"}).substr(0, 12));
    row("cut in the name", query({"abc"}).substr(0, 14));
    row("cut before the class", query({"abc"}).substr(0, query({"abc"}).size() - 1));
    row("the root", query({}));
    row("a pointer", query({"a"}).substr(0, 12) + std::string("\xc0\x0c\x00\x01\x00\x01", 6));
    row("a label of 64", query({std::string(64, 'a')}));
    row("a name of 300", query(std::vector<std::string>(60, "abcd")));
    row("a dot in a label", query({"a.b"}));
    row("a line break in a label", query({"a\nb"}));
    row("a NUL in a label", query({std::string("a\0b", 3)}));
    std::string answer = query({"a"});
    answer[2] = static_cast<char>(0x81);
    row("an answer", answer);
    std::string status = query({"a"});
    status[2] = 0x10;
    row("another operation", status);
    std::string two = query({"a"});
    two[5] = 2;
    row("two questions", two);
}

void TestDns::whatIsNoQuestionIsRefused()
{
    QFETCH(QByteArray, packet);
    const std::string text = packet.toStdString();
    QVERIFY(!parseDnsQuestion(text));
    if (isDnsQuery(text))
        QCOMPARE(dnsAnswer(text, std::nullopt, DnsCode::FormatError).size(), std::size_t{12});
}

/// Every cut and many mutations of a good query, each in memory of its own size, for the sanitizers.
void TestDns::noInputReadsBeyondItsEnd()
{
    std::mt19937 random(7); // the same each time
    const std::string good = query({"abc", "example", "com"});
    int readable = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string bad = good.substr(0, random() % (good.size() + 1));
        for (std::size_t change = random() % 4; change > 0 && !bad.empty(); --change)
            bad[random() % bad.size()] = static_cast<char>(random());
        const std::vector<char> exact(bad.begin(), bad.end());
        const std::string_view packet(exact.data(), exact.size());
        if (const auto question = parseDnsQuestion(packet)) {
            ++readable;
            QVERIFY(question->end <= packet.size());
            QVERIFY(question->name.size() <= 255);
            QVERIFY(dnsAnswer(packet, question, DnsCode::NoError, 1).size() == question->end + 16);
        }
    }
    QVERIFY(readable > 100);
}

QTEST_GUILESS_MAIN(TestDns)
#include "tst_dns.moc"
