// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/attach.h"

#include "core/local/attachjson.h"
#include "core/loop/wallclock.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace lambdarium {

namespace {

constexpr std::size_t requestBytesMax = 16 << 20;
constexpr std::size_t replyBytesMax = 64 << 20;
/// A peer that reads more slowly than a build writes gets the reply, not every line.
constexpr std::size_t progressBytesMax = 4 << 20;

sockaddr_un addressOf(const std::filesystem::path &socket)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
}

/// -1 when nobody listens.
int connectTo(const std::filesystem::path &socket)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    const sockaddr_un address = addressOf(socket);
    if (connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

bool sendAll(int fd, const std::string &text)
{
    std::size_t sent = 0;
    while (sent < text.size()) {
        const auto count = send(fd, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += static_cast<std::size_t>(count);
    }
    return true;
}

} // namespace

class AttachServer::Impl
{
public:
    struct Peer
    {
        int fd = -1;
        std::string request;
        std::string out;
        bool asked = false;                  ///< its line was read; anything more is ignored
        bool answered = false;               ///< out ends with the reply
        bool writing = false;                ///< its watch is for writing
        std::optional<command::Build> build; ///< under way on its behalf
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

    void publish(const Fact &fact)
    {
        const auto *line = std::get_if<fact::LogWritten>(&fact.body);
        if (line == nullptr || line->kind != LogKind::Build)
            return;
        for (auto &[id, peer] : m_peers) {
            const bool wanted = peer.build
                && (peer.build->resources.empty() || std::ranges::count(peer.build->resources, line->function) > 0);
            if (!wanted || peer.answered || peer.out.size() > progressBytesMax)
                continue;
            peer.out += attach::progressLine(*line);
            flushLater(id);
        }
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
        listenTo(id);
    }

    void listenTo(int id)
    {
        Peer &peer = m_peers.at(id);
        peer.writing = false;
        peer.watch.reset(); // one watch per descriptor at a time
        peer.watch = m_clock.watch(peer.fd, WallClock::For::Read, [this, id] { read(id); });
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
        if (peer.asked)
            return;
        peer.request.append(buffer, static_cast<std::size_t>(count));
        const auto end = peer.request.find('\n');
        if (end == std::string::npos)
            return;
        peer.asked = true;
        const std::string line = std::exchange(peer.request, {}).substr(0, end);
        handle(id, line);
    }

    void handle(int id, const std::string &line)
    {
        Result<attach::Request> request = attach::parseRequest(line);
        if (!request)
            return answer(id, attach::replyLine(Result<CommandOutcome>(request.error())));
        if (std::holds_alternative<attach::Raise>(*request)) {
            if (m_actions.raise)
                m_actions.raise();
            return answer(id, attach::raisedLine(static_cast<bool>(m_actions.raise)));
        }
        if (std::holds_alternative<attach::WantSnapshot>(*request))
            return answer(id, attach::replyLine(*m_actions.snapshot()));
        if (auto *query = std::get_if<Query>(&*request))
            return m_actions.query(std::move(*query), [this, id, alive = m_alive](const Result<QueryOutcome> &result) {
                if (*alive)
                    answer(id, attach::replyLine(result));
            });
        auto &command = std::get<Command>(*request);
        if (const auto *build = std::get_if<command::Build>(&command))
            m_peers.at(id).build = *build;
        m_actions.submit(std::move(command), [this, id, alive = m_alive](const Result<CommandOutcome> &result) {
            if (*alive)
                answer(id, attach::replyLine(result));
        });
    }

    void answer(int id, const std::string &line)
    {
        const auto found = m_peers.find(id);
        if (found == m_peers.end())
            return;
        found->second.build.reset();
        found->second.answered = true;
        found->second.out += line;
        flushLater(id);
    }

    /// Facts come in bursts, and from inside anything: the watch calls back from the loop.
    void flushLater(int id)
    {
        Peer &peer = m_peers.at(id);
        if (std::exchange(peer.writing, true))
            return;
        peer.watch.reset();
        peer.watch = m_clock.watch(peer.fd, WallClock::For::Write, [this, id] { write(id); });
    }

    void write(int id)
    {
        Peer &peer = m_peers.at(id);
        const auto count = send(peer.fd, peer.out.data(), peer.out.size(), MSG_NOSIGNAL);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count > 0)
            peer.out.erase(0, static_cast<std::size_t>(count));
        if (count <= 0 || (peer.out.empty() && peer.answered))
            drop(id);
        else if (peer.out.empty())
            listenTo(id);
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
            const auto abandoned = std::move(found->second.build);
            found->second.watch.reset();
            close(found->second.fd);
            m_peers.erase(found);
            if (abandoned)
                cancel(*abandoned);
        });
    }

    void cancel(const command::Build &build)
    {
        const std::vector<NodeId> resources = build.resources.empty() ? std::vector<NodeId>{{}} : build.resources;
        for (const NodeId &resource : resources)
            m_actions.submit(command::CancelBuild{resource}, [](const Result<CommandOutcome> &) {});
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

void AttachServer::publish(const Fact &fact) { m_impl->publish(fact); }

std::optional<AttachClient> AttachClient::connect(const std::filesystem::path &socket)
{
    const int fd = connectTo(socket);
    if (fd < 0)
        return std::nullopt;
    close(fd);
    return AttachClient(socket);
}

/// One request, one connection; the last line, empty when the core went away.
std::string AttachClient::ask(const std::string &request, const Progress &progress) const
{
    const int fd = connectTo(m_socket);
    if (fd < 0)
        return {};
    std::string text;
    char buffer[65536];
    for (bool open = sendAll(fd, request); open;) {
        const auto count = read(fd, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        open = count > 0 && text.size() < replyBytesMax;
        text.append(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
        for (auto end = text.find('\n'); progress && end != std::string::npos; end = text.find('\n')) {
            const auto line = attach::parseProgress(std::string_view(text).substr(0, end));
            if (!line)
                break;
            progress(*line);
            text.erase(0, end + 1);
        }
    }
    close(fd);
    return text;
}

Result<CommandOutcome> AttachClient::call(const Command &command, const Progress &progress) const
{
    const std::string request = attach::requestLine(command);
    if (request.empty())
        return Error{ErrorCode::InvalidInput, "This command does not go over the control socket."};
    const Progress silent = [](const fact::LogWritten &) {};
    return attach::parseOutcome(ask(request, progress ? progress : silent));
}

Result<QueryOutcome> AttachClient::query(const Query &query) const
{
    const std::string request = attach::requestLine(query);
    if (request.empty())
        return Error{ErrorCode::InvalidInput, "This question does not go over the control socket."};
    return attach::parseQueryOutcome(ask(request));
}

Result<Snapshot> AttachClient::snapshot() const
{
    return attach::parseSnapshot(ask(attach::requestLine(attach::WantSnapshot{})));
}

bool AttachClient::raise() const { return attach::parseRaised(ask(attach::requestLine(attach::Raise{}))); }

} // namespace lambdarium
