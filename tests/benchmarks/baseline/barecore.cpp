// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/baseline/barecore.h"

#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <memory>

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace baseline {

namespace {

constexpr const char *pythonLoop = R"(
import json, os, struct
def handler(event): return {"ok": True, "got": event}
def exactly(n):
    data = b""
    while len(data) < n:
        part = os.read(0, n - len(data))
        if not part: raise SystemExit
        data += part
    return data
while True:
    size = struct.unpack("<I", exactly(4))[0]
    out = json.dumps(handler(json.loads(exactly(size)))).encode()
    os.write(1, struct.pack("<I", len(out)) + out)
)";

constexpr const char *nodeLoop = R"(
const fs = require('fs');
const handler = (event) => ({ ok: true, got: event });
const exactly = (size) => {
  const data = Buffer.alloc(size);
  for (let have = 0; have < size;) {
    const count = fs.readSync(0, data, have, size - have, null);
    if (count === 0) process.exit(0);
    have += count;
  }
  return data;
};
for (;;) {
  const event = JSON.parse(exactly(exactly(4).readUInt32LE(0)).toString());
  const text = Buffer.from('    ' + JSON.stringify(handler(event)));
  text.writeUInt32LE(text.length - 4, 0);
  fs.writeSync(1, text);
}
)";

void writeAll(int fd, const char *data, std::size_t size)
{
    while (size > 0) {
        const auto count = write(fd, data, size);
        if (count <= 0)
            std::exit(3);
        data += count;
        size -= static_cast<std::size_t>(count);
    }
}

void readAll(int fd, char *data, std::size_t size)
{
    while (size > 0) {
        const auto count = read(fd, data, size);
        if (count <= 0)
            std::exit(3);
        data += count;
        size -= static_cast<std::size_t>(count);
    }
}

struct Connection
{
    int fd = -1;
    std::string input;
};

/// Bytes of the first complete request in the buffer, 0 when there is none; body gets its payload.
std::size_t takeRequest(const std::string &input, std::string &body)
{
    const auto end = input.find("\r\n\r\n");
    if (end == std::string::npos)
        return 0;
    const auto at = strcasestr(input.c_str(), "content-length:");
    const std::size_t length = at == nullptr ? 0 : static_cast<std::size_t>(std::atoi(at + 15));
    if (input.size() < end + 4 + length)
        return 0;
    body = input.substr(end + 4, length);
    return end + 4 + length;
}

[[noreturn]] void serve(int listener, int workerCount)
{
    std::vector<std::unique_ptr<Worker>> workers;
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    const auto add = [&](int fd, std::uint64_t tag) {
        epoll_event event{.events = EPOLLIN, .data = {.u64 = tag}};
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
    };
    constexpr std::uint64_t workerTag = 1ULL << 32;
    std::deque<int> idle;
    for (int i = 0; i < workerCount; ++i) {
        workers.push_back(
            std::make_unique<Worker>(std::vector<std::string>{"/usr/bin/python3", "-I", "-c", pythonLoop}));
        add(workers.back()->readFd(), workerTag | static_cast<std::uint64_t>(i));
        idle.push_back(i);
    }
    add(listener, static_cast<std::uint64_t>(listener));
    std::map<int, Connection> connections;
    std::map<int, int> busy; // worker -> connection
    std::deque<std::pair<int, std::string>> waiting;
    const auto dispatch = [&] {
        while (!idle.empty() && !waiting.empty()) {
            const int worker = idle.front();
            idle.pop_front();
            busy[worker] = waiting.front().first;
            workers[static_cast<std::size_t>(worker)]->send(waiting.front().second);
            waiting.pop_front();
        }
    };
    for (;;) {
        epoll_event events[64];
        const int count = epoll_wait(poll, events, 64, -1);
        for (int i = 0; i < count; ++i) {
            const std::uint64_t tag = events[i].data.u64;
            if ((tag & workerTag) != 0) {
                const int worker = static_cast<int>(tag & 0xffffffff);
                const std::string reply = workers[static_cast<std::size_t>(worker)]->receive();
                const std::string text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + std::to_string(reply.size()) + "\r\n\r\n" + reply;
                writeAll(busy[worker], text.data(), text.size());
                idle.push_back(worker);
            } else if (static_cast<int>(tag) == listener) {
                const int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
                const int one = 1;
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                connections[fd].fd = fd;
                add(fd, static_cast<std::uint64_t>(fd));
            } else {
                Connection &connection = connections[static_cast<int>(tag)];
                char buffer[65536];
                const auto got = read(connection.fd, buffer, sizeof buffer);
                if (got <= 0) {
                    close(connection.fd);
                    connections.erase(static_cast<int>(tag));
                    continue;
                }
                connection.input.append(buffer, static_cast<std::size_t>(got));
                std::string body;
                while (const std::size_t used = takeRequest(connection.input, body)) {
                    connection.input.erase(0, used);
                    waiting.emplace_back(connection.fd, body);
                }
            }
        }
        dispatch();
    }
}

} // namespace

Worker::Worker(const std::vector<std::string> &argv, const std::vector<std::string> &environment)
{
    int down[2];
    int up[2];
    if (pipe2(down, O_CLOEXEC) != 0 || pipe2(up, O_CLOEXEC) != 0)
        std::exit(3);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, down[0], 0);
    posix_spawn_file_actions_adddup2(&actions, up[1], 1);
    std::vector<char *> words;
    for (const std::string &word : argv)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    std::vector<char *> variables;
    for (const std::string &variable : environment)
        variables.push_back(const_cast<char *>(variable.c_str()));
    variables.push_back(nullptr);
    if (posix_spawn(&m_pid, words[0], &actions, nullptr, words.data(), environment.empty() ? environ : variables.data())
        != 0)
        std::exit(3);
    posix_spawn_file_actions_destroy(&actions);
    close(down[0]);
    close(up[1]);
    m_in = down[1];
    m_out = up[0];
}

Worker::~Worker()
{
    close(m_in);
    close(m_out);
    waitpid(m_pid, nullptr, 0);
}

void Worker::send(const std::string &payload) const
{
    std::string frame(4, '\0');
    const auto size = static_cast<std::uint32_t>(payload.size());
    std::memcpy(frame.data(), &size, 4);
    frame += payload;
    writeAll(m_in, frame.data(), frame.size());
}

std::string Worker::receive() const
{
    std::uint32_t size = 0;
    readAll(m_out, reinterpret_cast<char *>(&size), 4);
    std::string reply(size, '\0');
    readAll(m_out, reply.data(), size);
    return reply;
}

std::string Worker::call(const std::string &payload) const
{
    send(payload);
    return receive();
}

Worker pythonWorker() { return Worker({"/usr/bin/python3", "-I", "-c", pythonLoop}); }

Worker nodeWorker() { return Worker({"/usr/bin/node", "-e", nodeLoop}); }

HttpServer::HttpServer(int workers)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 || listen(listener, 64) != 0)
        std::exit(3);
    socklen_t size = sizeof address;
    getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_pid = fork(); // the benchmark is small and single-threaded here
    if (m_pid == 0)
        serve(listener, workers);
    close(listener);
}

HttpServer::~HttpServer()
{
    kill(m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
}

} // namespace baseline
