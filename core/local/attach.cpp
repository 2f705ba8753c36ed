// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/attach.h"

#include "core/loop/wallclock.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <map>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace lambdarium {

using Json = nlohmann::json;

namespace {

constexpr std::size_t requestBytesMax = 16 << 20;

Json toJson(const command::Invoke &invoke)
{
    return {{"verb", "invoke"},
            {"function", invoke.function},
            {"payload", invoke.payload},
            {"type", static_cast<int>(invoke.type)},
            {"qualifier", invoke.qualifier},
            {"clientContext", invoke.clientContext},
            {"tail", invoke.tail}};
}

command::Invoke invokeFromJson(const Json &json)
{
    command::Invoke invoke;
    invoke.function = json.value("function", "");
    invoke.payload = json.value("payload", "");
    invoke.type = static_cast<InvocationType>(json.value("type", 0));
    invoke.qualifier = json.value("qualifier", "");
    invoke.clientContext = json.value("clientContext", "");
    invoke.tail = json.value("tail", false);
    return invoke;
}

std::string replyLine(const Result<CommandOutcome> &result)
{
    Json json;
    if (!result) {
        json = {{"error", result.error().message}, {"code", static_cast<int>(result.error().code)}};
    } else if (const auto *outcome = std::get_if<InvokeOutcome>(&*result)) {
        json = {{"status", outcome->status},           {"functionError", outcome->functionError},
                {"payload", outcome->payload},         {"errorType", outcome->errorType},
                {"version", outcome->executedVersion}, {"requestId", outcome->requestId},
                {"logTail", outcome->logTail}};
    }
    // Payload and log may hold bytes that are not UTF-8: a handler may return anything.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

InvokeOutcome outcomeFromJson(const Json &json)
{
    InvokeOutcome outcome;
    outcome.status = json.value("status", 200);
    outcome.functionError = json.value("functionError", "");
    outcome.payload = json.value("payload", "");
    outcome.errorType = json.value("errorType", "");
    outcome.executedVersion = json.value("version", "");
    outcome.requestId = json.value("requestId", "");
    outcome.logTail = json.value("logTail", "");
    return outcome;
}

sockaddr_un addressOf(const std::filesystem::path &socket)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
}

/// One request, one reply, blocking. Nothing when nobody listens.
std::optional<Json> ask(const std::filesystem::path &socketPath, const Json &request)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return std::nullopt;
    const sockaddr_un address = addressOf(socketPath);
    std::optional<Json> reply;
    if (connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        const std::string line = request.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
        std::size_t sent = 0;
        while (sent < line.size()) {
            const auto count = send(fd, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
            if (count <= 0)
                break;
            sent += static_cast<std::size_t>(count);
        }
        std::string text;
        char buffer[65536];
        for (auto count = read(fd, buffer, sizeof buffer); count > 0; count = read(fd, buffer, sizeof buffer))
            text.append(buffer, static_cast<std::size_t>(count));
        Json parsed = Json::parse(text, nullptr, false);
        if (parsed.is_object())
            reply = std::move(parsed);
    }
    close(fd);
    return reply;
}

} // namespace

class AttachServer::Impl
{
public:
    struct Peer
    {
        int fd = -1;
        std::string request;
        std::string reply;
        std::unique_ptr<WallClock::Watch> watch;
    };

    Impl(WallClock &clock, std::filesystem::path path, int fd, Actions actions)
        : m_clock(clock), m_path(std::move(path)), m_fd(fd), m_actions(std::move(actions)),
          m_alive(std::make_shared<bool>(true))
    {
        m_watch = m_clock.watch(m_fd, WallClock::For::Read, [this] { accept(); });
    }

