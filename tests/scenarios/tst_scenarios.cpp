// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testpaths.h"

#include "core/local/localsession.h"
#include "core/template/template.h"
#include "core/workspace/workspace.h"
#include "tests/support/serviceworld.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <condition_variable>
#include <future>
#include <mutex>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

const char *const folder = LAMBDARIUM_SOURCE_DIR "/tests/scenarios";

std::string text(const QJsonObject &object, const char *name)
{
    return object.value(QString::fromLatin1(name)).toString().toStdString();
}

const char *scenarioWord(InvocationOutcome outcome)
{
    return outcome == InvocationOutcome::Success      ? "Success"
        : outcome == InvocationOutcome::FunctionError ? "FunctionError"
                                                      : "Other";
}

/// What a scenario counts, read from facts and queue depths.
QJsonObject observed(const std::vector<Fact> &facts, const QJsonObject &queues,
                     const std::function<std::int64_t(const NodeId &)> &depth)
{
    std::map<NodeId, std::map<std::string, int>> ended;
    std::map<NodeId, int> throttled;
    for (const Fact &fact : facts) {
        if (const auto *end = std::get_if<fact::InvocationEnded>(&fact.body))
            ++ended[end->function][scenarioWord(end->outcome)];
        else if (const auto *refusal = std::get_if<fact::Throttled>(&fact.body))
            ++throttled[refusal->function];
    }
    QJsonObject endedJson;
    for (const auto &[function, outcomes] : ended) {
        QJsonObject counts;
        for (const auto &[outcome, count] : outcomes)
            counts[QString::fromStdString(outcome)] = count;
        endedJson[QString::fromStdString(function)] = counts;
    }
    QJsonObject result{{QStringLiteral("ended"), endedJson}};
    QJsonObject throttledJson;
    for (const auto &[function, count] : throttled)
        throttledJson[QString::fromStdString(function)] = count;
    if (!throttled.empty())
        result[QStringLiteral("throttled")] = throttledJson;
    QJsonObject depths;
    for (const QString &queue : queues.keys())
        depths[queue] = qint64(depth(queue.toStdString()));
    if (!depths.isEmpty())
        result[QStringLiteral("queues")] = depths;
    return result;
}

Command commandOf(const QJsonObject &step)
{
    const QString verb = step.keys().first();
    const QJsonObject body = step.value(verb).toObject();
    if (verb == QStringLiteral("send"))
        return command::SendMessage{.queue = text(body, "queue"), .body = text(body, "body")};
    if (verb == QStringLiteral("publish"))
        return command::Publish{.topic = text(body, "topic"), .message = text(body, "message"), .subject = {}};
    if (verb == QStringLiteral("put"))
        return command::PutObject{
            .bucket = text(body, "bucket"), .key = text(body, "key"), .file = {}, .content = "bytes"};
    if (verb == QStringLiteral("fire"))
        return command::FireSchedule{.schedule = text(body, "schedule")};
    if (verb != QStringLiteral("invoke"))
        qFatal("unknown step %s", qPrintable(verb));
    return command::Invoke{.function = text(body, "function"),
                           .payload = text(body, "payload"),
                           .type = text(body, "type") == "Event" ? InvocationType::Event
                                                                 : InvocationType::RequestResponse};
}

/// Plays the steps somewhere and tells what came of them.
class Stage
{
public:
    virtual ~Stage() = default;
    virtual void play(Command command) = 0;
    /// Until the observation is as expected, or the time of that world is over.
    virtual QJsonObject watch(const QJsonObject &expected) = 0;
};

/// Virtual time, modelled processes.
class VirtualStage : public Stage
{
public:
    explicit VirtualStage(const Model &model)
    {
        m_world.deployment.model = model;
        for (const Function &function : model.functions) {
            m_world.deployment.code[function.id].directory = "code";
            m_world.sandbox->handle(function.id, [](const InvocationRequest &request) {
                return request.payload.find("bad") == std::string::npos ? ModelledRun::ok(5ms, "\"done\"")
                                                                        : ModelledRun::raises(5ms, "ValueError", "bad");
            });
        }
        m_world.deploy();
        m_world.services->startSources();
    }

