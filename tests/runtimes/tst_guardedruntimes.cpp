// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"
#include "testpaths.h"

#include <QtTest>

#include <unistd.h>

using namespace lambdarium;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

/// Runtimes in boxes without namespaces; the program executes itself under withoutnamespaces (isolation.md A.5).
class TestGuardedRuntimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxesHaveNoNamespaces();
    void everyRuntimeRunsWithItsLayers_data();
    void everyRuntimeRunsWithItsLayers();
    void theEndpointIsReachedAndNothingElse();
    void modesOfTheNetworkThatNeedNamespacesSaySo_data();
    void modesOfTheNetworkThatNeedNamespacesSaySo();
    void nothingRunsBeforeTheWallsAreKnown();
    void extensionsRunBesideTheRuntime();
};

void TestGuardedRuntimes::boxesHaveNoNamespaces()
{
    RuntimeRunner runner;
    bool known = false;
    runner.spawner->whenLimitsKnown([&] { known = true; });
    QVERIFY(runner.waitFor([&] { return known; }));
    QVERIFY2(runner.spawner->limits().guarded, "withoutnamespaces did not take them");
}

void TestGuardedRuntimes::everyRuntimeRunsWithItsLayers_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("handler");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("layer");
    QTest::addColumn<QString>("layerCode");
    const auto row = [](const char *runtime, const char *handler, const char *file, const char *code, const char *layer,
                        const char *layerCode) {
        QTest::newRow(file) << QString::fromLatin1(runtime) << QString::fromLatin1(handler) << QString::fromLatin1(file)
                            << QString::fromLatin1(code) << QString::fromLatin1(layer)
                            << QString::fromLatin1(layerCode);
    };
    row("python3.13", "app.handler", "app.py",
        "import tempfile, shared\n"
        "def handler(event, context):\n"
        "    with tempfile.NamedTemporaryFile('w+') as file:\n"
        "        file.write(shared.word); file.seek(0)\n"
        "        return file.read() + event['more']\n",
        "python/shared.py", "word = 'from a layer'\n");
    row("nodejs22.x", "index.handler", "index.js",
        "const fs = require('fs'), os = require('os'), shared = require('shared');\n"
        "exports.handler = async (event) => {\n"
        "  const file = os.tmpdir() + '/x'; fs.writeFileSync(file, shared.word);\n"
        "  return fs.readFileSync(file, 'utf8') + event.more; };\n",
        "nodejs/node_modules/shared/index.js", "exports.word = 'from a layer';\n");
    row("nodejs22.x", "index.handler", "index.mjs",
        "import { createRequire } from 'module';\nconst shared = createRequire(import.meta.url)('shared');\n"
        "export const handler = async (event) => shared.word + event.more;\n",
        "nodejs/node_modules/shared/index.js", "exports.word = 'from a layer';\n");
    row("ruby3.3", "app.handler", "app.rb", "require 'shared'\ndef handler(event:, context:) = WORD + event['more']\n",
        "ruby/lib/shared.rb", "WORD = 'from a layer'\n");
    row("provided.al2023", "x", "bootstrap",
        "#!/bin/bash\napi=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation\n"
        "while head=$(mktemp) && body=$(curl -sS -D $head $api/next); do\n"
        "  id=$(grep -i aws-request-id $head | tr -d '\\r' | cut -d' ' -f2)\n"
        "  . shared.sh\n"
        "  curl -sS -o /dev/null -d \"\\\"$WORD and more\\\"\" $api/$id/response\ndone\n",
        "bin/shared.sh", "WORD='from a layer'\n");
}

void TestGuardedRuntimes::everyRuntimeRunsWithItsLayers()
{
    QFETCH(QString, runtime);
    QFETCH(QString, handler);
    QFETCH(QString, file);
    QFETCH(QString, code);
    QFETCH(QString, layer);
    QFETCH(QString, layerCode);
    RuntimeRunner runner;
    const CodeFolder layerFolder;
    const CodeFolder other;
    layerFolder.write(layer.toStdString(), layerCode.toStdString());
    other.write("else/file", "");
    runner.code.write(file.toStdString(), code.toStdString());
    runner.spec.layers = {other.path(), layerFolder.path()};
    const InitReport init = runner.start(runtime.toStdString(), handler.toStdString());
    QVERIFY2(init.success, init.errorPayload.c_str());
    for (int i = 0; i < 2; ++i) {
        const InvocationResult result = runner.invoke(R"({"more": " and more"})");
        QCOMPARE(bytes(result.payload), QByteArray("\"from a layer and more\""));
    }
    QCOMPARE(runner.environment->isolationLevel(), 2);
}

