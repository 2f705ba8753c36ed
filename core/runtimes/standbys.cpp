// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/standbys.h"

#include "core/base/log.h"
#include "core/runtimes/environmentvariables.h"
#include "core/runtimes/launchplan.h"
#include "core/runtimes/runtimeenvironment.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace lambdarium {

namespace {

constexpr std::size_t placesMax = 4;
/// A new one must not compete with the function that just starts.
constexpr Duration quietTime = std::chrono::milliseconds(20);
/// One that ends this often is broken here: execute instead of trying for ever.
constexpr int failuresMax = 3;

bool readOnlyAtStart(const std::string &name)
{
    static constexpr std::array<std::string_view, 6> exact{"AWS_LAMBDA_EXEC_WRAPPER", "LC_ALL",      "LANG", "LC_CTYPE",
                                                           "UV_THREADPOOL_SIZE",      "OPENSSL_CONF"};
    return std::ranges::find(exact, name) != exact.end() || name.starts_with("LD_") || name.starts_with("SSL_CERT")
        || name.starts_with("NODE_") || (name.starts_with("PYTHON") && name != "PYTHONPATH");
}

bool hasExtensions(const EnvironmentSpec &spec)
{
    std::error_code failure;
    return std::ranges::any_of(
        spec.layers, [&](const std::string &layer) { return std::filesystem::exists(layer + "/extensions", failure); });
}

} // namespace

Standbys::~Standbys()
{
    *m_alive = false;
    for (auto &[key, place] : m_places) {
        if (place.timer)
            m_host.clock.loop().cancel(*place.timer);
    }
}

bool Standbys::eligible(const EnvironmentSpec &spec, const RuntimeChoice &choice) const
{
    return m_host.options.standbys && !m_host.spawner.limits().guarded && !m_host.options.strictColdStart && !spec.tmp
        && (choice.family == RuntimeFamily::Python || choice.family == RuntimeFamily::Node)
        && spec.network.mode == NetworkMode::Isolated && !hasExtensions(spec)
        && std::ranges::none_of(spec.environment, [](const auto &pair) { return readOnlyAtStart(pair.first); });
}

Standbys::Key Standbys::keyOf(const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    return {choice.interpreter.executable, spec.memoryMb, spec.ephemeralMb};
}

std::optional<Standbys::Standby> Standbys::take(const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    if (!eligible(spec, choice))
        return std::nullopt;
    const Key key = keyOf(spec, choice);
    std::optional<Standby> taken;
    if (const auto found = m_places.find(key); found != m_places.end() && found->second.standby.box)
        taken = std::exchange(found->second.standby, {});
    want(spec, choice);
    return taken;
}

bool Standbys::want(const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    if (!eligible(spec, choice))
        return false;
    const Key key = keyOf(spec, choice);
    Place &place = m_places[key];
    place.choice = choice;
    place.used = ++m_uses;
    dropOldest(key);
    if (!place.standby.box && !place.starting)
        plan(key);
    return place.standby.box != nullptr;
}

int Standbys::standing() const
{
    return static_cast<int>(
        std::ranges::count_if(m_places, [](const auto &at) { return at.second.standby.box != nullptr; }));
}

void Standbys::dropOldest(const Key &except)
{
    while (m_places.size() > placesMax) {
        auto oldest = m_places.end();
        for (auto at = m_places.begin(); at != m_places.end(); ++at) {
            if (at->first != except && !at->second.starting
                && (oldest == m_places.end() || at->second.used < oldest->second.used))
                oldest = at;
        }
        if (oldest == m_places.end())
            return;
        if (oldest->second.timer)
            m_host.clock.loop().cancel(*oldest->second.timer);
        m_places.erase(oldest);
    }
}

void Standbys::plan(const Key &key)
{
    Place &place = m_places[key];
    if (place.failures >= failuresMax || place.timer)
        return;
    place.timer = m_host.clock.loop().callAfter(quietTime, [this, key] {
        m_places[key].timer.reset();
        make(key);
    });
}

void Standbys::make(const Key &key)
{
    Place &place = m_places[key];
    EnvironmentSpec nobody;
    nobody.runtime = place.choice.family == RuntimeFamily::Python ? "python" : "nodejs";
    nobody.memoryMb = std::get<1>(key);
    nobody.ephemeralMb = std::get<2>(key);
    auto launch = planLaunch(m_host, nobody, place.choice);
    if (!launch)
        return;
    launch->box.standby = true;
    launch->box.environment.emplace_back("_LAMBDARIUM_STANDBY", "1");
    auto standby = std::make_shared<Standby>();
    standby->toRuntime = std::move(launch->toRuntime);
    standby->fromRuntime = std::move(launch->fromRuntime);
    standby->held = std::move(launch->held);
    place.starting = true;
    const auto settled = [this, key, standby, alive = m_alive,
                          generation = m_generation](Result<std::unique_ptr<Box>> box) {
        if (*alive && generation == m_generation)
            settle(key, std::move(*standby), std::move(box));
    };
    if (Zygote *zygote = m_host.zygotes->zygoteFor(nobody, place.choice))
        zygote->spawn(std::move(launch->box), settled);
    else
        m_host.spawner.spawn(std::move(launch->box), settled);
}

void Standbys::settle(const Key &key, Standby standby, Result<std::unique_ptr<Box>> box)
{
    Place &place = m_places[key];
    place.starting = false;
    if (!box) {
        ++place.failures;
        log::warning("standing environment: " + box.error().message);
        return;
    }
    standby.box = std::move(*box);
    standby.box->whenExited([this, key](const BoxExit &) {
        // Posted: the box is in the middle of saying so.
        m_host.clock.loop().post([this, key, alive = m_alive, generation = m_generation] {
            if (*alive && generation == m_generation)
                ended(key);
        });
    });
    place.standby = std::move(standby);
}

void Standbys::ended(const Key &key)
{
    Place &place = m_places[key];
    ++place.failures;
    place.standby = {};
    plan(key);
}

void Standbys::dropAll()
{
    ++m_generation;
    for (auto &[key, place] : m_places) {
        if (place.timer)
            m_host.clock.loop().cancel(*place.timer);
    }
    m_places.clear();
}

std::string Standbys::introduction(const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    std::string block;
    for (const auto &[name, value] : environmentVariables(spec, choice)) {
        if (!block.empty())
            block += '\0';
        block.append(name).append("=").append(value);
    }
    return block;
}

} // namespace lambdarium
