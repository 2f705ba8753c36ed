// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A custom runtime as a program without any library: what tst_customruntime packs as "bootstrap", once linked
// dynamically and once statically. Answers with the event itself, chunked with declared trailers as Go's client does;
// an event with "break" in it ends in the trailers.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

namespace {

int connectToApi()
{
    const std::string address = std::getenv("AWS_LAMBDA_RUNTIME_API");
    const std::size_t colon = address.find(':');
    sockaddr_in target{};
    target.sin_family = AF_INET;
    target.sin_port = htons(static_cast<std::uint16_t>(std::atoi(address.c_str() + colon + 1)));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &target.sin_addr);
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, reinterpret_cast<sockaddr *>(&target), sizeof target) != 0)
        std::_Exit(2);
    return fd;
}

void sendAll(int fd, const std::string &text)
{
    for (std::size_t sent = 0; sent < text.size();) {
        const ssize_t count = write(fd, text.data() + sent, text.size() - sent);
        if (count <= 0)
            std::_Exit(3);
        sent += static_cast<std::size_t>(count);
    }
}

std::string header(const std::string &answer, const char *name)
{
    const std::size_t at = answer.find(std::string("\r\n") + name + ": ");
    if (at == std::string::npos)
        return {};
    const std::size_t begin = at + std::strlen(name) + 4;
    return answer.substr(begin, answer.find("\r\n", begin) - begin);
}

/// Head and body of one answer.
std::string receive(int fd, std::string &body)
{
    std::string all;
    char buffer[16384];
    std::size_t end = std::string::npos;
    while ((end = all.find("\r\n\r\n")) == std::string::npos
           || all.size() < end + 4 + std::strtoul(header(all, "Content-Length").c_str(), nullptr, 10)) {
        const ssize_t count = read(fd, buffer, sizeof buffer);
        if (count <= 0)
            std::_Exit(4);
        all.append(buffer, static_cast<std::size_t>(count));
    }
    body = all.substr(end + 4);
    return all.substr(0, end + 2);
}

std::string chunk(const std::string &text)
{
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", text.size());
    return size + text + "\r\n";
}

} // namespace

int main()
{
    const int api = connectToApi();
    for (;;) {
        std::string event;
        sendAll(api, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: api\r\n\r\n");
        const std::string id = header(receive(api, event), "Lambda-Runtime-Aws-Request-Id");
        const bool breaks = event.find("break") != std::string::npos;
        sendAll(api,
                "POST /2018-06-01/runtime/invocation/" + id
                    + "/response HTTP/1.1\r\nHost: api\r\nTransfer-Encoding: chunked\r\nTrailer: "
                      "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n");
        const std::size_t half = event.size() / 2;
        if (half > 0)
            sendAll(api, chunk(event.substr(0, half)));
        sendAll(api, chunk(event.substr(half)) + "0\r\n");
        // {"errorMessage":"broke","errorType":"Native"} in base64
        sendAll(api,
                breaks ? "Lambda-Runtime-Function-Error-Type: Function.Native\r\n"
                         "Lambda-Runtime-Function-Error-Body: "
                         "eyJlcnJvck1lc3NhZ2UiOiJicm9rZSIsImVycm9yVHlwZSI6Ik5hdGl2ZSJ9\r\n\r\n"
                       : "\r\n");
        receive(api, event);
    }
}
