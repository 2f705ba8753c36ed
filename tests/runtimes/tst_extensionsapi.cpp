// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

#include "core/runtimes/extensionsapi.h"

#include <QtTest>

using namespace lambdarium;

/// The Extensions API as a state machine: registration, events, errors, phases.
class TestExtensionsApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registrationSaysWhatRuns();
    void refusedRegistrationsSayWhy_data();
    void refusedRegistrationsSayWhy();
    void callersMustSayWhoTheyAre();
    void tenMayRegister();
    void initEndsWhenEverybodyIsReady();
    void invocationsEndWhenSubscribersAskAgain();
    void eventsWaitForWhoIsBusy();
    void errorsEndThem();
    void errorsNeedAHeaderAndTheRightState();
    void unexpectedEndsAreCrashes();
};

#ifndef Q_MOC_RUN // moc stumbles over the raw strings
namespace {

struct Api
{
    explicit Api(std::vector<std::string> external = {})
        : api(spec(),
              {.changed = [this] { ++changes; },
               .failed = [this](const PlatformError &error) { failures.push_back(error); }})
    {
        for (std::string &name : external)
            api.expect(std::move(name));
    }

    static const EnvironmentSpec &spec()
    {
        static const EnvironmentSpec value = [] {
            EnvironmentSpec spec;
            spec.id = EnvironmentId{7};
            spec.functionName = "fn";
            spec.handler = "app.handler";
            return spec;
        }();
        return value;
    }

    std::shared_ptr<KeptAnswer> call(const std::string &method, const std::string &path, HttpHeaders headers = {},
                                     const std::string &body = {})
    {
        auto answer = std::make_shared<KeptAnswer>();
        HttpRequest request;
        request.method = method;
        request.path = "/2020-01-01/extension" + path;
        request.headers = std::move(headers);
        request.body = body;
        api.handle(request, HttpResponder(answer));
        return answer;
    }
    std::shared_ptr<KeptAnswer> enter(const std::string &name, const std::string &events = R"(["INVOKE"])",
                                      HttpHeaders more = {})
    {
        more.add("Lambda-Extension-Name", name);
        return call("POST", "/register", more, "{\"events\":" + events + "}");
    }
    /// Registers and returns the identifier.
    std::string id(const std::string &name, const std::string &events = R"(["INVOKE"])")
    {
        return std::string(enter(name, events)->sent->headers.value("Lambda-Extension-Identifier"));
    }
    std::shared_ptr<KeptAnswer> next(const std::string &id)
    {
        return call("GET", "/event/next", {{"Lambda-Extension-Identifier", id}});
    }

    int changes = 0;
    std::vector<PlatformError> failures;
    ExtensionsApi api;
};

QByteArray bodyOf(const std::shared_ptr<KeptAnswer> &answer)
{
    return answer->sent ? QByteArray::fromStdString(answer->sent->body) : QByteArray("(none yet)");
}

QString errorOf(const std::shared_ptr<KeptAnswer> &answer)
{
    const QJsonObject error = QJsonDocument::fromJson(bodyOf(answer)).object();
    return QString::number(answer->sent ? answer->sent->status : 0) + QLatin1Char(' ')
        + error[QStringLiteral("errorType")].toString() + QStringLiteral(": ")
        + error[QStringLiteral("errorMessage")].toString();
}

InvocationRequest invocation(const std::string &id)
{
    InvocationRequest request;
    request.requestId = id;
    request.deadline = Instant{std::chrono::milliseconds(1234567)};
    request.invokedFunctionArn = "arn:fn";
    request.traceId = "Root=1-2-3;Parent=4;Sampled=1";
    return request;
}

} // namespace

