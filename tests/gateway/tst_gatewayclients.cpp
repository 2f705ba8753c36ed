// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echosandbox.h"
#include "rawclient.h"
#include "testpaths.h"

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/gateway/gateway.h"
#include "core/loop/wallclock.h"
#include "core/services/services.h"
#include "core/store/memorystore.h"

#include <QtTest>

#include <fcntl.h>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

Model sampleModel()
{
    Model model;
    Function echo{.id = "Echo", .name = "Echo", .runtime = "python3.13", .handler = "app.handler"};
    echo.memoryMb = 256;
    echo.reservedConcurrency = 7;
    echo.environment.push_back({.name = "STAGE", .value = "test"});
    echo.url = FunctionUrl{.allowOrigins = {"https://app.example"}};
    Function fails{.id = "Fails", .name = "Fails", .runtime = "nodejs22.x", .handler = "app.handler"};
    model.functions = {fails, echo};
    model.queues = {Queue{.id = "Work", .name = "Work"}};
    model.edges = {Edge{.id = "Work>Echo",
                        .kind = EdgeKind::QueueToFunction,
                        .from = "Work",
                        .to = "Echo",
                        .eventKey = "Work",
                        .batchSize = 5}};
    return model;
}

InvocationResult handle(const EnvironmentSpec &spec, const InvocationRequest &request)
{
    if (spec.functionId == "Fails")
        return {.outcome = InvocationOutcome::FunctionError,
                .payload = R"({"errorMessage":"no","errorType":"Boom"})",
                .errorType = "Boom"};
    return {.payload = "{\"echo\":" + (request.payload.empty() ? std::string("{}") : request.payload) + "}"};
}

struct CommandResult
{
    int exitCode = -1;
    QByteArray output; ///< stdout and stderr
};

} // namespace

class TestGatewayClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void boto3DrivesEveryService();
    void awsCliWorksUnmodified();
    void invokeAsyncRunsTheHandlerAfterItsAnswer();
    void strangersAreRefused_data();
    void strangersAreRefused();
    void unsignedRequestsGetAwsErrors_data();
    void unsignedRequestsGetAwsErrors();
    void handlersAreNamedAsCallers();
    void handlersCannotChangeFunctions();
    void settingsThatAreNoneAreRefused_data();
    void settingsThatAreNoneAreRefused();
    void aReceiverThatLeavesLosesNoMessage();
    void callUrlTakesTheSamePathAsTheListener();
    void aTakenPortIsNamed();

private:
    CommandResult run(const QStringList &command, Duration limit = 120s);
    std::string endpoint(int offset = 0) const
    {
        return "http://127.0.0.1:" + std::to_string(m_gateway->port() + offset);
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<EventLoop> m_loop;
    std::optional<WallClock> m_clock;
    std::optional<MemoryStore> m_store;
    std::optional<FactJournal> m_facts;
    std::optional<EchoSandbox> m_sandbox;
    std::optional<Engine> m_engine;
    std::optional<Services> m_services;
    std::optional<Gateway> m_gateway;
    std::vector<fact::ServiceCalled> m_calls;
    std::vector<std::string> m_handled; ///< payloads, in order
};

void TestGatewayClients::init()
{
    m_calls.clear();
    m_handled.clear();
    m_folder.emplace();
    m_loop.emplace();
    m_clock.emplace(*m_loop);
    m_store.emplace(*m_loop);
    m_facts.emplace(*m_loop);
    m_sandbox.emplace(*m_loop, [this](const EnvironmentSpec &spec, const InvocationRequest &request) {
        m_handled.push_back(request.payload);
        return handle(spec, request);
    });
    m_engine.emplace(Engine::Parts{*m_loop, *m_sandbox, *m_store, *m_facts});
    m_services.emplace(ServiceParts{*m_loop, *m_store, *m_facts}, *m_engine,
                       m_folder->filePath(QStringLiteral("objects")).toStdString());
    QVERIFY(m_services->load().hasValue());
    m_gateway.emplace(Gateway::Parts{*m_clock, *m_engine, *m_services, *m_facts});
    Deployment deployment{.model = sampleModel()};
    for (const Function &function : deployment.model.functions)
        deployment.code[function.id] = {.directory = m_folder->path().toStdString()};
    m_engine->deploy(deployment);
    m_services->deploy(deployment.model, deployment.account);
    m_gateway->deploy(deployment);
    m_facts->listen([this](const Fact &fact) {
        if (const auto *call = std::get_if<fact::ServiceCalled>(&fact.body))
            m_calls.push_back(*call);
    });
    QVERIFY(m_gateway->listen().hasValue());
}

