// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include "core/runtimes/environmentnetwork.h"

#include <QtTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace lambdarium;
using namespace std::chrono_literals;

/// What code can reach in each network mode. Everything stays on this machine's loopback.
class TestNetwork : public QObject
{
    Q_OBJECT

private:
    const std::string runtime = "python3.13";

    /// Answers each connection with one line, as a server outside would.
    class Server
    {
    public:
        explicit Server(WallClock &clock) : m_clock(clock)
        {
            m_listener.reset(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            socklen_t size = sizeof address;
            auto *any = reinterpret_cast<sockaddr *>(&address);
            if (bind(m_listener.value(), any, size) != 0 || listen(m_listener.value(), 8) != 0
                || getsockname(m_listener.value(), any, &size) != 0)
                qFatal("no server");
            port = ntohs(address.sin_port);
            m_watch = m_clock.watch(m_listener.value(), WallClock::For::Read, [this] {
                const UniqueFd stream(accept4(m_listener.value(), nullptr, nullptr, SOCK_CLOEXEC));
                if (stream && write(stream.value(), "hello\n", 6) == 6)
                    ++served;
            });
        }
        int port = 0;
        int served = 0;

    private:
        WallClock &m_clock;
        UniqueFd m_listener;
        std::unique_ptr<WallClock::Watch> m_watch;
    };

    /// A handler that connects where the event says and tells what it got.
    static void writeHandler(RuntimeRunner &runner)
    {
        runner.code.write(
            "app.py",
            "import socket\n"
            "def handler(event, context):\n"
            "    try:\n"
            "        with socket.create_connection((event['host'], event['port']), event.get('wait', 8)) as s:\n"
            "            return s.makefile().readline().strip() if event.get('read', True) else 'open'\n"
            "    except Exception as e:\n"
            "        return type(e).__name__\n");
    }

    static std::string event(const std::string &host, int port, const std::string &more = {})
    {
        return "{\"host\":\"" + host + "\",\"port\":" + std::to_string(port) + more + "}";
    }

private Q_SLOTS:
    void destinationsAreHostAndPort()
    {
        using Destination = EnvironmentNetwork::Destination;
        QVERIFY(Destination::parse("example.com:443") == (Destination{"example.com", 443}));
        QVERIFY(Destination::parse("10.0.0.7:5432") == (Destination{"10.0.0.7", 5432}));
        for (const char *bad : {"", "example.com", ":443", "example.com:", "example.com:0", "example.com:70000",
                                "example.com:44x", "exa mple.com:1", "a\nb:1", "http://example.com:443"})
            QVERIFY2(!Destination::parse(bad), bad);
    }

    void isolatedFunctionsAreRefusedAtOnce()
    {
        RuntimeRunner runner;
        Server server(runner.clock);
        writeHandler(runner);
        QVERIFY(runner.start(runtime, "app.handler").success);
        QCOMPARE(runner.invoke(event("192.0.2.1", 443)).payload, std::string("\"OSError\"")); // no route
        QCOMPARE(runner.invoke(event("127.0.0.1", server.port)).payload, std::string("\"ConnectionRefusedError\""));
        QCOMPARE(server.served, 0);
    }

    void withoutARouteConnectionsHang()
    {
        RuntimeRunner runner;
        Server server(runner.clock);
        writeHandler(runner);
        runner.spec.network.mode = NetworkMode::NoRoute;
        QVERIFY(runner.start(runtime, "app.handler").success);
        // Its own patience ends, not the network: a second is what the handler waits.
        QCOMPARE(runner.invoke(event("192.0.2.1", 443, ",\"wait\":1")).payload, std::string("\"TimeoutError\""));
        QCOMPARE(runner.invoke(event("127.0.0.1", server.port)).payload, std::string("\"ConnectionRefusedError\""));
        QCOMPARE(server.served, 0);
    }

    void namedHostsAreReachedAndNoOthers()
    {
        RuntimeRunner runner;
        Server server(runner.clock);
        writeHandler(runner);
        runner.spec.network = {NetworkMode::Egress,
                               {"allowed.invalid:" + std::to_string(server.port), "nowhere.invalid:80"}};
        QVERIFY(runner.start(runtime, "app.handler").success);
        QCOMPARE(runner.invoke(event("192.0.2.1", 443, ",\"wait\":1")).payload, std::string("\"TimeoutError\""));
        // The allowed port of the name, and another of the same name.
        QCOMPARE(runner.invoke(event("allowed.invalid", server.port + 1)).payload,
                 std::string("\"ConnectionRefusedError\""));
        QCOMPARE(runner.invoke(event("nowhere.invalid", 80)).payload, std::string("\"\"")); // opened, then closed
        QVERIFY(runner.waitFor([&] { return !runner.connections.empty(); }));
        QCOMPARE(runner.connections[0].host, std::string("nowhere.invalid"));
        QVERIFY(!runner.connections[0].reason.empty());
    }

    void aNamedHostAnswers()
    {
        RuntimeRunner runner;
        Server server(runner.clock);
        writeHandler(runner);
        // An address is a name, too: the machine's own loopback must be named to be reached.
        runner.spec.network = {NetworkMode::Egress, {"127.0.0.1:" + std::to_string(server.port)}};
        QVERIFY(runner.start(runtime, "app.handler").success);
        QCOMPARE(runner.invoke(event("198.18.0.1", server.port)).payload, std::string("\"hello\""));
        QCOMPARE(server.served, 1);
        QCOMPARE(runner.connections.size(), std::size_t{1});
        QCOMPARE(runner.connections[0].port, static_cast<std::uint16_t>(server.port));
        QCOMPARE(runner.connections[0].reason, std::string());
    }

    void onTheMachinesNetworkEverythingIsReached()
    {
        RuntimeRunner runner;
        Server server(runner.clock);
        writeHandler(runner);
        runner.spec.network.mode = NetworkMode::Full;
        QVERIFY(runner.start(runtime, "app.handler").success);
        QCOMPARE(runner.invoke(event("127.0.0.1", server.port)).payload, std::string("\"hello\""));
        QCOMPARE(server.served, 1);
    }
};

QTEST_APPLESS_MAIN(TestNetwork)
#include "tst_network.moc"
