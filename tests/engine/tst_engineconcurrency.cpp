// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

const QString throttledBody = QStringLiteral("{\"Reason\":\"%1\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}");

int refused(const World &world)
{
    return static_cast<int>(
        std::ranges::count_if(world.outcomes, [](const auto &entry) { return entry.second.status == 429; }));
}

} // namespace

/// Admission against the account limit and reservations, with AWS's words.
class TestEngineConcurrency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsUpAndDown();
    void chargesFromInit();
    void accountLimitThrottles();
    void reservedConcurrencyIsMaximumAndGuarantee();
    void reservedZeroTurnsTheFunctionOff();
    void limitsLoweredBelowUseRefuseNewOnly();
    void reservationsThatComeAndGoKeepTheCount();
    void refusalsAreCountedAndTold();
};

void TestEngineConcurrency::stepsUpAndDown()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    std::vector<std::int64_t> steps;
    const auto step = [&] {
        Snapshot snapshot;
        world.engine->fill(snapshot);
        steps.push_back(snapshot.function("F")->inUse);
    };
    for (int i = 0; i < 3; ++i) {
        world.invoke("F");
        world.run(200ms);
        step();
    }
    for (int i = 0; i < 3; ++i) {
        world.run(i == 0 ? 550ms : 200ms);
        step();
    }
    QCOMPARE(steps, (std::vector<std::int64_t>{1, 2, 3, 2, 1, 0}));
    QCOMPARE(world.sandbox->launched().size(), std::size_t{3});
}

void TestEngineConcurrency::chargesFromInit()
{
    World world;
    world.add("F");
    world.deployment.limits.accountConcurrency = 1;
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{5s, {}, {}}; });
    world.invoke("F");
    world.run(1s); // still loading its code
    const std::string second = world.invoke("F");
    world.run(0ms);
    QCOMPARE(world.outcomes.at(second).status, 429);
}

void TestEngineConcurrency::accountLimitThrottles()
{
    World world;
    world.add("F");
    world.add("G");
    world.deployment.limits.accountConcurrency = 10;
    world.deploy();
    for (int i = 0; i < 6; ++i)
        world.invoke("F");
    std::string last;
    for (int i = 0; i < 6; ++i)
        last = world.invoke("G");
    world.run(0ms);
    QCOMPARE(refused(world), 2);
    const InvokeOutcome &outcome = world.outcomes.at(last);
    QCOMPARE(text(outcome.payload), throttledBody.arg(QStringLiteral("ConcurrentInvocationLimitExceeded")));
    QCOMPARE(text(outcome.errorType), QStringLiteral("TooManyRequestsException"));
    QCOMPARE(text(outcome.requestId), text(last));
    QVERIFY(outcome.functionError.empty());
    world.run(1min);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
    const std::string free = world.invoke("G");
    world.run(1s);
    QCOMPARE(world.outcomes.at(free).status, 200);
}

void TestEngineConcurrency::reservedConcurrencyIsMaximumAndGuarantee()
{
    World world;
    world.add("Reserved").reservedConcurrency = 4;
    world.add("Other");
    world.deployment.limits.accountConcurrency = 10;
    world.deploy();
    for (int i = 0; i < 8; ++i)
        world.invoke("Other"); // the shared pool is 10 - 4
    std::string last;
    for (int i = 0; i < 5; ++i)
        last = world.invoke("Reserved");
    world.run(0ms);
    QCOMPARE(text(world.trace({"429"})),
             lines("  0.000 429    Other #1 ConcurrentInvocationLimitExceeded 6/6",
                   "  0.000 429    Other #2 ConcurrentInvocationLimitExceeded 6/6",
                   "  0.000 429    Reserved #3 ReservedFunctionConcurrentInvocationLimitExceeded 4/4"));
    QCOMPARE(text(world.outcomes.at(last).payload),
             throttledBody.arg(QStringLiteral("ReservedFunctionConcurrentInvocationLimitExceeded")));
    Snapshot snapshot;
    world.engine->fill(snapshot);
    QCOMPARE(snapshot.accountInUse, 10);
    QCOMPARE(snapshot.unreserved, 6);
    QCOMPARE(snapshot.accountLimit, 10);
}

void TestEngineConcurrency::reservedZeroTurnsTheFunctionOff()
{
    World world;
    world.add("F").reservedConcurrency = 0;
    world.deploy();
    const std::string id = world.invoke("F");
    world.run(1s);
    QCOMPARE(world.outcomes.at(id).status, 429);
    QCOMPARE(text(world.outcomes.at(id).payload),
             throttledBody.arg(QStringLiteral("ReservedFunctionConcurrentInvocationLimitExceeded")));
    QVERIFY(world.sandbox->launched().empty());
}

void TestEngineConcurrency::limitsLoweredBelowUseRefuseNewOnly()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    for (int i = 0; i < 5; ++i)
        world.invoke("F");
    world.run(500ms);
    world.deployment.model.functions.front().reservedConcurrency = 2;
    world.deploy();
    world.invoke("F");
    world.run(0ms);
    QCOMPARE(refused(world), 1);
    world.run(2s);
    QCOMPARE(refused(world), 1); // the five finished
    for (int i = 0; i < 3; ++i)
        world.invoke("F");
    world.run(5s);
    QCOMPARE(refused(world), 2);
}

void TestEngineConcurrency::reservationsThatComeAndGoKeepTheCount()
{
    World world;
    world.add("F");
    world.add("G");
    world.deployment.limits.accountConcurrency = 10;
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    const auto reserve = [&](std::optional<std::int64_t> count) {
        world.deployment.model.functions.front().reservedConcurrency = count;
        world.deploy();
    };
    for (int round = 0; round < 5; ++round) {
        world.invoke("F");
        world.run(300ms);
        reserve(3);
        world.invoke("F");
        world.run(300ms);
        reserve(std::nullopt);
    }
    world.run(1min);
    // Nothing leaked: the whole account is free again.
    const int before = refused(world);
    for (int i = 0; i < 10; ++i)
        world.invoke("G");
    world.run(1min);
    QCOMPARE(refused(world), before);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
}

void TestEngineConcurrency::refusalsAreCountedAndTold()
{
    World world;
    world.add("F").reservedConcurrency = 1;
    world.deploy();
    InvokeRequest request;
    request.function = "F";
    request.source = "Orders";
    world.engine->invoke(request, [](const InvokeOutcome &) {});
    world.engine->invoke(request, [](const InvokeOutcome &) {});
    world.run(1s);
    const auto throttled = world.all<fact::Throttled>();
    QCOMPARE(throttled.size(), std::size_t{1});
    QCOMPARE(text(throttled.front().source), QStringLiteral("Orders"));
    Snapshot snapshot;
    world.engine->fill(snapshot);
    const FunctionView &view = *snapshot.function("F");
    QCOMPARE(view.throttles, 1);
    QCOMPARE(view.invocations, 1); // throttles are not invocations
    QCOMPARE(view.errors, 0);
    QCOMPARE(view.coldStarts, 1);
}

QTEST_APPLESS_MAIN(TestEngineConcurrency)
#include "tst_engineconcurrency.moc"
