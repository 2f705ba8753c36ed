// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include <QCommandLineParser>
#include <QMap>

namespace lambdarium {

namespace {

using Parser = QCommandLineParser;

Error usageError(const QString &message) { return Error{ErrorCode::InvalidInput, message.toStdString()}; }

const QMap<QString, Verb> &verbs()
{
    static const QMap<QString, Verb> map{
        {QStringLiteral("serve"), Verb::Serve},     {QStringLiteral("invoke"), Verb::Invoke},
        {QStringLiteral("set"), Verb::Set},         {QStringLiteral("validate"), Verb::Validate},
        {QStringLiteral("demo"), Verb::Demo},       {QStringLiteral("build"), Verb::Build},
        {QStringLiteral("package"), Verb::Package}, {QStringLiteral("import"), Verb::Import},
        {QStringLiteral("add"), Verb::Add},         {QStringLiteral("templates"), Verb::Templates},
        {QStringLiteral("help"), Verb::Help},       {QStringLiteral("screenshot"), Verb::Screenshot},
        {QStringLiteral("env"), Verb::Env},         {QStringLiteral("doctor"), Verb::Doctor},
        {QStringLiteral("trust"), Verb::Trust},     {QStringLiteral("adopt"), Verb::Adopt},
    };
    return map;
}

void addOption(Parser &parser, const char *name, bool value = true)
{
    const QString text = QString::fromLatin1(name);
    parser.addOption(value ? QCommandLineOption(text, QString(), text) : QCommandLineOption(text));
}

/// Of verbs that run code of the workspace.
void addRunOptions(Parser &parser)
{
    for (const char *name : {"trust", "strict-cold-start", "simulate-cold-start"})
        addOption(parser, name, false);
}

void addOptionsOf(Verb verb, Parser &parser)
{
    addOption(parser, "verbose", false);
    switch (verb) {
    case Verb::Serve:
        addOption(parser, "port");
        addRunOptions(parser);
        break;
    case Verb::Demo:
        addOption(parser, "port");
        addOption(parser, "picture");
        addOption(parser, "trust", false);
        break;
    case Verb::Invoke:
        for (const char *name : {"event", "workspace", "type", "log", "qualifier"})
            addOption(parser, name);
        addRunOptions(parser);
        break;
    case Verb::Build:
        for (const char *name : {"trust", "dry-run", "json"})
            addOption(parser, name, false);
        [[fallthrough]];
    case Verb::Set:
    case Verb::Adopt:
    case Verb::Import: addOption(parser, "workspace"); break;
    case Verb::Package:
        for (const char *name : {"workspace", "out"})
            addOption(parser, name);
        break;
    case Verb::Add:
        for (const char *name : {"workspace", "template", "runtime"})
            addOption(parser, name);
        break;
    case Verb::Env:
        addOption(parser, "workspace");
        addOption(parser, "json", false);
        break;
    case Verb::Doctor: addOption(parser, "json", false); break;
    case Verb::Trust: addOption(parser, "unprotected", false); break;
    case Verb::Screenshot:
        for (const char *name : {"view", "theme", "lang", "size", "out"})
            addOption(parser, name);
        break;
    case Verb::Window:
        for (const char *name : {"port", "theme", "lang"})
            addOption(parser, name);
        break;
    case Verb::Validate:
    case Verb::Templates:
    case Verb::Help:
    case Verb::Version: break;
    }
}

Result<void> oneOf(const QString &option, const QString &value, const QStringList &allowed)
{
    if (allowed.contains(value))
        return {};
    return usageError(
        QStringLiteral("--%1 %2: expected one of %3").arg(option, value, allowed.join(QStringLiteral(", "))));
}

Result<void> readPort(const Parser &parser, Options &options)
{
    if (!parser.optionNames().contains(QStringLiteral("port")))
        return {};
    const QString text = parser.value(QStringLiteral("port"));
    bool number = false;
    const uint port = text.toUInt(&number);
    if (!number || port == 0 || port > 65534)
        return usageError(QStringLiteral("--port %1: expected a number from 1 to 65534").arg(text));
    options.port = static_cast<std::uint16_t>(port);
    return {};
}

Result<void> readSize(const Parser &parser, Options &options)
{
    const QString text = parser.value(QStringLiteral("size"));
    const QStringList parts = text.split(QLatin1Char('x'));
    if (parts.size() == 2)
        options.size = QSize(parts[0].toInt(), parts[1].toInt());
    if (parts.size() != 2 || options.size.width() < 320 || options.size.height() < 240 || options.size.width() > 8000
        || options.size.height() > 8000)
        return usageError(QStringLiteral("--size %1: expected WIDTHxHEIGHT, for example 1600x1000").arg(text));
    return {};
}

Result<void> readValues(const Parser &parser, Options &options)
{
    const auto given = [&](const char *name, QString &target) {
        const QString key = QString::fromLatin1(name);
        if (parser.optionNames().contains(key))
            target = parser.value(key);
    };
    given("event", options.event);
    given("workspace", options.workspace);
    given("type", options.type);
    given("qualifier", options.qualifier);
    given("view", options.view);
    given("theme", options.theme);
    given("lang", options.language);
    given("out", options.out);
    given("template", options.functionTemplate);
    given("runtime", options.runtime);
    given("picture", options.out);
    const auto set = [&](const char *name) { return parser.optionNames().contains(QString::fromLatin1(name)); };
    options.verbose = set("verbose");
    options.json = set("json");
    options.dryRun = set("dry-run");
    options.trusted = set("trust");
    options.unprotected = set("unprotected");
    options.strictColdStart = set("strict-cold-start");
    options.simulateColdStart = set("simulate-cold-start");
    if (auto fault = oneOf(QStringLiteral("type"), options.type,
                           {QStringLiteral("RequestResponse"), QStringLiteral("Event"), QStringLiteral("DryRun")});
        !fault)
        return fault;
    if (!options.theme.isEmpty())
        if (auto fault = oneOf(QStringLiteral("theme"), options.theme,
                               {QStringLiteral("light"), QStringLiteral("dark")});
            !fault)
            return fault;
    const QStringList views{QStringLiteral("design"),      QStringLiteral("code"),      QStringLiteral("run"),
                            QStringLiteral("observe"),     QStringLiteral("settings"),  QStringLiteral("isolation"),
                            QStringLiteral("environment"), QStringLiteral("execution"), QStringLiteral("trust"),
                            QStringLiteral("new-function")};
    if (auto fault = oneOf(QStringLiteral("view"), options.view, views); !fault)
        return fault;
    if (!options.language.isEmpty())
        if (auto fault = oneOf(QStringLiteral("lang"), options.language,
                               {QStringLiteral("en"), QStringLiteral("pt_BR")});
            !fault)
            return fault;
    if (parser.optionNames().contains(QStringLiteral("log"))) {
        const QString log = parser.value(QStringLiteral("log"));
        if (auto fault = oneOf(QStringLiteral("log"), log, {QStringLiteral("Tail"), QStringLiteral("None")}); !fault)
            return fault;
        options.tail = log == QStringLiteral("Tail");
    }
    if (parser.optionNames().contains(QStringLiteral("size")))
        if (auto fault = readSize(parser, options); !fault)
            return fault;
    return readPort(parser, options);
}

/// Words of the verbs that work on packages; false: none of these.
Result<bool> readPackaging(QStringList &words, Options &options)
{
    const auto named = [&](const char *message) -> Result<bool> {
        options.function = words.isEmpty() ? QString() : words.takeFirst();
        if (options.function.isEmpty())
            return usageError(QString::fromLatin1(message));
        return true;
    };
    switch (options.verb) {
    case Verb::Build: options.names = std::exchange(words, {}); return true;
    case Verb::Add: return named("add: name the function");
    case Verb::Adopt: return named("adopt: name the function");
    case Verb::Package:
        if (auto fault = named("package: name the function or layer"); !fault)
            return fault;
        if (options.out.isEmpty())
            return usageError(QStringLiteral("package: --out FILE.zip is missing"));
        return true;
    case Verb::Import:
        if (auto fault = named("import: name the function or layer and the zip"); !fault)
            return fault;
        if (words.isEmpty())
            return usageError(QStringLiteral("import: name the zip"));
        options.names = {words.takeFirst()};
        return true;
    default: return false;
    }
}

Result<void> oneWord(const QString &verb, const QString &word, const QStringList &allowed)
{
    if (allowed.contains(word))
        return {};
    return usageError(QStringLiteral("%1 %2: expected one of %3").arg(verb, word, allowed.join(QStringLiteral(", "))));
}

/// env list | env ACTION ID
Result<void> readEnvironmentWords(QStringList &words, Options &options)
{
    options.action = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const QStringList actions{QStringLiteral("list"),   QStringLiteral("show"), QStringLiteral("kill"),
                              QStringLiteral("freeze"), QStringLiteral("thaw"), QStringLiteral("recycle")};
    if (auto fault = oneWord(QStringLiteral("env"), options.action, actions); !fault)
        return fault;
    if (options.action == QStringLiteral("list"))
        return {};
    if (words.isEmpty())
        return usageError(QStringLiteral("env %1: name the environment as 'env list' does").arg(options.action));
    options.environment = words.takeFirst();
    return {};
}

Result<void> readPositional(QStringList words, Options &options)
{
    const auto take = [&words] { return words.isEmpty() ? QString() : words.takeFirst(); };
    if (const auto packaging = readPackaging(words, options); !packaging)
        return packaging.error();
    switch (options.verb) {
    case Verb::Invoke:
        options.function = take();
        if (options.function.isEmpty())
            return usageError(QStringLiteral("invoke: name the function"));
        break;
    case Verb::Set:
        options.function = take();
        options.assignments = words;
        words.clear();
        if (options.function.isEmpty() || options.assignments.isEmpty())
            return usageError(QStringLiteral("set: name the function and at least one KEY=VALUE"));
        break;
    case Verb::Serve:
    case Verb::Validate:
    case Verb::Screenshot:
    case Verb::Demo:
        options.workspace = take();
        if (options.workspace.isEmpty())
            return usageError(QStringLiteral("name the workspace folder"));
        break;
    case Verb::Env:
        if (auto fault = readEnvironmentWords(words, options); !fault)
            return fault;
        break;
    case Verb::Trust:
        options.workspace = take();
        options.level = take();
        if (options.workspace.isEmpty())
            return usageError(QStringLiteral("name the workspace folder"));
        if (!options.level.isEmpty())
            if (auto fault = oneWord(
                    QStringLiteral("trust"), options.level,
                    {QStringLiteral("isolated"), QStringLiteral("trusted"), QStringLiteral("restricted")});
                !fault)
                return fault;
        break;
    case Verb::Window: options.workspace = take(); break;
    case Verb::Build:
    case Verb::Package:
    case Verb::Import:
    case Verb::Add:
    case Verb::Adopt:
    case Verb::Templates:
    case Verb::Doctor: break;
    case Verb::Help:
    case Verb::Version: words.clear(); break;
    }
    if (!words.isEmpty())
        return usageError(QStringLiteral("unexpected argument: %1").arg(words.first()));
    if (options.verb == Verb::Screenshot && options.out.isEmpty())
        return usageError(QStringLiteral("screenshot: --out FILE.png is missing"));
    return {};
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    Options options;
    QStringList words = arguments;
    if (words.contains(QStringLiteral("--help")) || words.contains(QStringLiteral("-h"))) {
        options.verb = Verb::Help;
        return options;
    }
    if (words.size() > 1 && words[1] == QStringLiteral("--version")) {
        options.verb = Verb::Version;
        return options;
    }
    if (words.size() > 1 && verbs().contains(words[1])) {
        options.verb = verbs().value(words[1]);
        words.removeAt(1);
    }
    Parser parser;
    addOptionsOf(options.verb, parser);
    if (!parser.parse(words))
        return usageError(parser.errorText());
    if (auto fault = readValues(parser, options); !fault)
        return fault.error();
    if (auto fault = readPositional(parser.positionalArguments(), options); !fault)
        return fault.error();
    return options;
}

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Throttled: return ExitThrottled;
    case ErrorCode::Unavailable:
    case ErrorCode::Io:
    case ErrorCode::ReadOnly:
    case ErrorCode::Corrupt:
    case ErrorCode::Cancelled: return ExitEnvironment;
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict: break;
    }
    return ExitUsage;
}

} // namespace lambdarium
