// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerig.h"

#include <QtTest>

#include <dirent.h>

using namespace lambdarium;
using namespace std::chrono_literals;

/// What runtimes may do wrong (reliability.md C.4), each with its named result and nothing left behind.
class TestMisbehaviour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsResult_data();
    void eachHasItsResult();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

QString text(const std::string &value) { return QString::fromStdString(value); }

/// A runtime over raw sockets; the event names the sin, some are committed before there is one.
const std::string runtime = R"(#!/usr/bin/python3
import os, signal, socket, sys, time
host, port = os.environ['AWS_LAMBDA_RUNTIME_API'].split(':')
base = '/2018-06-01/runtime/invocation/'
def connect():
    return socket.create_connection((host, int(port)))
def head(method, path, extra=''):
    return ('%s %s%s HTTP/1.1\r\nHost: x\r\n%s\r\n' % (method, base, path, extra)).encode()
def answer(connection):
    data = b''
    while b'\r\n\r\n' not in data:
        part = connection.recv(65536)
        if not part:
            return data
        data += part
    start, _, body = data.partition(b'\r\n\r\n')
    for line in start.decode().split('\r\n'):
        if line.lower().startswith('content-length:'):
            while len(body) < int(line.split(':')[1]):
                body += connection.recv(65536)
    return start + b'\r\n\r\n' + body
def post(path, body, extra=''):
    connection = connect()
    connection.sendall(head('POST', path, 'Content-Length: %d\r\n%s' % (len(body), extra)) + body)
    return answer(connection)
def next():
    connection = connect()
    connection.sendall(head('GET', 'next'))
    got = answer(connection)
    start, _, body = got.partition(b'\r\n\r\n')
    for line in start.decode().split('\r\n'):
        if line.lower().startswith('lambda-runtime-aws-request-id:'):
            return line.split(' ')[1], body.decode().strip('"')
if os.path.exists('/var/task/never'):
    time.sleep(3600)
if os.path.exists('/var/task/halfclosed'):
    connection = connect()
    connection.sendall(head('GET', 'next'))
    connection.shutdown(socket.SHUT_WR)
    time.sleep(3600)
