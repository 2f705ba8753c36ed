// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/guardedroot.h"

#include "core/sandbox/boxchild.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>

namespace lambdarium {

namespace {

namespace fs = std::filesystem;

constexpr rlim_t processesMost = 1024;

[[noreturn]] void fail(const char *step, const std::string &path, int error)
{
    errno = error;
    failBox(step, path.c_str());
}

void makeFolder(const std::string &path, mode_t mode)
{
    if (mkdir(path.c_str(), mode) != 0 && errno != EEXIST)
        failBox("making directory", path.c_str());
}

/// Later copies win, as layers do.
void copyInto(const std::string &from, const std::string &to)
{
    std::error_code error;
    fs::copy(from, to,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing | fs::copy_options::copy_symlinks,
             error);
    if (error)
        fail(wire::openingStep, from, error.value());
}

void giveAway(const std::string &path, const Walls &walls)
{
    const auto give = [&walls](const fs::path &at) {
        if (lchown(at.c_str(), walls.outsideUid, walls.outsideGid) != 0)
            failBox("giving away", at.c_str());
    };
    give(path);
    std::error_code error;
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error))
        give(at->path());
}

/// RLIMIT_NPROC counts all tasks of a user, who has others.
rlim_t tasksOf(unsigned uid)
{
    rlim_t tasks = 0;
    std::error_code error;
    for (const auto &process : fs::directory_iterator("/proc", error)) {
        struct stat info
        {};
        const std::string path = process.path().string();
        int number = 0;
        const char *name = path.c_str() + sizeof "/proc/" - 1;
        if (std::from_chars(name, path.c_str() + path.size(), number).ec != std::errc{}
            || stat(path.c_str(), &info) != 0 || info.st_uid != uid)
            continue;
        std::error_code gone;
        for (fs::directory_iterator at(process.path() / "task", gone), end; !gone && at != end; at.increment(gone))
            ++tasks;
    }
    return tasks;
}

bool isBelow(std::string_view path, std::string_view root)
{
    return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

} // namespace

GuardedRoot::GuardedRoot(const BoxPlan &plan, const Walls &walls, std::string folder) : m_folder(std::move(folder))
{
    const bool copies = walls.privileged; // nobody may not reach below a closed home
    makeFolder(m_folder, 0700);
    makeFolder(m_folder + "/tmp", 0700);
    m_names.emplace_back("/tmp", m_folder + "/tmp");
    m_writable.push_back(m_folder + "/tmp");
    stageCode(plan, copies);
    stageLayers(plan, copies);
    stageBinds(plan, copies);
    if (walls.privileged)
        giveAway(m_folder, walls);
    m_processLimit = tasksOf(walls.outsideUid) + processesMost;
    // The longest first: /var/runtime/probe before /var/runtime.
    std::ranges::stable_sort(m_names, std::greater{}, [](const auto &name) { return name.first.size(); });
    makePlan(plan);
}

void GuardedRoot::stageCode(const BoxPlan &plan, bool copies)
{
    std::string here = plan.taskDirectory;
    if (here.empty() || copies) {
        here = m_folder + "/task";
        makeFolder(here, 0755);
    }
    if (*plan.taskDirectory) {
        std::error_code error;
        if (!fs::is_directory(plan.taskDirectory, error))
            fail(wire::openingStep, plan.taskDirectory, error ? error.value() : ENOTDIR);
        if (copies)
            copyInto(plan.taskDirectory, here);
    }
    m_names.emplace_back("/var/task", here);
    m_readable.push_back(here);
}

void GuardedRoot::stageLayers(const BoxPlan &plan, bool copies)
{
    std::string here = m_folder + "/opt";
    if (plan.layers.size() == 1 && !copies) {
        here = plan.layers[0];
    } else {
        makeFolder(here, 0755);
        for (const char *layer : plan.layers)
            copyInto(layer, here);
    }
    std::error_code error;
    if (!fs::is_directory(here, error))
        fail(wire::openingStep, here, error ? error.value() : ENOTDIR);
    m_names.emplace_back("/opt", here);
    m_readable.push_back(here);
}

void GuardedRoot::stageBinds(const BoxPlan &plan, bool copies)
{
    for (std::size_t i = 0; i < plan.binds.size(); ++i) {
        const BoxPlan::Bind &bind = plan.binds[i];
        std::error_code error;
        if (!fs::exists(bind.host, error))
            fail(wire::openingStep, bind.host, error ? error.value() : ENOENT);
        const bool samePlace = std::string_view(bind.host) == bind.inside;
        std::string here = bind.host;
        if (copies && !samePlace && !bind.writable) {
            here = m_folder + "/bind" + std::to_string(i);
            if (fs::is_directory(bind.host, error))
                makeFolder(here, 0755);
            copyInto(bind.host, here);
        }
        if (!samePlace)
            m_names.emplace_back(bind.inside, here);
        (bind.writable ? m_writable : m_readable).push_back(here);
    }
}