void TestGatewayClients::cleanup()
{
    m_gateway.reset();
    m_services.reset();
    m_engine.reset();
    m_sandbox.reset();
    m_facts.reset();
    m_store.reset();
    m_clock.reset();
    m_loop.reset();
    m_folder.reset();
}

/// Runs a client beside the core's own loop; HOME is empty, so that nobody's configuration matters.
CommandResult TestGatewayClients::run(const QStringList &command, Duration limit)
{
    const QByteArray log = m_folder->filePath(QStringLiteral("log")).toUtf8();
    QByteArrayList words,
        variables{"PATH=/usr/bin:/bin",
                  "HOME=" + m_folder->path().toUtf8(),
                  "LC_ALL=C.UTF-8",
                  "AWS_ACCESS_KEY_ID=AKIDEXAMPLE",
                  "AWS_SECRET_ACCESS_KEY=secret",
                  "AWS_DEFAULT_REGION=us-east-1",
                  "AWS_EC2_METADATA_DISABLED=true",
                  "AWS_PAGER=",
                  "AWS_MAX_ATTEMPTS=1"};
    std::vector<char *> arguments, environment;
    for (const QString &word : command)
        words.append(word.toUtf8());
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    for (QByteArray &variable : variables)
        environment.push_back(variable.data());
    arguments.push_back(nullptr);
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, log.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    pid_t child = -1;
    CommandResult result;
    const int failure = ::posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        return result;
    int status = 0;
    bool ended = false;
    m_clock->runFor(limit, [&] { return ended = ended || ::waitpid(child, &status, WNOHANG) == child; });
    if (!ended) {
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
    }
    result.exitCode = ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    QFile file(QString::fromUtf8(log));
    if (file.open(QIODevice::ReadOnly))
        result.output = file.readAll();
    return result;
}

void TestGatewayClients::boto3DrivesEveryService()
{
    // Another interpreter with a newer boto3 may be named to see what it sends.
    const QStringList command{qEnvironmentVariable("LAMBDARIUM_TEST_PYTHON", QStringLiteral("/usr/bin/python3")),
                              QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/gateway/clients.py"),
                              QString::fromStdString(endpoint()),
                              QString::fromStdString(endpoint(1)),
                              QStringLiteral("lambda"),
                              QStringLiteral("sqs"),
                              QStringLiteral("sns"),
                              QStringLiteral("s3"),
                              QStringLiteral("others")};
    const CommandResult result = run(command);
    QVERIFY2(result.exitCode == 0, result.output.constData());
    QCOMPARE(result.output, QByteArray("lambda ok\nsqs ok\nsns ok\ns3 ok\nothers ok\n"));
    const auto uploads = std::count_if(m_calls.begin(), m_calls.end(), [](const fact::ServiceCalled &call) {
        return call.service == "s3" && call.operation == "UploadPart" && call.status == 200;
    });
    QCOMPARE(uploads, 3);
}

