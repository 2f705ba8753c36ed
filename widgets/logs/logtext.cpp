// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logtext.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

struct Word
{
    std::string_view text;
    LogLevel level;
};
constexpr std::array<Word, 9> words{{{"TRACE", LogLevel::Trace},
                                     {"DEBUG", LogLevel::Debug},
                                     {"INFO", LogLevel::Info},
                                     {"WARNING", LogLevel::Warn},
                                     {"WARN", LogLevel::Warn},
                                     {"ERROR", LogLevel::Error},
                                     {"CRITICAL", LogLevel::Fatal},
                                     {"FATAL", LogLevel::Fatal},
                                     {"NOTICE", LogLevel::Info}}};

const Word *wordAt(std::string_view text)
{
    for (const Word &word : words)
        if (text.starts_with(word.text))
            return &word;
    return nullptr;
}

bool looksLikeTime(std::string_view text)
{
    return text.size() >= 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':';
}

std::size_t afterTab(std::string_view text, std::size_t from)
{
    const std::size_t tab = text.substr(0, from + 64).find('\t', from);
    return tab == std::string_view::npos ? tab : tab + 1;
}

/// "[ERROR]\t<time>\t<id>\t" of Python's logging handler, or "[ERROR] " of its runtime.
LogPrefix bracketed(std::string_view text)
{
    const Word *word = wordAt(text.substr(1));
    if (!word || text.size() <= word->text.size() + 1 || text[word->text.size() + 1] != ']')
        return {};
    std::size_t end = word->text.size() + 2;
    if (end < text.size() && text[end] == '\t' && looksLikeTime(text.substr(end + 1))) {
        const std::size_t id = afterTab(text, end + 1);
        const std::size_t message = id == std::string_view::npos ? id : afterTab(text, id);
        if (message != std::string_view::npos)
            return {word->level, message};
    }
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t'))
        ++end;
    return {word->level, end};
}

/// "<time>\t<id>\tINFO\t" of Node's console.
LogPrefix stamped(std::string_view text)
{
    const std::size_t id = afterTab(text, 0);
    const std::size_t level = id == std::string_view::npos ? id : afterTab(text, id);
    if (level == std::string_view::npos)
        return {};
    const Word *word = wordAt(text.substr(level));
    const std::size_t message = word ? afterTab(text, level) : std::string_view::npos;
    if (message == std::string_view::npos)
        return {};
    return {word->level, message};
}

LogLevel levelOfJson(std::string_view text)
{
    const std::string_view head = text.substr(0, 400);
    for (const std::string_view key : {"\"level\":", "\"log_level\":", "\"levelname\":"}) {
        std::size_t at = head.find(key);
        if (at == std::string_view::npos)
            continue;
        at = head.find('"', at + key.size());
        if (at == std::string_view::npos)
            continue;
        const auto level = levelFromWord(
            QString::fromLatin1(head.data() + at + 1, qMin<qsizetype>(8, head.size() - at - 1))
                .section(QLatin1Char('"'), 0, 0));
        return level.value_or(LogLevel::None);
    }
    return LogLevel::None;
}

} // namespace

LogPrefix logPrefix(std::string_view text)
{
    if (text.empty())
        return {};
    if (text.front() == '[')
        return bracketed(text);
    if (text.front() == '{')
        return {levelOfJson(text), 0};
    if (looksLikeTime(text))
        return stamped(text);
    const Word *word = wordAt(text);
    if (!word || text.size() <= word->text.size())
        return {};
    const char next = text[word->text.size()];
    if (next != ' ' && next != ':' && next != '\t')
        return {};
    std::size_t end = word->text.size() + 1;
    while (end < text.size() && text[end] == ' ')
        ++end;
    return {word->level, end};
}

