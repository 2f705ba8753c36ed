// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/engine/responsestream.h"
#include "core/engine/sandbox.h"
#include "core/gateway/eventstream.h"
#include "core/gateway/gateway.h"
#include "core/loop/wallclock.h"
#include "core/services/services.h"
#include "core/store/memorystore.h"

#include <QtTest>

#include <map>
#include <optional>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

/// Environments whose invocation is in the test's hands.
class HeldSandbox : public Sandbox
{
public:
    explicit HeldSandbox(EventLoop &loop) : m_loop(loop) {}

    struct Held
    {
        EnvironmentObserver *observer = nullptr;
        EnvironmentId id{};
        InvocationRequest request;
        void end(InvocationResult result) const { observer->invocationEnded(id, request.requestId, std::move(result)); }
    };
    std::optional<Held> held;

    std::unique_ptr<SandboxEnvironment> launch(EnvironmentSpec spec, EnvironmentObserver &observer) override
    {
        return std::make_unique<Environment>(*this, spec.id, observer);
    }
    Result<std::string> runtimeNote(const std::string &) const override { return std::string(); }

private:
    class Environment : public SandboxEnvironment
    {
    public:
        Environment(HeldSandbox &sandbox, EnvironmentId id, EnvironmentObserver &observer)
            : m_sandbox(sandbox), m_id(id), m_observer(observer)
        {
            sandbox.m_loop.post([this, alive = std::weak_ptr(m_alive)] {
                if (alive.lock())
                    m_observer.initEnded(m_id, {});
            });
        }
        void invoke(InvocationRequest request) override
        {
            m_sandbox.held = Held{&m_observer, m_id, std::move(request)};
        }
        void freeze() override {}
        std::int64_t maxMemoryUsedMb() const override { return 32; }

    private:
        HeldSandbox &m_sandbox;
        EnvironmentId m_id;
        EnvironmentObserver &m_observer;
        std::shared_ptr<int> m_alive = std::make_shared<int>(0);
    };
    EventLoop &m_loop;
};

struct Message
{
    std::map<std::string, std::string> headers;
    std::string payload;
};

std::uint32_t bigEndian(std::string_view bytes, std::size_t at, int size = 4)
{
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return value;
}

/// Bit by bit, so that it shares nothing with the table under test.
std::uint32_t slowCrc(std::string_view bytes)
{
    std::uint32_t sum = ~0U;
    for (const unsigned char byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320U : 0U);
    }
    return ~sum;
}

/// Takes complete messages off the front; an empty list of headers marks a broken one.
std::vector<Message> takeMessages(std::string &stream)
{
    std::vector<Message> messages;
    while (stream.size() >= 16 && stream.size() >= bigEndian(stream, 0)) {
        const std::size_t total = bigEndian(stream, 0), head = bigEndian(stream, 4);
        Message message;
        message.payload = stream.substr(12 + head, total - head - 16);
        const bool sound = bigEndian(stream, 8) == slowCrc(std::string_view(stream).substr(0, 8))
            && bigEndian(stream, total - 4) == slowCrc(std::string_view(stream).substr(0, total - 4));
        for (std::size_t at = 12; sound && at < 12 + head;) {
            const std::size_t nameLength = static_cast<unsigned char>(stream.at(at));
            const std::string name = stream.substr(at + 1, nameLength);
            const std::size_t length = bigEndian(stream, at + nameLength + 2, 2);
            message.headers[name] = stream.substr(at + nameLength + 4, length);
            at += nameLength + 4 + length;
        }
        messages.push_back(std::move(message));
        stream.erase(0, total);
    }
    return messages;
}

/// The body of a chunked answer as far as it has come.
std::string unchunked(const std::string &received)
{
    std::string body;
    std::size_t at = received.find("\r\n\r\n");
    at = at == std::string::npos ? received.size() : at + 4;
    for (;;) {
        const std::size_t line = received.find("\r\n", at);
        if (line == std::string::npos)
            return body;
        const std::size_t size = std::stoul(received.substr(at, line - at), nullptr, 16);
        if (size == 0 || received.size() < line + 2 + size)
            return body;
        body += received.substr(line + 2, size);
        at = line + 2 + size + 2;
    }
}

} // namespace