void TestGatewayClients::awsCliWorksUnmodified()
{
    const QString folder = m_folder->path();
    QFile big(folder + QStringLiteral("/big.bin"));
    QVERIFY(big.open(QIODevice::WriteOnly));
    big.write(QByteArray(20 * 1024 * 1024, 'b'));
    big.close();
    QVERIFY(QDir(folder).mkpath(QStringLiteral("tree/sub")));
    QFile small(folder + QStringLiteral("/tree/sub/small.txt"));
    QVERIFY(small.open(QIODevice::WriteOnly));
    small.write("small");
    small.close();
    struct Step
    {
        QString arguments;
        QByteArray expected; ///< part of the output
    };
    const QString out = folder + QStringLiteral("/out.json");
    const std::vector<Step> steps{
        {QStringLiteral("sts get-caller-identity"), "\"Account\": \"000000000000\""},
        {QStringLiteral("lambda list-functions --query Functions[].FunctionName"), "\"Fails\""},
        {QStringLiteral("lambda get-function --function-name Echo"), "\"Handler\": \"app.handler\""},
        {QStringLiteral("lambda invoke --function-name Echo --cli-binary-format raw-in-base64-out --payload {\"a\":1} ")
             + out,
         "\"StatusCode\": 200"},
        {QStringLiteral("sqs create-queue --queue-name cli"), "/000000000000/cli"},
        {QStringLiteral("sqs send-message --queue-url %1/000000000000/cli --message-body hi")
             .arg(QString::fromStdString(endpoint())),
         "\"MessageId\""},
        {QStringLiteral("sqs receive-message --queue-url %1/000000000000/cli").arg(QString::fromStdString(endpoint())),
         "\"Body\": \"hi\""},
        {QStringLiteral("sns create-topic --name cli"), "arn:aws:sns:us-east-1:000000000000:cli"},
        {QStringLiteral("s3 mb s3://cli"), "make_bucket: cli"},
        {QStringLiteral("s3 cp --no-progress %1/big.bin s3://cli/big.bin").arg(folder), "upload: "},
        {QStringLiteral("s3 sync --no-progress %1/tree s3://cli/tree").arg(folder), "s3://cli/tree/sub/small.txt"},
        {QStringLiteral("s3 ls --recursive s3://cli"), "20971520 big.bin"},
        {QStringLiteral("s3 rm --recursive s3://cli"), "delete: s3://cli/tree/sub/small.txt"},
    };
    for (const Step &step : steps) {
        QStringList command{QStringLiteral("/usr/bin/aws"), QStringLiteral("--endpoint-url"),
                            QString::fromStdString(endpoint())};
        command += step.arguments.split(QLatin1Char(' '));
        const CommandResult result = run(command, 60s);
        const QByteArray told = step.arguments.toUtf8() + '\n' + result.output;
        QVERIFY2(result.exitCode == 0 && result.output.contains(step.expected), told.constData());
    }
    QFile reply(out);
    QVERIFY(reply.open(QIODevice::ReadOnly));
    QCOMPARE(reply.readAll(), QByteArray("{\"echo\":{\"a\":1}}"));
}

void TestGatewayClients::invokeAsyncRunsTheHandlerAfterItsAnswer()
{
    QFile arguments(m_folder->filePath(QStringLiteral("arguments.json")));
    QVERIFY(arguments.open(QIODevice::WriteOnly));
    arguments.write(R"({"order":17})");
    arguments.close();
    const auto invoke = [&](const QString &function) {
        return run({QStringLiteral("/usr/bin/aws"), QStringLiteral("--endpoint-url"),
                    QString::fromStdString(endpoint()), QStringLiteral("lambda"), QStringLiteral("invoke-async"),
                    QStringLiteral("--function-name"), function, QStringLiteral("--invoke-args"), arguments.fileName()},
                   60s);
    };
    const CommandResult accepted = invoke(QStringLiteral("Echo"));
    QVERIFY2(accepted.exitCode == 0 && accepted.output.contains("\"Status\": 202"), accepted.output.constData());
    m_clock->runFor(10s, [this] { return !m_handled.empty(); });
    QCOMPARE(m_handled, std::vector<std::string>{R"({"order":17})"});

    const CommandResult unknown = invoke(QStringLiteral("Nobody"));
    QCOMPARE(unknown.exitCode, 254);
    QVERIFY2(unknown.output.contains("(ResourceNotFoundException)"), unknown.output.constData());
    QCOMPARE(m_handled.size(), std::size_t(1));
}

void TestGatewayClients::strangersAreRefused_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("rebound name") << QByteArray("Host: evil.example:PORT\r\n") << 421;
    QTest::newRow("origin") << QByteArray("Host: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n") << 403;
    QTest::newRow("fetch") << QByteArray("Host: 127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin\r\n") << 403;
}

void TestGatewayClients::strangersAreRefused()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    headers.replace("PORT", QByteArray::number(m_gateway->port()));
    RawClient client(*m_clock, m_gateway->port());
    client.send("POST /2015-03-31/functions/Echo/invocations HTTP/1.1\r\n" + headers.toStdString()
                + "Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/lambda/aws4_request, "
                  "SignedHeaders=host, Signature=ab\r\nX-Amz-Date: 20260101T000000Z\r\nContent-Length: 2\r\n\r\n{}");
    const std::string reply = client.readToEnd();
    QVERIFY2(reply.starts_with("HTTP/1.1 " + std::to_string(status)), reply.c_str());
    QVERIFY(reply.find("Access-Control") == std::string::npos);
    QVERIFY(reply.ends_with("\r\n\r\n")); // nothing is told
    QVERIFY(m_calls.empty());
}

