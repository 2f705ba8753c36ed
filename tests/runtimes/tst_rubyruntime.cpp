// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;

class TestRubyRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsHandlersOfEveryShape_data();
    void runsHandlersOfEveryShape();
    void printedLinesAndLoggedEventsArriveBeforeTheResult();
    void jsonLogsAreOneObjectALine();
    void jsonLogsDescribeExceptions();
    void faultsOfTheHandlerAreErrors_data();
    void faultsOfTheHandlerAreErrors();
    void faultsThatEndTheProcessLoseTheEnvironment_data();
    void faultsThatEndTheProcessLoseTheEnvironment();
    void initFaultsHaveAwsWords_data();
    void initFaultsHaveAwsWords();
    void contextSaysWhatLambdaSays();
    void environmentIsLambdas();
    void gemsOfPackageAndLayerAreFound();
    void tooLongResultsAreRefusedAndTheEnvironmentLives();
    void largePayloadsTravelBothWays();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

QJsonObject json(const std::string &text) { return QJsonDocument::fromJson(bytes(text)).object(); }

constexpr const char *runtime = "ruby3.3";

} // namespace

#define START(runner, source, handler)                                                                                 \
    runner.code.write("app.rb", source);                                                                               \
    const InitReport init = runner.start(runtime, handler);                                                            \
    QVERIFY2(init.success, init.errorPayload.c_str())

void TestRubyRuntime::runsHandlersOfEveryShape_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const char *source, const char *handler, const char *payload) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(handler) << QByteArray(payload);
    };
    row("method", "def run(event:, context:)\n  { got: event['n'] }\nend\n", "app.run", R"({"got":1})");
    row("class", "class Shop\n  def self.run(event:, context:)\n    event['n'] + 1\n  end\nend\n", "app.Shop.run", "2");
    row("nested module", "module A\n  class B\n    def self.run(event:, context:) = 'x'\n  end\nend\n", "app.A::B.run",
        "\"x\"");
    row("nil", "def run(event:, context:)\nend\n", "app.run", "null");
    row("keywords it ignores", "def run(event:, **)\n  event.keys\nend\n", "app.run", "[\"n\"]");
    row("raw bytes", "def run(event:, context:)\n  StringIO.new(\"\\x00\\xFFab\".b)\nend\n", "app.run", "");
}

void TestRubyRuntime::runsHandlersOfEveryShape()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, payload);
    if (payload.isEmpty())
        payload = QByteArray("\0\xff"
                             "ab",
                             4);
    RuntimeRunner runner;
    START(runner, source.toStdString(), handler.toStdString());
    for (int i = 0; i < 3; ++i) {
        const InvocationResult result = runner.invoke(R"({"n":1})");
        QCOMPARE(result.outcome, InvocationOutcome::Success);
        QCOMPARE(bytes(result.payload), payload);
    }
    QCOMPARE(bytes(runner.log()), QByteArray());
}

void TestRubyRuntime::printedLinesAndLoggedEventsArriveBeforeTheResult()
{
    RuntimeRunner runner;
    START(runner, R"(
require 'logger'
puts 'loading'
LOGGER = Logger.new($stdout)
def run(event:, context:)
  puts "one\nevent"
  LOGGER.info("two\nlines")
  $stdout.print "raw\n"
  LOGGER.error('bad')
  warn 'to stderr'
  Logger.new(File::NULL).error('unseen')
end
)",
          "app.run");
    QCOMPARE(bytes(runner.log()), QByteArray("loading\n"));
    runner.lines.clear();
    QCOMPARE(runner.invoke().payload, std::string("true"));
    QCOMPARE(runner.lines.size(), std::size_t{5});
    QCOMPARE(runner.lines[0].text, std::string("one\nevent"));
    const QRegularExpression logged(
        QStringLiteral("^I, \\[[-0-9]{10}T[:0-9]{8}\\.[0-9]{6} #[0-9]+\\]  INFO %1 -- : two\nlines$")
            .arg(QString::fromStdString(runner.lastRequestId)));
    QVERIFY2(logged.match(QString::fromStdString(runner.lines[1].text)).hasMatch(), runner.lines[1].text.c_str());
    QCOMPARE(runner.lines[1].level, LogLevel::Info);
    QCOMPARE(runner.lines[2].text, std::string("raw"));
    QCOMPARE(runner.lines[3].level, LogLevel::Error);
    QCOMPARE(runner.lines[4].text, std::string("to stderr"));
    for (const auto &line : runner.lines)
        QCOMPARE(line.requestId, runner.lastRequestId);
}

