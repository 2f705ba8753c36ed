// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/egressproxy.h"
#include "core/http/httpserver.h"
#include "runtimerunner.h"

#include <QtTest>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

constexpr const char *runtime = "python3.11";

/// Tries what the event names and says how it went, and whether that took about as long as it was willing to wait.
constexpr const char *client = R"(
import errno, os, socket, time, urllib.request
def connect(host, port, wait=1.0):
    began = time.monotonic()
    try:
        with socket.create_connection((host, port), timeout=wait) as s:
            return 'connected'
    except socket.gaierror as fault:
        return 'no such name' if fault.errno == socket.EAI_NONAME else 'name: %s' % fault
    except TimeoutError:
        return 'hung' if time.monotonic() - began >= wait else 'timed out early'
    except OSError as fault:
        return errno.errorcode[fault.errno]
def handler(event, context):
    return [connect(host, port) for host, port in event]
def fetch(event, context):
    try:
        return urllib.request.urlopen(event, timeout=5).read().decode()
    except OSError as fault:
        return repr(fault)
def endpoint(event, context):
    return os.environ['AWS_ENDPOINT_URL']
)";

/// A server on the machine's loopback that answers everything.
class Greeter : public HttpHandler
{
public:
    explicit Greeter(WallClock &clock) : server(clock, *this)
    {
        const auto id = server.listenLoopback(0, {.role = "greeter"});
        port = id ? server.port(*id) : 0;
    }
    void handle(HttpRequest request, HttpResponder responder) override
    {
        HttpResponse response;
        response.body = "hello " + std::string(request.headers.value("Host")) + std::string(100000, '.');
        responder.send(std::move(response));
    }
    HttpServer server;
    std::uint16_t port = 0;
};

struct Port
{
    UniqueFd socket;
    std::uint16_t number = 0;
};

/// A listening socket on a free port of the machine's loopback; with a port, one that is connected to it.
Port openPort(std::uint16_t connectTo = 0)
{
    Port port;
    port.socket.reset(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(connectTo);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address);
    const bool made = connectTo != 0 ? connect(port.socket.value(), generic, size) == 0
                                     : bind(port.socket.value(), generic, size) == 0
            && listen(port.socket.value(), 8) == 0 && getsockname(port.socket.value(), generic, &size) == 0;
    if (made)
        port.number = ntohs(address.sin_port);
    return port;
}

struct Tried
{
    RuntimeRunner runner;
    std::vector<fact::Connected> &facts = runner.connections;
    Greeter greeter{runner.clock};

    explicit Tried(NetworkMode mode) : runner(options())
    {
        runner.spec.network.mode = mode;
        runner.code.write("app.py", client);
    }
    QByteArray invoke(const std::string &payload, const char *handler = "app.handler")
    {
        const InitReport report = runner.start(runtime, handler);
        if (!report.success)
            return QByteArray::fromStdString(report.errorPayload);
        return QByteArray::fromStdString(runner.invoke(payload).payload);
    }
    std::string greeterAt(const std::string &host) const { return host + ":" + std::to_string(greeter.port); }

private:
    RuntimeSandboxOptions options()
    {
        RuntimeSandboxOptions options;
        options.serveEndpoint = [](UniqueFd, const HttpListenerTag &) -> Task { return [] {}; };
        return options;
    }
};

} // namespace

class TestNetworkModes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isolatedRefusesAtOnce();
    void noRouteLetsEverythingHang();
    void endpointsAreAskedPerService();
    void egressReachesWhatIsAllowed();
    void egressPassesBytesBothWays();
    void egressKnowsLocalhostByItsName();
    void egressReportsWhatFails();
    void namesThatLeadHereAreRefused();
    void fullIsTheMachinesNetwork();
    void theRecordIsBounded();
    void segmentsAreTakenInEveryMode_data();
    void segmentsAreTakenInEveryMode();
    void customRuntimesWorkInEveryMode_data();
    void customRuntimesWorkInEveryMode();
};