void TestGatewayClients::unsignedRequestsGetAwsErrors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("lambda") << QByteArray("GET /2015-03-31/functions HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n")
                            << QByteArray("{\"message\":\"Missing Authentication Token\"}");
    QTest::newRow("sqs json") << QByteArray("POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Amz-Target: "
                                            "AmazonSQS.ListQueues\r\nContent-Type: application/x-amz-json-1.0\r\n\r\n")
                              << QByteArray("\"__type\":\"MissingAuthenticationTokenException\"");
    QTest::newRow("query") << QByteArray("POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Type: "
                                         "application/x-www-form-urlencoded\r\n\r\n")
                           << QByteArray("<Code>MissingAuthenticationToken</Code>");
    QTest::newRow("s3") << QByteArray("GET /k HTTP/1.1\r\nHost: photos.localhost:PORT\r\n\r\n")
                        << QByteArray("<Code>AccessDenied</Code>");
    QTest::newRow("malformed") << QByteArray("GET /2015-03-31/functions HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
                                             "Authorization: Basic YTpi\r\n\r\n")
                               << QByteArray("x-amzn-ErrorType: IncompleteSignatureException");
}

void TestGatewayClients::unsignedRequestsGetAwsErrors()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    request.replace("PORT", QByteArray::number(m_gateway->port()));
    RawClient client(*m_clock, m_gateway->port());
    client.send(request.toStdString());
    const std::string reply = client.readUntil(expected.toStdString());
    QVERIFY2(reply.starts_with("HTTP/1.1 403 "), reply.c_str());
    QVERIFY2(reply.find(expected.toStdString()) != std::string::npos, reply.c_str());
}

namespace {

/// A listening socket as an environment's would be, and its port.
int listeningSocket(std::uint16_t &port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(descriptor, reinterpret_cast<sockaddr *>(&address), length);
    ::listen(descriptor, 16);
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &length);
    port = ntohs(address.sin_port);
    return descriptor;
}

std::string signedRequest(const std::string &line, std::uint16_t port, const std::string &service,
                          const std::string &headers, const std::string &body)
{
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/" + service
        + "/aws4_request, SignedHeaders=host, Signature=ab\r\nX-Amz-Date: 20260101T000000Z\r\n" + headers
        + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

const std::string jsonType = "Content-Type: application/x-amz-json-1.0\r\n";

} // namespace

void TestGatewayClients::handlersAreNamedAsCallers()
{
    std::uint16_t port = 0;
    const int descriptor = listeningSocket(port);
    const auto listener = m_gateway->serveEnvironment(descriptor,
                                                      {.function = "Echo", .environment = EnvironmentId{3}});
    QVERIFY(listener.hasValue());
    RawClient client(*m_clock, port);
    client.send(signedRequest("POST /", port, "sqs", jsonType + "X-Amz-Target: AmazonSQS.SendMessage\r\n",
                              R"({"QueueUrl":"http://127.0.0.1/000000000000/Work","MessageBody":"x"})"));
    QVERIFY(client.readUntil("MessageId").find("HTTP/1.1 200") == 0);
    QCOMPARE(m_calls.size(), std::size_t(1));
    QCOMPARE(m_calls[0].function, std::string("Echo"));
    QCOMPARE(m_calls[0].operation, std::string("SendMessage"));
    QCOMPARE(m_calls[0].target, std::string("Work"));
    client.forget();
    client.send(signedRequest("POST /", port, "sts", "Content-Type: application/x-www-form-urlencoded\r\n",
                              "Action=GetCallerIdentity&Version=2011-06-15"));
    const std::string identity = client.readUntil("</GetCallerIdentityResponse>");
    QVERIFY(identity.find(":assumed-role/EchoRole/Echo</Arn>") != std::string::npos);
    m_gateway->closeEnvironment(*listener);
    client.readToEnd();
    QVERIFY(client.closed());
}

void TestGatewayClients::handlersCannotChangeFunctions()
{
    std::uint16_t port = 0;
    const int descriptor = listeningSocket(port);
    QVERIFY(m_gateway->serveEnvironment(descriptor, {.function = "Echo"}).hasValue());
    RawClient client(*m_clock, port);
    client.send(signedRequest("DELETE /2015-03-31/functions/Fails", port, "lambda", {}, {}));
    QVERIFY(client.readUntil("\"Message\"").starts_with("HTTP/1.1 403 "));
}

void TestGatewayClients::settingsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray concurrency = "PUT /2017-10-31/functions/Fails/concurrency";
    const QByteArray aliases = "POST /2015-03-31/functions/Fails/aliases";
    QTest::newRow("null") << concurrency << QByteArray(R"({"ReservedConcurrentExecutions":null})")
                          << QByteArray("Member must not be null");
    QTest::newRow("missing") << concurrency << QByteArray("{}") << QByteArray("Member must not be null");
    QTest::newRow("text") << concurrency << QByteArray(R"({"ReservedConcurrentExecutions":"7"})")
                          << QByteArray("Member must be an integer");
    QTest::newRow("negative") << concurrency << QByteArray(R"({"ReservedConcurrentExecutions":-1})")
                              << QByteArray("greater than or equal to 0");
    QTest::newRow("beyond 64 bits") << concurrency
                                    << QByteArray(R"({"ReservedConcurrentExecutions":99999999999999999999})")
                                    << QByteArray("Member must");
    QTest::newRow("no object") << concurrency << QByteArray("[1]") << QByteArray("SerializationException");
    QTest::newRow("no JSON") << concurrency << QByteArray("\xff{") << QByteArray("SerializationException");
    QTest::newRow("weights as a list")
        << aliases
        << QByteArray(R"({"Name":"a","FunctionVersion":"1","RoutingConfig":{"AdditionalVersionWeights":[2]}})")
        << QByteArray("less than or equal to 1.0");
    QTest::newRow("version with zeros") << aliases << QByteArray(R"({"Name":"a","FunctionVersion":"01"})")
                                        << QByteArray("Function not found");
}

void TestGatewayClients::settingsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    RawClient client(*m_clock, m_gateway->port());
    client.send(signedRequest(line.toStdString(), m_gateway->port(), "lambda",
                              "Content-Type: application/json\r\nConnection: close\r\n", body.toStdString()));
    const std::string reply = client.readToEnd();
    QVERIFY2(reply.starts_with("HTTP/1.1 40"), reply.c_str());
    QVERIFY2(reply.find(expected.toStdString()) != std::string::npos, reply.c_str());
}

