// The Lambda Runtime API in one header: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// POSIX sockets and the standard library, nothing else.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <map>
#include <string>

namespace lambda {

struct Invocation
{
    std::string event; // JSON text
    std::string requestId;
    std::string functionArn;
    std::string traceId;
    long long deadlineMs = 0; // Unix time
};

struct Result
{
    std::string body;
    std::string errorType; // empty: success
};

inline Result json(std::string text) { return {std::move(text), {}}; }
inline Result failure(std::string message, std::string type) { return {std::move(message), std::move(type)}; }

namespace detail {

struct Answer
{
    int status = 0;                             // 0: the connection broke
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;
};

inline std::string quoted(const std::string &text)
{
    std::string out = "\"";
    for (const unsigned char c : text) {
        char escaped[8];
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c < 0x20) {
            std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
            out += escaped;
        } else {
            out += static_cast<char>(c);
        }
    }
    return out + '"';
}

// One connection, kept over all calls.
class Connection
{
public:
    explicit Connection(const std::string &address)
    {
        const auto colon = address.rfind(':');
        m_host = address.substr(0, colon);
        m_port = colon == std::string::npos ? 80 : std::atoi(address.c_str() + colon + 1);
    }
    ~Connection() { hangUp(); }

    Answer call(const std::string &method, const std::string &path, const std::string &body = {},
                const std::string &errorType = {})
    {
        std::string request = method + " /2018-06-01/runtime/" + path + " HTTP/1.1\r\nHost: " + m_host + ':'
            + std::to_string(m_port) + "\r\n";
        if (method == "POST")
            request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        if (!errorType.empty())
            request += "Lambda-Runtime-Function-Error-Type: " + errorType + "\r\n";
        request += "\r\n" + body;
        for (int attempt = 0; attempt < 2; ++attempt) { // the other side may have closed an idle connection
            if (m_socket < 0 && !dial())
                break;
            Answer answer;
            if (send(request) && receive(answer))
                return answer;
            hangUp();
        }
        return {};
    }

private:
    bool dial()
    {
        sockaddr_in where = {};
        where.sin_family = AF_INET;
        where.sin_port = htons(static_cast<std::uint16_t>(m_port));
        if (inet_pton(AF_INET, m_host.c_str(), &where.sin_addr) != 1)
            return false;
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (m_socket >= 0 && ::connect(m_socket, reinterpret_cast<sockaddr *>(&where), sizeof where) == 0)
            return true;
        hangUp();
        return false;
    }

    void hangUp()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
        m_received.clear();
    }

    bool send(const std::string &bytes)
    {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t count = ::send(m_socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return false;
            done += static_cast<std::size_t>(count);
        }
        return true;
    }

    bool more()
    {
        char buffer[65536];
        ssize_t count = 0;
        do
            count = ::recv(m_socket, buffer, sizeof buffer, 0);
        while (count < 0 && errno == EINTR);
        if (count <= 0)
            return false;
        m_received.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    bool line(std::string &text)
    {
        std::size_t end = 0;
        while ((end = m_received.find("\r\n")) == std::string::npos)
            if (!more())
                return false;
        text = m_received.substr(0, end);
        m_received.erase(0, end + 2);
        return true;
    }

    bool bytes(std::size_t count, std::string &text)
    {
        while (m_received.size() < count)
            if (!more())
                return false;
        text.append(m_received, 0, count);
        m_received.erase(0, count);
        return true;
    }

    bool receive(Answer &answer)
    {
        std::string text;
        if (!line(text) || std::sscanf(text.c_str(), "HTTP/1.%*d %d", &answer.status) != 1)
            return false;
        while (line(text)) {
            if (text.empty())
                return body(answer);
            const auto colon = text.find(':');
            std::string name = text.substr(0, colon);
            for (char &c : name)
                c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            const auto value = text.find_first_not_of(' ', colon == std::string::npos ? text.size() : colon + 1);
            answer.headers[name] = value == std::string::npos ? std::string() : text.substr(value);
        }
        return false;
    }

    bool body(Answer &answer)
    {
        if (answer.headers["transfer-encoding"] != "chunked")
            return bytes(std::strtoull(answer.headers["content-length"].c_str(), nullptr, 10), answer.body);
        for (std::string size; line(size);) {
            const std::size_t count = std::strtoull(size.c_str(), nullptr, 16);
            std::string end;
            if (count == 0)
                return line(end);
            if (!bytes(count, answer.body) || !line(end))
                return false;
        }
        return false;
    }

    std::string m_host;
    int m_port = 80;
    int m_socket = -1;
    std::string m_received;
};

} // namespace detail

// Serves invocations for ever. Returns only when the Runtime API is out of reach.
inline int run(const std::function<Result(const Invocation &)> &handler)
{
    const char *address = std::getenv("AWS_LAMBDA_RUNTIME_API");
    if (address == nullptr) {
        std::fputs("AWS_LAMBDA_RUNTIME_API is not set: this program runs inside Lambda.\n", stderr);
        return 1;
    }
    detail::Connection api(address);
    while (true) {
        detail::Answer next = api.call("GET", "invocation/next");
        if (next.status != 200) {
            std::fprintf(stderr, "invocation/next answered %d.\n", next.status);
            return 1;
        }
        Invocation invocation;
        invocation.event = std::move(next.body);
        invocation.requestId = next.headers["lambda-runtime-aws-request-id"];
        invocation.functionArn = next.headers["lambda-runtime-invoked-function-arn"];
        invocation.traceId = next.headers["lambda-runtime-trace-id"];
        invocation.deadlineMs = std::atoll(next.headers["lambda-runtime-deadline-ms"].c_str());
        ::setenv("_X_AMZN_TRACE_ID", invocation.traceId.c_str(), 1);
        Result result;
        try {
            result = handler(invocation);
        } catch (const std::exception &fault) {
            result = failure(fault.what(), "std::exception");
        }
        const std::string path = "invocation/" + invocation.requestId;
        if (result.errorType.empty())
            api.call("POST", path + "/response", result.body);
        else
            api.call("POST", path + "/error",
                     "{\"errorMessage\": " + detail::quoted(result.body)
                         + ", \"errorType\": " + detail::quoted(result.errorType) + ", \"stackTrace\": []}",
                     result.errorType);
    }
}

} // namespace lambda
