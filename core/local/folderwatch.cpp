// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/folderwatch.h"

#include "core/base/log.h"

#include <cerrno>
#include <cstring>

#include <sys/inotify.h>
#include <unistd.h>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr Duration gathering = std::chrono::milliseconds(10);
constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ONLYDIR
    | IN_EXCL_UNLINK | IN_DONT_FOLLOW;
constexpr std::size_t foldersMax = 4096;

bool skipped(const fs::path &name)
{
    const std::string text = name.string();
    return text.starts_with('.') || text == "node_modules" || text == "__pycache__";
}

} // namespace

FolderWatch::FolderWatch(WallClock &clock, fs::path root, Changed changed, int fd)
    : m_clock(clock), m_root(std::move(root)), m_changed(std::move(changed)), m_fd(fd)
{
    watchTree({});
    m_watch = m_clock.watch(m_fd, WallClock::For::Read, [this] { read(); });
}

Result<std::unique_ptr<FolderWatch>> FolderWatch::start(WallClock &clock, fs::path root, Changed changed)
{
    const int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (fd < 0)
        return Error{ErrorCode::Unavailable, std::string("watching the workspace: ") + std::strerror(errno)};
    return std::unique_ptr<FolderWatch>(new FolderWatch(clock, std::move(root), std::move(changed), fd));
}

FolderWatch::~FolderWatch()
{
    m_watch.reset();
    if (m_timer)
        m_clock.loop().cancel(*m_timer);
    close(m_fd);
}

void FolderWatch::watchTree(const fs::path &relative)
{
    if (m_folders.size() >= foldersMax)
        return;
    const int id = inotify_add_watch(m_fd, (m_root / relative).c_str(), events);
    if (id < 0) {
        if (errno == ENOSPC)
            log::warning("no inotify watch is left for " + (m_root / relative).string());
        return;
    }
    m_folders[id] = relative;
    std::error_code failure;
    for (fs::directory_iterator at(m_root / relative, failure), end; !failure && at != end; at.increment(failure)) {
        std::error_code kind;
        if (at->is_directory(kind) && !at->is_symlink(kind) && !skipped(at->path().filename()))
            watchTree(relative / at->path().filename());
    }
}

void FolderWatch::read()
{
    alignas(inotify_event) char buffer[65536];
    const ssize_t count = ::read(m_fd, buffer, sizeof buffer);
    for (ssize_t at = 0; at + static_cast<ssize_t>(sizeof(inotify_event)) <= count;) {
        const auto *event = reinterpret_cast<const inotify_event *>(buffer + at);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        if ((event->mask & IN_Q_OVERFLOW) != 0U) {
            m_pending.insert(fs::path());
            continue;
        }
        const auto folder = m_folders.find(event->wd);
        if (folder == m_folders.end())
            continue;
        if ((event->mask & IN_IGNORED) != 0U) {
            m_folders.erase(folder);
            continue;
        }
        const fs::path name = event->len > 0 ? fs::path(event->name) : fs::path();
        if (name.empty() || skipped(name))
            continue;
        const fs::path path = folder->second / name;
        if ((event->mask & IN_ISDIR) != 0U && (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0U)
            watchTree(path);
        // A file that was only created is reported when it is written.
        if ((event->mask & IN_CREATE) == 0U || (event->mask & IN_ISDIR) != 0U)
            m_pending.insert(path);
    }
    if (!m_pending.empty() && !m_timer)
        m_timer = m_clock.loop().callAfter(gathering, [this] { report(); });
}

void FolderWatch::report()
{
    m_timer.reset();
    const auto paths = std::exchange(m_pending, {});
    m_changed(paths);
}

} // namespace lambdarium
