// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include "core/local/attach.h"
#include "core/local/attachjson.h"
#include "core/local/localsession.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace lambdarium;

namespace {

/// What a peer that is not ours gets for raw bytes; nothing when the socket was closed without a word.
std::string raw(const std::filesystem::path &socket, const std::string &bytes)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
    std::string reply;
    if (connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        std::size_t sent = 0;
        for (ssize_t count = 1; count > 0 && sent < bytes.size();
             sent += static_cast<std::size_t>(count > 0 ? count : 0))
            count = send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        char buffer[4096];
        for (auto count = read(fd, buffer, sizeof buffer); count > 0; count = read(fd, buffer, sizeof buffer))
            reply.append(buffer, static_cast<std::size_t>(count));
    }
    close(fd);
    return reply;
}

QString text(const std::string &bytes) { return QString::fromStdString(bytes); }

} // namespace

/// The control socket: what a verb asks of a core that runs, and what a peer that means ill cannot do to it.
class TestAttach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_session.reset(); }
    void malformedRequestsAreAnswered_data();
    void malformedRequestsAreAnswered();
    void anEndlessRequestIsCutOff();
    void commandsKeepTheirFields();
    void environmentsAreListed();
    void viewsSurviveTheWay();
    void nobodyAnswersAfterTheEnd();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<LocalSession> m_session;
    std::filesystem::path m_socket;
};

void TestAttach::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    const std::filesystem::path root = m_directory->path().toStdString() + "/work";
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/session", root,
                          std::filesystem::copy_options::recursive);
    auto session = LocalSession::open(
        {.workspace = root, .endpoint = false, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"});
    QVERIFY2(session, session ? "" : session.error().message.c_str());
    m_session = std::move(*session);
    m_socket = LocalSession::controlSocket(root).value();
}

void TestAttach::malformedRequestsAreAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("no JSON") << QByteArray("invoke\n") << QByteArray("expected one JSON object per line");
    QTest::newRow("array") << QByteArray("[1]\n") << QByteArray("expected one JSON object per line");
    QTest::newRow("verb is a number") << QByteArray("{\"verb\":5}\n") << QByteArray("unknown verb");
    QTest::newRow("verb unknown") << QByteArray("{\"verb\":\"rm\"}\n") << QByteArray("unknown verb");
    QTest::newRow("types are wrong") << QByteArray(
        "{\"verb\":\"invoke\",\"function\":[],\"payload\":{},\"type\":\"x\"}\n")
                                     << QByteArray("ResourceNotFoundException");
    QTest::newRow("no such environment") << QByteArray("{\"verb\":\"kill\",\"environment\":99}\n")
                                         << QByteArray("There is no environment");
    QTest::newRow("trust of no kind") << QByteArray("{\"verb\":\"trust\",\"trust\":\"root\"}\n")
                                      << QByteArray("unknown verb");
}

void TestAttach::malformedRequestsAreAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, reply);
    const QByteArray got = QByteArray::fromStdString(raw(m_socket, request.toStdString()));
    QVERIFY2(got.contains(reply), got.constData());
    QVERIFY(got.endsWith('\n'));
    QVERIFY(AttachClient::connect(m_socket));
}

void TestAttach::anEndlessRequestIsCutOff()
{
    QCOMPARE(text(raw(m_socket, std::string(20 << 20, 'x'))), QString());
    const auto client = AttachClient::connect(m_socket);
    QVERIFY(client);
    QVERIFY(client->snapshot());
}

void TestAttach::commandsKeepTheirFields()
{
    const auto back = [](Command command) {
        return std::get<Command>(attach::parseRequest(attach::requestLine(std::move(command))).value());
    };
    const auto invoke = std::get<command::Invoke>(back(command::Invoke{.function = "F",
                                                                       .payload = "\"\\u0000\"",
                                                                       .type = InvocationType::Event,
                                                                       .qualifier = "$LATEST",
                                                                       .clientContext = "{}",
                                                                       .tail = true}));
    QCOMPARE(text(invoke.function + invoke.payload + invoke.qualifier + invoke.clientContext),
             QStringLiteral("F\"\\u0000\"$LATEST{}"));
    QCOMPARE(invoke.type, InvocationType::Event);
    QVERIFY(invoke.tail);
    QCOMPARE(std::get<command::RecycleEnvironment>(back(command::RecycleEnvironment{EnvironmentId{7}})).environment,
             EnvironmentId{7});
    QCOMPARE(std::get<command::SetTrust>(back(command::SetTrust{Trust::Trusted})).trust, Trust::Trusted);
    for (const std::optional<bool> consent : {std::optional<bool>(), std::optional(false), std::optional(true)})
        QCOMPARE(std::get<command::SetTrust>(back(command::SetTrust{Trust::Isolated, consent})).unprotected, consent);
    const auto build = std::get<command::Build>(back(command::Build{{"A", "B"}}));
    QCOMPARE(build.resources, (std::vector<NodeId>{"A", "B"}));
    QCOMPARE(text(std::get<command::AdoptFunction>(back(command::AdoptFunction{"hello"})).function),
             QStringLiteral("hello"));
    QVERIFY(std::get<command::SetColdStart>(back(command::SetColdStart{.strict = true})).strict);
    // The window's own commands have no form: nobody but the window can ask for them.
    QVERIFY(attach::requestLine(Command(command::StopEverything{})).empty());
}

