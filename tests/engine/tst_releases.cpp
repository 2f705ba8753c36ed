// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/releases.h"
#include "tests/support/world.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace lambdarium;
using namespace std::chrono_literals;

/// Versions and aliases on the virtual clock.
class TestReleases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersRiseAndAreNeverUsedAgain();
    void nothingNewIsTheSameVersion();
    void aVersionKeepsCodeAndSettings();
    void environmentsBelongToTheirVersion();
    void everythingSurvivesACrash();
    void whatIsNotOnDiskWasNotPublished();
    void aFailingDiskPublishesNothing();
    void concurrencyIsThatOfTheFunction();
    void aliasesFollowTheirRules();
    void versionsInUseStay();
    void weightsAreShares();
    void theSameSeedRoutesTheSame();
    void eventsGoToTheirQualifier();
    void samPublishesChangedCode();
    void sourcesGoToThePublishedAlias();
    void reservedConcurrencyBesideTheTemplate();
    void eventSettingsAreOfOneQualifier();
};

namespace {

using Weights = std::vector<std::pair<std::string, double>>;

struct Answer
{
    int calls = 0;
    Releases::Refusal refusal;
    std::int64_t number = 0;
    QString text() const
    {
        return refusal ? QString::fromStdString(std::to_string(refusal->status) + " " + refusal->message)
                       : QStringLiteral("fine");
    }
};

Answer publish(World &world, std::optional<std::string> description = {}, const std::string &name = "F")
{
    const auto answer = std::make_shared<Answer>();
    world.engine->releases().publish(name, std::move(description), {},
                                     [answer](const Releases::Refusal &refusal, std::int64_t number) {
                                         ++answer->calls;
                                         answer->refusal = refusal;
                                         answer->number = number;
                                     });
    world.run(1s);
    return *answer;
}

template <typename Call>
Answer ask(World &world, Call call)
{
    const auto answer = std::make_shared<Answer>();
    call(world.engine->releases(), [answer](const Releases::Refusal &refusal) {
        ++answer->calls;
        answer->refusal = refusal;
    });
    world.run(1s);
    return *answer;
}

Answer create(World &world, Releases::AliasRequest request)
{
    return ask(world, [&](Releases &releases, Releases::Done done) {
        releases.createAlias("F", std::move(request), std::move(done));
    });
}

Answer update(World &world, Releases::AliasRequest request)
{
    return ask(world, [&](Releases &releases, Releases::Done done) {
        releases.updateAlias("F", std::move(request), std::move(done));
    });
}

InvokeOutcome invoke(World &world, const std::string &function)
{
    const std::string id = world.invoke(function);
    world.run(10s);
    return world.outcomes.at(id);
}

void change(World &world, const std::string &code)
{
    world.deployment.code["F"].directory = "/snapshots/" + code;
    world.deploy();
}

/// F with versions 1 (code-1) and 2 (code-2).
void addTwoVersions(World &world)
{
    world.add("F");
    world.deploy();
    publish(world);
    change(world, "code-2");
    publish(world);
}

} // namespace

void TestReleases::numbersRiseAndAreNeverUsedAgain()
{
    World world;
    addTwoVersions(world);
    QCOMPARE(world.engine->releases().of("F").versions.size(), std::size_t{2});
    const auto remove = [&](std::int64_t number) {
        return ask(world, [&](Releases &releases, Releases::Done done) {
            releases.removeVersion("F", number, std::move(done));
        });
    };
    QCOMPARE(remove(2).text(), QStringLiteral("fine"));
    QCOMPARE(remove(2).text(), QStringLiteral("fine")); // it is no error that it is gone
    QCOMPARE(publish(world).number, std::int64_t{3});
    QCOMPARE(invoke(world, "F:2").status, 404);
    QCOMPARE(publish(world, {}, "Nobody").text(),
             QStringLiteral("404 Function not found: arn:aws:lambda:us-east-1:000000000000:function:Nobody"));
}

