// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/prng.h"
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

/// A queue with its dead-letter queue, a bucket and a topic in front of functions; the power fails at random moments.
/// What ran is counted from what the handlers saw, not from the store under test.
class Scenario
{
public:
    explicit Scenario(std::uint64_t seed) : m_prng(seed), m_world(optionsFor(seed), 3ms)
    {
        Queue &orders = m_world.addQueue("Orders");
        orders.deadLetterQueue = "Dead";
        orders.maxReceiveCount = 5;
        orders.visibilityTimeoutSeconds = 30;
        m_world.addQueue("Dead");
        m_world.addTopic("News");
        m_world.addBucket("Photos");
        for (const char *id : {"Charge", "Thumb", "Read"})
            m_world.add(id);
        Edge &edge = m_world.addEdge(EdgeKind::QueueToFunction, "Orders", "Charge");
        edge.batchSize = 1 + static_cast<int>(m_prng.below(9));
        edge.reportBatchItemFailures = true; // else a poisonous message takes its neighbours along
        m_world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectCreated:*"};
        m_world.addEdge(EdgeKind::TopicToFunction, "News", "Read");
        m_world.addEdge(EdgeKind::TopicToQueue, "News", "Orders").rawDelivery = true;
        m_world.sandbox->handle("Charge", [this](const InvocationRequest &request) { return charge(request); });
        m_world.sandbox->handle("Thumb", [this](const InvocationRequest &request) {
            ++m_thumbs[Json::parse(request.payload)["Records"][0]["s3"]["object"]["key"]];
            return ModelledRun::ok(20ms);
        });
        m_world.sandbox->handle("Read", [this](const InvocationRequest &request) {
            ++m_read[Json::parse(request.payload)["Records"][0]["Sns"]["Message"]];
            return ModelledRun::ok(20ms);
        });
        m_world.deploy();
        m_world.services->startSources();
    }

    void live(int steps)
    {
        for (int i = 0; i < steps; ++i)
            step();
        m_world.services->startSources();
        m_world.run(3h);
    }

    /// Empty, or the first fault.
    std::string check()
    {
        std::map<std::string, int> dead;
        for (auto letters = m_world.receive("Dead"); !letters.empty(); letters = m_world.receive("Dead"))
            for (const auto &letter : letters)
                ++dead[letter.body];
        for (const auto &body : m_sent) {
            const bool poison = body.starts_with("poison");
            if (!poison && !m_charged.contains(body))
                return body + " was acknowledged and never processed";
            if (poison && dead[body] != 1)
                return body + " is " + std::to_string(dead[body]) + " times in the dead-letter queue";
        }
        for (const auto &[body, count] : dead)
            if (!body.starts_with("poison"))
                return body + " was processed and is dead as well";
        for (const auto &key : m_put)
            if (!m_thumbs.contains(key))
                return key + " was stored and no one was told";
        for (const auto &message : m_published)
            if (!m_read.contains(message))
                return message + " was published and no one was told";
        const QueueView orders = m_world.queueView("Orders");
        if (orders.visible + orders.inFlight + orders.delayed != 0)
            return "messages are left";
        if (m_world.store->rows().contains("queue/Orders"))
            return "the store keeps messages that are gone";
        return m_world.engine->queuedEvents() == 0 ? std::string() : "events are left";
    }
    std::size_t work() const { return m_sent.size() + m_put.size() + m_published.size(); }

private:
    static EngineOptions optionsFor(std::uint64_t seed)
    {
        EngineOptions options;
        options.seed = seed;
        return options;
    }

    ModelledRun charge(const InvocationRequest &request)
    {
        const Json event = Json::parse(request.payload);
        Json answer = Json::object();
        answer["batchItemFailures"] = Json::array();
        for (const Json &record : event["Records"])
            if (record["body"].get<std::string>().starts_with("poison"))
                answer["batchItemFailures"].push_back({{"itemIdentifier", record["messageId"]}});
            else
                m_charged.insert(record["body"].get<std::string>());
        return ModelledRun::ok(30ms, answer.dump());
    }

