// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include "core/engine/responsestream.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// Streamed responses of real processes: our Node.js bootstrap over frames, a custom runtime over HTTP.
class TestStreaming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesArriveWhileTheHandlerRuns_data() { runtimes(); }
    void piecesArriveWhileTheHandlerRuns();
    void faultsBehindTheFirstPieceKeepIt_data() { runtimes(); }
    void faultsBehindTheFirstPieceKeepIt();
    void aSlowCallerHoldsTheHandlerBack_data() { runtimes(); }
    void aSlowCallerHoldsTheHandlerBack();
    void aCallerThatLeftStopsNothing_data() { runtimes(); }
    void aCallerThatLeftStopsNothing();
    void callersThatWaitGetItWhole_data() { runtimes(); }
    void callersThatWaitGetItWhole();
    void longerThanLambdaAllowsIsTooLarge_data() { runtimes(); }
    void longerThanLambdaAllowsIsTooLarge();
    void handlersThatDoNotStreamAreNotStreamed_data() { runtimes(); }
    void handlersThatDoNotStreamAreNotStreamed();
    void anExitBreaksTheResponseOff_data() { runtimes(); }
    void anExitBreaksTheResponseOff();
    void httpPreludesAreEightZeroesBeforeTheBody();
    void faultsBeforeTheFirstPieceAreErrors();
    void contentTypesCannotChangeOnceBegun();
    void otherModesAreRefused();

private:
    static void runtimes();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

/// Handlers by event: "pieces" waits between its two for a file that the test makes.
constexpr const char *node = R"(
const fs = require('fs');
const until = (file) => new Promise((done) => {
  const look = () => (fs.existsSync(file) ? done() : setTimeout(look, 5));
  look();
});
const kinds = {
  async pieces(stream) { stream.write('first '); await until('/var/task/go'); stream.write('second'); stream.end(); },
  async fault(stream) { stream.write('kept'); await until('/var/task/go'); throw new TypeError('late'); },
  async early(stream) { throw new TypeError('early'); },
  async bytes(stream, size) {
    const { pipeline } = require('stream/promises');
    const { Readable } = require('stream');
    let left = size;
    await pipeline(Readable.from((function* () {
      for (; left > 0; left -= 65536) yield Buffer.alloc(65536, 'y');
    })()), stream);
  },
  async exit(stream) { stream.write('kept'); await until('/var/task/go'); process.exit(3); },
  async http(stream) {
    stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'X-A': 'b' } });
    stream.write({ a: 1 });
    stream.end();
  },
  async type(stream) {
    stream.setContentType('text/x');
    stream.write('x');
    await new Promise(setImmediate);
    try { stream.setContentType('text/y'); } catch (error) { stream.write(error.name); }
    stream.end();
  },
};
exports.handler = awslambda.streamifyResponse((event, stream) => kinds[event.kind](stream, event.size));
exports.plain = async () => 'plain';
)";

const std::string python = R"(#!/usr/bin/python3
import base64, http.client, json, os, socket, sys, time
host, port = os.environ['AWS_LAMBDA_RUNTIME_API'].split(':')
base = '/2018-06-01/runtime/invocation/'
def until(name):
    while not os.path.exists(name):
        time.sleep(0.005)
def call(method, path, body=None, headers={}):
    api = http.client.HTTPConnection(host, int(port))
    api.request(method, base + path, body, headers)
    answer = api.getresponse()
    return answer.status, answer.headers, answer.read()
class Stream:
    def __init__(self, id, mode='streaming'):
        self.socket = socket.create_connection((host, int(port)))
        self.socket.sendall(('POST %s%s/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n'
            'Lambda-Runtime-Function-Response-Mode: %s\r\nTrailer: Lambda-Runtime-Function-Error-Type, '
            'Lambda-Runtime-Function-Error-Body\r\n\r\n' % (base, id, mode)).encode())
    def write(self, data):
        self.socket.sendall(b'%x\r\n%s\r\n' % (len(data), data))
    def end(self, trailers=''):
        self.socket.sendall(('0\r\n%s\r\n' % trailers).encode())
        return self.socket.recv(1000)