void TestExtensionsApi::registrationSaysWhatRuns()
{
    Api api({"outside"});
    const auto plain = api.enter("inside");
    QCOMPARE(plain->sent->status, 200);
    QCOMPARE(bodyOf(plain), QByteArray(R"({"functionName":"fn","functionVersion":"$LATEST","handler":"app.handler"})"));
    QCOMPARE(plain->sent->headers.value("Lambda-Extension-Identifier").size(), std::size_t{36});
    const auto more = api.enter("outside", R"(["SHUTDOWN","INVOKE"])",
                                {{"Lambda-Extension-Accept-Feature", "other, accountId"}});
    QVERIFY(bodyOf(more).contains(R"("accountId":"000000000000")"));
    QCOMPARE(api.changes, 2);
    QVERIFY(api.api.all()[0]->external && !api.api.all()[1]->external);
    QVERIFY((api.api.all()[0]->events == std::vector<std::string>{"INVOKE", "SHUTDOWN"}));
}

void TestExtensionsApi::refusedRegistrationsSayWhy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("events");
    QTest::addColumn<QString>("error");
    QTest::newRow("no name") << ""
                             << "[]"
                             << "403 Extension.InvalidExtensionName: Empty extension name";
    QTest::newRow("event") << "x"
                           << R"(["PAUSE"])"
                           << "403 Extension.InvalidEventType: PAUSE: ErrorInvalidEventType";
    QTest::newRow("internal shutdown")
        << "x"
        << R"(["SHUTDOWN"])"
        << "403 Extension.InvalidEventType: SHUTDOWN: ShutdownEventNotSupportedForInternalExtension";
    QTest::newRow("twice") << "known"
                           << "[]"
                           << "403 Extension.InvalidExtensionState: Extension with this name already registered";
    QTest::newRow("external twice")
        << "outside"
        << "[]"
        << "403 Extension.InvalidExtensionState: State transition from Registered to Registered failed for extension "
           "outside. Error: State transition is not allowed";
    QTest::newRow("no JSON") << "x"
                             << "nonsense"
                             << "403 InvalidRequestFormat: The body is not a registration";
}

void TestExtensionsApi::refusedRegistrationsSayWhy()
{
    QFETCH(QString, name);
    QFETCH(QString, events);
    QFETCH(QString, error);
    Api api({"outside"});
    api.id("known");
    api.id("outside");
    QCOMPARE(errorOf(api.enter(name.toStdString(), events.toStdString())), error);
    api.api.closeRegistration();
    QCOMPARE(errorOf(api.enter("late")),
             QStringLiteral("403 Extension.RegistrationClosed: Extension registration closed already"));
}

void TestExtensionsApi::callersMustSayWhoTheyAre()
{
    Api api;
    QCOMPARE(errorOf(api.call("GET", "/event/next")),
             QStringLiteral("403 Extension.MissingExtensionIdentifier: Missing Lambda-Extension-Identifier header"));
    QCOMPARE(errorOf(api.next("me")),
             QStringLiteral("403 Extension.InvalidExtensionIdentifier: Invalid Lambda-Extension-Identifier"));
    QVERIFY(errorOf(api.next("00000000-0000-4000-8000-000000000000"))
                .startsWith(QStringLiteral("403 Extension.UnknownExtensionIdentifier: ")));
}

void TestExtensionsApi::tenMayRegister()
{
    Api api({"a", "b", "c", "d", "e", "f", "g", "h", "i"});
    QVERIFY(!api.id("j").empty());
    QCOMPARE(errorOf(api.enter("k")), QStringLiteral("403 Extension.TooManyExtensions: Extension limit (10) reached"));
    QVERIFY(!api.api.expect("l"));
}

void TestExtensionsApi::initEndsWhenEverybodyIsReady()
{
    Api api({"outside"});
    QVERIFY(!api.api.allExternalRegistered());
    const std::string outside = api.id("outside");
    QVERIFY(api.api.allExternalRegistered());
    const std::string inside = api.id("inside", "[]");
    QVERIFY(!api.api.allReady());
    const auto first = api.next(outside);
    QVERIFY(!first->sent);
    QVERIFY(!api.api.allReady());
    const auto second = api.next(inside);
    QVERIFY(api.api.allReady());
}

