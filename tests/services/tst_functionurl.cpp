// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/functionurl.h"
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

namespace {

UrlContext context()
{
    UrlContext value;
    value.urlId = "abcdefghijklmnopqrstuvwxyz234567";
    value.requestId = "11111111-2222-4333-8444-555555555555";
    value.traceId = "Root=1-67c68b3f-1;Parent=2;Sampled=0";
    value.time = scenarioStart() + 89ms;
    value.port = 4567;
    return value;
}

Json eventFor(const UrlRequest &request) { return Json::parse(functionUrlEvent(request, context())); }

QString keysOf(const Json &object)
{
    QStringList keys;
    for (const auto &[key, value] : object.items())
        keys << text(key);
    return keys.join(QLatin1Char(' '));
}

InvokeOutcome outcomeOf(const std::string &payload)
{
    InvokeOutcome outcome;
    outcome.payload = payload;
    return outcome;
}

QString headersOf(const UrlResponse &response)
{
    QStringList list;
    for (const auto &[name, value] : response.headers)
        list << text(name).toLower() + QStringLiteral(": ") + text(value);
    return list.join(QStringLiteral(" | "));
}

} // namespace

/// Function URLs: HTTP to payload 2.0 and results to HTTP (triggers-events.md 15).
class TestFunctionUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventHasAwsShape();
    void minimalEventLeavesMembersOut();
    void headersAreLowerCaseAndJoined();
    void cookiesLeaveTheHeaders();
    void queryIsDecodedAndJoined();
    void bodiesAreTextOrBase64_data();
    void bodiesAreTextOrBase64();
    void responses_data();
    void responses();
    void cookiesBecomeSetCookie();
    void binaryBodies();
    void rawBytesOfACustomRuntime();
    void urlIdsAreStable();
};

void TestFunctionUrl::eventHasAwsShape()
{
    UrlRequest request;
    request.method = "POST";
    request.path = "/items/7";
    request.query = "q=1&q=2";
    request.headers = {
        {"Content-Type", "application/json"}, {"Cookie", "a=1; b=2"}, {"User-Agent", "curl/8"}, {"Host", "x"}};
    request.body = "{\"a\":1}";
    const Json json = eventFor(request);
    QCOMPARE(keysOf(json),
             QStringLiteral("version routeKey rawPath rawQueryString cookies headers "
                            "queryStringParameters requestContext body isBase64Encoded"));
    QCOMPARE(keysOf(json["requestContext"]),
             QStringLiteral("accountId apiId domainName domainPrefix http requestId routeKey stage time timeEpoch"));
    QCOMPARE(text(json["version"].get<std::string>()), QStringLiteral("2.0"));
    QCOMPARE(text(json["routeKey"].get<std::string>()), QStringLiteral("$default"));
    QCOMPARE(text(json["rawQueryString"].get<std::string>()), QStringLiteral("q=1&q=2"));
    const Json &context = json["requestContext"];
    QCOMPARE(text(context["accountId"].get<std::string>()), QStringLiteral("anonymous"));
    QCOMPARE(text(context["domainName"].get<std::string>()),
             QStringLiteral("abcdefghijklmnopqrstuvwxyz234567.lambda-url.us-east-1.on.aws"));
    QCOMPARE(text(context["http"].dump()),
             QStringLiteral("{\"method\":\"POST\",\"path\":\"/items/7\",\"protocol\":\"HTTP/1.1\",\"sourceIp\":"
                            "\"127.0.0.1\",\"userAgent\":\"curl/8\"}"));
    QCOMPARE(text(context["time"].get<std::string>()), QStringLiteral("04/Mar/2025:05:06:07 +0000"));
    QCOMPARE(context["timeEpoch"].get<std::int64_t>(), 1741064767089);
    QCOMPARE(text(json["body"].get<std::string>()), QStringLiteral("{\"a\":1}"));
    QCOMPARE(json["isBase64Encoded"].get<bool>(), false);
}