void TestGuardedRuntimes::theEndpointIsReachedAndNothingElse()
{
    RuntimeSandboxOptions options;
    options.serveEndpoint = [](UniqueFd listener, HttpListenerTag) -> Task {
        return [kept = std::make_shared<UniqueFd>(std::move(listener))] {};
    };
    RuntimeRunner runner(std::move(options));
    runner.code.write("app.py",
                      "import os, socket, urllib.parse\n"
                      "def attempt(host, port):\n"
                      "    try:\n"
                      "        socket.create_connection((host, port), 3).close()\n"
                      "        return 'reached'\n"
                      "    except OSError as error:\n"
                      "        return type(error).__name__\n"
                      "def handler(event, context):\n"
                      "    there = urllib.parse.urlsplit(os.environ['AWS_ENDPOINT_URL'])\n"
                      "    return [attempt(there.hostname, there.port), attempt('127.0.0.1', 22), "
                      "attempt('192.0.2.1', 80)]\n");
    QVERIFY(runner.start("python3.13", "app.handler").success);
    QCOMPARE(bytes(runner.invoke().payload), QByteArray(R"(["reached", "PermissionError", "PermissionError"])"));
}

void TestGuardedRuntimes::modesOfTheNetworkThatNeedNamespacesSaySo_data()
{
    QTest::addColumn<NetworkMode>("mode");
    QTest::newRow("no route") << NetworkMode::NoRoute;
    QTest::newRow("endpoints") << NetworkMode::Endpoints;
    QTest::newRow("egress") << NetworkMode::Egress;
}

void TestGuardedRuntimes::modesOfTheNetworkThatNeedNamespacesSaySo()
{
    QFETCH(NetworkMode, mode);
    RuntimeRunner runner;
    runner.code.write("app.py", "def handler(event, context): return 1\n");
    runner.spec.network.mode = mode;
    const InitReport init = runner.start("python3.13", "app.handler");
    QVERIFY(!init.success);
    QCOMPARE(init.errorType, std::string("Sandbox.Failure"));
    QVERIFY2(init.errorPayload.find("This network mode needs network namespaces") != std::string::npos,
             init.errorPayload.c_str());
}

void TestGuardedRuntimes::nothingRunsBeforeTheWallsAreKnown()
{
    RuntimeRunner runner;
    runner.code.write("app.py", "def handler(event, context): return 1\n");
    runner.sandbox->setIsolation(-1, {});
    runner.spec.id = EnvironmentId{77};
    runner.spec.runtime = "python3.13";
    runner.spec.handler = "app.handler";
    runner.environment = runner.sandbox->launch(runner.spec, runner);
    runner.runFor(std::chrono::milliseconds(300));
    QVERIFY(!runner.init);
    QCOMPARE(runner.spawner->liveBoxes(), 0);
    runner.sandbox->setIsolation(1, "Nobody agreed.");
    QVERIFY(runner.waitFor([&] { return runner.init.has_value(); }));
    QVERIFY(!runner.init->success);
    QVERIFY(runner.init->errorPayload.find("Nobody agreed.") != std::string::npos);
}

void TestGuardedRuntimes::extensionsRunBesideTheRuntime()
{
    RuntimeRunner runner;
    const CodeFolder layer;
    layer.write("extensions/watcher",
                "#!/usr/bin/python3\n"
                "import json, os, urllib.request\n"
                "api = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2020-01-01/extension/'\n"
                "ask = urllib.request.Request(api + 'register', json.dumps({'events': ['INVOKE']}).encode(),\n"
                "                             {'Lambda-Extension-Name': 'watcher'})\n"
                "me = urllib.request.urlopen(ask).headers['Lambda-Extension-Identifier']\n"
                "while True:\n"
                "    ask = urllib.request.Request(api + 'event/next', headers={'Lambda-Extension-Identifier': me})\n"
                "    print('watched', json.load(urllib.request.urlopen(ask))['eventType'], flush=True)\n");
    runner.spec.layers = {layer.path()};
    runner.code.write("app.py", "def handler(event, context): return 'done'\n");
    const InitReport init = runner.start("python3.13", "app.handler");
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("\"done\""));
    QVERIFY(runner.waitFor([&] { return runner.log().find("watched INVOKE") != std::string::npos; }));
}

int main(int argc, char **argv)
{
    constexpr const char *again = "LAMBDARIUM_TEST_GUARDED";
    if (!qEnvironmentVariableIsSet(again)) {
        qputenv(again, "1");
        std::vector<char *> arguments{const_cast<char *>("withoutnamespaces"), const_cast<char *>("ENOSYS")};
        arguments.insert(arguments.end(), argv, argv + argc + 1);
        execv(LAMBDARIUM_BIN_DIR "/../tests/withoutnamespaces", arguments.data());
        return 1;
    }
    QCoreApplication application(argc, argv);
    TestGuardedRuntimes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_guardedruntimes.moc"
