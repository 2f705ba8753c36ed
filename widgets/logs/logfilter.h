// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace lambdarium {

/// What a filter looks at in one row; views into the model, valid during the call.
struct LogFilterSubject
{
    std::string_view text;
    std::string_view function;
    std::string_view requestId;
    std::string_view environment; ///< short id
    LogLevel level = LogLevel::None;
    bool cold = false;
    bool ended = false;
    Duration duration{}; ///< of the request; meaningful once ended
};

/// The log filter language: terms beside each other must all hold, "-" in front turns one round.
///
///   fn:ChargeCard,Pl  level>=warn  level:error  dur>1s  dur<=200ms  cold:yes  req:7c1d  env:3f0a
///   "timeout"  retry  re:/A-10\d+/
///
/// Words ignore case unless they hold a capital letter. Value type; any thread.
class LogFilter
{
    Q_DECLARE_TR_FUNCTIONS(lambdarium::LogFilter)

public:
    /// Empty text: everything matches.
    static LogFilter parse(const QString &text);

    bool valid() const { return m_problem.isEmpty(); }
    /// What is wrong, for the field's tool tip; translated.
    QString problem() const { return m_problem; }
    bool empty() const { return m_terms.empty(); }
    /// A request's end can change the answer for its earlier rows.
    bool dependsOnOutcome() const;
    /// Invalid filters match everything.
    bool matches(const LogFilterSubject &row) const;

private:
    enum class Kind { Text, Regex, Function, Level, Duration, Cold, Request, Environment };
    enum class Comparison { Equal, Less, LessEqual, Greater, GreaterEqual };
    struct Term
    {
        Kind kind = Kind::Text;
        Comparison comparison = Comparison::Equal;
        bool negated = false;
        bool caseSensitive = false;
        std::vector<std::string> values; ///< lower case unless caseSensitive
        QRegularExpression regex;
        LogLevel level = LogLevel::None;
        Duration duration{};
        bool yes = true;
    };

    static bool holds(const Term &term, const LogFilterSubject &row);
    void addTerm(QString token, bool quoted, bool negated);
    bool addKeyTerm(const QString &token, Term term);
    void setValue(Term &term, const QString &key, const QString &value);
    void fail(const QString &problem);

    std::vector<Term> m_terms;
    QString m_problem;
};

/// Position of needle (lower case unless caseSensitive) in text, ASCII case folding; npos when absent.
std::size_t findText(std::string_view text, std::string_view needle, bool caseSensitive);

} // namespace lambdarium