class TestGatewayStreaming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sumsAreThoseOfTheStandard();
    void chunksArriveWhileTheFunctionRuns();
    void theLastEventCarriesTheFault();
    void theLastEventCarriesTheLogTail();
    void handlersThatDoNotStreamGiveOneChunk();
    void refusalsAreNoStream();
    void slowReadersBoundWhatIsHeld();
    void aReaderThatLeavesStopsNothing();
    void urlsStreamThePreludesStatusAndHeaders();
    void urlsStreamPlainBytes();
    void urlFaultsBreakTheAnswerOff();
    void urlsOfHandlersThatDoNotStreamAreBuffered();
    void urlPreludesThatAreNoneAreBadGateways();
    void bufferedUrlsAskForNoStream();

private:
    std::string post(const std::string &extra = {}) const
    {
        return "POST /2021-11-15/functions/Fn/response-streaming-invocations HTTP/1.1\r\nHost: localhost:"
            + std::to_string(m_gateway->port())
            + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/lambda/aws4_request, "
              "SignedHeaders=host, Signature="
            + std::string(64, 'a') + "\r\nX-Amz-Date: 20260101T000000Z\r\n" + extra + "Content-Length: 2\r\n\r\n{}";
    }
    std::string get(const NodeId &function = "Fn") const
    {
        const std::string url = m_gateway->functionUrl(function);
        const std::size_t path = url.find("/lambda-url/");
        return "GET " + url.substr(path) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_gateway->port() + 1)
            + "\r\n\r\n";
    }
    bool waitFor(const std::function<bool()> &condition)
    {
        m_clock->runFor(10s, condition);
        return condition();
    }
    ResponseStream &started()
    {
        waitFor([this] { return m_sandbox->held.has_value(); });
        return *m_sandbox->held->request.stream;
    }

    std::optional<QTemporaryDir> m_folder;
    std::optional<EventLoop> m_loop;
    std::optional<WallClock> m_clock;
    std::optional<MemoryStore> m_store;
    std::optional<FactJournal> m_facts;
    std::optional<HeldSandbox> m_sandbox;
    std::optional<Engine> m_engine;
    std::optional<Services> m_services;
    std::optional<Gateway> m_gateway;
};

void TestGatewayStreaming::init()
{
    m_folder.emplace();
    m_loop.emplace();
    m_clock.emplace(*m_loop);
    m_store.emplace(*m_loop);
    m_facts.emplace(*m_loop);
    m_sandbox.emplace(*m_loop);
    m_engine.emplace(Engine::Parts{*m_loop, *m_sandbox, *m_store, *m_facts});
    m_services.emplace(ServiceParts{*m_loop, *m_store, *m_facts}, *m_engine,
                       m_folder->filePath(QStringLiteral("objects")).toStdString());
    QVERIFY(m_services->load().hasValue());
    m_gateway.emplace(Gateway::Parts{*m_clock, *m_engine, *m_services, *m_facts});
    Deployment deployment;
    Function streams{.id = "Fn", .name = "Fn", .runtime = "nodejs22.x", .handler = "app.handler"};
    streams.timeoutSeconds = 900;
    streams.url = FunctionUrl{.invokeMode = "RESPONSE_STREAM"};
    Function waits = streams;
    waits.id = waits.name = "Waits";
    waits.url = FunctionUrl{};
    deployment.model.functions = {streams, waits};
    for (const Function &function : deployment.model.functions)
        deployment.code[function.id] = {.directory = m_folder->path().toStdString()};
    m_engine->deploy(deployment);
    m_services->deploy(deployment.model, deployment.account);
    m_gateway->deploy(deployment);
    m_engine->grantRun();
    QVERIFY(m_gateway->listen().hasValue());
}