void TestRubyRuntime::jsonLogsAreOneObjectALine()
{
    RuntimeRunner runner;
    runner.spec.logging = {.format = "JSON", .applicationLevel = "WARN"};
    START(runner, R"(
LOGGER = Logger.new($stdout)
def run(event:, context:)
  LOGGER.info('unseen')
  LOGGER.warn("two\nlines")
  nil
end
)",
          "app.run");
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{1});
    const QJsonObject line = json(runner.lines[0].text);
    QCOMPARE(line[QStringLiteral("level")].toString(), QStringLiteral("WARN"));
    QCOMPARE(line[QStringLiteral("message")].toString(), QStringLiteral("two\nlines"));
    QCOMPARE(line[QStringLiteral("requestId")].toString().toStdString(), runner.lastRequestId);
    QCOMPARE(runner.lines[0].level, LogLevel::Warn);
}

/// The members that AWS's own runtime client writes; which of them the managed runtime shows is unconfirmed.
void TestRubyRuntime::jsonLogsDescribeExceptions()
{
    RuntimeRunner runner;
    runner.spec.logging = {.format = "JSON", .applicationLevel = "INFO"};
    START(runner, R"(
LOGGER = Logger.new($stdout, progname: 'shop')
LOGGER.info('loading')
def run(event:, context:)
  raise ArgumentError, "bad \xff bytes"
rescue ArgumentError => e
  LOGGER.error(e)
  nil
end
)",
          "app.run");
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{2});
    const auto membersOf = [&](std::size_t i) { return json(runner.lines[i].text).keys().join(QLatin1Char(' ')); };
    QCOMPARE(membersOf(0), QStringLiteral("level logger message timestamp"));
    QCOMPARE(membersOf(1),
             QStringLiteral("errorMessage errorType level location logger message requestId stackTrace timestamp"));
    const QJsonObject line = json(runner.lines[1].text);
    QCOMPARE(line[QStringLiteral("errorType")].toString(), QStringLiteral("ArgumentError"));
    QCOMPARE(line[QStringLiteral("errorMessage")].toString(), QStringLiteral("bad \uFFFD bytes"));
    QCOMPARE(line[QStringLiteral("location")].toString(), QStringLiteral("/var/task/app.rb:run:5"));
    QCOMPARE(line[QStringLiteral("logger")].toString(), QStringLiteral("shop"));
    static const QRegularExpression micros(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$"));
    QVERIFY(micros.match(line[QStringLiteral("timestamp")].toString()).hasMatch());
}

void TestRubyRuntime::faultsOfTheHandlerAreErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("raise") << QByteArray("raise 'boom'") << QByteArray("Function<RuntimeError>") << QByteArray("boom");
    QTest::newRow("own class") << QByteArray("raise Odd, 'far'") << QByteArray("Function<Odd>") << QByteArray("far");
    QTest::newRow("not JSON") << QByteArray("\"\\xff\"") << QByteArray("Function<JSON::GeneratorError>")
                              << QByteArray("partial character in source, but hit end");
}

void TestRubyRuntime::faultsOfTheHandlerAreErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    START(runner, "class Odd < StandardError; end\ndef run(event:, context:)\n  " + body.toStdString() + "\nend\n",
          "app.run");
    for (int i = 0; i < 2; ++i) {
        runner.lines.clear();
        const InvocationResult result = runner.invoke();
        QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
        QVERIFY(!result.environmentLost);
        QCOMPARE(bytes(result.errorType), type);
        const QJsonObject payload = json(result.payload);
        QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
        QCOMPARE(payload[QStringLiteral("errorMessage")].toString().toUtf8(), message);
        const QJsonArray trace = payload[QStringLiteral("stackTrace")].toArray();
        if (body.startsWith("raise"))
            QCOMPARE(trace, QJsonArray{QStringLiteral("/var/task/app.rb:3:in `run'")});
        QCOMPARE(runner.lines.size(), std::size_t{2});
        QCOMPARE(runner.lines[0].text, std::string("Error raised from handler method"));
        QCOMPARE(json(runner.lines[1].text), payload);
    }
}

