// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/runtimesandbox.h"

#include "core/http/httpserver.h"
#include "core/runtimes/runtimeenvironment.h"

namespace lambdarium {

/// Leads a Runtime API request to the environment whose listener it came in on.
class RuntimeSandbox::Impl : public HttpHandler
{
public:
    Impl(WallClock &clock, SpawnerClient &spawner, RuntimeSandboxOptions &&options, BootstrapFiles &&files)
        : Impl(clock, spawner, std::move(options), std::move(files),
               Interpreters(files.pythonModule(), options.interpreterDirectories))
    {}

    Impl(WallClock &clock, SpawnerClient &spawner, RuntimeSandboxOptions &&options, BootstrapFiles &&files,
         Interpreters interpreters)
        : host{clock,
               spawner,
               std::move(options),
               std::move(files),
               std::move(interpreters),
               nullptr,
               {},
               nullptr,
               nullptr,
               -1,
               {},
               {}}
    {
        host.zygotes = std::make_unique<Zygotes>(clock, spawner, host.options.zygoteLibrary,
                                                 host.files.pythonDirectory());
        host.standbys = std::make_unique<Standbys>(host);
        HttpLimits limits;
        limits.requestsPerConnection = static_cast<std::size_t>(-1);
        limits.connections = 1024;
        limits.idleTime = std::chrono::hours(24); // a runtime keeps its connection while it is frozen
        limits.headerTime = std::chrono::hours(24);
        limits.bodyTime = std::chrono::hours(1);
        limits.bodyBytesPerSecond = 0; // a limited CPU may make a body as slow as it likes
        host.api = std::make_unique<HttpServer>(clock, *this, limits);
    }

    void handle(HttpRequest request, HttpResponder responder) override
    {
        RuntimeEnvironment *environment = environmentOf(request);
        if (environment && Extensions::serves(request)) {
            environment->extensions().handle(request, std::move(responder));
            return;
        }
        if (RuntimeApi *api = environment ? environment->api() : nullptr) {
            api->handle(std::move(request), std::move(responder));
            return;
        }
        HttpResponse response;
        response.status = request.path == "/2018-06-01/ping" ? 200 : 403;
        response.body = response.status == 200 ? "pong" : "This environment's runtime does not use HTTP.";
        responder.send(std::move(response));
    }

    HttpBodyPolicy bodyPolicy(const HttpRequest &head) override
    {
        RuntimeApi *api = apiOf(head);
        return api ? api->bodyPolicy(head) : HttpBodyPolicy{};
    }

    HttpResponse truncated(const HttpRequest &head) override
    {
        RuntimeApi *api = apiOf(head);
        return api ? api->truncated(head) : HttpHandler::truncated(head);
    }

    HttpResponse tooLarge(const HttpRequest &head) override
    {
        if (RuntimeApi *api = apiOf(head))
            return api->tooLarge(head);
        return HttpHandler::tooLarge(head);
    }

    RuntimeHost host;

private:
    RuntimeEnvironment *environmentOf(const HttpRequest &request)
    {
        const auto found = host.environments.find(request.listener ? request.listener->environment : EnvironmentId{});
        return found == host.environments.end() ? nullptr : found->second;
    }
    RuntimeApi *apiOf(const HttpRequest &request)
    {
        RuntimeEnvironment *environment = environmentOf(request);
        return environment ? environment->api() : nullptr;
    }
};

RuntimeSandbox::RuntimeSandbox(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

RuntimeSandbox::~RuntimeSandbox() = default;

Result<std::unique_ptr<RuntimeSandbox>> RuntimeSandbox::create(WallClock &clock, SpawnerClient &spawner,
                                                               RuntimeSandboxOptions options)
{
    auto files = BootstrapFiles::write(options.directory);
    if (!files)
        return files.error().within("preparing the runtimes");
    auto impl = std::make_unique<Impl>(clock, spawner, std::move(options), std::move(*files));
    return std::unique_ptr<RuntimeSandbox>(new RuntimeSandbox(std::move(impl)));
}

std::unique_ptr<SandboxEnvironment> RuntimeSandbox::launch(EnvironmentSpec spec, EnvironmentObserver &observer)
{
    return std::make_unique<RuntimeEnvironment>(m_impl->host, std::move(spec), observer);
}

Result<std::string> RuntimeSandbox::runtimeNote(const std::string &runtime) const
{
    const auto choice = m_impl->host.interpreters.choose(runtime);
    if (!choice)
        return choice.error();
    return choice->note;
}

Result<RuntimeChoice> RuntimeSandbox::interpreter(const std::string &runtime) const
{
    return m_impl->host.interpreters.choose(runtime);
}

bool RuntimeSandbox::warm(const std::string &runtime)
{
    const auto choice = m_impl->host.interpreters.choose(runtime);
    return choice && m_impl->host.zygotes->warm(*choice);
}

void RuntimeSandbox::setStrictColdStart(bool strict) { m_impl->host.options.strictColdStart = strict; }

bool RuntimeSandbox::strictColdStart() const { return m_impl->host.options.strictColdStart; }

bool RuntimeSandbox::prepare(const EnvironmentSpec &spec)
{
    const auto choice = m_impl->host.interpreters.choose(spec.runtime);
    return choice && m_impl->host.standbys->want(spec, *choice);
}

void RuntimeSandbox::setIsolation(int level, std::string refusal)
{
    m_impl->host.isolationLevel = level;
    m_impl->host.refusal = std::move(refusal);
    for (Task &start : std::exchange(m_impl->host.awaitIsolation, {}))
        m_impl->host.clock.loop().post(std::move(start));
}

std::pair<std::int64_t, std::int64_t> RuntimeSandbox::used() const
{
    std::pair<std::int64_t, std::int64_t> kilobytes;
    for (const auto &[id, environment] : m_impl->host.environments) {
        const BoxUsage usage = environment->boxUsage();
        kilobytes.first += usage.memoryKb;
        kilobytes.second += usage.tmpUsedKb;
    }
    return kilobytes;
}

int RuntimeSandbox::standing() const { return m_impl->host.standbys->standing(); }

void RuntimeSandbox::dropStanding() { m_impl->host.standbys->dropAll(); }

std::vector<RuntimeView> RuntimeSandbox::runtimes() const { return m_impl->host.interpreters.views(); }

} // namespace lambdarium
