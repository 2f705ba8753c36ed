// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/httpload.h"

#include "tests/benchmarks/figures.h"

#include <chrono>
#include <cstring>
#include <memory>
#include <optional>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace benchmarks {

namespace {

using Clock = std::chrono::steady_clock;

int connectTo(std::uint16_t port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        close(fd);
        return -1;
    }
    const int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

/// The answers of the peers differ in spelling, so names are compared without case.
std::optional<std::string> header(const std::string &head, const char *name)
{
    const char *at = strcasestr(head.c_str(), ("\r\n" + std::string(name) + ":").c_str());
    if (at == nullptr)
        return std::nullopt;
    at += std::strlen(name) + 3;
    while (*at == ' ')
        ++at;
    return std::string(at, std::strcspn(at, "\r"));
}

struct Answer
{
    int status = 0;
    bool keepsConnection = true;
};

/// The first complete answer of the buffer: with a length, or in chunks.
std::optional<Answer> completeAnswer(const std::string &input)
{
    const auto end = input.find("\r\n\r\n");
    if (end == std::string::npos)
        return std::nullopt;
    const std::string head = input.substr(0, end + 2);
    const auto length = header(head, "content-length");
    const bool complete = length ? input.size() >= end + 4 + static_cast<std::size_t>(std::atoll(length->c_str()))
                                 : input.ends_with("0\r\n\r\n");
    if (!complete)
        return std::nullopt;
    const auto connection = header(head, "connection");
    return Answer{std::atoi(input.c_str() + 9), !connection || strcasecmp(connection->c_str(), "close") != 0};
}

/// One client: sends, waits, sends again.
class Client
{
public:
    Client(std::uint16_t port, const std::string &request) : m_port(port), m_request(request) {}
    ~Client() { disconnect(); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    bool begin(int poll)
    {
        m_input.clear();
        m_started = Clock::now();
        if (m_fd < 0) {
            m_fd = connectTo(m_port);
            if (m_fd < 0)
                return false;
            epoll_event event{.events = EPOLLIN, .data = {.ptr = this}};
            epoll_ctl(poll, EPOLL_CTL_ADD, m_fd, &event);
        }
        return send(m_fd, m_request.data(), m_request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(m_request.size());
    }

    /// Status of the answer that is complete now; 0: the connection broke; nothing: not yet.
    std::optional<int> onReadable()
    {
        char buffer[16384];
        const ssize_t count = read(m_fd, buffer, sizeof buffer);
        if (count <= 0) {
            disconnect();
            return 0;
        }
        m_input.append(buffer, static_cast<std::size_t>(count));
        const auto answer = completeAnswer(m_input);
        if (!answer)
            return std::nullopt;
        m_microseconds = std::chrono::duration<double, std::micro>(Clock::now() - m_started).count();
        if (!answer->keepsConnection)
            disconnect();
        return answer->status;
    }

    double microseconds() const { return m_microseconds; }

private:
    void disconnect()
    {
        if (m_fd >= 0)
            close(m_fd);
        m_fd = -1;
    }

    std::uint16_t m_port;
    const std::string &m_request;
    int m_fd = -1;
    std::string m_input;
    Clock::time_point m_started;
    double m_microseconds = 0;
};

} // namespace

std::string postRequest(std::uint16_t port, const std::string &path, const std::string &body, bool isSigned)
{
    std::string text = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nContent-Type: application/json\r\n";
    if (isSigned)
        text += "X-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 "
                "Credential=AKIDEXAMPLE/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host;x-amz-date, "
                "Signature="
            + std::string(64, 'a') + "\r\n";
    return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string invokeRequest(std::uint16_t port, const std::string &function, const std::string &body)
{
    return postRequest(port, "/2015-03-31/functions/" + function + "/invocations", body, true);
}

double Load::p50() const { return median(microseconds); }

Load load(std::uint16_t port, const std::string &request, int connections, int count)
{
    Load result;
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Client>> clients;
    int sent = 0;
    int open = 0;
    const auto next = [&](Client &client) {
        while (sent < count) {
            ++sent;
            if (client.begin(poll)) {
                ++open;
                return;
            }
            ++result.failures;
        }
    };
    const auto start = Clock::now();
    for (int i = 0; i < connections; ++i)
        next(*clients.emplace_back(std::make_unique<Client>(port, request)));
    while (open > 0) {
        epoll_event events[64];
        const int ready = epoll_wait(poll, events, 64, 20000);
        if (ready <= 0) {
            result.failures += open;
            break;
        }
        for (int i = 0; i < ready; ++i) {
            auto &client = *static_cast<Client *>(events[i].data.ptr);
            const auto status = client.onReadable();
            if (!status)
                continue;
            --open;
            if (*status == 200)
                result.microseconds.push_back(client.microseconds());
            else
                ++result.failures;
            next(client);
        }
    }
    result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    close(poll);
    return result;
}

bool answers(std::uint16_t port, const std::string &request) { return load(port, request, 1, 1).failures == 0; }

} // namespace benchmarks
