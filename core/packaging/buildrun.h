// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packaging/builder.h"

namespace lambdarium {

/// One build step from its preparation to its output. Core thread; owned by Builder, destroyed inside or after `ended`.
/// Destroying it kills the box and throws the work folder away.
class BuildRun
{
public:
    /// Called once, from a task of its own.
    using Ended = std::function<void(BuildView::State, std::string problem)>;

    BuildRun(const Builder::Parts &parts, BuildSubject subject, Trust trust, Ended ended);
    ~BuildRun();
    BuildRun(const BuildRun &) = delete;
    BuildRun &operator=(const BuildRun &) = delete;

    void cancel();

private:
    void prepare(Trust trust);
    void launch(Trust trust);
    void boxed(std::unique_ptr<Box> box);
    void read();
    void take(std::string_view bytes);
    void line(std::string text);
    void exited(const BoxExit &exit);
    void finishIfOver();
    void keep();
    void end(BuildView::State state, std::string problem);

    const Builder::Parts &m_parts;
    BuildSubject m_subject;
    BuildRecipe m_recipe;
    Ended m_ended;
    std::shared_ptr<PreparedBuild> m_prepared;
    std::unique_ptr<Box> m_box;
    UniqueFd m_log;
    std::unique_ptr<WallClock::Watch> m_watch;
    std::string m_partial;   ///< a line without its end
    bool m_returned = false; ///< its last byte so far was a carriage return
    std::string m_lastLine;
    std::size_t m_lines = 0;
    std::optional<BoxExit> m_exit;
    bool m_over = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
