// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/fuzzy.h"

#include <vector>

namespace lambdarium {

namespace {

constexpr int impossible = -1'000'000;
constexpr qsizetype textMax = 200;

bool startsWord(const QString &text, int at)
{
    if (at == 0)
        return true;
    const QChar before = text.at(at - 1);
    const QChar here = text.at(at);
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || (before.isLetter() && here.isDigit());
}

int letterScore(const QString &text, int at, bool sameCase)
{
    int score = 10;
    if (startsWord(text, at))
        score += at == 0 ? 30 : 24;
    if (sameCase)
        score += 2;
    return score;
}

} // namespace

// best[i][j]: best score with query letter i placed exactly at text letter j.
int fuzzyScore(const QString &query, const QString &fullText, QVector<int> *positions)
{
    QString wanted;
    for (const QChar c : query)
        if (!c.isSpace())
            wanted += c;
    const QString text = fullText.left(textMax);
    const int n = static_cast<int>(wanted.size());
    const int m = static_cast<int>(text.size());
    if (positions)
        positions->clear();
    if (n == 0)
        return 0;
    if (n > m)
        return -1;
    std::vector<std::vector<int>> best(static_cast<std::size_t>(n),
                                       std::vector<int>(static_cast<std::size_t>(m), impossible));
    std::vector<std::vector<int>> from = best;
    for (int i = 0; i < n; ++i) {
        int reach = impossible; // best of the row above, at any place left of j - 1
        int reachAt = -1;
        for (int j = i; j < m; ++j) {
            const auto row = static_cast<std::size_t>(i);
            const auto column = static_cast<std::size_t>(j);
            if (i > 0 && j > 1 && best[row - 1][column - 2] > reach) {
                reach = best[row - 1][column - 2];
                reachAt = j - 2;
            }
            if (wanted.at(i).toCaseFolded() != text.at(j).toCaseFolded())
                continue;
            const int own = letterScore(text, j, wanted.at(i) == text.at(j));
            if (i == 0) {
                best[row][column] = own - qMin(j, 12);
                continue;
            }
            const int joined = j > 0 ? best[row - 1][column - 1] + 16 : impossible;
            const int apart = reach == impossible ? impossible : reach - 3;
            best[row][column] = qMax(joined, apart) <= impossible / 2 ? impossible : own + qMax(joined, apart);
            from[row][column] = joined >= apart ? j - 1 : reachAt;
        }
    }
    int end = -1;
    int score = impossible;
    for (int j = 0; j < m; ++j)
        if (best[static_cast<std::size_t>(n - 1)][static_cast<std::size_t>(j)] > score) {
            score = best[static_cast<std::size_t>(n - 1)][static_cast<std::size_t>(j)];
            end = j;
        }
    if (score <= impossible / 2)
        return -1;
    if (positions)
        for (int i = n - 1, j = end; i >= 0; --i) {
            positions->prepend(j);
            j = from[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
        }
    return qMax(0, score - m / 8);
}

} // namespace lambdarium