void TestFunctionUrl::minimalEventLeavesMembersOut()
{
    const Json json = eventFor({});
    QVERIFY(!json.contains("cookies") && !json.contains("queryStringParameters") && !json.contains("body"));
    QVERIFY(!json.contains("pathParameters") && !json.contains("stageVariables"));
    QCOMPARE(text(json["rawQueryString"].get<std::string>()), QString());
    QCOMPARE(keysOf(json["headers"]),
             QStringLiteral("x-amzn-trace-id x-forwarded-for x-forwarded-port "
                            "x-forwarded-proto"));
    QCOMPARE(text(json["headers"]["x-amzn-trace-id"].get<std::string>()), QStringLiteral("Root=1-67c68b3f-1"));
}

void TestFunctionUrl::headersAreLowerCaseAndJoined()
{
    UrlRequest request;
    request.headers = {{"X-One", "1"}, {"x-one", "2"}};
    QCOMPARE(text(eventFor(request)["headers"]["x-one"].get<std::string>()), QStringLiteral("1,2"));
}

void TestFunctionUrl::cookiesLeaveTheHeaders()
{
    UrlRequest request;
    request.headers = {{"Cookie", "a=1;  b=2"}, {"cookie", "c=x=y"}};
    const Json json = eventFor(request);
    QCOMPARE(text(json["cookies"].dump()), QStringLiteral("[\"a=1\",\"b=2\",\"c=x=y\"]"));
    QVERIFY(!json["headers"].contains("cookie"));
}

void TestFunctionUrl::queryIsDecodedAndJoined()
{
    UrlRequest request;
    request.query = "a=1&b=x%20y+z&a=2&empty=&flag&%C3%A9=%C3%A9&bad=%zz";
    const Json json = eventFor(request);
    QCOMPARE(
        text(json["queryStringParameters"].dump()),
        QStringLiteral("{\"a\":\"1,2\",\"b\":\"x y z\",\"empty\":\"\",\"flag\":\"\",\"é\":\"é\",\"bad\":\"%zz\"}"));
    QCOMPARE(text(json["rawQueryString"].get<std::string>()), text(request.query));
}

void TestFunctionUrl::bodiesAreTextOrBase64_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("encoded");
    QTest::newRow("JSON") << QStringLiteral("application/json") << false;
    QTest::newRow("JSON with charset") << QStringLiteral("Application/JSON; charset=utf-8") << false;
    QTest::newRow("text") << QStringLiteral("text/plain") << false;
    QTest::newRow("form") << QStringLiteral("application/x-www-form-urlencoded") << false;
    QTest::newRow("problem") << QStringLiteral("application/problem+json") << false;
    QTest::newRow("XML") << QStringLiteral("application/xml") << false;
    QTest::newRow("multipart") << QStringLiteral("multipart/form-data; boundary=x") << true;
    QTest::newRow("image") << QStringLiteral("image/png") << true;
    QTest::newRow("bytes") << QStringLiteral("application/octet-stream") << true;
}

void TestFunctionUrl::bodiesAreTextOrBase64()
{
    QFETCH(QString, type);
    QFETCH(bool, encoded);
    UrlRequest request;
    request.method = "POST";
    request.headers = {{"Content-Type", type.toStdString()}};
    request.body = "hello";
    const Json json = eventFor(request);
    QCOMPARE(json["isBase64Encoded"].get<bool>(), encoded);
    QCOMPARE(text(json["body"].get<std::string>()), encoded ? QStringLiteral("aGVsbG8=") : QStringLiteral("hello"));
}