void TestReleases::nothingNewIsTheSameVersion()
{
    World world;
    Function &function = world.add("F");
    function.description = "of $LATEST";
    world.deploy();
    QCOMPARE(publish(world).number, std::int64_t{1});
    QCOMPARE(world.engine->releases().version("F", "1")->description, std::string("of $LATEST"));
    const std::string revision = world.engine->releases().version("F", "1")->revisionId;
    QCOMPARE(publish(world, "only other words").number, std::int64_t{1});
    QCOMPARE(world.engine->releases().version("F", "1")->revisionId, revision);
    function.description = "changed";
    function.reservedConcurrency = 5; // no version carries it
    world.deploy();
    QCOMPARE(publish(world, "own words").number, std::int64_t{2});
    QCOMPARE(world.engine->releases().version("F", "2")->description, std::string("own words"));
    function.reservedConcurrency = 6;
    world.deploy();
    QCOMPARE(publish(world).number, std::int64_t{2});
}

void TestReleases::aVersionKeepsCodeAndSettings()
{
    World world;
    Function &function = world.add("F");
    function.memoryMb = 256;
    function.environment = {{"STAGE", "one", {}, true}};
    world.deploy();
    publish(world);
    function.memoryMb = 512;
    function.environment = {{"STAGE", "two", {}, true}};
    change(world, "code-2");
    const InvokeOutcome version = invoke(world, "F:1"), latest = invoke(world, "F");
    QCOMPARE(version.executedVersion, std::string("1"));
    QCOMPARE(latest.executedVersion, std::string("$LATEST"));
    const auto &launched = world.sandbox->launched();
    QCOMPARE(launched.size(), std::size_t{2});
    QCOMPARE(launched[0].version, std::string("1"));
    QCOMPARE(launched[0].codeDirectory, std::string("/snapshots/code-1"));
    QCOMPARE(launched[0].memoryMb, 256);
    QCOMPARE(launched[0].environment.front().second, std::string("one"));
    QVERIFY(launched[0].logStream.find("/[1]") != std::string::npos);
    QCOMPARE(launched[1].codeDirectory, std::string("/snapshots/code-2"));
    QCOMPARE(launched[1].memoryMb, 512);
    QVERIFY(launched[1].logStream.find("/[$LATEST]") != std::string::npos);
    QVERIFY(world.log(version.requestId).front().ends_with("Version: 1"));
}

void TestReleases::environmentsBelongToTheirVersion()
{
    World world;
    addTwoVersions(world);
    for (const char *function : {"F:1", "F:2", "F", "F:1", "F:2", "F"})
        QCOMPARE(invoke(world, function).status, 200);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{3});
    Snapshot snapshot;
    world.engine->fill(snapshot);
    QCOMPARE(snapshot.functions.size(), std::size_t{1});
    QCOMPARE(snapshot.function("F")->environments.size(), std::size_t{3});
    QCOMPARE(snapshot.function("F")->invocations, 6);
    // New code recycles $LATEST only.
    change(world, "code-3");
    world.run(1s);
    world.engine->fill(snapshot = {});
    QCOMPARE(snapshot.function("F")->environments.size(), std::size_t{2});
}

void TestReleases::everythingSurvivesACrash()
{
    World world(EngineOptions{.codeRoot = "/snapshots"});
    Function &function = world.add("F", "a");
    function.memoryMb = 1024;
    function.layers = {"L"};
    function.logging = {"JSON", "WARN", "DEBUG", "/mine"};
    function.deadLetterTarget = "Dead";
    world.deployment.code["F"].layers = {"/snapshots/layer", "/elsewhere"};
    world.deploy();
    publish(world, "first");
    change(world, "b");
    publish(world);
    QCOMPARE(create(world, {"live", "1", "said", Weights{{"2", 0.25}}, {}}).text(), QStringLiteral("fine"));
    const FunctionReleases before = world.engine->releases().of("F");
    QCOMPARE(before.versions.size(), std::size_t{2});
    world.crash();
    QVERIFY(world.engine->releases().of("F") == before);
    QVERIFY(world.store->rows().at("releases").at("F").find("/snapshots") == std::string::npos);
    QCOMPARE(invoke(world, "F:1").executedVersion, std::string("1"));
    QCOMPARE(world.sandbox->launched().back().codeDirectory, std::string("/snapshots/a"));
    QCOMPARE(world.sandbox->launched().back().layers.front(), std::string("/snapshots/layer"));
    change(world, "c");
    QCOMPARE(publish(world).number, std::int64_t{3});
}