void TestRubyRuntime::faultsThatEndTheProcessLoseTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("missing name") << QByteArray("absent(1)") << QByteArray("Function<NoMethodError>")
                                  << QByteArray("undefined method `absent' for main:Object");
    QTest::newRow("exit") << QByteArray("exit 3") << QByteArray("Function<SystemExit>") << QByteArray("exit");
    QTest::newRow("exit at once") << QByteArray("exit! 3") << QByteArray("Runtime.ExitError")
                                  << QByteArray("RequestId: ");
    QTest::newRow("signal") << QByteArray("Process.kill('ABRT', Process.pid); sleep") << QByteArray("Runtime.ExitError")
                            << QByteArray("RequestId: ");
}

void TestRubyRuntime::faultsThatEndTheProcessLoseTheEnvironment()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    START(runner, "def run(event:, context:)\n  " + body.toStdString() + "\nend\n", "app.run");
    const InvocationResult result = runner.invoke();
    QVERIFY(result.environmentLost);
    const QJsonObject payload = json(result.payload);
    QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
    QVERIFY2(payload[QStringLiteral("errorMessage")].toString().toUtf8().startsWith(message), result.payload.c_str());
}

void TestRubyRuntime::initFaultsHaveAwsWords_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *source, const char *handler, const char *type,
                        const char *message) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(handler) << QByteArray(type) << QByteArray(message);
    };
    row("no file", "", "other.run", "Init<LoadError>", "cannot load such file -- other");
    row("missing gem", "require 'nope'\n", "app.run", "Init<LoadError>", "cannot load such file -- nope");
    row("syntax", "def run(\n", "app.run", "Init<SyntaxError>", "/var/task/app.rb:1: syntax error");
    row("no dot", "", "app", "Init<ArgumentError>", "Invalid handler [\"app\"], must be of form FILENAME.METHOD");
    row("raises", "raise IOError, 'early'\n", "app.run", "Init<IOError>", "early");
    row("exits", "exit 3\n", "app.run", "Init<SystemExit>", "exit");
}

void TestRubyRuntime::initFaultsHaveAwsWords()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    runner.code.write("app.rb", source.toStdString());
    const InitReport init = runner.start(runtime, handler.toStdString());
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorType), type);
    const QJsonObject payload = json(init.errorPayload);
    QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
    QVERIFY2(payload[QStringLiteral("errorMessage")].toString().toUtf8().startsWith(message),
             init.errorPayload.c_str());
    QVERIFY(payload[QStringLiteral("stackTrace")].isArray());
    QCOMPARE(runner.lines.front().text, "Init error when loading handler " + handler.toStdString());
}

void TestRubyRuntime::contextSaysWhatLambdaSays()
{
    RuntimeRunner runner;
    runner.request.clientContext = R"({"custom":{"k":"v"}})";
    START(runner, R"(
def run(event:, context:)
  [context.class.to_s, context.aws_request_id, context.function_name, context.function_version,
   context.memory_limit_in_mb, context.invoked_function_arn, context.log_group_name, context.log_stream_name,
   context.client_context['custom'], context.get_remaining_time_in_millis.between?(1, 10_000),
   context.deadline_ms > 1_600_000_000_000, ENV['_X_AMZN_TRACE_ID']]
end
)",
          "app.run");
    const auto values = QJsonDocument::fromJson(bytes(runner.invoke().payload)).array();
    const QJsonArray expected{QStringLiteral("LambdaContext"),
                              QString::fromStdString(runner.lastRequestId),
                              QStringLiteral("fn"),
                              QStringLiteral("$LATEST"),
                              QStringLiteral("256"),
                              QStringLiteral("arn:aws:lambda:us-east-1:000000000000:function:fn"),
                              QStringLiteral("/aws/lambda/fn"),
                              QString::fromStdString(runner.spec.logStream),
                              QJsonObject{{QStringLiteral("k"), QStringLiteral("v")}},
                              true,
                              true,
                              QString::fromStdString(runner.request.traceId)};
    QCOMPARE(values, expected);
}

