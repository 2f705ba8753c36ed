// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"

#include "core/http/httpserver.h"
#include "core/loop/wallclock.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <optional>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

/// Echoes, or parks, as the path asks.
class Echo : public HttpHandler
{
public:
    void handle(HttpRequest request, HttpResponder responder) override
    {
        ++count;
        last = std::move(request);
        if (last.path == "/park") {
            parked = std::move(responder);
            parked.whenDisconnected([this] { left = true; });
            return;
        }
        if (last.path == "/drop")
            return;
        HttpResponse response;
        response.headers.add("X-Path", last.path);
        if (last.path == "/file")
            response.file = HttpFileBody{file, 0, std::filesystem::file_size(file)};
        else
            response.body = last.method + ":" + (last.bodyFile ? std::string("file") : last.body);
        responder.send(std::move(response));
    }
    HttpBodyPolicy bodyPolicy(const HttpRequest &head) override
    {
        HttpBodyPolicy policy{.bytesMax = bytesMax, .decodeAwsChunked = true};
        if (head.path == "/refuse")
            policy.refuse = HttpResponse{.status = 403};
        return policy;
    }

    int count = 0;
    std::uint64_t bytesMax = 8 * 1024 * 1024;
    HttpRequest last;
    HttpResponder parked;
    bool left = false;
    std::string file;
};

std::string request(const std::string &line, const std::string &headers = {}, const std::string &body = {})
{
    return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers
        + (body.empty() ? std::string() : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body;
}

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersAndKeepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void readsChunkedBodiesWithTrailers();
    void asksForTheBodyWhenTheClientExpectsIt();
    void sendsOnlyTheHeadToHead();
    void spoolsLongBodiesToAFileThatGoesAway();
    void refusesBodiesAboveThePolicy();
    void refusesByPolicyBeforeTheBody();
    void unwrapsAwsChunkedPayloads();
    void sendsFiles();
    void parksAndAnswersLater();
    void tellsTheOwnerThatThePeerLeft();
    void answersDroppedRequests();
    void refusesMalformedRequests_data();
    void refusesMalformedRequests();
    void refusesLongHeads();
    void endsSlowHeads();
    void endsStalledBodies();
    void dropsTheOldestWithoutAHead();
    void closesAfterTheLastAllowedRequest();
    void namesTheOwnerOfATakenPort();
    void adoptsListeningDescriptors();
    void headerValuesCannotInjectLines();

private:
    void serve(HttpLimits limits = {});
    std::uint16_t port() const { return m_server->port(m_listener); }

    std::optional<EventLoop> m_loop;
    std::optional<WallClock> m_clock;
    std::optional<Echo> m_echo;
    std::optional<HttpServer> m_server;
    HttpListenerId m_listener{};
};

void TestHttpServer::init()
{
    m_loop.emplace();
    m_clock.emplace(*m_loop);
    m_echo.emplace();
    serve();
}

void TestHttpServer::serve(HttpLimits limits)
{
    m_server.emplace(*m_clock, *m_echo, limits);
    const auto listener = m_server->listenLoopback(0, {.role = "test"});
    QVERIFY(listener.hasValue());
    m_listener = *listener;
}

void TestHttpServer::cleanup()
{
    m_echo->parked = {};
    m_server.reset();
    m_clock->runFor(1ms, [] { return false; });
    QCOMPARE(m_loop->pendingTimers(), std::size_t(0));
    m_echo.reset();
    m_clock.reset();
    m_loop.reset();
}

void TestHttpServer::answersAndKeepsTheConnection()
{
    RawClient client(*m_clock, port());
    client.send(request("GET /a?x=1"));
    QVERIFY(client.readUntil("GET:").starts_with("HTTP/1.1 200 OK\r\nDate: "));
    QVERIFY(client.received().find("Connection: keep-alive") != std::string::npos);
    QCOMPARE(m_echo->last.query, std::string("x=1"));
    QCOMPARE(m_echo->last.listener->role, std::string("test"));
    client.forget();
    client.send(request("POST /b", {}, "hello"));
    QVERIFY(client.readUntil("POST:hello").find("X-Path: /b") != std::string::npos);
    QCOMPARE(m_server->connectionCount(), std::size_t(1));
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    RawClient client(*m_clock, port());
    client.send(request("POST /1", {}, "one") + request("POST /2", {}, "two") + request("GET /3"));
    const std::string all = client.readUntil("GET:");
    QVERIFY(all.find("POST:one") < all.find("POST:two"));
    QVERIFY(all.find("POST:two") < all.find("GET:"));
    QCOMPARE(m_echo->count, 3);
}

