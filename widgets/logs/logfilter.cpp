// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logfilter.h"

#include "widgets/logs/logtext.h"

#include <algorithm>
#include <cstring>

namespace lambdarium {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; }

std::string lowered(const QString &text) { return text.toLower().toStdString(); }

std::optional<Duration> parseDuration(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d+(?:\\.\\d+)?)(us|ms|s|m|min)?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    double nanos = 1e6;
    if (unit == QStringLiteral("us"))
        nanos = 1e3;
    else if (unit == QStringLiteral("s"))
        nanos = 1e9;
    else if (unit == QStringLiteral("m") || unit == QStringLiteral("min"))
        nanos = 60e9;
    return Duration(static_cast<Duration::rep>(number * nanos));
}

template <typename Value, typename Comparison>
bool compare(const Value &left, Comparison comparison, const Value &right)
{
    switch (comparison) {
    case Comparison::Equal: return left == right;
    case Comparison::Less: return left < right;
    case Comparison::LessEqual: return left <= right;
    case Comparison::Greater: return left > right;
    case Comparison::GreaterEqual: return left >= right;
    }
    return false;
}

} // namespace

std::size_t findText(std::string_view text, std::string_view needle, bool caseSensitive)
{
    if (needle.empty())
        return 0;
    if (caseSensitive) {
        const void *at = memmem(text.data(), text.size(), needle.data(), needle.size());
        return at ? std::size_t(static_cast<const char *>(at) - text.data()) : std::string_view::npos;
    }
    // memchr on both cases of the first letter skips most of the text at memory speed.
    const char first[2] = {needle.front(), upper(needle.front())};
    std::size_t from = 0;
    while (from + needle.size() <= text.size()) {
        const std::size_t left = text.size() - from - needle.size() + 1;
        const void *a = std::memchr(text.data() + from, first[0], left);
        const std::size_t span = a ? std::size_t(static_cast<const char *>(a) - text.data() - from) : left;
        const void *b = first[0] == first[1] ? nullptr : std::memchr(text.data() + from, first[1], span);
        const void *hit = b ? b : a;
        if (!hit)
            return std::string_view::npos;
        const auto at = std::size_t(static_cast<const char *>(hit) - text.data());
        std::size_t i = 1;
        while (i < needle.size() && lower(text[at + i]) == needle[i])
            ++i;
        if (i == needle.size())
            return at;
        from = at + 1;
    }
    return std::string_view::npos;
}

LogFilter LogFilter::parse(const QString &text)
{
    LogFilter filter;
    qsizetype i = 0;
    const auto readUntil = [&](QChar end, QString &out) {
        for (; i < text.size() && text[i] != end; ++i) {
            if (text[i] == QLatin1Char('\\') && i + 1 < text.size() && text[i + 1] == end)
                ++i;
            out += text[i];
        }
        const bool closed = i < text.size();
        ++i;
        return closed;
    };
    while (i < text.size()) {
        if (text[i].isSpace()) {
            ++i;
            continue;
        }
        const bool negated = text[i] == QLatin1Char('-') && i + 1 < text.size() && !text[i + 1].isSpace();
        if (negated)
            ++i;
        QString token;
        bool quoted = false;
        if (text[i] == QLatin1Char('"')) {
            ++i;
            quoted = true;
            if (!readUntil(QLatin1Char('"'), token))
                filter.fail(tr("A quotation mark is not closed."));
        } else if (QStringView(text).mid(i).startsWith(QStringLiteral("re:/"))) {
            i += 4;
            QString pattern;
            if (!readUntil(QLatin1Char('/'), pattern))
                filter.fail(tr("A regular expression is not closed: end it with /."));
            token = QStringLiteral("re:") + pattern;
        } else {
            for (; i < text.size() && !text[i].isSpace(); ++i)
                token += text[i];
        }
        filter.addTerm(token, quoted, negated);
    }
    return filter;
}

void LogFilter::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

void LogFilter::addTerm(QString token, bool quoted, bool negated)
{
    if (token.isEmpty())
        return;
    Term term;
    term.negated = negated;
    if (!quoted && token.startsWith(QStringLiteral("re:"))) {
        term.kind = Kind::Regex;
        term.regex.setPattern(token.mid(3));
        term.regex.optimize();
        if (!term.regex.isValid())
            fail(tr("The regular expression is wrong: %1").arg(term.regex.errorString()));
        m_terms.push_back(term);
        return;
    }
    if (!quoted && addKeyTerm(token, term))
        return;
    term.caseSensitive = token != token.toLower();
    term.values.push_back(token.toStdString());
    m_terms.push_back(term);
}