QString levelWord(LogLevel level)
{
    switch (level) {
    case LogLevel::None: return {};
    case LogLevel::Trace: return QStringLiteral("TRACE");
    case LogLevel::Debug: return QStringLiteral("DEBUG");
    case LogLevel::Info: return QStringLiteral("INFO");
    case LogLevel::Warn: return QStringLiteral("WARN");
    case LogLevel::Error: return QStringLiteral("ERROR");
    case LogLevel::Fatal: return QStringLiteral("FATAL");
    }
    return {};
}

std::optional<LogLevel> levelFromWord(QStringView word)
{
    const QByteArray upper = word.toUtf8().toUpper();
    for (const Word &known : words)
        if (upper == QByteArrayView(known.text.data(), qsizetype(known.text.size())))
            return known.level;
    return {};
}

std::optional<SourceLink> sourceLink(const QString &text)
{
    static const QRegularExpression python(QStringLiteral("File \"(?:/var/task/)?([^\"/][^\"]*)\", line (\\d{1,7})"));
    static const QRegularExpression node(
        QStringLiteral("(?:file://)?(?:/var/task/|\\./|(?<![\\w./:-]))([\\w@.-][\\w@./-]*"
                       "\\.(?:m?js|cjs|mts|cts|ts)):(\\d{1,7})(?::\\d{1,7})?"));
    for (const QRegularExpression *pattern : {&python, &node}) {
        const QRegularExpressionMatch match = pattern->match(text);
        if (!match.hasMatch() || match.captured(1).startsWith(QLatin1Char('<')))
            continue;
        return SourceLink{match.capturedStart(), match.capturedLength(), match.captured(1), match.captured(2).toInt()};
    }
    return {};
}

std::optional<SourceLink> buildLink(const QString &text)
{
    // cargo: "  --> src/main.rs:4:5"; gcc, go and javac: "./main.go:7:2: ..." or "src/A.java:12: error: ...".
    static const QRegularExpression compiler(
        QStringLiteral("^\\s*(?:-->\\s+|In file included from )?(?:\\./)?([\\w@+./-]*[\\w+-]\\.[A-Za-z]\\w{0,5}):"
                       "(\\d{1,7})(?::\\d{1,7})?(?=[:,]|\\s*$)"));
    static const QRegularExpression maven(
        QStringLiteral("^\\[(?:ERROR|WARNING)\\]\\s+([\\w@+./-]+\\.\\w+):\\[(\\d{1,7}),\\d{1,7}\\]"));
    static const QRegularExpression cmake(
        QStringLiteral("^CMake (?:Error|Warning)(?: \\([^)]*\\))? at ([\\w@+./-]+):(\\d{1,7})"));
    for (const QRegularExpression *pattern : {&compiler, &maven, &cmake}) {
        const QRegularExpressionMatch match = pattern->match(text);
        if (match.hasMatch())
            return SourceLink{match.capturedStart(1), match.capturedEnd(0) - match.capturedStart(1), match.captured(1),
                              match.captured(2).toInt()};
    }
    return sourceLink(text);
}

LogLevel buildLevel(std::string_view text)
{
    const std::string_view head = text.substr(0, std::min<std::size_t>(text.size(), 400));
    const auto has = [head](std::string_view word) { return head.find(word) != std::string_view::npos; };
    if (head.starts_with("error") || head.starts_with("ERROR") || has(": error:") || has(": fatal error:")
        || head.starts_with("[ERROR]") || head.starts_with("CMake Error"))
        return LogLevel::Error;
    if (head.starts_with("warning") || head.starts_with("WARNING") || has(": warning:") || head.starts_with("[WARNING]")
        || head.starts_with("CMake Warning"))
        return LogLevel::Warn;
    return LogLevel::None;
}

QString clockText(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(unixMillis(time)).time().toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString durationText(Duration duration)
{
    const double ms = toMillis(duration);
    const int decimals = ms > 0 && ms < 10 ? 2 : 0;
    return QStringLiteral("%1 ms").arg(QLocale().toString(ms, 'f', decimals));
}

} // namespace lambdarium