while True:
    status, headers, event = call('GET', 'next')
    id = headers['Lambda-Runtime-Aws-Request-Id']
    event = json.loads(event)
    kind = event.get('kind')
    if kind == 'plain':
        call('POST', id + '/response', b'"plain"')
        continue
    if kind == 'mode':
        stream = Stream(id, 'sideways')
        print(stream.end().decode().split('\r\n')[0], flush=True)
        call('POST', id + '/response', b'"went on"')
        continue
    stream = Stream(id)
    if kind == 'pieces':
        stream.write(b'first ')
        until('/var/task/go')
        stream.write(b'second')
        stream.end()
    elif kind == 'fault':
        stream.write(b'kept')
        until('/var/task/go')
        body = base64.b64encode(b'{"errorType":"TypeError","errorMessage":"late"}').decode()
        stream.end('Lambda-Runtime-Function-Error-Type: Runtime.TypeError\r\n'
                   'Lambda-Runtime-Function-Error-Body: %s\r\n' % body)
    elif kind == 'bytes':
        sent = 0
        while sent < event['size']:
            stream.write(b'y' * 65536)
            sent += 65536
        stream.end()
    elif kind == 'exit':
        stream.write(b'kept')
        until('/var/task/go')
        os._exit(3)
)";

/// One environment whose caller takes the response in pieces.
struct Streaming
{
    explicit Streaming(StreamLimits limits = {}) : limits(limits)
    {
        runner.code.write("index.js", node);
        runner.code.write("bootstrap", python);
    }
    bool start(const QString &runtime, const std::string &handler = "index.handler")
    {
        return runner.start(runtime.toStdString(), handler).success;
    }
    void invoke(const std::string &kind, int size = 0)
    {
        stream = std::make_shared<ResponseStream>(runner.loop, limits);
        stream->whenReadable([this] {
            if (taking)
                got += stream->take();
        });
        runner.request.stream = stream;
        runner.invokeWithoutWaiting(R"({"kind":")" + kind + R"(","size":)" + std::to_string(size) + "}");
    }
    bool gets(std::size_t size)
    {
        return runner.waitFor([&] { return got.size() >= size; });
    }
    bool ends()
    {
        if (!runner.waitFor([&] { return runner.result.has_value(); }))
            return false;
        got += stream->take();
        return true;
    }
    void go() { runner.code.write("go", ""); }

    StreamLimits limits;
    RuntimeRunner runner;
    std::shared_ptr<ResponseStream> stream;
    std::string got;
    bool taking = true;
};

} // namespace

void TestStreaming::runtimes()
{
    QTest::addColumn<QString>("runtime");
    QTest::newRow("Node.js") << QStringLiteral("nodejs22.x");
    QTest::newRow("custom") << QStringLiteral("provided.al2023");
}

void TestStreaming::piecesArriveWhileTheHandlerRuns()
{
    QFETCH(QString, runtime);
    Streaming test;
    QVERIFY(test.start(runtime));
    test.invoke("pieces");
    QVERIFY(test.gets(6));
    QCOMPARE(bytes(test.got), QByteArray("first "));
    QVERIFY(!test.runner.result);
    test.go();
    QVERIFY(test.ends());
    QCOMPARE(bytes(test.got), QByteArray("first second"));
    QCOMPARE(test.stream->contentType(), std::string("application/octet-stream"));
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::Success);
    QVERIFY(!test.runner.result->environmentLost);
    test.invoke("pieces"); // and again in the same environment
    QVERIFY(test.ends());
    QCOMPARE(bytes(test.got), QByteArray("first secondfirst second"));
}

void TestStreaming::faultsBehindTheFirstPieceKeepIt()
{
    QFETCH(QString, runtime);
    Streaming test;
    QVERIFY(test.start(runtime));
    test.invoke("fault");
    QVERIFY(test.gets(4));
    test.go();
    QVERIFY(test.ends());
    QCOMPARE(bytes(test.got), QByteArray("kept"));
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::FunctionError);
    const QJsonObject error = QJsonDocument::fromJson(bytes(test.runner.result->payload)).object();
    QCOMPARE(error[QStringLiteral("errorType")].toString(), QStringLiteral("TypeError"));
    QCOMPARE(error[QStringLiteral("errorMessage")].toString(), QStringLiteral("late"));
    QVERIFY(!test.runner.result->environmentLost);
}

void TestStreaming::aSlowCallerHoldsTheHandlerBack()
{
    QFETCH(QString, runtime);
    constexpr int size = 40 * 65536;
    Streaming test;
    test.taking = false;
    QVERIFY(test.start(runtime));
    test.invoke("bytes", size);
    QVERIFY(test.runner.waitFor([&] { return !test.stream->wantsMore(); }));
    test.runner.runFor(300ms); // what must not happen: that it flows on
    QVERIFY(!test.runner.result);
    QVERIFY2(test.stream->total() <= 256 * 1024 + 1280 * 1024, std::to_string(test.stream->total()).c_str());
    test.taking = true;
    test.got += test.stream->take();
    QVERIFY(test.ends());
    QCOMPARE(test.got.size(), std::size_t{size});
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::Success);
}

