// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/baseline/bareapi.h"

#include <csignal>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace baseline {

RuntimeApi::RuntimeApi(const std::vector<std::string> &client)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 || listen(listener, 1) != 0
        || getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        std::exit(3);
    std::string variable = "AWS_LAMBDA_RUNTIME_API=127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    char *variables[] = {variable.data(), nullptr};
    std::vector<char *> words;
    for (const std::string &word : client)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    if (posix_spawn(&m_pid, words[0], nullptr, nullptr, words.data(), variables) != 0)
        std::exit(3);
    m_stream = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    close(listener);
    const int one = 1;
    setsockopt(m_stream, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    takeRequest();
}

RuntimeApi::~RuntimeApi()
{
    close(m_stream);
    kill(m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
}

std::string RuntimeApi::takeRequest()
{
    for (;;) {
        const auto end = m_input.find("\r\n\r\n");
        if (end != std::string::npos) {
            const char *at = strcasestr(m_input.c_str(), "content-length:");
            const std::size_t length = at == nullptr ? 0 : static_cast<std::size_t>(std::atoi(at + 15));
            if (m_input.size() >= end + 4 + length) {
                std::string body = m_input.substr(end + 4, length);
                m_input.erase(0, end + 4 + length);
                return body;
            }
        }
        char buffer[65536];
        const ssize_t count = read(m_stream, buffer, sizeof buffer);
        if (count <= 0)
            std::exit(3);
        m_input.append(buffer, static_cast<std::size_t>(count));
    }
}

void RuntimeApi::put(const std::string &text) const
{
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t count = write(m_stream, text.data() + done, text.size() - done);
        if (count <= 0)
            std::exit(3);
        done += static_cast<std::size_t>(count);
    }
}

std::string RuntimeApi::cycle(const std::string &event)
{
    put("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        "Lambda-Runtime-Aws-Request-Id: 00000000-0000-4000-8000-000000000000\r\n"
        "Lambda-Runtime-Deadline-Ms: 4102444800000\r\n"
        "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:Stock\r\nContent-Length: "
        + std::to_string(event.size()) + "\r\n\r\n" + event);
    std::string response = takeRequest();
    put("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}");
    takeRequest(); // asks for the next one
    return response;
}

} // namespace baseline