    void step()
    {
        const std::string name = std::to_string(m_next++);
        switch (m_prng.below(12)) {
        case 0:
            m_world.crash(m_prng.below(5));
            m_world.services->startSources();
            break;
        case 1: m_world.services->stopSources(); break;
        case 2: m_world.services->startSources(); break;
        case 3: m_world.engine->stopEverything(); break;
        case 4: send("poison " + name); break;
        case 5: publish(name); break;
        case 6:
        case 7: put("in/" + name); break;
        default: send(name); break;
        }
        m_world.run(std::chrono::milliseconds{m_prng.below(60)});
    }
    void send(const std::string &body)
    {
        SendMessageRequest request;
        request.queue = "Orders";
        request.body = body;
        m_world.services->sqs().send(request, [this, body](const auto &result) {
            if (result)
                m_sent.push_back(body);
        });
    }
    void put(const std::string &key)
    {
        PutObjectRequest request;
        request.bucket = "Photos";
        request.key = key;
        request.body = key;
        m_world.services->s3().putObject(request, [this, key](const auto &result) {
            if (result)
                m_put.push_back(key);
        });
    }
    void publish(const std::string &message)
    {
        PublishRequest request;
        request.topic = "News";
        request.message = message;
        m_world.services->sns().publish(request, [this, message](const auto &result) {
            if (result) {
                m_published.push_back(message);
                m_sent.push_back(message);
            }
        });
    }

    Prng m_prng;
    int m_next = 0;
    std::vector<std::string> m_sent, m_put, m_published;
    std::set<std::string> m_charged;
    std::map<std::string, int> m_thumbs, m_read;
    ServiceWorld m_world;
};

} // namespace

/// Power cuts under load: nothing acknowledged is lost, nothing ends twice. Faults name their seed.
class TestServiceCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomLivesLoseNothing();
    void aThousandMessagesSurviveTwentyCrashes();
};

void TestServiceCrash::randomLivesLoseNothing()
{
    std::size_t work = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Scenario scenario(seed);
        scenario.live(60);
        const std::string fault = scenario.check();
        QVERIFY2(fault.empty(), ("seed " + std::to_string(seed) + ": " + fault).c_str());
        work += scenario.work();
    }
    QVERIFY(work > 1000);
}

void TestServiceCrash::aThousandMessagesSurviveTwentyCrashes()
{
    ServiceWorld world({}, 2ms);
    world.addQueue("Orders");
    world.add("F");
    world.addEdge(EdgeKind::QueueToFunction, "Orders", "F");
    std::map<std::string, int> seen;
    world.sandbox->handle("F", [&](const InvocationRequest &request) {
        const Json event = Json::parse(request.payload);
        for (const Json &record : event["Records"])
            ++seen[record["body"].get<std::string>()];
        return ModelledRun::ok(40ms);
    });
    world.deploy();
    std::size_t acknowledged = 0;
    for (int i = 0; i < 1000; ++i) {
        SendMessageRequest request;
        request.queue = "Orders";
        request.body = std::to_string(i);
        world.services->sqs().send(request, [&](const auto &result) { acknowledged += result.hasValue(); });
    }
    world.run(10ms);
    QCOMPARE(acknowledged, std::size_t{1000});
    Prng prng(7);
    for (int i = 0; i < 20; ++i) {
        world.services->startSources();
        world.run(std::chrono::milliseconds{100 + prng.below(100)});
        world.crash(prng.below(8));
    }
    world.services->startSources();
    world.run(1h);
    QCOMPARE(seen.size(), std::size_t{1000});
    QVERIFY(!world.store->rows().contains("queue/Orders"));
    const auto repeated = std::ranges::count_if(seen, [](const auto &entry) { return entry.second > 1; });
    QVERIFY2(repeated < 20 * 60, qPrintable(QString::number(repeated))); // only what was in flight runs again
}

QTEST_APPLESS_MAIN(TestServiceCrash)
#include "tst_servicecrash.moc"
