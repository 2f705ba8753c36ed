// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/outcomes.h"
#include "core/runtimes/runtimeapi.h"

#include <QtTest>

using namespace lambdarium;

class TestRuntimeApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsTheSameEventOutAgainWhileItRuns();
    void severalParkedCallsServeOneInvocationEach();
    void workersThatAskAheadEndTheInvocationByAnswering();
    void brokenStreamsAreErrorsFromTheTrailers();
    void unknownResponseModesAreRefused();
    void tooLargeResponsesEndTheInvocation();
    void initErrorIsTerminal();
    void errorTypesAreKeptAsTheServiceKeepsThem_data();
    void errorTypesAreKeptAsTheServiceKeepsThem();
    void exitsAreNamedAsGoNamesThem();
};

namespace {

/// Collects what an exchange was answered.
class Answer : public HttpExchange
{
public:
    void send(HttpResponse response) override { sent = std::move(response); }
    void whenDisconnected(std::function<void()>) override {}
    bool connected() const override { return !sent; }
    std::optional<HttpResponse> sent;
};

struct Api
{
    explicit Api(bool several = false) : severalWorkers(several) {}
    std::shared_ptr<Answer> call(const std::string &method, const std::string &path, const std::string &body = {},
                                 HttpHeaders headers = {}, HttpHeaders trailers = {})
    {
        auto answer = std::make_shared<Answer>();
        HttpRequest request;
        request.method = method;
        request.path = "/2018-06-01" + path;
        request.headers = std::move(headers);
        request.trailers = std::move(trailers);
        request.body = body;
        api.handle(std::move(request), HttpResponder(answer));
        return answer;
    }
    std::shared_ptr<Answer> next() { return call("GET", "/runtime/invocation/next"); }
    void invoke(const std::string &id)
    {
        InvocationRequest request;
        request.requestId = id;
        request.payload = "{}";
        api.invoke(request);
    }

    bool severalWorkers;
    int ready = 0;
    std::vector<std::string> initErrors;
    std::vector<InvocationResult> results;
    RuntimeApi api{{.ready = [this] { ++ready; },
                    .initFailed =
                        [this](std::string payload, std::string type) {
                            initErrors = {payload, type};
                        },
                    .finished = [this](InvocationResult result) { results.push_back(std::move(result)); }},
                   severalWorkers};
};

} // namespace

void TestRuntimeApi::handsTheSameEventOutAgainWhileItRuns()
{
    Api api;
    const auto parked = api.next();
    QCOMPARE(api.ready, 1);
    QVERIFY(!parked->sent);
    api.invoke("a");
    QCOMPARE(parked->sent->status, 200);
    QCOMPARE(QByteArray(parked->sent->headers.value("Lambda-Runtime-Aws-Request-Id").data()), QByteArray("a"));
    QVERIFY(!parked->sent->headers.has("Lambda-Runtime-Client-Context"));
    const auto again = api.next();
    QCOMPARE(again->sent->body, std::string("{}"));
    QCOMPARE(api.call("POST", "/runtime/invocation/a/response", "1")->sent->status, 202);
    QVERIFY(api.results.empty()); // the invocation lasts until the runtime asks for more
    const auto waiting = api.next();
    QCOMPARE(api.results.size(), std::size_t{1});
    QCOMPARE(api.results[0].payload, std::string("1"));
    QVERIFY(!waiting->sent);
}

void TestRuntimeApi::severalParkedCallsServeOneInvocationEach()
{
    Api api;
    const auto first = api.next();
    const auto second = api.next();
    api.invoke("a");
    QVERIFY(first->sent);
    QVERIFY(!second->sent);
}

void TestRuntimeApi::workersThatAskAheadEndTheInvocationByAnswering()
{
    Api api(true);
    api.next();
    api.invoke("a");
    const auto ahead = api.next();
    QVERIFY(!ahead->sent);
    api.call("POST", "/runtime/invocation/a/response", "1");
    QCOMPARE(api.results.size(), std::size_t{1});
    QCOMPARE(api.results[0].payload, std::string("1"));
    api.invoke("b");
    QVERIFY(ahead->sent);
}