while True:
    id, sin = next()
    reply = id + '/response'
    if sin == 'fine':
        post(reply, b'"fine"')
    elif sin == 'asks twice':
        if next()[0] != id: os._exit(9)
        post(reply, b'"the same event"')
    elif sin == 'unknown id':
        said = post('00000000-0000-4000-8000-000000000000/response', b'1')
        post(reply, said.partition(b'\r\n\r\n')[2])
    elif sin == 'answers twice':
        post(reply, b'1')
        print(post(reply, b'2').partition(b'\r\n\r\n')[2].decode(), flush=True)
    elif sin == 'too large':
        post(reply, b'x' * (6 * 1024 * 1024 + 101))
    elif sin == 'truncated json':
        post(reply, b'{"a": [1,')
    elif sin == 'invalid utf-8':
        post(reply, b'"\xff\xfe"')
    elif sin == 'chunked without end':
        connection = connect()
        connection.sendall(head('POST', reply, 'Transfer-Encoding: chunked\r\n') + b'3\r\nabc\r\n')
        time.sleep(3600)
    elif sin == 'broken chunk':
        connection = connect()
        connection.sendall(head('POST', reply, 'Transfer-Encoding: chunked\r\n') + b'zz\r\nabc\r\n')
        time.sleep(3600)
    elif sin == 'short body':
        connection = connect()
        connection.sendall(head('POST', reply, 'Content-Length: 100\r\n') + b'half')
        connection.close()
        time.sleep(3600)
    elif sin == 'half closed':
        connection = connect()
        connection.sendall(head('POST', reply, 'Content-Length: 100\r\n') + b'half')
        connection.shutdown(socket.SHUT_WR)
        time.sleep(3600)
    elif sin == 'reads no more':
        connection = connect()
        connection.shutdown(socket.SHUT_RD)
        connection.sendall(head('POST', reply, 'Content-Length: 4\r\n') + b'"ok"')
        connection.close()
    elif sin == 'one byte a second':
        connection = connect()
        connection.sendall(head('POST', reply, 'Content-Length: 1000\r\n'))
        while True:
            connection.sendall(b'x')
            time.sleep(1)
    elif sin == 'exit 0':
        os._exit(0)
    elif sin == 'exit in reply':
        connection = connect()
        connection.sendall(head('POST', reply, 'Content-Length: 100\r\n') + b'half')
        os._exit(7)
    elif sin == 'segfault':
        os.kill(os.getpid(), signal.SIGSEGV)
    elif sin == 'closes stdout':
        os.close(1)
        os.close(2)
        post(reply, b'"silent"')
    elif sin == 'long line':
        piece = b'x' * 1048576
        for _ in range(100):
            os.write(1, piece)
        os.write(1, b'\nthe end\n')
        post(reply, b'"said"')
    elif sin == 'ignores SIGTERM':
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(60)
    elif sin == 'daemons':
        for _ in range(5):
            if os.fork() == 0:
                os.setsid()
                for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                    signal.signal(number, signal.SIG_IGN)
                if os.fork() == 0:
                    while True:
                        time.sleep(60)
                os._exit(0)
        post(reply, b'"haunted"')
    elif sin == 'fills tmp':
        written = 0
        try:
            with open('/tmp/fill', 'wb') as out:
                while True:
                    out.write(b'x' * 1048576)
                    out.flush()
                    written += 1
        except OSError as error:
            post(reply, ('"%d %s"' % (written, error.strerror)).encode())
    elif sin == 'stops itself':
        os.kill(os.getpid(), signal.SIGSTOP)
        post(reply, b'"went on"')
    elif sin == 'eats memory':
        eaten = []
        while True:
            eaten.append(bytearray(16 << 20))
)";

std::size_t openDescriptors()
{
    std::size_t count = 0;
    DIR *directory = opendir("/proc/self/fd");
    while (readdir(directory))
        ++count;
    closedir(directory);
    return count;
}

std::string platformJson(const std::string &type, const std::string &id, const std::string &message)
{
    return R"({"errorType":")" + type + R"(","errorMessage":"RequestId: )" + id + " Error: " + message + "\"}";
}

} // namespace

