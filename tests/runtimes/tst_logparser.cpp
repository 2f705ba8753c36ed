// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/logparser.h"

#include <QtTest>

using namespace lambdarium;

class TestLogParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesBecomeEvents();
    void framesStayOneEventHoweverTheyArrive();
    void binaryOutputIsKeptRaw();
    void longOutputKeepsItsBeginningAndEnd();
    void levelsAreRecognised_data();
    void levelsAreRecognised();
};

namespace {

struct Sink
{
    std::vector<std::pair<LogLevel, std::string>> events;
    LogParser parser{[this](LogLevel level, std::string text) { events.emplace_back(level, std::move(text)); }};
};

std::string frame(unsigned char level, const std::string &text)
{
    std::string header("\xa5\x5a\x00\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01", 16);
    header[3] = static_cast<char>(0x03 | level);
    header[7] = static_cast<char>(text.size());
    return header + text;
}

} // namespace

void TestLogParser::linesBecomeEvents()
{
    Sink sink;
    sink.parser.feed("one\ntwo");
    QCOMPARE(sink.events.size(), std::size_t{1});
    sink.parser.feed(" more\r\n\nlast");
    sink.parser.end();
    QCOMPARE(sink.events.size(), std::size_t{4});
    QCOMPARE(sink.events[1].second, std::string("two more\r"));
    QCOMPARE(sink.events[2].second, std::string());
    QCOMPARE(sink.events[3].second, std::string("last"));
}

void TestLogParser::framesStayOneEventHoweverTheyArrive()
{
    const std::string text = "plain\nhalf" + frame(0x14, "two\nlines") + frame(0x0c, "next") + "after\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        Sink sink;
        for (std::size_t at = 0; at < text.size(); at += piece)
            sink.parser.feed(std::string_view(text).substr(at, piece));
        sink.parser.end();
        const std::vector<std::pair<LogLevel, std::string>> expected{{LogLevel::None, "plain"},
                                                                     {LogLevel::None, "half"},
                                                                     {LogLevel::Error, "two\nlines"},
                                                                     {LogLevel::Info, "next"},
                                                                     {LogLevel::None, "after"}};
        QVERIFY2(sink.events == expected, qPrintable(QString::number(piece)));
    }
}

void TestLogParser::binaryOutputIsKeptRaw()
{
    Sink sink;
    const std::string noise("\xff\x00\x01\xa5\x5a\x00\xff\xff\xff\xff\xff abc", 15);
    sink.parser.feed(noise + "\n");
    sink.parser.end();
    std::string all;
    for (const auto &event : sink.events)
        all += event.second;
    QCOMPARE(QByteArray::fromStdString(all), QByteArray::fromStdString(noise));
}

void TestLogParser::longOutputKeepsItsBeginningAndEnd()
{
    Sink sink;
    const std::string line = std::string(99, 'x') + "\n";
    std::size_t total = 0;
    sink.parser.feed("first\n");
    for (int i = 0; i < 20000; ++i, total += line.size())
        sink.parser.feed(line);
    sink.parser.feed(frame(0x14, "the\nend"));
    sink.parser.end();
    QCOMPARE(sink.events.front().second, std::string("first"));
    QCOMPARE(sink.events.back().second, std::string("the\nend"));
    std::size_t kept = 0;
    std::size_t suppressed = 0;
    for (const auto &event : sink.events) {
        if (event.second.starts_with("output suppressed: "))
            suppressed = std::stoul(event.second.substr(19));
        else
            kept += event.second.size() + 1;
    }
    QVERIFY(kept < LogParser::headBytes + LogParser::tailBytes + 100);
    QVERIFY(suppressed > total - LogParser::headBytes - LogParser::tailBytes - 200);
    QVERIFY(suppressed < total);
    sink.events.clear();
    sink.parser.begin();
    sink.parser.feed("fresh\n");
    QCOMPARE(sink.events.size(), std::size_t{1});
}

void TestLogParser::levelsAreRecognised_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("level");
    const auto row = [](const char *line, LogLevel level) { QTest::newRow(line) << QByteArray(line) << int(level); };
    row("hello", LogLevel::None);
    row("[ERROR] ValueError: x", LogLevel::Error);
    row("[WARNING]\tx", LogLevel::Warn);
    row("[1, 2]", LogLevel::None);
    row("{\"level\":\"info\",\"message\":\"x\"}", LogLevel::Info);
    row("{\"level\":30}", LogLevel::None);
    row("{broken", LogLevel::None);
    row("2026-01-02T03:04:05.678Z\tid\tWARN\tx", LogLevel::Warn);
    row("2026-01-02T03:04:05.678Z\tid\tother\tx", LogLevel::None);
}

void TestLogParser::levelsAreRecognised()
{
    QFETCH(QByteArray, line);
    QFETCH(int, level);
    QCOMPARE(int(levelOf(line.toStdString())), level);
}

QTEST_APPLESS_MAIN(TestLogParser)
#include "tst_logparser.moc"
