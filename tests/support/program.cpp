// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <csignal>
#include <fstream>

namespace {

Finished finish(QProcess &process, const QByteArray &input)
{
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120000)) {
        process.kill();
        process.waitForFinished();
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace

Finished runCommand(const QString &program, const QStringList &arguments, const QByteArray &input,
                    const QString &directory)
{
    QProcess process;
    process.setWorkingDirectory(directory);
    process.start(program, arguments);
    return finish(process, input);
}

QString lambdariumPath() { return QStringLiteral(LAMBDARIUM_BIN_DIR "/lambdarium"); }

Finished runLambdarium(const QStringList &arguments, const QByteArray &input, const QString &directory)
{
    return runCommand(lambdariumPath(), arguments, input, directory);
}

Finished runAws(int port, const QStringList &arguments, const QString &directory)
{
    QProcess process;
    process.setWorkingDirectory(directory);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("AWS_ACCESS_KEY_ID"), QStringLiteral("test"));
    environment.insert(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QStringLiteral("test"));
    environment.insert(QStringLiteral("AWS_DEFAULT_REGION"), QStringLiteral("us-east-1"));
    environment.insert(QStringLiteral("AWS_PAGER"), QString());
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("/usr/bin/aws"),
                  QStringList{QStringLiteral("--endpoint-url"), QStringLiteral("http://127.0.0.1:%1").arg(port)}
                      + arguments);
    return finish(process, {});
}

ServedWorkspace::~ServedWorkspace() { kill(); }

bool ServedWorkspace::start(const QString &workspace)
{
    m_output.clear();
    m_errors.clear();
    m_port = 0;
    m_process.start(lambdariumPath(), {QStringLiteral("serve"), workspace});
    static const QRegularExpression line(QStringLiteral("endpoint http://127\\.0\\.0\\.1:(\\d+)"));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 60000) {
        if (m_process.state() == QProcess::NotRunning && !m_process.waitForStarted(1000))
            return false;
        m_process.waitForReadyRead(200);
        read();
        const auto match = line.match(QString::fromUtf8(m_errors));
        if (match.hasMatch()) {
            m_port = match.captured(1).toInt();
            return true;
        }
    }
    return false;
}

void ServedWorkspace::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
    m_process.waitForFinished();
    read();
}

int ServedWorkspace::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(30000))
        return -1;
    read();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ServedWorkspace::read()
{
    m_output += m_process.readAllStandardOutput();
    m_errors += m_process.readAllStandardError();
}

QByteArray ServedWorkspace::output()
{
    m_process.waitForReadyRead(0);
    read();
    return m_output + m_errors;
}

bool ServedWorkspace::waitForOutput(const QByteArray &text, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!output().contains(text)) {
        if (timer.elapsed() > milliseconds)
            return false;
        m_process.waitForReadyRead(100);
    }
    return true;
}

void ServedWorkspace::letRun(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    for (qint64 left = milliseconds; left > 0; left = milliseconds - timer.elapsed()) {
        m_process.waitForReadyRead(static_cast<int>(left));
        read();
    }
}

void writeFile(const std::filesystem::path &path, std::string_view text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
}