void TestReleases::whatIsNotOnDiskWasNotPublished()
{
    World world({}, 10s);
    world.add("F");
    world.deploy();
    QCOMPARE(publish(world).calls, 0); // asked, not answered
    QVERIFY(world.engine->releases().of("F").versions.empty());
    world.crash();
    QVERIFY(world.engine->releases().of("F").versions.empty());
}

void TestReleases::aFailingDiskPublishesNothing()
{
    World world;
    world.add("F");
    world.deploy();
    world.store->failNext(1);
    QCOMPARE(publish(world).text(), QStringLiteral("500 No space left on device"));
    QCOMPARE(invoke(world, "F:1").status, 404);
    QCOMPARE(publish(world).number, std::int64_t{1});
}

void TestReleases::concurrencyIsThatOfTheFunction()
{
    World world;
    world.add("F").reservedConcurrency = 2;
    world.deploy();
    publish(world);
    const std::string one = world.invoke("F"), two = world.invoke("F:1"), three = world.invoke("F:1");
    world.run(10s);
    QCOMPARE(world.outcomes.at(one).status, 200);
    QCOMPARE(world.outcomes.at(two).status, 200);
    QCOMPARE(world.outcomes.at(three).status, 429);
}

void TestReleases::aliasesFollowTheirRules()
{
    World world;
    addTwoVersions(world);
    const std::string arn = "arn:aws:lambda:us-east-1:000000000000:function:F:";
    QCOMPARE(create(world, {"live", "7", {}, {}, {}}).text(),
             QString::fromStdString("404 Function not found: " + arn + "7"));
    QCOMPARE(create(world, {"live", "1", {}, Weights{{"2", 0.1}, {"3", 0.1}}, {}}).text(),
             QStringLiteral("400 Number of items in AdditionalVersionWeights cannot be greater than 1"));
    QCOMPARE(create(world, {"live", "1", {}, Weights{{"1", 0.1}}, {}}).text(),
             QStringLiteral("400 Invalid function version 1. Function version 1 is already included in routing "
                            "configuration."));
    const Answer latest = create(world, {"live", "$LATEST", {}, Weights{{"1", 0.1}}, {}});
    QCOMPARE(latest.text(),
             QStringLiteral("400 $LATEST is not supported for an alias pointing to more than 1 version"));
    QVERIFY(latest.refusal->withoutType);
    QCOMPARE(update(world, {"live", "1", {}, {}, {}}).text(),
             QString::fromStdString("404 Alias not found: " + arn + "live"));
    QCOMPARE(create(world, {"live", "1", "said", {}, {}}).text(), QStringLiteral("fine"));
    QCOMPARE(create(world, {"live", "1", {}, {}, {}}).text(),
             QString::fromStdString("409 Alias already exists: " + arn + "live"));
    const std::string revision = world.engine->releases().alias("F", "live")->revisionId;
    QCOMPARE(update(world, {"live", "2", {}, {}, "stale"}).refusal->status, 412);
    QCOMPARE(update(world, {"live", "2", {}, {}, revision}).text(), QStringLiteral("fine"));
    QCOMPARE(world.engine->releases().alias("F", "live")->version, std::string("2"));
    QCOMPARE(world.engine->releases().alias("F", "live")->description, std::string("said"));
    QVERIFY(world.engine->releases().alias("F", "live")->revisionId != revision);
    const InvokeOutcome outcome = invoke(world, "F:live");
    QCOMPARE(outcome.executedVersion, std::string("2"));
    QCOMPARE(invoke(world, "F:gone").status, 404);
    QCOMPARE(create(world, {"newest", "$LATEST", {}, {}, {}}).text(), QStringLiteral("fine"));
    QCOMPARE(invoke(world, "F:newest").executedVersion, std::string("$LATEST"));
}

