// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/codeeditor.h"

#include <QColor>

class QsciLexer;

/// Private to the editor: the only places that know QScintilla's lexers.
namespace lambdarium {

/// What a lexer style means, for colouring.
enum class TokenRole { Text, Keyword, String, Number, Comment, Function, Type, Operator, Decorator };

/// Null for Plain. Owned by parent.
QsciLexer *makeLexer(Syntax syntax, QObject *parent);
TokenRole tokenRole(Syntax syntax, int style);
QColor tokenColour(TokenRole role);
/// Styles a lexer of this syntax may use are 0 to this number.
inline constexpr int tokenStyleMax = 127;

} // namespace lambdarium
