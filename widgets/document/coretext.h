// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace lambdarium {

/// A sentence of the core (Problem::message, Verdict::message, Error::message) in the window's language. The core
/// writes plain English; this finds the sentence by its words and takes over the names in it. AWS's own texts,
/// which people search for, and sentences that are not known stay as they are. Any thread.
QString coreText(std::string_view sentence);
QString coreText(const QString &sentence);

/// True when the sentence is one that coreText() can translate.
bool isCoreText(std::string_view sentence);

} // namespace lambdarium