void TestNetworkModes::isolatedRefusesAtOnce()
{
    Tried tried(NetworkMode::Isolated);
    const std::string port = std::to_string(tried.greeter.port);
    QCOMPARE(tried.invoke(R"([["192.0.2.1", 80], ["127.0.0.1", )" + port + R"(], ["198.18.0.1", 80]])"),
             QByteArray(R"(["ENETUNREACH", "ECONNREFUSED", "ENETUNREACH"])"));
    QVERIFY(tried.facts.empty());
}

void TestNetworkModes::noRouteLetsEverythingHang()
{
    Tried tried(NetworkMode::NoRoute);
    const std::string port = std::to_string(tried.greeter.port);
    // An address, a name that resolves, and the endpoint; this machine's services are not even there.
    QCOMPARE(
        tried.invoke(R"([["192.0.2.1", 80], ["example.com", 443], ["127.0.0.1", 4566], ["127.0.0.1", )" + port + "]]"),
        QByteArray(R"(["hung", "hung", "hung", "ECONNREFUSED"])"));
    QCOMPARE(tried.facts.size(), std::size_t{1});
    QCOMPARE(tried.facts[0].host, std::string("example.com"));
    QVERIFY(!tried.facts[0].allowed);
    QCOMPARE(tried.facts[0].reason, std::string("no route"));
    QCOMPARE(tried.facts[0].requestId, tried.runner.lastRequestId);
    QCOMPARE(tried.facts[0].environment, tried.runner.spec.id);
}

void TestNetworkModes::endpointsAreAskedPerService()
{
    std::vector<HttpListenerTag> tags;
    RuntimeSandboxOptions options;
    options.serveEndpoint = [&](UniqueFd listener, HttpListenerTag tag) -> Task {
        tags.push_back(std::move(tag));
        return [held = std::make_shared<UniqueFd>(std::move(listener))] {};
    };
    RuntimeRunner runner(options);
    runner.spec.network = {NetworkMode::Endpoints, {"sqs", "sts"}};
    runner.code.write("app.py", client);
    QVERIFY(runner.start(runtime, "app.handler").success);
    QCOMPARE(QByteArray::fromStdString(
                 runner.invoke(R"([["127.0.0.1", 4566], ["s3.us-east-1.amazonaws.com", 443]])").payload),
             QByteArray(R"(["connected", "hung"])"));
    QCOMPARE(tags.size(), std::size_t{1});
    QVERIFY(tags[0].admits("sqs"));
    QVERIFY(tags[0].admits("sts"));
    QVERIFY(!tags[0].admits("s3"));
    QVERIFY(!tags[0].admits(""));
    std::optional<EnvironmentDetail> detail;
    runner.environment->inspect([&](EnvironmentDetail found) { detail = std::move(found); });
    QVERIFY(runner.waitFor([&] { return detail.has_value(); }));
    QCOMPARE(detail->connections.size(), std::size_t{5}); // the name and the four questions
    QCOMPARE(detail->connections[3].host, std::string("s3"));
    QVERIFY(!detail->connections[3].allowed);
    runner.spec.network = {};
    QVERIFY(runner.start(runtime, "app.handler").success);
    QVERIFY(!tags[1].admits); // isolated: every service
}

void TestNetworkModes::egressReachesWhatIsAllowed()
{
    Tried tried(NetworkMode::Egress);
    const std::string port = std::to_string(tried.greeter.port);
    tried.runner.spec.network.allow = {tried.greeterAt("db.localhost"), "Other.localhost:81"};
    QCOMPARE(tried.invoke(R"([["db.localhost", )" + port + R"(], ["db.localhost", 81], ["example.com", 443],
                              ["192.0.2.1", 80], ["DB.localhost", )"
                          + port + "]]"),
             QByteArray(R"(["connected", "ECONNREFUSED", "no such name", "hung", "connected"])"));
    // How a connection went is known once the host outside has answered, so a refusal may be told before it.
    QVERIFY(tried.runner.waitFor([&] { return tried.facts.size() == 3; }));
    QCOMPARE(std::ranges::count(tried.facts, true, &fact::Connected::allowed), 2);
    const auto reached = std::ranges::find(tried.facts, true, &fact::Connected::allowed);
    QCOMPARE(reached->host, std::string("db.localhost"));
    QCOMPARE(reached->port, tried.greeter.port);
    QVERIFY(reached->reason.empty());
    QCOMPARE(reached->environment, tried.runner.spec.id);
    const auto denied = std::ranges::find(tried.facts, false, &fact::Connected::allowed);
    QVERIFY(denied != tried.facts.end());
    QCOMPARE(denied->host, std::string("example.com")); // once, however often a resolver asks
    QCOMPARE(denied->reason, std::string("not in Allow"));
}