void TestReleases::versionsInUseStay()
{
    World world;
    addTwoVersions(world);
    create(world, {"live", "1", {}, Weights{{"2", 0.5}}, {}});
    const auto remove = [&](std::int64_t number) {
        return ask(world, [&](Releases &releases, Releases::Done done) {
            releases.removeVersion("F", number, std::move(done));
        });
    };
    const QString used = QStringLiteral(
        "409 Unable to delete version because the following aliases reference it: [live]");
    QCOMPARE(remove(1).text(), used);
    QCOMPARE(remove(2).text(), used);
    update(world, {"live", {}, {}, Weights{}, {}});
    QVERIFY(world.engine->releases().alias("F", "live")->otherVersion.empty());
    QCOMPARE(remove(2).text(), QStringLiteral("fine"));
}

void TestReleases::weightsAreShares()
{
    World world;
    addTwoVersions(world);
    for (const double weight : {0.0, 0.1, 0.5, 1.0}) {
        const std::string name = "w" + std::to_string(static_cast<int>(weight * 10));
        create(world, {name + "x", "1", {}, Weights{{"2", weight}}, {}});
        constexpr int draws = 10000;
        int other = 0;
        for (int draw = 0; draw < draws; ++draw)
            other += world.engine->releases().route("F", name + "x") == "2" ? 1 : 0;
        // Five standard deviations of a binomial; the seed is fixed, so this never changes from run to run.
        const double spread = 5 * std::sqrt(draws * weight * (1 - weight));
        QVERIFY2(std::abs(other - draws * weight) <= spread, qPrintable(QString::number(other)));
    }
}

void TestReleases::theSameSeedRoutesTheSame()
{
    const auto routes = [](std::uint64_t seed) {
        World world(EngineOptions{.seed = seed});
        addTwoVersions(world);
        create(world, {"live", "1", {}, Weights{{"2", 0.5}}, {}});
        std::string all;
        for (int draw = 0; draw < 64; ++draw)
            all += invoke(world, "F:live").executedVersion;
        return all;
    };
    QCOMPARE(routes(7), routes(7));
    QVERIFY(routes(7) != routes(8));
}

void TestReleases::eventsGoToTheirQualifier()
{
    World world;
    Function &function = world.add("F");
    function.maximumRetryAttempts = 0;
    function.onFailure = "Failures";
    function.deadLetterTarget = "Dead";
    world.inbox.targets = {"Failures", "Dead"};
    world.deploy();
    publish(world);
    change(world, "code-2");
    const std::string id = world.invokeLater("F:1");
    world.run(0s);
    world.crash(); // the qualifier is part of what waits
    world.engine->grantRun();
    world.run(10s);
    QCOMPARE(world.sandbox->launched().back().version, std::string("1"));
    QCOMPARE(world.all<fact::InvocationEnded>().back().requestId, id);
    QVERIFY(world.inbox.deliveries.empty());
}

void TestReleases::samPublishesChangedCode()
{
    World world;
    Function &function = world.add("F");
    function.autoPublishAlias = "live";
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->releases().alias("F", "live")->version, std::string("1"));
    QCOMPARE(invoke(world, "F:live").executedVersion, std::string("1"));
    function.memoryMb = 512; // SAM looks at the code alone
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->releases().of("F").versions.size(), std::size_t{1});
    change(world, "code-2");
    world.run(1s);
    QCOMPARE(world.engine->releases().alias("F", "live")->version, std::string("2"));
    QCOMPARE(world.engine->releases().version("F", "2")->function.memoryMb, 512);
    function.autoPublishAllProperties = true;
    function.memoryMb = 1024;
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->releases().alias("F", "live")->version, std::string("3"));
    // What the API did to the alias stays until something is published.
    update(world, {"live", "1", {}, {}, {}});
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->releases().alias("F", "live")->version, std::string("1"));
    world.crash();
    world.run(1s);
    QCOMPARE(world.engine->releases().alias("F", "live")->version, std::string("1"));
    QCOMPARE(world.engine->releases().of("F").versions.size(), std::size_t{3});
}