void TestAttach::environmentsAreListed()
{
    const auto client = AttachClient::connect(m_socket);
    QVERIFY(client);
    const auto ran = client->call(command::Invoke{.function = "Quick"});
    QVERIFY2(ran, ran ? "" : ran.error().message.c_str());
    QCOMPARE(text(std::get<InvokeOutcome>(*ran).payload), QStringLiteral("\"old\""));
    const auto snapshot = client->snapshot();
    QVERIFY(snapshot);
    const FunctionView *quick = snapshot->function("Quick");
    QVERIFY(quick != nullptr);
    QCOMPARE(quick->environments.size(), std::size_t{1});
    QCOMPARE(quick->environments[0].state, EnvironmentState::Idle);
    QCOMPARE(quick->environments[0].served, 1);
    QVERIFY(client->call(command::KillEnvironment{quick->environments[0].id}));
    const auto again = client->call(command::KillEnvironment{quick->environments[0].id});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::NotFound);
    QVERIFY(!client->call(command::StartSources{}));
}

void TestAttach::viewsSurviveTheWay()
{
    EnvironmentDetail detail;
    detail.function = "F";
    detail.view.id = EnvironmentId{12};
    detail.view.state = EnvironmentState::Busy;
    detail.view.paused = true;
    detail.view.cpu = std::chrono::microseconds(1500);
    detail.processes = {{1, 0, "init", 'S', 900, {}}, {2, 1, "python3 \xff", 'T', 12000, std::chrono::seconds(2)}};
    detail.tmpUsedBytes = 5;
    detail.network = NetworkMode::Egress;
    detail.connections.push_back({.host = "example.com", .port = 443, .allowed = false, .reason = "not in Allow"});
    detail.extensions = {"watcher: Ready"};
    const auto back = attach::parseQueryOutcome(attach::replyLine(Result<QueryOutcome>(QueryOutcome(detail))));
    QVERIFY(back);
    const auto &got = std::get<EnvironmentDetail>(*back);
    QCOMPARE(got.view.id, detail.view.id);
    QCOMPARE(got.view.state, EnvironmentState::Busy);
    QVERIFY(got.view.paused);
    QCOMPARE(got.view.cpu, detail.view.cpu);
    QCOMPARE(got.processes.size(), std::size_t{2});
    QCOMPARE(got.processes[1].state, 'T');
    QCOMPARE(got.processes[1].cpu, Duration(std::chrono::seconds(2)));
    QCOMPARE(got.network, NetworkMode::Egress);
    QCOMPARE(got.connections.size(), std::size_t{1});
    QVERIFY(!got.connections[0].allowed);
    QCOMPARE(got.extensions, detail.extensions);
    const Result<CommandOutcome> build(
        CommandOutcome(BuildOutcome{{{.id = "F", .state = BuildView::State::Failed, .problem = "no cmake"}}}));
    const auto outcome = attach::parseOutcome(attach::replyLine(build));
    QCOMPARE(std::get<BuildOutcome>(*outcome).builds.at(0).problem, std::string("no cmake"));
    const auto progress = attach::parseProgress(attach::progressLine({.function = "F", .text = "[1/2] main.cpp"}));
    QVERIFY(progress);
    QCOMPARE(progress->text, std::string("[1/2] main.cpp"));
    QVERIFY(!attach::parseProgress("{\"done\":true}"));
}

void TestAttach::nobodyAnswersAfterTheEnd()
{
    QVERIFY(AttachClient::connect(m_socket));
    m_session.reset();
    QVERIFY(!AttachClient::connect(m_socket));
}

QTEST_GUILESS_MAIN(TestAttach)
#include "tst_attach.moc"
