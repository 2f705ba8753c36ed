// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testpaths.h"

#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/httpload.h"
#include "tests/benchmarks/product.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace benchmarks;

extern char **environ;

namespace {

constexpr int pairs = 7;
const std::string event = R"({"a":1})";
const std::string packages = LAMBDARIUM_INTEROP_DIR "/node_modules/";

std::uint16_t freePort()
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(fd, reinterpret_cast<sockaddr *>(&address), size) != 0)
        giveUp("no free port");
    getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    close(fd);
    return ntohs(address.sin_port);
}

/// Another emulator in a process group of its own, killed as a whole when destroyed.
class Peer
{
public:
    /// Returns when the request is answered with 200, at most a minute later.
    Peer(std::vector<std::string> argv, std::uint16_t port, const std::string &request)
    {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        for (const int stream : {1, 2})
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        argv.insert(argv.begin(), {"/usr/bin/setpriv", "--pdeathsig", "KILL"});
        std::vector<char *> words;
        for (std::string &word : argv)
            words.push_back(word.data());
        words.push_back(nullptr);
        if (posix_spawn(&m_pid, words[0], &actions, &attributes, words.data(), environ) != 0)
            giveUp("cannot start " + argv[4]);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
        for (int tries = 0; !answers(port, request); ++tries) {
            if (tries > 6000)
                giveUp(argv[4] + " does not answer");
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    ~Peer()
    {
        kill(-m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

private:
    pid_t m_pid = -1;
};

/// A server, and what asks its function once.
struct Target
{
    std::uint16_t port = 0;
    std::string request;
};

Target serverlessTarget(std::uint16_t port, const std::string &function)
{
    return {port, postRequest(port, "/2015-03-31/functions/peers-dev-" + function + "/invocations", event, false)};
}

std::vector<std::string> serverlessOffline(std::uint16_t port)
{
    return {"/usr/bin/node",
            packages + "serverless/bin/serverless.js",
            "offline",
            "--httpPort",
            std::to_string(freePort()),
            "--lambdaPort",
            std::to_string(port)};
}

Load checked(const Target &target, int connections, int count)
{
    Load done = load(target.port, target.request, connections, count);
    if (done.failures > 0)
        giveUp(std::to_string(done.failures) + " requests failed");
    return done;
}

void compareRates(const std::string &id, const std::string &what, const Target &product, const Target &peer,
                  int connections, std::optional<Goal> goal)
{
    const int peerCount = connections == 1 ? 400 : 600;
    const int productCount = peerCount * 5; // as long as the peer's share at the ratio that is expected
    checked(product, connections, 200);
    checked(peer, connections, 100);
    print(paired(
        {.id = id, .what = what, .unit = "/s", .goal = goal}, pairs,
        [&] { return checked(product, connections, productCount).rate(); },
        [&] { return checked(peer, connections, peerCount).rate(); }));
}

void rates(const Workspace &workspace)
{
    printHeading("Warm invocations over HTTP per second, all servers up");
    const ServedCore served(workspace);
    const Target python{served.port(), invokeRequest(served.port(), "Python", event)};
    const Target node{served.port(), invokeRequest(served.port(), "Node", event)};
    const std::uint16_t offlinePort = freePort();
    const Target offlineNode = serverlessTarget(offlinePort, "node");
    const Target offlinePython = serverlessTarget(offlinePort, "python");
    const Peer offline(serverlessOffline(offlinePort), offlinePort, offlineNode.request);
    const std::uint16_t localPort = freePort();
    const Target local{localPort, postRequest(localPort, "/", R"({"event":{"a":1}})", false)};
    const Peer lambdaLocal({"/usr/bin/node", packages + "lambda-local/build/cli.js", "-l", "index.js", "-h", "handler",
                            "--watch", std::to_string(localPort)},
                           localPort, local.request);
    const auto atLeast = [](double ratio) { return Goal{Goal::Kind::RatioAtLeast, ratio}; };
    compareRates("W2", "Node.js, one connection; against serverless-offline", node, offlineNode, 1, atLeast(6));
    compareRates("W2", "Node.js, one connection; against lambda-local --watch", node, local, 1, atLeast(4));
    compareRates("", "Python, one connection; against serverless-offline", python, offlinePython, 1, {});
    compareRates("W3", "Node.js, ten connections; against serverless-offline", node, offlineNode, 10, atLeast(12));
    compareRates("W3", "Python, ten connections; against serverless-offline", python, offlinePython, 10, atLeast(5));
    compareRates("", "Node.js, ten connections; against lambda-local --watch", node, local, 10, {});
}

double millisecondsOf(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void starts(const Workspace &workspace)
{
    printHeading("From starting the program to the first answer of a Python function");
    const auto product = [&] {
        return millisecondsOf([&] {
            const ServedCore served(workspace);
            checked({served.port(), invokeRequest(served.port(), "Python", event)}, 1, 1);
        });
    };
    const auto peer = [] {
        const std::uint16_t port = freePort();
        return millisecondsOf(
            [&] { const Peer offline(serverlessOffline(port), port, serverlessTarget(port, "python").request); });
    };
    product();
    print(paired({.id = "T1",
                  .what = "lambdarium serve; against serverless-offline",
                  .unit = "ms",
                  .goal = Goal{Goal::Kind::RatioAtMost, 0.15}},
                 pairs, product, peer));
}

} // namespace

int main()
{
    std::error_code error;
    const std::filesystem::path service = LAMBDARIUM_INTEROP_DIR "/peers";
    std::filesystem::remove_all(service, error);
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/interop/peers", service, error);
    if (error || !std::filesystem::exists(packages + "serverless-offline"))
        giveUp("the peers are not installed: run packaging/dev interop");
    std::filesystem::current_path(service);
    setenv("SLS_TELEMETRY_DISABLED", "1", 1);
    setenv("SLS_NOTIFICATIONS_MODE", "off", 1);
    const char *path = std::getenv("PATH");
    setenv("PATH", (std::string("/usr/bin:") + (path == nullptr ? "" : path)).c_str(), 1);
    printMachine();
    const Workspace workspace;
    starts(workspace);
    rates(workspace);
    return 0;
}