void TestReleases::sourcesGoToThePublishedAlias()
{
    World world;
    Function &function = world.add("F");
    function.autoPublishAlias = "live";
    function.onSuccess = "Results";
    world.inbox.targets = {"Results"};
    world.deploy();
    world.run(1s);
    StoreChange change;
    const Task known = world.engine->prepareEvent({"F", {}, "{}", {}, {}, "Bucket"}, change);
    world.store->append(std::move(change), [known](Result<void>) { known(); });
    world.engine->grantRun();
    world.run(10s);
    QCOMPARE(world.sandbox->launched().back().version, std::string("1"));
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    QVERIFY(world.inbox.deliveries.front().body.find("function:F:live\"") != std::string::npos);
    QVERIFY(world.inbox.deliveries.front().body.find("\"executedVersion\":\"1\"") != std::string::npos);
    // Invoked without a qualifier, $LATEST runs, and the settings of the alias are not its own.
    world.invokeLater("F");
    world.run(10s);
    QCOMPARE(world.sandbox->launched().back().version, std::string("$LATEST"));
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
}

void TestReleases::reservedConcurrencyBesideTheTemplate()
{
    World world;
    Function &function = world.add("F");
    function.reservedConcurrency = 1;
    world.deploy();
    const auto reserve = [&](std::optional<std::int64_t> value) {
        return ask(world,
                   [&](Releases &releases, Releases::Done done) { releases.reserve("F", value, {}, std::move(done)); });
    };
    QCOMPARE(reserve(0).text(), QStringLiteral("fine"));
    QCOMPARE(invoke(world, "F").status, 429);
    world.crash();
    QCOMPARE(invoke(world, "F").status, 429);
    world.deploy(); // the template says what it said: the API's value stays
    QCOMPARE(invoke(world, "F").status, 429);
    world.deployment.model.functions.front().reservedConcurrency = 2;
    world.deploy();
    QCOMPARE(invoke(world, "F").status, 200);
    QVERIFY(world.engine->releases().reserved(*world.engine->function("F")) == std::optional<std::int64_t>(2));
    reserve(std::nullopt);
    QVERIFY(!world.engine->releases().reserved(*world.engine->function("F")));
}

void TestReleases::eventSettingsAreOfOneQualifier()
{
    World world;
    world.add("F").maximumRetryAttempts = 1;
    world.inbox.targets = {"Failures"};
    world.deploy();
    publish(world);
    AsyncSettings settings;
    settings.maximumRetryAttempts = 0;
    settings.onFailure = {"arn:aws:sqs:us-east-1:000000000000:Failures", "Failures"};
    const auto set = [&](const std::string &qualifier, std::optional<AsyncSettings> value) {
        return ask(world, [&](Releases &releases, Releases::Done done) {
            releases.setAsyncSettings("F", qualifier, std::move(value), std::move(done));
        });
    };
    QCOMPARE(set("1", settings).text(), QStringLiteral("fine"));
    world.crash();
    world.engine->grantRun();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::raises(10ms, "E", "no"); });
    const auto attempts = [&](const std::string &function) {
        const std::string id = world.invokeLater(function);
        world.run(1h);
        const auto ended = world.all<fact::InvocationEnded>();
        return std::ranges::count(ended, id, &fact::InvocationEnded::requestId);
    };
    QCOMPARE(attempts("F:1"), 1);
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    QVERIFY(world.inbox.deliveries.front().body.find("function:F:1\"") != std::string::npos);
    QCOMPARE(attempts("F"), 2); // the template's
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    set("", std::nullopt); // removes what the template has, until it says something else
    QCOMPARE(attempts("F"), 3);
    world.deployment.model.functions.front().maximumRetryAttempts = 0;
    world.deploy();
    QCOMPARE(attempts("F"), 1);
}

QTEST_APPLESS_MAIN(TestReleases)
#include "tst_releases.moc"