    void play(Command command) override
    {
        if (auto *send = std::get_if<command::SendMessage>(&command))
            m_world.send(send->queue, send->body);
        else if (auto *publish = std::get_if<command::Publish>(&command))
            m_world.publish(publish->topic, publish->message);
        else if (auto *put = std::get_if<command::PutObject>(&command))
            m_world.put(put->bucket, put->key, put->content);
        else if (auto *fire = std::get_if<command::FireSchedule>(&command))
            m_world.services->schedules().fire(fire->schedule, [](const ServiceResult<std::string> &) {});
        else if (auto *invoke = std::get_if<command::Invoke>(&command))
            invoke->type == InvocationType::Event ? m_world.invokeLater(invoke->function, invoke->payload)
                                                  : m_world.invoke(invoke->function, invoke->payload);
    }

    QJsonObject watch(const QJsonObject &expected) override
    {
        m_world.run(60s); // all of it: what comes too much must show
        return observed(m_world.facts, expected.value(QStringLiteral("queues")).toObject(),
                        [this](const NodeId &queue) {
                            const QueueView view = m_world.queueView(queue);
                            return view.visible + view.inFlight + view.delayed;
                        });
    }

private:
    ServiceWorld m_world;
};

/// The whole core with real processes.
class RealStage : public Stage
{
public:
    explicit RealStage(const std::filesystem::path &workspace)
    {
        auto opened = LocalSession::open(
            {.workspace = workspace, .endpoint = false, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"});
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        m_session = std::move(*opened);
        m_subscription = m_session->subscribe(m_mailbox);
        play(command::StartSources{});
    }

    void play(Command command) override
    {
        std::promise<void> done;
        m_session->submit(std::move(command), [&](const Result<CommandOutcome> &) { done.set_value(); });
        done.get_future().wait();
    }

    QJsonObject watch(const QJsonObject &expected) override
    {
        QJsonObject seen;
        QElapsedTimer timer;
        timer.start();
        std::unique_lock lock(m_mutex);
        do {
            m_woken.wait_for(lock, 200ms);
            for (Fact &fact : m_mailbox.drain().facts)
                m_facts.push_back(std::move(fact));
            const auto snapshot = m_session->snapshot();
            seen = observed(m_facts, expected.value(QStringLiteral("queues")).toObject(), [&](const NodeId &queue) {
                const QueueView *view = snapshot->queue(queue);
                return view == nullptr ? -1 : view->visible + view->inFlight + view->delayed;
            });
        } while (seen != expected && timer.elapsed() < 40000);
        return seen;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_woken;
    FactMailbox m_mailbox{100000, [this] { m_woken.notify_all(); }};
    std::vector<Fact> m_facts;
    std::unique_ptr<LocalSession> m_session;
    std::unique_ptr<Subscription> m_subscription;
};

} // namespace

/// The same scenario files on virtual time with modelled processes and in the whole core with real ones.
class TestScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plays_data();
    void plays();
};

void TestScenarios::plays_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("real");
    const QDir directory(QString::fromLatin1(folder));
    const QStringList files = directory.entryList({QStringLiteral("*.json")});
    QVERIFY(files.size() >= 6);
    for (const QString &file : files) {
        QTest::addRow("%s on virtual time", qPrintable(file)) << directory.filePath(file) << false;
        QTest::addRow("%s with real processes", qPrintable(file)) << directory.filePath(file) << true;
    }
}

void TestScenarios::plays()
{
    QFETCH(QString, file);
    QFETCH(bool, real);
    QFile source(file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QJsonObject scenario = QJsonDocument::fromJson(source.readAll()).object();
    const QJsonObject expected = scenario.value(QStringLiteral("expect")).toObject();
    QVERIFY(!expected.isEmpty());

    const QTemporaryDir directory;
    const std::filesystem::path workspace = directory.path().toStdString() + "/workspace";
    std::filesystem::copy(std::filesystem::path(folder) / "workspace", workspace,
                          std::filesystem::copy_options::recursive);
    std::unique_ptr<Stage> stage;
    if (real) {
        stage = std::make_unique<RealStage>(workspace);
    } else {
        auto opened = Workspace::open(workspace);
        QVERIFY(opened);
        auto parsed = Template::parse(*opened->readText("template.yaml"));
        QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
        stage = std::make_unique<VirtualStage>(parsed->model());
    }
    for (const QJsonValue &step : scenario.value(QStringLiteral("steps")).toArray())
        stage->play(commandOf(step.toObject()));
    const QJsonObject seen = stage->watch(expected);
    QCOMPARE(QString::fromUtf8(QJsonDocument(seen).toJson()), QString::fromUtf8(QJsonDocument(expected).toJson()));
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