void TestGatewayStreaming::cleanup()
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

void TestGatewayStreaming::sumsAreThoseOfTheStandard()
{
    QCOMPARE(crc32("123456789"), 0xcbf43926U);
    QCOMPARE(crc32(""), 0U);
    // The test vector of the format's own documentation: no headers, no payload.
    QCOMPARE(bytes(eventStreamMessage({}, {})).toHex(), QByteArray("000000100000000005c248eb7d98c8ff"));
}

void TestGatewayStreaming::chunksArriveWhileTheFunctionRuns()
{
    RawClient client(*m_clock, m_gateway->port());
    QVERIFY(client.send(post()));
    ResponseStream &stream = started();
    stream.begin("text/plain");
    stream.write("first");
    QVERIFY(waitFor([&] {
        client.readUntil("first");
        return client.received().find("first") != std::string::npos;
    }));
    QVERIFY(client.received().starts_with("HTTP/1.1 200 OK\r\n"));
    QVERIFY(client.received().find("Content-Type: application/vnd.amazon.eventstream\r\n") != std::string::npos);
    QVERIFY(client.received().find("x-amzn-RequestId: " + m_sandbox->held->request.requestId) != std::string::npos);
    stream.write("second");
    m_sandbox->held->end({});
    client.readUntil("\r\n0\r\n\r\n");
    std::string body = unchunked(client.received());
    const std::vector<Message> messages = takeMessages(body);
    QVERIFY(body.empty());
    QCOMPARE(messages.size(), std::size_t{3});
    QCOMPARE(messages[0].headers.at(":message-type"), std::string("event"));
    QCOMPARE(messages[0].headers.at(":event-type"), std::string("PayloadChunk"));
    QCOMPARE(messages[0].payload, std::string("first"));
    QCOMPARE(messages[1].payload, std::string("second"));
    QCOMPARE(messages[2].headers.at(":event-type"), std::string("InvokeComplete"));
    QCOMPARE(messages[2].payload, std::string("{}"));
    QVERIFY(!client.closed()); // kept alive for the next request
}

void TestGatewayStreaming::theLastEventCarriesTheFault()
{
    RawClient client(*m_clock, m_gateway->port());
    QVERIFY(client.send(post()));
    ResponseStream &stream = started();
    stream.begin({});
    stream.write("half");
    m_sandbox->held->end({.outcome = InvocationOutcome::FunctionError,
                          .payload = R"({"errorType":"TypeError","errorMessage":"late"})",
                          .errorType = "TypeError"});
    client.readUntil("\r\n0\r\n\r\n");
    std::string body = unchunked(client.received());
    const std::vector<Message> messages = takeMessages(body);
    QCOMPARE(messages.size(), std::size_t{2});
    QCOMPARE(messages[0].payload, std::string("half"));
    const QJsonObject last = QJsonDocument::fromJson(bytes(messages[1].payload)).object();
    QCOMPARE(last[QStringLiteral("ErrorCode")].toString(), QStringLiteral("Unhandled"));
    QCOMPARE(last[QStringLiteral("ErrorDetails")].toString(),
             QStringLiteral(R"({"errorType":"TypeError","errorMessage":"late"})"));
}

void TestGatewayStreaming::theLastEventCarriesTheLogTail()
{
    RawClient client(*m_clock, m_gateway->port());
    QVERIFY(client.send(post("X-Amz-Log-Type: Tail\r\n")));
    started();
    m_sandbox->held->end({.payload = "1"});
    client.readUntil("\r\n0\r\n\r\n");
    std::string body = unchunked(client.received());
    const std::vector<Message> messages = takeMessages(body);
    const QJsonObject last = QJsonDocument::fromJson(bytes(messages.back().payload)).object();
    QVERIFY(QByteArray::fromBase64(last[QStringLiteral("LogResult")].toString().toLatin1())
                .startsWith("START RequestId: "));
}

