// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/zygotes.h"

#include "core/base/log.h"
#include "core/runtimes/environmentvariables.h"

#include <unistd.h>

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

/// One that ends this often is broken here: execute instead of trying for ever.
constexpr int endsMax = 3;

bool readOnlyAtStart(const std::string &name)
{
    static constexpr std::array<std::string_view, 4> exact{"AWS_LAMBDA_EXEC_WRAPPER", "LD_PRELOAD", "LD_LIBRARY_PATH",
                                                           "LC_ALL"};
    return std::ranges::find(exact, name) != exact.end() || (name.starts_with("PYTHON") && name != "PYTHONPATH");
}

} // namespace

struct Zygotes::Warm
{
    std::unique_ptr<Zygote> zygote;
    std::unique_ptr<WallClock::Watch> watch;
    UniqueFd log;
    bool ready = false;
    int ends = 0;
};

Zygotes::Zygotes(WallClock &clock, SpawnerClient &spawner, std::string library, std::string directory)
    : m_clock(clock), m_spawner(spawner), m_library(std::move(library)), m_directory(std::move(directory))
{
    if (access(m_library.c_str(), R_OK) != 0)
        m_library.clear();
}

Zygotes::~Zygotes() { *m_alive = false; }

Zygote *Zygotes::zygoteFor(const EnvironmentSpec &spec, const RuntimeChoice &choice)
{
    if (choice.family != RuntimeFamily::Python)
        return nullptr;
    if (std::ranges::any_of(spec.environment, [](const auto &pair) { return readOnlyAtStart(pair.first); }))
        return nullptr;
    if (!warm(choice))
        return nullptr; // starting the program itself is quicker than waiting for the warm one
    return m_warm[choice.interpreter.executable]->zygote.get();
}

bool Zygotes::warm(const RuntimeChoice &choice)
{
    if (m_library.empty() || m_spawner.limits().guarded || choice.family != RuntimeFamily::Python)
        return false;
    auto &warm = m_warm[choice.interpreter.executable];
    if (!warm)
        warm = std::make_unique<Warm>();
    if (warm->zygote || warm->ends >= endsMax)
        return warm->ready;
    EnvironmentSpec nobody;
    nobody.runtime = "python3.13";
    auto environment = environmentVariables(nobody, choice);
    // What the dynamic loader, the locale and the clock read once, at a process's start.
    std::erase_if(environment, [](const auto &pair) {
        return pair.first != "LD_LIBRARY_PATH" && pair.first != "LANG" && pair.first != "LC_CTYPE" && pair.first != "TZ"
            && pair.first != "PATH";
    });
    auto started = m_spawner.startZygote({choice.interpreter.executable, "-S", "-s", m_directory + "/zygote.py",
                                          m_library, m_directory + "/lambdarium_runtime.py"},
                                         std::move(environment));
    if (!started) {
        log::warning("warm Python: " + started.error().message);
        warm->ends = endsMax;
        return false;
    }
    warm->zygote = std::move(*started);
    warm->log = warm->zygote->takeLog();
    // What it says is a fault of ours; it must never block on a full pipe.
    warm->watch = m_clock.watch(warm->log.value(), WallClock::For::Read, [state = warm.get()] {
        char text[4096];
        const ssize_t count = read(state->log.value(), text, sizeof text);
        if (count > 0 && std::string_view(text, static_cast<std::size_t>(count)) == "ready\n")
            state->ready = true;
        else if (count > 0)
            log::warning("warm Python: " + std::string(text, static_cast<std::size_t>(count)));
        else if (count == 0)
            state->watch.reset();
    });
    warm->zygote->whenEnded([this, alive = m_alive, executable = choice.interpreter.executable] {
        if (!*alive)
            return;
        const auto found = m_warm.find(executable);
        if (found == m_warm.end())
            return;
        ++found->second->ends;
        found->second->ready = false;
        found->second->watch.reset();
        // Posted: the zygote is in the middle of saying so.
        m_clock.loop().post([this, alive, executable] {
            if (*alive)
                m_warm[executable]->zygote.reset();
        });
    });
    return false;
}

} // namespace lambdarium
