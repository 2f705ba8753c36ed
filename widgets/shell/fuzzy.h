// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace lambdarium {

/// How well the query's letters appear, in order, in the text: higher is better, negative: not at all. Starts of
/// words, capitals inside names, letters in a row and short texts score higher. `positions` gets the places of
/// the matched letters. Pure; any thread.
int fuzzyScore(const QString &query, const QString &text, QVector<int> *positions = nullptr);

} // namespace lambdarium