void TestExtensionsApi::invocationsEndWhenSubscribersAskAgain()
{
    Api api;
    const std::string subscriber = api.id("subscriber");
    const std::string other = api.id("other", "[]");
    const auto told = api.next(subscriber);
    const auto untold = api.next(other);
    QVERIFY(api.api.invokeOver());
    api.api.invoke(invocation("r1"));
    QCOMPARE(bodyOf(told),
             QByteArray(R"({"eventType":"INVOKE","deadlineMs":1234567,"requestId":"r1","invokedFunctionArn":"arn:fn",)"
                        R"("tracing":{"type":"X-Amzn-Trace-Id","value":"Root=1-2-3;Parent=4;Sampled=1"}})"));
    QVERIFY(told->sent->headers.has("Lambda-Extension-Event-Identifier"));
    QVERIFY(!untold->sent);
    QVERIFY(!api.api.invokeOver());
    const auto again = api.next(subscriber);
    QVERIFY(api.api.invokeOver());
}

void TestExtensionsApi::eventsWaitForWhoIsBusy()
{
    Api api({"outside"});
    const std::string id = api.id("outside", R"(["INVOKE","SHUTDOWN"])");
    const auto first = api.next(id);
    api.api.invoke(invocation("r1"));
    QVERIFY(first->sent);
    api.api.shutdown(ShutdownReason::Timeout, Instant{std::chrono::milliseconds(99)});
    QVERIFY(api.api.awaitsShutdown());
    QCOMPARE(bodyOf(api.next(id)),
             QByteArray(R"({"eventType":"SHUTDOWN","shutdownReason":"timeout","deadlineMs":99})"));
    QVERIFY(!api.api.exited(0, "exit code 0", {}));
    QVERIFY(!api.api.awaitsShutdown());
}

void TestExtensionsApi::errorsEndThem()
{
    Api api;
    const std::string id = api.id("x");
    const auto answer = api.call(
        "POST", "/init/error",
        {{"Lambda-Extension-Identifier", id}, {"Lambda-Extension-Function-Error-Type", "Extension.NoConfig"}});
    QCOMPARE(answer->sent->status, 202);
    QCOMPARE(bodyOf(answer), QByteArray("{\"status\":\"OK\"}\n"));
    QCOMPARE(api.failures.size(), std::size_t{1});
    QCOMPARE(api.failures[0].type, std::string("Extension.InitError"));
    QCOMPARE(api.failures[0].text, std::string("Extension.NoConfig"));
    QVERIFY(errorOf(api.next(id)).contains(QStringLiteral("State transition from InitError to Ready failed")));
}

void TestExtensionsApi::errorsNeedAHeaderAndTheRightState()
{
    Api api;
    const std::string id = api.id("x");
    QCOMPARE(errorOf(api.call("POST", "/exit/error", {{"Lambda-Extension-Identifier", id}})),
             QStringLiteral("403 Extension.MissingHeader: Lambda-Extension-Function-Error-Type not found"));
    const auto parked = api.next(id);
    QVERIFY(errorOf(api.call("POST", "/init/error",
                             {{"Lambda-Extension-Identifier", id}, {"Lambda-Extension-Function-Error-Type", "E"}}))
                .contains(QStringLiteral("State transition from Ready to InitError failed")));
    QVERIFY(api.failures.empty());
}

void TestExtensionsApi::unexpectedEndsAreCrashes()
{
    Api api({"a", "b", "c"});
    const auto crash = api.api.exited(0, "exit status 3", {});
    QVERIFY(crash);
    QCOMPARE(crash->type, std::string("Extension.Crash"));
    QCOMPARE(crash->text, std::string("exit status 3"));
    const auto launch = api.api.exited(1, {}, "Exec format error");
    QCOMPARE(launch->type, std::string("Extension.LaunchError"));
    QVERIFY(!api.api.exited(1, "exit status 125", {})); // its end after that says nothing new
    const std::string id = api.id("c");
    api.call("POST", "/exit/error",
             {{"Lambda-Extension-Identifier", id}, {"Lambda-Extension-Function-Error-Type", "Extension.Gone"}});
    QCOMPARE(api.failures.back().type, std::string("Extension.ExitError"));
    QVERIFY(!api.api.exited(2, "exit status 1", {})); // it had said so
}

#endif

QTEST_APPLESS_MAIN(TestExtensionsApi)
#include "tst_extensionsapi.moc"