bool LogFilter::addKeyTerm(const QString &token, Term term)
{
    static const QRegularExpression form(QStringLiteral("^(fn|level|dur|cold|req|env)(:|>=|<=|=|>|<)(.*)$"));
    const QRegularExpressionMatch match = form.match(token);
    if (!match.hasMatch())
        return false;
    const QString key = match.captured(1), op = match.captured(2);
    term.comparison = op == QStringLiteral(">=") ? Comparison::GreaterEqual
        : op == QStringLiteral("<=")             ? Comparison::LessEqual
        : op == QStringLiteral(">")              ? Comparison::Greater
        : op == QStringLiteral("<")              ? Comparison::Less
                                                 : Comparison::Equal;
    setValue(term, key, match.captured(3));
    m_terms.push_back(std::move(term));
    return true;
}

void LogFilter::setValue(Term &term, const QString &key, const QString &value)
{
    const bool ordered = term.comparison != Comparison::Equal;
    if (value.isEmpty())
        fail(tr("%1 needs a value.").arg(key));
    if (key == QStringLiteral("level")) {
        term.kind = Kind::Level;
        const auto level = levelFromWord(value);
        if (!level && !value.isEmpty())
            fail(tr("“%1” is not a level; use debug, info, warn or error.").arg(value));
        term.level = level.value_or(LogLevel::None);
        return;
    }
    if (key == QStringLiteral("dur")) {
        term.kind = Kind::Duration;
        const auto duration = parseDuration(value);
        if (!duration && !value.isEmpty())
            fail(tr("“%1” is not a duration; write 200ms or 1.5s.").arg(value));
        term.duration = duration.value_or(Duration{});
        return;
    }
    if (ordered)
        fail(tr("%1 cannot be compared; write %1:%2.").arg(key, value));
    if (key == QStringLiteral("cold")) {
        term.kind = Kind::Cold;
        term.yes = value == QStringLiteral("yes") || value == QStringLiteral("true");
        if (!term.yes && value != QStringLiteral("no") && value != QStringLiteral("false") && !value.isEmpty())
            fail(tr("cold is yes or no."));
        return;
    }
    term.kind = key == QStringLiteral("fn") ? Kind::Function
        : key == QStringLiteral("req")      ? Kind::Request
                                            : Kind::Environment;
    for (const QString &part : value.split(QLatin1Char(','), Qt::SkipEmptyParts))
        term.values.push_back(lowered(part));
}

bool LogFilter::dependsOnOutcome() const
{
    return std::ranges::any_of(m_terms, [](const Term &term) { return term.kind == Kind::Duration; });
}

bool LogFilter::matches(const LogFilterSubject &row) const
{
    if (!valid())
        return true;
    return std::ranges::all_of(m_terms, [&](const Term &term) { return holds(term, row) != term.negated; });
}

bool LogFilter::holds(const Term &term, const LogFilterSubject &row)
{
    const auto anyIn = [&](std::string_view text, bool prefix) {
        return std::ranges::any_of(term.values, [&](const std::string &value) {
            const std::size_t at = findText(text, value, false);
            return prefix ? at == 0 : at != std::string_view::npos;
        });
    };
    switch (term.kind) {
    case Kind::Text: return findText(row.text, term.values.front(), term.caseSensitive) != std::string_view::npos;
    case Kind::Regex:
        return term.regex.match(QString::fromUtf8(row.text.data(), qsizetype(row.text.size()))).hasMatch();
    case Kind::Function: return anyIn(row.function, false);
    case Kind::Level: return row.level != LogLevel::None && compare(row.level, term.comparison, term.level);
    case Kind::Duration: return row.ended && compare(row.duration, term.comparison, term.duration);
    case Kind::Cold: return !row.requestId.empty() && row.cold == term.yes;
    case Kind::Request: return anyIn(row.requestId, true);
    case Kind::Environment: return anyIn(row.environment, true);
    }
    return false;
}

} // namespace lambdarium