    ~Impl()
    {
        *m_alive = false;
        m_watch.reset();
        for (auto &[id, peer] : m_peers) {
            peer.watch.reset();
            close(peer.fd);
        }
        close(m_fd);
        unlink(m_path.c_str());
    }

private:
    void accept()
    {
        const int fd = accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0)
            return;
        ucred peer{};
        socklen_t size = sizeof peer;
        if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || peer.uid != geteuid()) {
            close(fd);
            return;
        }
        const int id = m_nextPeer++;
        m_peers[id].fd = fd;
        m_peers[id].watch = m_clock.watch(fd, WallClock::For::Read, [this, id] { read(id); });
    }

    void read(int id)
    {
        Peer &peer = m_peers.at(id);
        char buffer[65536];
        const auto count = ::read(peer.fd, buffer, sizeof buffer);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count <= 0 || peer.request.size() > requestBytesMax)
            return drop(id);
        peer.request.append(buffer, static_cast<std::size_t>(count));
        const auto end = peer.request.find('\n');
        if (end == std::string::npos)
            return;
        handle(id, Json::parse(peer.request.substr(0, end), nullptr, false));
    }

    void handle(int id, const Json &request)
    {
        if (!request.is_object())
            return drop(id);
        const std::string verb = request.value("verb", "");
        if (verb == "raise") {
            if (m_actions.raise)
                m_actions.raise();
            return answer(id, m_actions.raise ? "{\"raised\":true}\n" : "{}\n");
        }
        if (verb != "invoke")
            return answer(id, "{\"error\":\"unknown verb\",\"code\":0}\n");
        m_actions.invoke(invokeFromJson(request), [this, id, alive = m_alive](const Result<CommandOutcome> &result) {
            if (*alive)
                answer(id, replyLine(result));
        });
    }

    void answer(int id, std::string line)
    {
        const auto found = m_peers.find(id);
        if (found == m_peers.end())
            return;
        found->second.reply = std::move(line);
        found->second.watch.reset(); // one watch per descriptor at a time
        found->second.watch = m_clock.watch(found->second.fd, WallClock::For::Write, [this, id] { write(id); });
    }

    void write(int id)
    {
        Peer &peer = m_peers.at(id);
        const auto count = send(peer.fd, peer.reply.data(), peer.reply.size(), MSG_NOSIGNAL);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count > 0)
            peer.reply.erase(0, static_cast<std::size_t>(count));
        if (count <= 0 || peer.reply.empty())
            drop(id);
    }

    /// Posted, because the watch whose callback we are in must not die under it.
    void drop(int id)
    {
        m_clock.loop().post([this, id, alive = m_alive] {
            if (!*alive)
                return;
            const auto found = m_peers.find(id);
            if (found == m_peers.end())
                return;
            found->second.watch.reset();
            close(found->second.fd);
            m_peers.erase(found);
        });
    }

    WallClock &m_clock;
    std::filesystem::path m_path;
    int m_fd;
    Actions m_actions;
    std::shared_ptr<bool> m_alive;
    std::unique_ptr<WallClock::Watch> m_watch;
    std::map<int, Peer> m_peers;
    int m_nextPeer = 1;
};

AttachServer::AttachServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

AttachServer::~AttachServer() = default;

Result<std::unique_ptr<AttachServer>> AttachServer::listen(WallClock &clock, const std::filesystem::path &socket,
                                                           Actions actions)
{
    const sockaddr_un address = addressOf(socket);
    if (socket.string().size() >= sizeof address.sun_path)
        return Error{ErrorCode::Unavailable, "the path of the control socket is too long: " + socket.string()};
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return Error::fromErrno("control socket", errno);
    unlink(socket.c_str()); // the flock on the workspace says nobody else serves it
    const mode_t mask = umask(0177);
    const bool bound = bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::listen(fd, 16) == 0;
    const int failure = errno;
    umask(mask);
    if (!bound) {
        close(fd);
        return Error::fromErrno("control socket " + socket.string(), failure);
    }
    return std::unique_ptr<AttachServer>(
        new AttachServer(std::make_unique<Impl>(clock, socket, fd, std::move(actions))));
}

std::optional<Result<InvokeOutcome>> invokeThroughSocket(const std::filesystem::path &socket,
                                                         const command::Invoke &request)
{
    const auto reply = ask(socket, toJson(request));
    if (!reply)
        return std::nullopt;
    if (reply->contains("error"))
        return Result<InvokeOutcome>(Error{static_cast<ErrorCode>(reply->value("code", 0)), reply->value("error", "")});
    return Result<InvokeOutcome>(outcomeFromJson(*reply));
}

bool raiseThroughSocket(const std::filesystem::path &socket)
{
    const auto reply = ask(socket, Json{{"verb", "raise"}});
    return reply && reply->value("raised", false);
}

} // namespace lambdarium
