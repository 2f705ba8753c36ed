// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/deployer.h"

#include <filesystem>
#include <map>
#include <mutex>
#include <utility>

namespace lambdarium {

namespace {

/// Of a snapshot, which never changes: most are asked for again at the next deployment.
std::int64_t bytesBelow(const std::string &directory)
{
    static std::mutex mutex;
    static std::map<std::string, std::int64_t> known;
    const std::scoped_lock lock(mutex);
    const auto found = known.find(directory);
    if (directory.empty() || found != known.end())
        return directory.empty() ? 0 : found->second;
    std::int64_t bytes = 0;
    std::error_code failure;
    using Walk = std::filesystem::recursive_directory_iterator;
    for (Walk at(directory, failure); !failure && at != Walk(); at.increment(failure))
        if (std::error_code other; at->is_regular_file(other) && !at->is_symlink(other))
            bytes += static_cast<std::int64_t>(at->file_size(other));
    return known[directory] = bytes;
}

} // namespace

Deployer::Deployer(WallClock &clock, Workspace workspace, Ready ready)
    : m_clock(clock), m_workspace(std::move(workspace)), m_ready(std::move(ready)),
      m_worker(std::make_unique<Worker<Task>>([](std::vector<Task> tasks) {
          for (Task &task : tasks)
              task();
      }))
{}

Deployer::~Deployer() { *m_alive = false; }

Deployment Deployer::make(const Workspace &workspace, const command::ApplyModel &state)
{
    Deployment deployment{state.model, state.account, state.limits, {}};
    for (const Function &function : state.model.functions) {
        CodeSnapshot &code = deployment.code[function.id];
        if (const auto directory = workspace.snapshotCode(function))
            code.directory = directory->string();
        else
            code.problem = directory.error().message;
        code.bytes = bytesBelow(code.directory);
        for (const std::string &layer : code.layers)
            code.bytes += bytesBelow(layer);
    }
    return deployment;
}

void Deployer::start(Task done)
{
    m_waiting.push_back(std::move(done));
    if (!m_running)
        begin();
}

void Deployer::begin()
{
    m_running = true;
    m_current = std::exchange(m_waiting, {});
    m_worker->post([this, alive = m_alive, workspace = m_workspace, state = m_state] {
        auto made = std::make_shared<Deployment>(make(workspace, state));
        m_clock.mailbox().post([this, alive, made] {
            if (*alive)
                finish(std::move(*made));
        });
    });
}

void Deployer::finish(Deployment deployment)
{
    m_ready(std::move(deployment));
    m_running = false;
    for (const Task &done : std::exchange(m_current, {}))
        if (done)
            done();
    if (!m_waiting.empty())
        return begin();
    for (const Task &task : std::exchange(m_after, {}))
        task();
}

void Deployer::after(Task task)
{
    if (busy())
        m_after.push_back(std::move(task));
    else
        task();
}

} // namespace lambdarium