void TestNetworkModes::egressPassesBytesBothWays()
{
    Tried tried(NetworkMode::Egress);
    tried.runner.spec.network.allow = {tried.greeterAt("db.localhost")};
    const std::string url = "http://" + tried.greeterAt("db.localhost") + "/";
    const QByteArray answer = tried.invoke("\"" + url + "\"", "app.fetch");
    QCOMPARE(answer,
             QByteArray::fromStdString("\"hello " + tried.greeterAt("db.localhost")) + QByteArray(100000, '.') + '"');
}

void TestNetworkModes::egressKnowsLocalhostByItsName()
{
    Tried tried(NetworkMode::Egress);
    const std::string port = std::to_string(tried.greeter.port);
    tried.runner.spec.network.allow = {tried.greeterAt("localhost")};
    QCOMPARE(tried.invoke(R"([["localhost", )" + port + R"(], ["127.0.0.1", )" + port + R"(], ["localhost", 1]])"),
             QByteArray(R"(["connected", "connected", "ECONNREFUSED"])"));
}

void TestNetworkModes::egressReportsWhatFails()
{
    Tried tried(NetworkMode::Egress);
    const std::string port = std::to_string(openPort().number); // nobody listens there any more
    tried.runner.spec.network.allow = {"db.localhost:" + port};
    tried.invoke(R"([["db.localhost", )" + port + "]]");
    QVERIFY(tried.runner.waitFor([&] { return !tried.facts.empty(); }));
    QVERIFY(tried.facts[0].allowed);
    QCOMPARE(tried.facts[0].reason, std::string("Connection refused"));
}

/// A name on the net whose address is this machine's reaches nothing: only its own names do.
void TestNetworkModes::namesThatLeadHereAreRefused()
{
    EventLoop loop;
    WallClock clock(loop);
    Greeter greeter(clock);
    std::vector<std::string> problems;
    EgressProxy proxy(clock, [&](const EgressTarget &, const std::string &problem) { problems.push_back(problem); });
    // The system's own file of names says that localhost is here; it stands for any name that does.
    for (const std::string &address : {std::string(), std::string("127.0.0.1"), std::string("::ffff:127.0.0.1"),
                                       std::string("169.254.169.254"), std::string("0.0.0.0")}) {
        Port listener = openPort();
        proxy.serve(listener.socket.release(),
                    {.host = "localhost", .port = greeter.port, .address = address, .thisMachine = false});
        const Port caller = openPort(listener.number);
        QVERIFY(caller.number != 0);
        const std::size_t before = problems.size();
        clock.runFor(20s, [&] { return problems.size() > before; });
        QCOMPARE(problems.size(), before + 1);
        QCOMPARE(problems.back(), std::string("the name leads to this machine"));
    }
    QCOMPARE(proxy.connections(), std::size_t{0});
}

void TestNetworkModes::fullIsTheMachinesNetwork()
{
    Tried tried(NetworkMode::Full);
    const std::string port = std::to_string(tried.greeter.port);
    QCOMPARE(tried.invoke(R"([["127.0.0.1", )" + port + "]]"), QByteArray(R"(["connected"])"));
    // The endpoint stands on a port of its own: 4566 is the machine's.
    const QByteArray endpoint = tried.invoke("{}", "app.endpoint");
    QVERIFY2(endpoint.startsWith("\"http://127.0.0.1:") && !endpoint.contains(":4566"), endpoint.constData());
    QVERIFY(tried.facts.empty());
}