std::string GuardedRoot::rename(std::string_view text) const
{
    std::string renamed;
    while (true) {
        const std::size_t end = std::min(text.find(':'), text.size());
        const std::string_view part = text.substr(0, end);
        const std::size_t equals = part.starts_with('/') ? std::string_view::npos : part.rfind('=');
        const std::size_t begin = equals == std::string_view::npos ? 0 : equals + 1;
        const std::string_view path = part.substr(begin);
        const auto name = std::ranges::find_if(m_names, [&](const auto &each) { return isBelow(path, each.first); });
        renamed += part.substr(0, begin);
        if (name == m_names.end())
            renamed += path;
        else
            renamed.append(name->second).append(path.substr(name->first.size()));
        if (end == text.size())
            return renamed;
        renamed += ':';
        text.remove_prefix(end + 1);
    }
}

const char *GuardedRoot::keep(std::string text)
{
    m_texts.push_back(std::move(text));
    return m_texts.back().c_str();
}

void GuardedRoot::makePlan(const BoxPlan &plan)
{
    const std::size_t texts = plan.argv.size() + plan.environment.size() + plan.companions.size()
        + plan.companionEnvironment.size();
    constexpr std::size_t ours = 8;
    m_texts.reserve(texts + ours); // pointers into it must last
    m_plan = plan;
    m_plan.workingDirectory = keep(rename(plan.workingDirectory));
    m_plan.taskDirectory = "";
    const auto renameAll = [this](std::vector<const char *> &list) {
        for (const char *&text : list) {
            if (text)
                text = keep(rename(text));
        }
    };
    renameAll(m_plan.argv);
    renameAll(m_plan.companions);
    for (auto *environment : {&m_plan.environment, &m_plan.companionEnvironment}) {
        renameAll(*environment);
        if (environment->size() <= 1) // the self-test looks for what it did not ask for
            continue;
        const auto has = [environment](std::string_view name) {
            return std::ranges::any_of(
                *environment, [name](const char *entry) { return entry && std::string_view(entry).starts_with(name); });
        };
        const auto add = [this, environment](std::string entry) {
            environment->insert(environment->end() - 1, keep(std::move(entry)));
        };
        if (!has("TMPDIR="))
            add("TMPDIR=" + m_folder + "/tmp");
        if (has("_LAMBDARIUM_CHANNEL=")) // our own bootstraps hide it
            add("_LAMBDARIUM_OPT=" + rename("/opt"));
    }
    // Java does not look at TMPDIR, and its bootstrap has no variable of its own.
    if (const char *program = m_plan.argv[0]; std::string_view(program).ends_with("/java")) {
        const char *const more[] = {keep("-Djava.io.tmpdir=" + m_folder + "/tmp"),
                                    keep("-Dlambdarium.opt=" + rename("/opt"))};
        m_plan.argv.insert(m_plan.argv.begin() + 1, std::begin(more), std::end(more));
    }
}

const char *GuardedRoot::applyWalls(const Walls &walls) const
{
    const rlimit processes{m_processLimit, m_processLimit};
    // At least no single file outgrows /tmp; the rest is looked at now and then.
    const rlim_t bytes = static_cast<rlim_t>(m_plan.header.ephemeralMb) << 20;
    const rlimit fileSize{bytes, bytes};
    if (setrlimit(RLIMIT_NPROC, &processes) != 0 || setrlimit(RLIMIT_FSIZE, &fileSize) != 0)
        return "resource limits";
    signal(SIGXFSZ, SIG_IGN); // writing fails instead, as on a full disk
    if (const char *refused = applyLandlock(walls.landlockAbi))
        return refused;
    if (const char *refused = applyFilters(walls))
        return refused;
    return applySeccomp(m_plan.header.machineNetwork != 0 ? walls.guardedOpen : walls.guardedClosed);
}

std::uint64_t GuardedRoot::tmpUsedKb() const
{
    std::uint64_t blocks = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(m_folder + "/tmp", fs::directory_options::skip_permission_denied, error),
         end;
         !error && at != end; at.increment(error)) {
        struct stat info
        {};
        if (lstat(at->path().c_str(), &info) == 0)
            blocks += static_cast<std::uint64_t>(info.st_blocks);
    }
    return blocks / 2; // of 512 bytes
}

void GuardedRoot::remove() const
{
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
    if (ignored) { // a handler may have closed its folders
        for (fs::recursive_directory_iterator at(m_folder, ignored), end; !ignored && at != end;
             at.increment(ignored)) {
            if (at->is_directory(ignored) && !at->is_symlink(ignored))
                fs::permissions(at->path(), fs::perms::owner_all, ignored);
        }
        fs::remove_all(m_folder, ignored);
    }
    if (getppid() != m_spawner)                                // which would do it otherwise
        fs::remove(fs::path(m_folder).parent_path(), ignored); // refused while others have folders there
}

} // namespace lambdarium