void TestHttpServer::readsChunkedBodiesWithTrailers()
{
    RawClient client(*m_clock, port());
    client.send("POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: Lambda-Error\r\n\r\n5\r\nhel");
    client.send("lo\r\n6;e=1\r\n world\r\n0\r\nLambda-Error: yes\r\n\r\n");
    client.readUntil("POST:");
    QCOMPARE(m_echo->last.body, std::string("hello world"));
    QCOMPARE(std::string(m_echo->last.trailers.value("lambda-error")), std::string("yes"));
    QVERIFY(!m_echo->last.headers.has("Lambda-Error"));
}

void TestHttpServer::asksForTheBodyWhenTheClientExpectsIt()
{
    RawClient client(*m_clock, port());
    client.send("PUT /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    QCOMPARE(client.readUntil("\r\n\r\n"), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
    QCOMPARE(m_echo->count, 0);
    client.send("body");
    QVERIFY(client.readUntil("PUT:body").find("200 OK") != std::string::npos);
}

void TestHttpServer::sendsOnlyTheHeadToHead()
{
    RawClient client(*m_clock, port());
    client.send(request("HEAD /h") + request("GET /g"));
    const std::string all = client.readUntil("GET:");
    QVERIFY(all.find("Content-Length: 5\r\n") != std::string::npos); // "HEAD:" announced, not sent
    QVERIFY(all.find("HEAD:") == std::string::npos);
}

void TestHttpServer::spoolsLongBodiesToAFileThatGoesAway()
{
    RawClient client(*m_clock, port());
    const std::string body(3 * 1024 * 1024, 'x');
    QVERIFY(client.send(request("PUT /long", {}, body)));
    client.readUntil("PUT:file");
    QVERIFY(m_echo->last.bodyFile);
    QCOMPARE(m_echo->last.bodyBytes, std::uint64_t(body.size()));
    const std::string path = m_echo->last.bodyFile->path();
    QVERIFY(*m_echo->last.bodyText() == body);
    QVERIFY(std::filesystem::exists(path));
    m_echo->last = {};
    QVERIFY(!std::filesystem::exists(path));
}

void TestHttpServer::refusesBodiesAboveThePolicy()
{
    m_echo->bytesMax = 1000;
    RawClient announced(*m_clock, port());
    announced.send(request("PUT /x", {}, std::string(1001, 'x')));
    QVERIFY(announced.readToEnd().starts_with("HTTP/1.1 413 "));
    RawClient chunked(*m_clock, port());
    chunked.send("PUT /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + std::string(1024, 'x')
                 + "\r\n0\r\n\r\n");
    QVERIFY(chunked.readToEnd().starts_with("HTTP/1.1 413 "));
    QCOMPARE(m_echo->count, 0);
}

void TestHttpServer::refusesByPolicyBeforeTheBody()
{
    RawClient client(*m_clock, port());
    client.send("PUT /refuse HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    QVERIFY(client.readToEnd().starts_with("HTTP/1.1 403 "));
    QCOMPARE(m_echo->count, 0);
}

void TestHttpServer::unwrapsAwsChunkedPayloads()
{
    RawClient client(*m_clock, port());
    const std::string body =
        "5;chunk-signature=ab\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";
    client.send(request("PUT /s3", "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n", body));
    client.readUntil("PUT:hello world");
    QCOMPARE(m_echo->last.body, std::string("hello world"));
    QCOMPARE(std::string(m_echo->last.trailers.value("x-amz-checksum-crc32")), std::string("DUoRhQ=="));
    RawClient cut(*m_clock, port());
    cut.send(request("PUT /s3", "Content-Encoding: aws-chunked\r\n", "5\r\nhello\r\n"));
    QVERIFY(cut.readToEnd().starts_with("HTTP/1.1 400 "));
}

void TestHttpServer::sendsFiles()
{
    QTemporaryDir folder;
    m_echo->file = folder.filePath(QStringLiteral("big")).toStdString();
    const std::string content(5 * 1024 * 1024 + 7, 'z');
    std::ofstream(m_echo->file, std::ios::binary) << content;
    RawClient client(*m_clock, port());
    client.send(request("GET /file", "Connection: close\r\n"));
    const std::string all = client.readToEnd();
    QCOMPARE(all.size() - (all.find("\r\n\r\n") + 4), content.size());
}

void TestHttpServer::parksAndAnswersLater()
{
    RawClient client(*m_clock, port());
    client.send(request("GET /park"));
    m_clock->runFor(5s, [&] { return m_echo->parked.connected(); });
    m_loop->callAfter(20ms, [&] { m_echo->parked.send(HttpResponse{.status = 200, .body = "late"}); });
    m_clock->turn();
    QVERIFY(client.readUntil("late").find("200 OK") != std::string::npos);
    QVERIFY(!m_echo->left);
}

void TestHttpServer::tellsTheOwnerThatThePeerLeft()
{
    RawClient client(*m_clock, port());
    client.send(request("GET /park"));
    m_clock->runFor(5s, [&] { return m_echo->parked.connected(); });
    client.leave();
    m_clock->runFor(5s, [&] { return m_echo->left; });
    QVERIFY(m_echo->left);
    QVERIFY(!m_echo->parked.connected());
    m_echo->parked.send(HttpResponse{.body = "nobody reads this"});
    m_clock->runFor(5s, [&] { return m_server->connectionCount() == 0; });
    QCOMPARE(m_server->connectionCount(), std::size_t(0));
}

void TestHttpServer::answersDroppedRequests()
{
    RawClient client(*m_clock, port());
    client.send(request("GET /drop"));
    QVERIFY(client.readToEnd().starts_with("HTTP/1.1 500 "));
}

void TestHttpServer::refusesMalformedRequests_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    const QByteArray host("Host: x\r\n");
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("two hosts") << "GET / HTTP/1.1\r\n" + host + "Host: y\r\n\r\n" << 400;
    QTest::newRow("length and chunked") << "POST / HTTP/1.1\r\n" + host
            + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                        << 400;
    QTest::newRow("chunked and length") << "POST / HTTP/1.1\r\n" + host
            + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
                                        << 400;
    QTest::newRow("two equal lengths") << "POST / HTTP/1.1\r\n" + host
            + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"
                                       << 400;
    QTest::newRow("negative length") << "POST / HTTP/1.1\r\n" + host + "Content-Length: -3\r\n\r\n" << 400;
    QTest::newRow("other coding") << "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n" << 501;
    QTest::newRow("bare line feeds") << QByteArray("GET / HTTP/1.1\nHost: x\n\n") << 400;
    QTest::newRow("folded line") << "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n" << 400;
    QTest::newRow("blank before colon") << "GET / HTTP/1.1\r\n" + host + "A : b\r\n\r\n" << 400;
    QTest::newRow("version 2") << "GET / HTTP/2.0\r\n" + host + "\r\n" << 505;
    QTest::newRow("h2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("absolute form") << "GET http://x/ HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("connect") << "CONNECT /x HTTP/1.1\r\n" + host + "\r\n" << 501;
    QTest::newRow("tls hello") << QByteArray("\x16\x03\x01\x02\x00\r\n\r\n", 9) << 400;
    QTest::newRow("bad chunk") << "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" << 400;
}

void TestHttpServer::refusesMalformedRequests()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    RawClient client(*m_clock, port());
    client.send(sent.toStdString());
    const std::string expected = "HTTP/1.1 " + std::to_string(status) + " ";
    QCOMPARE(client.readToEnd().substr(0, expected.size()), expected);
    QCOMPARE(m_echo->count, 0);
}

void TestHttpServer::refusesLongHeads()
{
    RawClient bytes(*m_clock, port());
    bytes.send(request("GET /", "X: " + std::string(17 * 1024, 'x') + "\r\n"));
    QVERIFY(bytes.readToEnd().starts_with("HTTP/1.1 431 "));
    RawClient lines(*m_clock, port());
    std::string many;
    for (int i = 0; i < 101; ++i)
        many += "X: y\r\n";
    lines.send(request("GET /", many));
    QVERIFY(lines.readToEnd().starts_with("HTTP/1.1 431 "));
}

void TestHttpServer::endsSlowHeads()
{
    m_server.reset();
    serve({.headerTime = 0s});
    RawClient client(*m_clock, port());
    client.send("GET / HTTP/1.1\r\nHost:");
    QVERIFY(client.readToEnd().starts_with("HTTP/1.1 408 "));
}

void TestHttpServer::endsStalledBodies()
{
    m_server.reset();
    serve({.bodyTime = 0s});
    RawClient client(*m_clock, port());
    client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
    QVERIFY(client.readToEnd().starts_with("HTTP/1.1 408 "));
}

void TestHttpServer::dropsTheOldestWithoutAHead()
{
    m_server.reset();
    serve({.connections = 8, .connectionsWithoutHead = 2});
    RawClient first(*m_clock, port()), second(*m_clock, port());
    first.send("GET / HTTP/1.1\r\n");
    second.send("GET / HTTP/1.1\r\n");
    m_clock->runFor(5s, [&] { return m_server->connectionCount() == 2; });
    RawClient third(*m_clock, port());
    third.send(request("GET /ok"));
    QVERIFY(third.readUntil("GET:").find("200 OK") != std::string::npos);
    first.readToEnd();
    QVERIFY(first.closed());
    QVERIFY(!second.closed());
}

void TestHttpServer::closesAfterTheLastAllowedRequest()
{
    m_server.reset();
    serve({.requestsPerConnection = 2});
    RawClient client(*m_clock, port());
    client.send(request("GET /1") + request("GET /2") + request("GET /3"));
    client.readToEnd();
    QCOMPARE(m_echo->count, 2);
}

void TestHttpServer::namesTheOwnerOfATakenPort()
{
    HttpServer other(*m_clock, *m_echo);
    const auto taken = other.listenLoopback(port(), {});
    QVERIFY(!taken.hasValue());
    QCOMPARE(taken.error().code, ErrorCode::Unavailable);
    const std::string expected = "port " + std::to_string(port()) + " is taken by process " + std::to_string(::getpid())
        + " (tst_httpserver) of user " + std::to_string(::getuid());
    QCOMPARE(taken.error().message, expected);
}

void TestHttpServer::adoptsListeningDescriptors()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::bind(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QCOMPARE(::listen(descriptor, 5), 0);
    const auto adopted = m_server->adopt(
        descriptor, {.role = "environment", .function = "Charge", .environment = EnvironmentId{7}});
    QVERIFY(adopted.hasValue());
    RawClient client(*m_clock, m_server->port(*adopted));
    client.send(request("GET /from-inside"));
    client.readUntil("GET:");
    QCOMPARE(m_echo->last.listener->function, std::string("Charge"));
    QCOMPARE(m_echo->last.listener->environment, EnvironmentId{7});
    m_server->close(*adopted);
    client.readToEnd();
    QVERIFY(client.closed());
    QVERIFY(!m_server->adopt(::dup(0), {}).hasValue());
}

void TestHttpServer::headerValuesCannotInjectLines()
{
    RawClient client(*m_clock, port());
    client.send(request("GET /park"));
    m_clock->runFor(5s, [&] { return m_echo->parked.connected(); });
    HttpResponse response;
    response.headers.add("X-A", "b\r\nSet-Cookie: c=1");
    response.body = "end";
    m_echo->parked.send(std::move(response));
    QVERIFY(client.readUntil("end").find("X-A: b  Set-Cookie: c=1\r\n") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