void TestNetworkModes::theRecordIsBounded()
{
    Tried tried(NetworkMode::Egress);
    tried.runner.code.write("app.py", R"(
import socket
def handler(event, context):
    for i in range(150):
        try:
            socket.getaddrinfo('host-%d.example' % i, 80)
        except OSError:
            pass
)");
    QCOMPARE(tried.invoke("{}"), QByteArray("null"));
    QCOMPARE(tried.facts.size(), std::size_t{100}); // of one invocation
    tried.runner.invoke("{}");
    QCOMPARE(tried.facts.size(), std::size_t{200});
    std::optional<EnvironmentDetail> detail;
    tried.runner.environment->inspect([&](EnvironmentDetail found) { detail = std::move(found); });
    QVERIFY(tried.runner.waitFor([&] { return detail.has_value(); }));
    QCOMPARE(detail->connections.size(), std::size_t{100});
    QCOMPARE(detail->connections.back().requestId, tried.runner.lastRequestId);
}

void TestNetworkModes::segmentsAreTakenInEveryMode_data() { customRuntimesWorkInEveryMode_data(); }

/// A tracing SDK sends by UDP and looks at neither answer nor clock; more than any buffer holds must not stop it.
void TestNetworkModes::segmentsAreTakenInEveryMode()
{
    QFETCH(NetworkMode, mode);
    Tried tried(mode);
    tried.runner.code.write("app.py", R"(
import os, socket
def handler(event, context):
    host, port = os.environ['AWS_XRAY_DAEMON_ADDRESS'].split(':')
    if (host, port) != (os.environ['_AWS_XRAY_DAEMON_ADDRESS'], os.environ['_AWS_XRAY_DAEMON_PORT']):
        return 'three variables disagree'
    segment = b'{"format":"json","version":1}\n{"name":"work"' + b' ' * 30000 + b'}'
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as c:
        s.setblocking(False)
        c.setblocking(False)
        c.connect((host, int(port)))
        for _ in range(100):
            s.sendto(segment, (host, int(port)))
            c.send(segment) # a connected socket hears of a closed port
    return [host == '169.254.100.1', os.environ['AWS_XRAY_CONTEXT_MISSING']]
)");
    const char *const own = mode == NetworkMode::Full ? R"([false, "LOG_ERROR"])" : R"([true, "LOG_ERROR"])";
    QCOMPARE(tried.invoke("{}"), QByteArray(own));
    QCOMPARE(QByteArray::fromStdString(tried.runner.invoke("{}").payload), QByteArray(own));
    QVERIFY(tried.facts.empty());
}

void TestNetworkModes::customRuntimesWorkInEveryMode_data()
{
    QTest::addColumn<NetworkMode>("mode");
    QTest::newRow("Isolated") << NetworkMode::Isolated;
    QTest::newRow("NoRoute") << NetworkMode::NoRoute;
    QTest::newRow("Endpoints") << NetworkMode::Endpoints;
    QTest::newRow("Egress") << NetworkMode::Egress;
    QTest::newRow("Full") << NetworkMode::Full;
}

/// They speak HTTP to the Runtime API, wherever that listens.
void TestNetworkModes::customRuntimesWorkInEveryMode()
{
    QFETCH(NetworkMode, mode);
    Tried tried(mode);
    tried.runner.code.write("bootstrap", R"(#!/usr/bin/python3
import os, urllib.request
base = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2018-06-01/runtime/invocation/'
while True:
    with urllib.request.urlopen(base + 'next') as event:
        body, request = event.read(), event.headers['Lambda-Runtime-Aws-Request-Id']
    urllib.request.urlopen(base + request + '/response', data=b'[' + body + b']').read()
)");
    QVERIFY(tried.runner.start("provided.al2023", "x").success);
    QCOMPARE(tried.runner.invoke("1").payload, std::string("[1]"));
    QCOMPARE(tried.runner.invoke("2").payload, std::string("[2]"));
}

QTEST_GUILESS_MAIN(TestNetworkModes)
#include "tst_networkmodes.moc"
