// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/jsoncheck.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace lambdarium {

namespace {

JsonFault faultAt(const QByteArray &text, qsizetype offset, const QString &reason)
{
    const QByteArray before = text.left(qBound<qsizetype>(0, offset, text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {int(before.count('\n')) + 1, int(QString::fromUtf8(before.mid(lineStart)).size()) + 1, reason};
}

bool space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

qsizetype firstAfter(const QByteArray &text, qsizetype from)
{
    while (from < text.size() && space(text[from]))
        ++from;
    return from;
}

} // namespace

QString JsonFault::sentence() const
{
    return QCoreApplication::translate("lambdarium::RunController", "Line %1, column %2: %3")
        .arg(line)
        .arg(column)
        .arg(reason);
}

std::optional<JsonFault> findJsonFault(const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return faultAt(
            text, 0,
            QCoreApplication::translate("lambdarium::RunController", "the event is empty; {} is the smallest one"));
    // QJsonDocument takes objects and arrays only: inside of an array, every value is legal.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error);
    if (error.error != QJsonParseError::NoError)
        return faultAt(text, error.offset - 1, error.errorString());
    if (document.array().size() != 1)
        return faultAt(text, text.size(),
                       QCoreApplication::translate("lambdarium::RunController", "more than one JSON value"));
    return std::nullopt;
}

QString prettyJson(const QByteArray &text)
{
    if (findJsonFault(text))
        return QString::fromUtf8(text);
    // Token by token: numbers and the order of members stay as they were written.
    QByteArray result;
    int depth = 0;
    bool string = false;
    const auto newLine = [&] { result += '\n' + QByteArray(depth * 2, ' '); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (string) {
            result += c;
            if (c == '\\' && i + 1 < text.size())
                result += text[++i];
            string = c != '"';
        } else if (c == '{' || c == '[') {
            const qsizetype next = firstAfter(text, i + 1);
            result += c;
            if (next < text.size() && (text[next] == '}' || text[next] == ']')) {
                result += text[next];
                i = next;
                continue;
            }
            ++depth;
            newLine();
        } else if (c == '}' || c == ']') {
            --depth;
            newLine();
            result += c;
        } else if (c == ',') {
            result += c;
            newLine();
        } else if (c == ':') {
            result += ": ";
        } else if (!space(c)) {
            result += c;
            string = c == '"';
        }
    }
    return QString::fromUtf8(result);
}

} // namespace lambdarium
