// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/buildrun.h"

#include <unistd.h>

#include <array>

namespace lambdarium {

namespace {

constexpr std::size_t linesMax = 20000;
constexpr std::size_t lineBytesMax = 8192;

} // namespace

BuildRun::BuildRun(const Builder::Parts &parts, BuildSubject subject, Trust trust, Ended ended)
    : m_parts(parts), m_subject(std::move(subject)), m_recipe(recipeFor(m_subject)), m_ended(std::move(ended))
{
    prepare(trust);
}

BuildRun::~BuildRun()
{
    *m_alive = false;
    m_watch.reset();
    m_box.reset();
    if (m_prepared)
        m_parts.blocking([build = m_prepared] { BuildStore::discard(*build); });
}

void BuildRun::prepare(Trust trust)
{
    if (m_recipe.downloads && trust != Trust::Trusted)
        return end(BuildView::State::Failed, downloadsRefused(m_recipe));
    auto result = std::make_shared<Result<PreparedBuild>>(Error{});
    m_parts.blocking([this, alive = m_alive, result, trust, store = BuildStore(m_parts.workspace), subject = m_subject,
                      recipe = m_recipe, &mailbox = m_parts.clock.mailbox()] {
        *result = store.prepare(subject, recipe, trust);
        const bool posted = mailbox.post([this, alive, result, trust] {
            if (*result && !*alive)
                return BuildStore::discard(**result);
            if (!*alive)
                return;
            if (!*result)
                return end(BuildView::State::Failed, result->error().message);
            m_prepared = std::make_shared<PreparedBuild>(std::move(**result));
            launch(trust);
        });
        if (!posted && *result)
            BuildStore::discard(**result);
    });
}

void BuildRun::launch(Trust trust)
{
    if (m_over)
        return;
    Interpreter python;
    if (m_recipe.tool == BuildTool::Pip) {
        auto found = m_parts.python(m_subject);
        if (!found)
            return end(BuildView::State::Failed, found.error().message);
        python = std::move(*found);
    }
    const auto chain = findToolchain(m_recipe.tool, python);
    if (!chain)
        return end(BuildView::State::Failed, chain.error().message);
    m_parts.spawner.spawn(planBuild(m_subject, m_recipe, *chain, m_prepared->place, trust),
                          [this, alive = m_alive](Result<std::unique_ptr<Box>> box) {
                              if (!*alive || m_over)
                                  return;
                              if (!box)
                                  return end(BuildView::State::Failed, box.error().message);
                              boxed(std::move(*box));
                          });
}

void BuildRun::boxed(std::unique_ptr<Box> box)
{
    m_box = std::move(box);
    m_log = m_box->takeLog();
    m_watch = m_parts.clock.watch(m_log.value(), WallClock::For::Read, [this] { read(); });
    m_box->whenExited([this](const BoxExit &exit) { exited(exit); });
}

void BuildRun::read()
{
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(m_log.value(), buffer.data(), buffer.size());
    if (count < 0)
        return;
    if (count > 0)
        return take({buffer.data(), static_cast<std::size_t>(count)});
    if (!m_partial.empty())
        line(std::exchange(m_partial, {}));
    m_watch.reset();
    finishIfOver();
}

void BuildRun::take(std::string_view bytes)
{
    for (const char c : bytes) {
        const bool returned = std::exchange(m_returned, c == '\r');
        if (c == '\n') {
            line(std::exchange(m_partial, {}));
        } else if (c != '\r') {
            if (returned) // a progress bar draws over itself
                m_partial.clear();
            if (m_partial.size() < lineBytesMax)
                m_partial += c;
        }
    }
}

void BuildRun::line(std::string text)
{
    if (text.find_first_not_of(' ') != std::string::npos)
        m_lastLine = text;
    if (++m_lines > linesMax + 1)
        return;
    if (m_lines > linesMax)
        text = "(more lines are not shown)";
    m_parts.log({.function = m_subject.id, .kind = LogKind::Build, .text = std::move(text)});
}

void BuildRun::exited(const BoxExit &exit)
{
    m_exit = exit;
    finishIfOver();
}

/// Both the end of the program and the end of what it wrote.
void BuildRun::finishIfOver()
{
    if (!m_exit || m_watch || m_over)
        return;
    if (m_exit->oomKilled)
        return end(BuildView::State::Failed, "The build needed more than 4096 MB of memory.");
    if (m_exit->lost)
        return end(BuildView::State::Failed, "The build was ended from outside.");
    if (m_exit->status != 0 || m_exit->signal != 0)
        return end(BuildView::State::Failed,
                   m_lastLine.empty() ? "'" + m_recipe.step + "' ended with status " + std::to_string(m_exit->status)
                                      : m_lastLine);
    keep();
}

void BuildRun::keep()
{
    auto result = std::make_shared<Result<void>>();
    m_parts.blocking([this, alive = m_alive, result, store = BuildStore(m_parts.workspace), build = m_prepared,
                      &mailbox = m_parts.clock.mailbox()] {
        *result = store.keep(*build);
        mailbox.post([this, alive, result] {
            if (!*alive)
                return;
            if (*result)
                end(BuildView::State::Succeeded, {});
            else
                end(BuildView::State::Failed, result->error().message);
        });
    });
}

void BuildRun::cancel() { end(BuildView::State::Cancelled, "cancelled"); }

void BuildRun::end(BuildView::State state, std::string problem)
{
    if (std::exchange(m_over, true))
        return;
    m_watch.reset();
    m_box.reset();
    // A copy: being told of the end, the owner destroys this.
    m_parts.clock.loop().post([ended = m_ended, alive = m_alive, state, problem = std::move(problem)] {
        if (*alive)
            ended(state, problem);
    });
}

} // namespace lambdarium
