// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/deployer.h"

#include "core/engine/releasesjson.h"
#include "core/packaging/codechoice.h"

#include <algorithm>
#include <utility>

namespace lambdarium {

Deployer::Deployer(WallClock &clock, Workspace workspace, Ready ready)
    : m_clock(clock), m_workspace(std::move(workspace)), m_ready(std::move(ready)),
      m_worker(std::make_unique<Worker<Task>>([](std::vector<Task> tasks) {
          for (Task &task : tasks)
              task();
      }))
{}

bool Deployer::nameIsFree(const Model &model, const std::string &name)
{
    const auto taken = [&name](const auto &resources) {
        return std::ranges::any_of(resources, [&name](const auto &each) { return each.id == name; });
    };
    return !model.function(name) && !taken(model.queues) && !taken(model.topics) && !taken(model.buckets)
        && !taken(model.layers) && !taken(model.others);
}

Deployer::~Deployer() { *m_alive = false; }

Deployment Deployer::make(const Workspace &workspace, const command::ApplyModel &state,
                          const std::map<std::string, LatestOverride> &overrides)
{
    Deployment deployment{state.model, state.account, state.limits, {}};
    std::vector<Function> created;
    for (const auto &[name, latest] : overrides)
        if (latest.created && latest.settings && nameIsFree(state.model, name))
            created.push_back(*latest.settings);
    for (Function &function : deployment.model.functions) {
        CodeSnapshot &code = deployment.code[function.id];
        const auto found = overrides.find(function.name);
        if (found == overrides.end() || found->second.created) {
            code = chooseCode(workspace, state.model, function);
            continue;
        }
        const LatestOverride &latest = found->second;
        if (latest.settings)
            function = releasesjson::overlaid(function, latest.beside, *latest.settings);
        code = chooseCode(workspace, state.model, function);
        if (latest.code && code.directory == latest.codeBeside)
            code = chooseCode(workspace, state.model, function, *latest.code);
    }
    for (Function &function : created) {
        function.id = function.name;
        if (const auto &code = overrides.at(function.name).code)
            deployment.code[function.id] = chooseCode(workspace, state.model, function, *code);
        deployment.model.functions.push_back(std::move(function));
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
    m_worker->post([this, alive = m_alive, workspace = m_workspace, state = m_state, overrides = m_overrides] {
        auto made = std::make_shared<Deployment>(make(workspace, state, overrides));
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
