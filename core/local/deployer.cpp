// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/deployer.h"

#include "core/packaging/codechoice.h"

#include <utility>

namespace lambdarium {

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
    for (const Function &function : state.model.functions)
        deployment.code[function.id] = chooseCode(workspace, state.model, function);
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