void TestFunctionUrl::responses_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("body");
    const QString json = QStringLiteral("content-type: application/json");
    QTest::newRow("object") << QByteArray("{\"hello\": \"world\"}") << 200 << json
                            << QStringLiteral("{\"hello\":\"world\"}");
    QTest::newRow("list") << QByteArray("[\"hello\", 3, true]") << 200 << json << QStringLiteral("[\"hello\",3,true]");
    QTest::newRow("number") << QByteArray("3") << 200 << json << QStringLiteral("3");
    QTest::newRow("true") << QByteArray("true") << 200 << json << QStringLiteral("true");
    QTest::newRow("string without quotes") << QByteArray("\"hello\"") << 200 << json << QStringLiteral("hello");
    QTest::newRow("structured") << QByteArray("{\"statusCode\":201,\"headers\":{\"X-A\":\"1\",\"Content-Type\":"
                                              "\"text/html\"},\"body\":\"<p>\"}")
                                << 201 << QStringLiteral("x-a: 1 | content-type: text/html") << QStringLiteral("<p>");
    QTest::newRow("status as text") << QByteArray("{\"statusCode\":\"404\"}") << 404 << json << QString();
    QTest::newRow("not a status") << QByteArray("{\"statusCode\":\"abc\"}") << 502 << json
                                  << QStringLiteral("Internal Server Error");
    QTest::newRow("header values become text")
        << QByteArray("{\"statusCode\":200,\"headers\":{\"X-N\":7,\"X-B\":true}}") << 200
        << QStringLiteral("x-n: 7 | x-b: true | ") + json << QString();
    QTest::newRow("no headers") << QByteArray("{\"statusCode\":200,\"headers\":null,\"body\":null}") << 200 << json
                                << QString();
}

void TestFunctionUrl::responses()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, status);
    QFETCH(QString, headers);
    QFETCH(QString, body);
    const UrlResponse response = functionUrlResponse(outcomeOf(payload.toStdString()));
    QCOMPARE(response.status, status);
    QCOMPARE(headersOf(response), headers);
    QCOMPARE(text(response.body), body);
}

void TestFunctionUrl::cookiesBecomeSetCookie()
{
    const UrlResponse response = functionUrlResponse(
        outcomeOf("{\"statusCode\":200,\"cookies\":[\"a=1; Secure\",\"b=2\"]}"));
    QCOMPARE(headersOf(response),
             QStringLiteral("content-type: application/json | set-cookie: a=1; Secure | set-cookie: b=2"));
}

void TestFunctionUrl::binaryBodies()
{
    const UrlResponse response = functionUrlResponse(
        outcomeOf("{\"statusCode\":200,\"headers\":{\"content-type\":\"image/png\"},\"body\":\"AAEC\","
                  "\"isBase64Encoded\":true}"));
    QCOMPARE(response.body, std::string("\0\1\2", 3));
    QCOMPARE(headersOf(response), QStringLiteral("content-type: image/png"));
}

void TestFunctionUrl::rawBytesOfACustomRuntime()
{
    const UrlResponse response = functionUrlResponse(outcomeOf("not JSON"));
    QCOMPARE(response.status, 200);
    QCOMPARE(text(response.body), QStringLiteral("not JSON"));
    // Errors and refusals.
    InvokeOutcome failed = outcomeOf("{\"errorMessage\":\"boom\"}");
    failed.functionError = "Unhandled";
    QCOMPARE(functionUrlResponse(failed).status, 502);
    QCOMPARE(text(functionUrlResponse(failed).body), QStringLiteral("Internal Server Error"));
    InvokeOutcome throttled = outcomeOf("{}");
    throttled.status = 429;
    QCOMPARE(functionUrlResponse(throttled).status, 429);
    InvokeOutcome gone = outcomeOf("{}");
    gone.status = 404;
    QCOMPARE(functionUrlResponse(gone).status, 403);
    QCOMPARE(text(functionUrlResponse(gone).body), QStringLiteral("{\"Message\":null}"));
    QVERIFY(headersOf(functionUrlResponse(gone)).contains(QStringLiteral("x-amzn-errortype: AccessDeniedException")));
}

void TestFunctionUrl::urlIdsAreStable()
{
    const std::string id = functionUrlId("arn:aws:lambda:us-east-1:000000000000:function:F");
    QVERIFY(QRegularExpression(QStringLiteral("^[a-z2-7]{32}$")).match(text(id)).hasMatch());
    QCOMPARE(text(id), text(functionUrlId("arn:aws:lambda:us-east-1:000000000000:function:F")));
    QVERIFY(id != functionUrlId("arn:aws:lambda:us-east-1:000000000000:function:G"));
}

QTEST_APPLESS_MAIN(TestFunctionUrl)
#include "tst_functionurl.moc"