void TestMisbehaviour::eachHasItsResult_data()
{
    QTest::addColumn<QString>("file");    ///< in the code folder: a sin before the first event
    QTest::addColumn<QString>("payload"); ///< what the caller gets; %1 is the request id
    QTest::addColumn<QString>("status");  ///< of REPORT, with its error type
    QTest::addColumn<bool>("survives");
    const auto row = [](const char *sin, const char *payload, const char *status, bool survives) {
        QTest::newRow(sin) << QString() << QString::fromUtf8(payload) << QString::fromUtf8(status) << survives;
    };
    const auto failed = [&row](const char *sin, const std::string &type, const std::string &message,
                               const std::string &status) {
        row(sin, platformJson(type, "%1", message).c_str(), status.c_str(), false);
    };
    const char *const timedOut = "Task timed out after 1.00 seconds";
    const auto timesOut = [&failed, timedOut](const char *sin) {
        failed(sin, "Sandbox.Timedout", timedOut, "Status: timeout");
    };
    const auto truncates = [&failed](const char *sin) {
        failed(sin, "Runtime.TruncatedResponse", "The runtime's response ended before it was complete",
               "Status: error\tError Type: Runtime.TruncatedResponse");
    };
    const auto exits = [&failed](const char *sin, const std::string &how,
                                 const std::string &type = "Runtime.ExitError") {
        failed(sin, "Runtime.ExitError", "Runtime exited " + how, "Status: error\tError Type: " + type);
    };
    QTest::newRow("never asks") << QStringLiteral("never") << text(platformJson("Sandbox.Timedout", "%1", timedOut))
                                << QStringLiteral("Status: timeout") << false;
    QTest::newRow("asks and closes its side")
        << QStringLiteral("halfclosed") << text(platformJson("Sandbox.Timedout", "%1", timedOut))
        << QStringLiteral("Status: timeout") << false;
    row("asks twice", R"("the same event")", "", true);
    row("answers twice", "1", "", true);
    row("unknown id", R"({"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"})", "", true);
    row("too large",
        R"({"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).",)"
        R"("errorType":"Function.ResponseSizeTooLarge"})",
        "", true);
    row("truncated json", R"({"a": [1,)", "", true); // custom runtimes may answer anything
    row("invalid utf-8", "\"\xef\xbf\xbd\xef\xbf\xbd\"", "", true);
    timesOut("chunked without end");
    truncates("broken chunk");
    truncates("short body");
    truncates("half closed");
    row("reads no more", R"("ok")", "", true);
    timesOut("one byte a second");
    exits("exit 0", "without providing a reason");
    exits("exit in reply", "with error: exit status 7");
    exits("segfault", "with error: signal: segmentation fault");
    exits("eats memory", "with error: signal: killed", "Runtime.OutOfMemory");
    row("closes stdout", R"("silent")", "", true);
    row("long line", R"("said")", "", true);
    timesOut("ignores SIGTERM");
    row("daemons", R"("haunted")", "", true);
    // Without namespaces /tmp is elsewhere (TMPDIR), and this one is the machine's.
    const bool guarded = qEnvironmentVariableIsSet("LAMBDARIUM_TEST_GUARDED");
    row("fills tmp", guarded ? R"("0 Permission denied")" : R"("512 No space left on device")", "", true);
    timesOut("stops itself");
}

void TestMisbehaviour::eachHasItsResult()
{
    QFETCH(QString, file);
    QFETCH(QString, payload);
    QFETCH(QString, status);
    QFETCH(bool, survives);
    EngineOptions options;
    if (!file.isEmpty())
        options.initLimit = 300ms;
    const std::size_t before = openDescriptors();
    {
        EngineRig rig(options);
        rig.function.timeoutSeconds = status.contains(QStringLiteral("timeout")) ? 1 : 30;
        rig.code.write("bootstrap", runtime);
        if (!file.isEmpty())
            rig.code.write(file.toStdString(), "");
        rig.deploy("provided.al2023", "x");
        const std::string sin = "\"" + std::string(QTest::currentDataTag()) + "\"";
        const InvokeOutcome outcome = rig.invoke(sin);
        QCOMPARE(outcome.status, 200);
        QCOMPARE(text(outcome.payload),
                 payload.contains(QStringLiteral("%1")) ? payload.arg(text(outcome.requestId)) : payload);
        const bool fault = !status.isEmpty() || payload.contains(QStringLiteral("Function.ResponseSizeTooLarge"));
        QCOMPARE(text(outcome.functionError), fault ? QStringLiteral("Unhandled") : QString());
        const QString log = text(rig.log(outcome.requestId));
        QVERIFY2(log.startsWith(QStringLiteral("START RequestId: ")), qPrintable(log));
        QVERIFY2(log.endsWith(status + QLatin1Char('\n')) && log.contains(QStringLiteral("REPORT RequestId: ")),
                 qPrintable(log.right(400)));
        QCOMPARE(rig.engine->liveEnvironments(), std::size_t(survives ? 1 : 0));
        if (survives)
            QCOMPARE(text(rig.invoke("\"fine\"").payload), QStringLiteral("\"fine\"")); // in the same environment
        QVERIFY(rig.end());
    }
    QCOMPARE(openDescriptors(), before);
}

#endif

QTEST_APPLESS_MAIN(TestMisbehaviour)
#include "tst_misbehaviour.moc"