void TestGatewayStreaming::handlersThatDoNotStreamGiveOneChunk()
{
    RawClient client(*m_clock, m_gateway->port());
    QVERIFY(client.send(post()));
    started();
    m_sandbox->held->end({.payload = R"({"whole":true})"});
    client.readUntil("\r\n0\r\n\r\n");
    std::string body = unchunked(client.received());
    const std::vector<Message> messages = takeMessages(body);
    QCOMPARE(messages.size(), std::size_t{2});
    QCOMPARE(messages[0].payload, std::string(R"({"whole":true})"));
    QCOMPARE(messages[1].payload, std::string("{}"));
}

void TestGatewayStreaming::refusalsAreNoStream()
{
    RawClient client(*m_clock, m_gateway->port());
    std::string request = post();
    request.replace(request.find("/Fn/"), 4, "/No/");
    QVERIFY(client.send(request));
    client.readUntil("Function not found");
    QVERIFY(client.received().starts_with("HTTP/1.1 404 "));
    QVERIFY(client.received().find("x-amzn-ErrorType: ResourceNotFoundException") != std::string::npos);
    RawClient event(*m_clock, m_gateway->port());
    QVERIFY(event.send(post("X-Amz-Invocation-Type: Event\r\n")));
    event.readUntil("[RequestResponse, DryRun]");
    QVERIFY(event.received().starts_with("HTTP/1.1 400 "));
}

void TestGatewayStreaming::slowReadersBoundWhatIsHeld()
{
    RawClient client(*m_clock, m_gateway->port());
    QVERIFY(client.send(post()));
    ResponseStream &stream = started();
    stream.begin({});
    const std::string piece(64 * 1024, 'x');
    // The client reads nothing: the sockets fill, then the stream; nobody else holds any.
    const auto fill = [&] {
        while (stream.wantsMore() && stream.total() < 64 * 1024 * 1024)
            stream.write(piece);
    };
    bool full = false;
    m_clock->runFor(10s, [&] {
        fill();
        const std::int64_t before = stream.total();
        m_clock->turn();
        full = !stream.wantsMore() && stream.total() == before;
        return full && before > 1024 * 1024;
    });
    QVERIFY(full);
    QVERIFY2(stream.total() < 20 * 1024 * 1024, std::to_string(stream.total()).c_str());
    const std::int64_t written = stream.total();
    m_sandbox->held->end({});
    client.readUntil("\r\n0\r\n\r\n");
    std::string body = unchunked(client.received());
    std::int64_t got = 0;
    for (const Message &message : takeMessages(body))
        got += message.headers.at(":event-type") == "PayloadChunk" ? static_cast<std::int64_t>(message.payload.size())
                                                                   : 0;
    QCOMPARE(got, written);
}

void TestGatewayStreaming::aReaderThatLeavesStopsNothing()
{
    RawClient client(*m_clock, m_gateway->port());
    QVERIFY(client.send(post()));
    ResponseStream &stream = started();
    stream.begin({});
    stream.write("first");
    client.readUntil("first");
    client.leave();
    const std::string piece(64 * 1024, 'x');
    std::function<void()> produce = [&] {
        while (stream.total() < 4 * 1024 * 1024 && stream.wantsMore())
            stream.write(piece);
        if (stream.total() < 4 * 1024 * 1024)
            stream.whenWanted(produce);
    };
    produce();
    QVERIFY(waitFor([&] { return stream.total() >= 4 * 1024 * 1024; }));
    QCOMPARE(m_engine->runningInvocations(), std::size_t{1});
    m_sandbox->held->end({});
    QVERIFY(waitFor([&] { return m_engine->runningInvocations() == 0; }));
}