void TestStreaming::aCallerThatLeftStopsNothing()
{
    QFETCH(QString, runtime);
    Streaming test;
    test.taking = false;
    QVERIFY(test.start(runtime));
    test.invoke("bytes", 40 * 65536);
    QVERIFY(test.runner.waitFor([&] { return !test.stream->wantsMore(); }));
    test.stream->abandon();
    QVERIFY(test.ends());
    QVERIFY(test.got.empty());
    QCOMPARE(test.stream->total(), 40 * 65536);
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::Success);
}

void TestStreaming::callersThatWaitGetItWhole()
{
    QFETCH(QString, runtime);
    Streaming test;
    test.go();
    QVERIFY(test.start(runtime));
    QCOMPARE(bytes(test.runner.invoke(R"({"kind":"pieces"})").payload), QByteArray("first second"));
    const InvocationResult result = test.runner.invoke(R"({"kind":"bytes","size":6553600})");
    QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
    QCOMPARE(bytes(result.payload),
             QByteArray(R"({"errorMessage":"Response payload size exceeded maximum allowed payload size )"
                        R"((6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"})"));
    QVERIFY(!result.environmentLost);
    QCOMPARE(bytes(test.runner.invoke(R"({"kind":"pieces"})").payload), QByteArray("first second"));
}

void TestStreaming::longerThanLambdaAllowsIsTooLarge()
{
    QFETCH(QString, runtime);
    Streaming test({.bytesMax = 100'000});
    QVERIFY(test.start(runtime));
    test.invoke("bytes", 3 * 65536);
    QVERIFY(test.ends());
    QCOMPARE(test.got.size(), std::size_t{100'000});
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::FunctionError);
    QCOMPARE(test.runner.result->errorType, std::string("Function.ResponseSizeTooLarge"));
}

void TestStreaming::handlersThatDoNotStreamAreNotStreamed()
{
    QFETCH(QString, runtime);
    Streaming test;
    QVERIFY(test.start(runtime, "index.plain"));
    test.invoke("plain");
    QVERIFY(test.ends());
    QVERIFY(!test.stream->begun());
    QCOMPARE(bytes(test.runner.result->payload), QByteArray("\"plain\""));
}

void TestStreaming::anExitBreaksTheResponseOff()
{
    QFETCH(QString, runtime);
    Streaming test;
    QVERIFY(test.start(runtime));
    test.invoke("exit");
    QVERIFY(test.gets(4));
    test.go();
    QVERIFY(test.ends());
    QCOMPARE(bytes(test.got), QByteArray("kept"));
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::Crash);
    QVERIFY(test.runner.result->environmentLost);
    QCOMPARE(bytes(test.runner.result->payload),
             bytes(R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: )" + test.runner.lastRequestId
                   + R"( Error: Runtime exited with error: exit status 3"})"));
}

void TestStreaming::httpPreludesAreEightZeroesBeforeTheBody()
{
    Streaming test;
    QVERIFY(test.start(QStringLiteral("nodejs22.x")));
    test.invoke("http");
    QVERIFY(test.ends());
    QCOMPARE(test.stream->contentType(), std::string("application/vnd.awslambda.http-integration-response"));
    QCOMPARE(bytes(test.got),
             QByteArray(R"({"statusCode":201,"headers":{"X-A":"b"}})") + QByteArray(8, '\0') + R"({"a":1})");
}

void TestStreaming::faultsBeforeTheFirstPieceAreErrors()
{
    Streaming test;
    QVERIFY(test.start(QStringLiteral("nodejs22.x")));
    test.invoke("early");
    QVERIFY(test.ends());
    QVERIFY(!test.stream->begun());
    QCOMPARE(test.runner.result->outcome, InvocationOutcome::FunctionError);
    QVERIFY(test.runner.result->payload.find("early") != std::string::npos);
}

void TestStreaming::contentTypesCannotChangeOnceBegun()
{
    Streaming test;
    QVERIFY(test.start(QStringLiteral("nodejs22.x")));
    test.invoke("type");
    QVERIFY(test.ends());
    QCOMPARE(test.stream->contentType(), std::string("text/x"));
    QCOMPARE(bytes(test.got), QByteArray("xRuntime.InvalidStreamingOperation"));
}

void TestStreaming::otherModesAreRefused()
{
    Streaming test;
    QVERIFY(test.start(QStringLiteral("provided.al2023")));
    test.invoke("mode");
    QVERIFY(test.ends());
    QCOMPARE(bytes(test.runner.result->payload), QByteArray("\"went on\""));
    QCOMPARE(bytes(test.runner.log()), QByteArray("HTTP/1.1 400 Bad Request\n"));
}

#endif

QTEST_APPLESS_MAIN(TestStreaming)
#include "tst_streaming.moc"
