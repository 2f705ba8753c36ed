// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QTemporaryDir>
#include <QtTest>

#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

/// kill -9 of the window while functions run: what they started goes with it.
class TestWindowKill : public QObject
{
    Q_OBJECT

private:
    static int processesNamed(const QByteArray &text)
    {
        int count = 0;
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator("/proc", ignored)) {
            QFile file(QString::fromStdString((entry.path() / "cmdline").string()));
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                ++count;
        }
        return count;
    }
    static bool isFree(int port)
    {
        const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        const bool bound = bind(server, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
        close(server);
        return bound;
    }
    /// Two in a row, as the endpoint and the function URLs need, below the ports that connections of other tests take.
    static int freePorts()
    {
        constexpr int first = 20000;
        constexpr int count = 10000;
        int port = first + getpid() * 2 % count;
        while (!isFree(port) || !isFree(port + 1))
            port = first + (port + 2 - first) % count;
        return port;
    }

private Q_SLOTS:
    void nothingOutlivesTheWindow()
    {
        const QTemporaryDir directory;
        const std::filesystem::path root = directory.path().toStdString() + "/work";
        const QByteArray mark = "86400." + QByteArray::number(getpid());
        writeFile(root / "template.yaml",
                  "Transform: AWS::Serverless-2016-10-31\n"
                  "Resources:\n"
                  "  Busy:\n"
                  "    Type: AWS::Serverless::Function\n"
                  "    Properties:\n"
                  "      CodeUri: src/\n"
                  "      Runtime: python3.13\n"
                  "      Handler: app.handler\n"
                  "      FunctionName: Busy\n"
                  "      Timeout: 300\n");
        writeFile(root / "src/app.py",
                  "import subprocess, time\n"
                  "def handler(event, context):\n"
                  "    subprocess.Popen(['setsid', 'sleep', '"
                      + mark.toStdString()
                      + "'])\n"
                        "    time.sleep(300)\n");
        qputenv("XDG_CONFIG_HOME", directory.path().toUtf8() + "/config");
        QCOMPARE(
            runLambdarium({QStringLiteral("trust"), QString::fromStdString(root.string()), QStringLiteral("isolated")})
                .exitCode,
            0);
        const int port = freePorts();
        QProcess window;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        window.setProcessEnvironment(environment);
        window.start(lambdariumPath(),
                     {QString::fromStdString(root.string()), QStringLiteral("--port"), QString::number(port)});
        QVERIFY(window.waitForStarted());
        constexpr int environments = 3;
        const auto invoke = [&] {
            return runAws(port,
                          {QStringLiteral("lambda"), QStringLiteral("invoke"), QStringLiteral("--function-name"),
                           QStringLiteral("Busy"), QStringLiteral("--invocation-type"), QStringLiteral("Event"),
                           QStringLiteral("/dev/null")})
                       .exitCode
                == 0;
        };
        QElapsedTimer waiting;
        waiting.start();
        constexpr int openingMs = 60000;
        bool open = false;
        while (!(open = invoke()) && window.state() == QProcess::Running && waiting.elapsed() < openingMs) {
        }
        if (!open)
            qWarning() << "the window:" << window.state() << window.readAllStandardError();
        QVERIFY(open);
        for (int more = 1; more < environments; ++more)
            QVERIFY(invoke());
        QTRY_COMPARE_WITH_TIMEOUT(processesNamed(QByteArray("sleep\0", 6) + mark), environments, 20000);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(::kill(static_cast<pid_t>(window.processId()), SIGKILL), 0);
        QVERIFY(window.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(processesNamed(mark), 0, 10000);
        qInfo("%d environments with a daemon each gone %lld ms after the window's death", environments,
              timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(TestWindowKill)
#include "tst_windowkill.moc"