void TestGatewayStreaming::urlsStreamThePreludesStatusAndHeaders()
{
    RawClient client(*m_clock, static_cast<std::uint16_t>(m_gateway->port() + 1));
    QVERIFY(client.send(get()));
    ResponseStream &stream = started();
    stream.begin("application/vnd.awslambda.http-integration-response");
    stream.write(R"({"statusCode":201,"headers":{"X-Own":"yes","content-type":"text/event-stream"},"cook)");
    m_clock->turn(); // a prelude in two halves
    stream.write(R"(ies":["a=b"]})" + std::string(8, '\0') + "event 1\n");
    client.readUntil("event 1");
    QVERIFY(client.received().starts_with("HTTP/1.1 201 Created\r\n"));
    for (const char *line : {"X-Own: yes\r\n", "content-type: text/event-stream\r\n", "Set-Cookie: a=b\r\n",
                             "Transfer-Encoding: chunked\r\n"})
        QVERIFY2(client.received().find(line) != std::string::npos, line);
    stream.write("event 2\n");
    m_sandbox->held->end({});
    client.readUntil("\r\n0\r\n\r\n");
    QCOMPARE(bytes(unchunked(client.received())), QByteArray("event 1\nevent 2\n"));
}

void TestGatewayStreaming::urlsStreamPlainBytes()
{
    RawClient client(*m_clock, static_cast<std::uint16_t>(m_gateway->port() + 1));
    QVERIFY(client.send(get()));
    ResponseStream &stream = started();
    stream.begin("text/x");
    stream.write("plain");
    client.readUntil("plain");
    QVERIFY(client.received().find("Content-Type: text/x\r\n") != std::string::npos);
    m_sandbox->held->end({});
    client.readUntil("\r\n0\r\n\r\n");
    QCOMPARE(unchunked(client.received()), std::string("plain"));
}

void TestGatewayStreaming::urlFaultsBreakTheAnswerOff()
{
    RawClient client(*m_clock, static_cast<std::uint16_t>(m_gateway->port() + 1));
    QVERIFY(client.send(get()));
    ResponseStream &stream = started();
    stream.begin("text/x");
    stream.write("half");
    client.readUntil("half");
    m_sandbox->held->end({.outcome = InvocationOutcome::FunctionError, .payload = "{}"});
    client.readToEnd();
    QVERIFY(client.closed());
    QVERIFY(!client.received().ends_with("0\r\n\r\n"));
}

void TestGatewayStreaming::urlsOfHandlersThatDoNotStreamAreBuffered()
{
    RawClient client(*m_clock, static_cast<std::uint16_t>(m_gateway->port() + 1));
    QVERIFY(client.send(get()));
    started();
    m_sandbox->held->end({.payload = R"({"statusCode":418,"body":"tea"})"});
    client.readUntil("tea");
    QVERIFY(client.received().starts_with("HTTP/1.1 418 "));
    QVERIFY(client.received().ends_with("\r\n\r\ntea"));
}

void TestGatewayStreaming::urlPreludesThatAreNoneAreBadGateways()
{
    RawClient client(*m_clock, static_cast<std::uint16_t>(m_gateway->port() + 1));
    QVERIFY(client.send(get()));
    ResponseStream &stream = started();
    stream.begin("application/vnd.awslambda.http-integration-response");
    stream.write("no prelude at all");
    m_sandbox->held->end({});
    client.readUntil("Internal Server Error");
    QVERIFY(client.received().starts_with("HTTP/1.1 502 "));
}

void TestGatewayStreaming::bufferedUrlsAskForNoStream()
{
    RawClient client(*m_clock, static_cast<std::uint16_t>(m_gateway->port() + 1));
    QVERIFY(client.send(get("Waits")));
    QVERIFY(waitFor([this] { return m_sandbox->held.has_value(); }));
    QVERIFY(!m_sandbox->held->request.stream);
    m_sandbox->held->end({.payload = "\"x\""});
    client.readUntil("\r\n\r\nx");
    QVERIFY(client.received().starts_with("HTTP/1.1 200 "));
}

QTEST_APPLESS_MAIN(TestGatewayStreaming)
#include "tst_gatewaystreaming.moc"