void TestRuntimeApi::brokenStreamsAreErrorsFromTheTrailers()
{
    Api api;
    api.next();
    api.invoke("a");
    api.call("POST", "/runtime/invocation/a/response", "partial",
             {{"Lambda-Runtime-Function-Response-Mode", "streaming"}},
             {{"Lambda-Runtime-Function-Error-Type", "Runtime.Broken"},
              {"Lambda-Runtime-Function-Error-Body", "eyJlcnJvclR5cGUiOiJYIn0="}});
    api.next();
    QCOMPARE(api.results[0].outcome, InvocationOutcome::FunctionError);
    QCOMPARE(api.results[0].payload, std::string(R"({"errorType":"X"})"));
    QCOMPARE(api.results[0].errorType, std::string("Runtime.Broken"));
}

void TestRuntimeApi::unknownResponseModesAreRefused()
{
    Api api;
    api.next();
    api.invoke("a");
    const auto answer = api.call("POST", "/runtime/invocation/a/response", "1",
                                 {{"Lambda-Runtime-Function-Response-Mode", "sideways"}});
    QCOMPARE(answer->sent->status, 400);
    QVERIFY(answer->sent->body.find("InvalidFunctionResponseMode") != std::string::npos);
    QCOMPARE(api.call("POST", "/runtime/invocation/a/response", "1")->sent->status, 202);
}

void TestRuntimeApi::tooLargeResponsesEndTheInvocation()
{
    Api api;
    api.next();
    api.invoke("a");
    HttpRequest head;
    head.path = "/2018-06-01/runtime/invocation/a/response";
    QCOMPARE(api.api.tooLarge(head).status, 413);
    api.next();
    QCOMPARE(api.results[0].errorType, std::string("Function.ResponseSizeTooLarge"));
}

void TestRuntimeApi::initErrorIsTerminal()
{
    Api api;
    QCOMPARE(api.call("POST", "/runtime/init/error", R"({"errorType":"E"})")->sent->status, 202);
    QCOMPARE(api.initErrors, (std::vector<std::string>{R"({"errorType":"E"})", "E"}));
    QCOMPARE(api.next()->sent->status, 403);
    QCOMPARE(api.call("GET", "/ping")->sent->body, std::string("pong"));
    QCOMPARE(api.call("GET", "/nowhere")->sent->status, 404);
}

void TestRuntimeApi::errorTypesAreKeptAsTheServiceKeepsThem_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("matching") << QByteArray("Runtime.Foo") << QByteArray("Runtime.Foo");
    QTest::newRow("not anchored") << QByteArray("x Function.Bar y") << QByteArray("x Function.Bar y");
    QTest::newRow("function") << QByteArray("Function.lower") << QByteArray("Function.Unknown");
    QTest::newRow("other") << QByteArray("ValueError") << QByteArray("Runtime.Unknown");
}

void TestRuntimeApi::errorTypesAreKeptAsTheServiceKeepsThem()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, kept);
    QCOMPARE(QByteArray::fromStdString(normalisedErrorType(header.toStdString())), kept);
}

void TestRuntimeApi::exitsAreNamedAsGoNamesThem()
{
    QCOMPARE(exitError({.status = 0}).text, std::string("Runtime exited without providing a reason"));
    QCOMPARE(exitError({.status = 127}).text, std::string("Runtime exited with error: exit status 127"));
    QCOMPARE(exitError({.signal = 11}).text, std::string("Runtime exited with error: signal: segmentation fault"));
    QCOMPARE(exitError({.oomKilled = true}).text, std::string("Runtime exited with error: signal: killed"));
}

QTEST_APPLESS_MAIN(TestRuntimeApi)
#include "tst_runtimeapi.moc"