void TestGatewayClients::aReceiverThatLeavesLosesNoMessage()
{
    const std::uint16_t port = m_gateway->port();
    const std::string receive = signedRequest(
        "POST /", port, "sqs", jsonType + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\n",
        R"({"QueueUrl":"http://127.0.0.1/000000000000/Work","WaitTimeSeconds":20})");
    {
        RawClient leaver(*m_clock, port);
        leaver.send(receive);
        m_clock->runFor(200ms, [] { return false; });
    }
    m_clock->runFor(200ms, [] { return false; });
    RawClient sender(*m_clock, port);
    sender.send(signedRequest("POST /", port, "sqs", jsonType + "X-Amz-Target: AmazonSQS.SendMessage\r\n",
                              R"({"QueueUrl":"http://127.0.0.1/000000000000/Work","MessageBody":"kept"})"));
    sender.readUntil("MessageId");
    RawClient stayer(*m_clock, port);
    stayer.send(receive);
    QVERIFY(stayer.readUntil("\"Body\":\"kept\"").find("kept") != std::string::npos);
}

void TestGatewayClients::callUrlTakesTheSamePathAsTheListener()
{
    std::optional<Result<UrlResponse>> reply;
    m_gateway->callUrl("Echo", {.method = "POST", .path = "/x", .query = "a=1", .body = "hi"},
                       [&](Result<UrlResponse> result) { reply = std::move(result); });
    m_clock->runFor(10s, [&] { return reply.has_value(); });
    QVERIFY(reply && reply->hasValue());
    QCOMPARE((*reply)->status, 200);
    QVERIFY((*reply)->body.find("\"rawPath\":\"/x\"") != std::string::npos);
    m_gateway->callUrl("Fails", {}, [&](Result<UrlResponse> result) { reply = std::move(result); });
    QCOMPARE(reply->error().code, ErrorCode::NotFound);
}

void TestGatewayClients::aTakenPortIsNamed()
{
    Gateway second(Gateway::Parts{*m_clock, *m_engine, *m_services, *m_facts});
    const auto taken = second.listen(m_gateway->port());
    QVERIFY(!taken.hasValue());
    QVERIFY(taken.error().message.find("is taken by process " + std::to_string(::getpid())) != std::string::npos);
    const auto next = second.listen();
    QVERIFY(next.hasValue() && *next != m_gateway->port());
}

QTEST_APPLESS_MAIN(TestGatewayClients)
#include "tst_gatewayclients.moc"