void TestRubyRuntime::environmentIsLambdas()
{
    RuntimeRunner runner;
    runner.spec.environment = {{"TABLE", "orders"}};
    START(runner, "def run(event:, context:) = ENV.to_h\n", "app.run");
    const QJsonObject env = json(runner.invoke().payload);
    QCOMPARE(env[QStringLiteral("TABLE")].toString(), QStringLiteral("orders"));
    QCOMPARE(env[QStringLiteral("AWS_EXECUTION_ENV")].toString(), QStringLiteral("AWS_Lambda_ruby3.3"));
    QCOMPARE(env[QStringLiteral("GEM_HOME")].toString(), QStringLiteral("/var/runtime"));
    QVERIFY(env[QStringLiteral("GEM_PATH")].toString().startsWith(QStringLiteral(
        "/var/task/vendor/bundle/ruby/3.3.0:/opt/ruby/gems/3.3.0:/var/runtime:/var/runtime/ruby/3.3.0")));
    QVERIFY(env[QStringLiteral("RUBYLIB")].toString().endsWith(
        QStringLiteral("/lib:/var/task:/var/runtime/lib:/opt/ruby/lib")));
    QCOMPARE(env[QStringLiteral("PATH")].toString(),
             QStringLiteral("/var/lang/bin:/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"));
    QCOMPARE(env[QStringLiteral("PWD")].toString(), QStringLiteral("/var/task"));
    for (const QString &key : env.keys())
        QVERIFY2(!key.startsWith(QStringLiteral("_LAMBDARIUM")), qPrintable(key));
}

void TestRubyRuntime::gemsOfPackageAndLayerAreFound()
{
    RuntimeRunner runner;
    CodeFolder layer;
    const auto gem = [](const CodeFolder &folder, const std::string &root, const std::string &name) {
        folder.write(root + "/specifications/" + name + "-1.0.0.gemspec",
                     "Gem::Specification.new { |s| s.name = '" + name
                         + "'; s.version = '1.0.0'; s.summary = s.name; s.authors = ['x']; s.require_paths = ['lib'] "
                           "}\n");
        folder.write(root + "/gems/" + name + "-1.0.0/lib/" + name + ".rb",
                     "module " + name + "; AT = __FILE__; end\n");
    };
    gem(runner.code, "vendor/bundle/ruby/3.3.0", "Packed");
    gem(layer, "ruby/gems/3.3.0", "Layered");
    layer.write("ruby/lib/plain.rb", "PLAIN = __FILE__\n");
    runner.spec.layers = {layer.path()};
    START(runner, R"(
require 'Packed'
require 'Layered'
require 'plain'
def run(event:, context:) = [Packed::AT, Layered::AT, PLAIN]
)",
          "app.run");
    QCOMPARE(bytes(runner.invoke().payload),
             QByteArray(R"(["/var/task/vendor/bundle/ruby/3.3.0/gems/Packed-1.0.0/lib/Packed.rb",)"
                        R"("/opt/ruby/gems/3.3.0/gems/Layered-1.0.0/lib/Layered.rb","/opt/ruby/lib/plain.rb"])"));
}

void TestRubyRuntime::tooLongResultsAreRefusedAndTheEnvironmentLives()
{
    RuntimeRunner runner;
    START(runner, "def run(event:, context:) = 'x' * event\n", "app.run");
    QCOMPARE(runner.invoke("6291555").errorType, std::string("Function.ResponseSizeTooLarge"));
    QCOMPARE(runner.invoke("6291554").payload.size(), std::size_t{6291556});
}

void TestRubyRuntime::largePayloadsTravelBothWays()
{
    RuntimeRunner runner;
    START(runner, "def run(event:, context:) = event\n", "app.run");
    const std::string payload = "\"" + std::string(6 * 1024 * 1024 - 2, 'z') + "\"";
    QVERIFY(runner.invoke(payload).payload == payload);
    QCOMPARE(runner.invoke("1").payload, std::string("1"));
}

#endif

QTEST_APPLESS_MAIN(TestRubyRuntime)
#include "tst_rubyruntime.moc"
