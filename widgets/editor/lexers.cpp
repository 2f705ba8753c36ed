// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/lexers.h"

#include "widgets/editor/scintilla.h"
#include "widgets/theme/theme.h"

#include <QFileInfo>
#include <QHash>

namespace lambdarium {

namespace {

class ModernJavaScriptLexer : public QsciLexerJavaScript
{
public:
    explicit ModernJavaScriptLexer(QObject *parent) : QsciLexerJavaScript(parent)
    {
        setHighlightBackQuotedStrings(true);
        setFoldComments(true);
    }
    const char *keywords(int set) const override
    {
        // QScintilla's list ends before ES2015.
        if (set == 1)
            return "arguments as async await break case catch class const continue debugger default delete do else "
                   "export extends false finally for from function get if import in instanceof let new null of return "
                   "set static super switch this throw true try typeof undefined var void while with yield";
        return QsciLexerJavaScript::keywords(set);
    }
};

class TypeScriptLexer : public ModernJavaScriptLexer
{
public:
    using ModernJavaScriptLexer::ModernJavaScriptLexer;
    const char *language() const override { return "TypeScript"; }
    const char *keywords(int set) const override
    {
        if (set == 1)
            return "abstract any arguments as asserts async await bigint boolean break case catch class const continue "
                   "debugger declare default delete do else enum export extends false finally for from function get if "
                   "implements import in infer instanceof interface is keyof let module namespace never new null "
                   "number "
                   "object of override package private protected public readonly require return satisfies set static "
                   "string super switch symbol this throw true try type typeof undefined unique unknown var void while "
                   "with yield";
        return ModernJavaScriptLexer::keywords(set);
    }
};

// QScintilla has no class for Rust, but its engine has the lexer.
class RustLexer : public QsciLexer
{
public:
    using QsciLexer::QsciLexer;
    const char *language() const override { return "Rust"; }
    const char *lexer() const override { return "rust"; }
    QString description(int style) const override
    {
        return style >= 0 && style <= 23 ? QStringLiteral("Rust %1").arg(style) : QString();
    }
    const char *keywords(int set) const override
    {
        if (set == 1)
            return "as async await break const continue crate dyn else enum extern false fn for if impl in let loop "
                   "match mod move mut pub ref return self Self static struct super trait true type union unsafe use "
                   "where while";
        if (set == 2)
            return "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize";
        if (set == 3)
            return "Arc Box Err HashMap None Ok Option Rc Result Some String Vec";
        return nullptr;
    }
};

using RoleTable = QHash<int, TokenRole>;

void add(RoleTable &table, TokenRole role, std::initializer_list<int> styles)
{
    for (const int style : styles)
        table.insert(style, role);
}

RoleTable pythonRoles()
{
    using P = QsciLexerPython;
    RoleTable t;
    add(t, TokenRole::Comment, {P::Comment, P::CommentBlock});
    add(t, TokenRole::Keyword, {P::Keyword});
    add(t, TokenRole::Number, {P::Number});
    add(t, TokenRole::String,
        {P::DoubleQuotedString, P::SingleQuotedString, P::TripleSingleQuotedString, P::TripleDoubleQuotedString,
         P::DoubleQuotedFString, P::SingleQuotedFString, P::TripleSingleQuotedFString, P::TripleDoubleQuotedFString,
         P::UnclosedString});
    add(t, TokenRole::Function, {P::FunctionMethodName});
    add(t, TokenRole::Type, {P::ClassName});
    add(t, TokenRole::Operator, {P::Operator});
    add(t, TokenRole::Decorator, {P::Decorator});
    return t;
}

RoleTable cppRoles()
{
    using C = QsciLexerCPP;
    RoleTable t;
    add(t, TokenRole::Comment,
        {C::Comment, C::CommentLine, C::CommentDoc, C::CommentLineDoc, C::CommentDocKeyword, C::PreProcessorComment});
    add(t, TokenRole::Keyword, {C::Keyword});
    add(t, TokenRole::Number, {C::Number, C::UserLiteral});
    add(t, TokenRole::String,
        {C::DoubleQuotedString, C::SingleQuotedString, C::UnclosedString, C::VerbatimString, C::RawString, C::Regex,
         C::EscapeSequence});
    add(t, TokenRole::Type, {C::KeywordSet2, C::GlobalClass});
    add(t, TokenRole::Operator, {C::Operator});
    add(t, TokenRole::Decorator, {C::PreProcessor});
    return t;
}

RoleTable jsonRoles()
{
    using J = QsciLexerJSON;
    RoleTable t;
    add(t, TokenRole::Comment, {J::CommentLine, J::CommentBlock});
    add(t, TokenRole::Function, {J::Property});
    add(t, TokenRole::Number, {J::Number});
    add(t, TokenRole::String, {J::String, J::UnclosedString, J::EscapeSequence, J::IRI, J::IRICompact});
    add(t, TokenRole::Operator, {J::Operator});
    add(t, TokenRole::Keyword, {J::Keyword, J::KeywordLD});
    return t;
}

RoleTable yamlRoles()
{
    using Y = QsciLexerYAML;
    RoleTable t;
    add(t, TokenRole::Comment, {Y::Comment});
    add(t, TokenRole::Function, {Y::Identifier});
    add(t, TokenRole::Keyword, {Y::Keyword, Y::DocumentDelimiter});
    add(t, TokenRole::Number, {Y::Number});
    add(t, TokenRole::Decorator, {Y::Reference});
    add(t, TokenRole::String, {Y::TextBlockMarker});
    add(t, TokenRole::Operator, {Y::Operator});
    return t;
}

RoleTable bashRoles()
{
    using B = QsciLexerBash;
    RoleTable t;
    add(t, TokenRole::Comment, {B::Comment});
    add(t, TokenRole::Keyword, {B::Keyword});
    add(t, TokenRole::Number, {B::Number});
    add(t, TokenRole::String,
        {B::DoubleQuotedString, B::SingleQuotedString, B::Backticks, B::HereDocumentDelimiter,
         B::SingleQuotedHereDocument});
    add(t, TokenRole::Operator, {B::Operator});
    add(t, TokenRole::Type, {B::Scalar, B::ParameterExpansion});
    return t;
}

// SCE_RUST_* numbers of the engine; QScintilla's headers leave them out.
RoleTable rustRoles()
{
    RoleTable t;
    add(t, TokenRole::Comment, {1, 2, 3, 4});
    add(t, TokenRole::Number, {5});
    add(t, TokenRole::Keyword, {6});
    add(t, TokenRole::Type, {7, 8, 9, 10, 11, 12});
    add(t, TokenRole::String, {13, 14, 15, 21, 22, 23});
    add(t, TokenRole::Operator, {16});
    add(t, TokenRole::Decorator, {18});
    add(t, TokenRole::Function, {19});
    return t;
}

const RoleTable &rolesOf(Syntax syntax)
{
    static const RoleTable python = pythonRoles();
    static const RoleTable cpp = cppRoles();
    static const RoleTable json = jsonRoles();
    static const RoleTable yaml = yamlRoles();
    static const RoleTable bash = bashRoles();
    static const RoleTable rust = rustRoles();
    static const RoleTable none;
    switch (syntax) {
    case Syntax::Python: return python;
    case Syntax::JavaScript:
    case Syntax::TypeScript:
    case Syntax::Cpp: return cpp;
    case Syntax::Json: return json;
    case Syntax::Yaml: return yaml;
    case Syntax::Bash: return bash;
    case Syntax::Rust: return rust;
    case Syntax::Plain: break;
    }
    return none;
}

} // namespace

Syntax syntaxOf(const QString &fileName)
{
    static const QHash<QString, Syntax> byExtension = {
        {QStringLiteral("py"), Syntax::Python},      {QStringLiteral("pyi"), Syntax::Python},
        {QStringLiteral("js"), Syntax::JavaScript},  {QStringLiteral("mjs"), Syntax::JavaScript},
        {QStringLiteral("cjs"), Syntax::JavaScript}, {QStringLiteral("jsx"), Syntax::JavaScript},
        {QStringLiteral("ts"), Syntax::TypeScript},  {QStringLiteral("mts"), Syntax::TypeScript},
        {QStringLiteral("tsx"), Syntax::TypeScript}, {QStringLiteral("json"), Syntax::Json},
        {QStringLiteral("yaml"), Syntax::Yaml},      {QStringLiteral("yml"), Syntax::Yaml},
        {QStringLiteral("cpp"), Syntax::Cpp},        {QStringLiteral("cc"), Syntax::Cpp},
        {QStringLiteral("cxx"), Syntax::Cpp},        {QStringLiteral("c"), Syntax::Cpp},
        {QStringLiteral("h"), Syntax::Cpp},          {QStringLiteral("hpp"), Syntax::Cpp},
        {QStringLiteral("rs"), Syntax::Rust},        {QStringLiteral("sh"), Syntax::Bash},
        {QStringLiteral("bash"), Syntax::Bash},
    };
    const QFileInfo info(fileName);
    // A custom runtime's entry point has no extension.
    if (info.fileName() == QStringLiteral("bootstrap"))
        return Syntax::Bash;
    return byExtension.value(info.suffix().toLower(), Syntax::Plain);
}

QsciLexer *makeLexer(Syntax syntax, QObject *parent)
{
    switch (syntax) {
    case Syntax::Python: return new QsciLexerPython(parent);
    case Syntax::JavaScript: return new ModernJavaScriptLexer(parent);
    case Syntax::TypeScript: return new TypeScriptLexer(parent);
    case Syntax::Json: {
        auto *lexer = new QsciLexerJSON(parent);
        lexer->setHighlightEscapeSequences(true);
        return lexer;
    }
    case Syntax::Yaml: return new QsciLexerYAML(parent);
    case Syntax::Cpp: return new QsciLexerCPP(parent);
    case Syntax::Rust: return new RustLexer(parent);
    case Syntax::Bash: return new QsciLexerBash(parent);
    case Syntax::Plain: break;
    }
    return nullptr;
}

TokenRole tokenRole(Syntax syntax, int style)
{
    // Scintilla adds 64 to styles inside inactive preprocessor branches.
    if (syntax == Syntax::Cpp && style >= 64)
        return TokenRole::Comment;
    return rolesOf(syntax).value(style, TokenRole::Text);
}

QColor tokenColour(TokenRole role)
{
    const Theme &t = th();
    switch (role) {
    case TokenRole::Text: return t.text;
    case TokenRole::Keyword: return t.keyword;
    case TokenRole::String: return t.string;
    case TokenRole::Number: return t.number;
    case TokenRole::Comment: return t.comment;
    case TokenRole::Function: return t.function;
    case TokenRole::Type: return t.type;
    case TokenRole::Operator: return t.operators;
    case TokenRole::Decorator: return t.decorator;
    }
    return t.text;
}

} // namespace lambdarium
