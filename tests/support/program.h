// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <filesystem>

/// What one finished command left.
struct Finished
{
    int exitCode = -1;
    QByteArray output; ///< stdout
    QByteArray errors; ///< stderr
};

/// Runs a command to its end (at most two minutes) with input on its standard input.
Finished runCommand(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                    const QString &directory = {});
/// The built `lambdarium`.
QString lambdariumPath();
Finished runLambdarium(const QStringList &arguments, const QByteArray &input = {}, const QString &directory = {});

/// `lambdarium serve` on a workspace, killed at the latest when it goes out of scope.
class ServedWorkspace
{
public:
    ~ServedWorkspace();
    /// True once the endpoint answers.
    bool start(const QString &workspace);
    /// SIGKILL to the program alone, as the machine would: its spawner must notice by itself.
    void kill();
    /// SIGTERM; the exit code.
    int stop();
    int port() const { return m_port; }
    QString endpoint() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    /// Everything printed so far.
    QByteArray output();
    bool waitForOutput(const QByteArray &text, int milliseconds = 30000);
    /// Lets it work and reads what it prints.
    void letRun(int milliseconds);
    qint64 pid() const { return m_process.processId(); }

private:
    void read();
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
    int m_port = 0;
};

/// `aws` (Debian's, /usr/bin/aws) against a port, with throw-away credentials.
Finished runAws(int port, const QStringList &arguments, const QString &directory = {});

/// A file with its folders.
void writeFile(const std::filesystem::path &path, std::string_view text);
