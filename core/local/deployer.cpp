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

namespace {

/// The same batches: a wire of the template is known by them, whatever its key.
bool sameMapping(const Edge &one, const Edge &other)
{
    return one.batchSize == other.batchSize && one.batchWindowSeconds == other.batchWindowSeconds
        && one.enabled == other.enabled && one.reportBatchItemFailures == other.reportBatchItemFailures
        && one.maximumConcurrency == other.maximumConcurrency;
}

void layMapping(const MappingOverride &mapping, const NodeId &function, std::vector<Edge> &edges)
{
    const auto found = std::ranges::find_if(edges, [&](const Edge &edge) {
        return edge.kind == EdgeKind::QueueToFunction && edge.from == mapping.edge.from && edge.to == function;
    });
    if (found == edges.end()) {
        if (mapping.beside)
            return; // the template had it and has it no more
        edges.push_back(mapping.edge);
        edges.back().kind = EdgeKind::QueueToFunction;
        edges.back().to = function; // adopted functions have another id
        edges.back().id = mapping.edge.from + ">QueueToFunction>" + function;
        return;
    }
    if (!mapping.beside || !sameMapping(*found, *mapping.beside))
        return; // the template took it over, or changed it since
    if (mapping.removed) {
        edges.erase(found);
        return;
    }
    found->batchSize = mapping.edge.batchSize;
    found->batchWindowSeconds = mapping.edge.batchWindowSeconds;
    found->enabled = mapping.edge.enabled;
    found->reportBatchItemFailures = mapping.edge.reportBatchItemFailures;
    found->maximumConcurrency = mapping.edge.maximumConcurrency;
    found->qualifier = mapping.edge.qualifier;
}

CodeSnapshot layFunction(const Workspace &workspace, const Model &model, const Releases::Overlay &overlay,
                         Function &function)
{
    if (overlay.url && overlay.url->beside == function.url)
        function.url = overlay.url->value;
    if (!overlay.latest || overlay.latest->created)
        return chooseCode(workspace, model, function);
    const LatestOverride &latest = *overlay.latest;
    if (latest.settings)
        function = releasesjson::overlaid(function, latest.beside, *latest.settings);
    CodeSnapshot code = chooseCode(workspace, model, function);
    return latest.code && code.directory == latest.codeBeside ? chooseCode(workspace, model, function, *latest.code)
                                                              : code;
}

} // namespace

Deployment Deployer::make(const Workspace &workspace, const command::ApplyModel &state,
                          const std::map<std::string, Releases::Overlay> &overlays)
{
    Deployment deployment{state.model, state.account, state.limits, {}};
    std::vector<Function> &functions = deployment.model.functions;
    for (Function &function : functions) {
        const auto found = overlays.find(function.name);
        deployment.code[function.id] = found == overlays.end()
            ? chooseCode(workspace, state.model, function)
            : layFunction(workspace, state.model, found->second, function);
    }
    for (const auto &[name, overlay] : overlays) {
        if (!overlay.latest || !overlay.latest->created || !overlay.latest->settings || !nameIsFree(state.model, name))
            continue;
        Function function = *overlay.latest->settings;
        function.id = name;
        if (overlay.url)
            function.url = overlay.url->value;
        if (overlay.latest->code)
            deployment.code[name] = chooseCode(workspace, state.model, function, *overlay.latest->code);
        functions.push_back(std::move(function));
    }
    for (const auto &[name, overlay] : overlays)
        for (const auto &[uuid, mapping] : overlay.mappings)
            if (const Function *function = deployment.model.function(name))
                layMapping(mapping, function->id, deployment.model.edges);
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
    m_worker->post([this, alive = m_alive, workspace = m_workspace, state = m_state, overlays = m_overlays] {
        auto made = std::make_shared<Deployment>(make(workspace, state, overlays));
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
