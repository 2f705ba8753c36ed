// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/builder.h"

#include "core/packaging/buildpreview.h"
#include "core/packaging/buildrun.h"

#include <algorithm>

namespace lambdarium {

/// One call of build(): its reply goes out with the last of its builds.
struct BuildWait
{
    std::size_t left = 0;
    BuildOutcome outcome;
    Builder::Done done;

    void take(const BuildView &view)
    {
        outcome.builds.push_back(view);
        if (--left == 0)
            done(std::move(outcome));
    }
};

Result<Interpreter> Builder::Parts::python(const BuildSubject &subject) const
{
    auto choice = interpreter(subject.runtime.starts_with("python") ? subject.runtime : "python3.13");
    if (!choice)
        return choice.error();
    return std::move(choice->interpreter);
}

Builder::Builder(Parts parts) : m_parts(std::move(parts)) {}

Builder::~Builder() { *m_alive = false; }

BuildPlanView Builder::plan(const std::vector<BuildSubject> &subjects, Trust trust) const
{
    BuildPlanView plan;
    for (const BuildSubject &subject : subjects)
        plan.steps.push_back(previewBuild(
            subject, [&] { return m_parts.python(subject); }, trust));
    return plan;
}

BuildView &Builder::viewOf(const NodeId &id)
{
    const auto found = std::ranges::find(m_views, id, &BuildView::id);
    if (found != m_views.end())
        return *found;
    m_views.push_back({.id = id});
    return m_views.back();
}

void Builder::build(std::vector<BuildSubject> subjects, Trust trust, Done done)
{
    if (subjects.empty())
        return done({});
    auto wait = std::make_shared<BuildWait>();
    wait->left = subjects.size();
    wait->done = std::move(done);
    for (BuildSubject &subject : subjects)
        add(std::move(subject), trust, wait);
    m_parts.changed();
    if (!m_run)
        next();
}

void Builder::add(BuildSubject subject, Trust trust, const std::shared_ptr<BuildWait> &wait)
{
    // A build that runs may have read its sources already; one that waits has not.
    const auto first = m_jobs.begin() + (m_run && !m_jobs.empty() ? 1 : 0);
    const auto same = std::find_if(first, m_jobs.end(),
                                   [&](const Job &job) { return job.subject.id == subject.id && job.trust == trust; });
    if (same != m_jobs.end())
        return same->waiting.push_back(wait);
    if (!m_run || m_jobs.empty() || m_jobs.front().subject.id != subject.id)
        viewOf(subject.id) = {.id = subject.id, .step = recipeFor(subject).step};
    m_jobs.push_back({std::move(subject), trust, {wait}});
}

void Builder::next()
{
    m_run.reset();
    if (m_jobs.empty())
        return;
    const Job &job = m_jobs.front();
    BuildView &view = viewOf(job.subject.id);
    view = {.id = job.subject.id,
            .state = BuildView::State::Running,
            .step = recipeFor(job.subject).step,
            .started = m_parts.clock.loop().now()};
    m_run = std::make_unique<BuildRun>(
        m_parts, job.subject, job.trust,
        [this](BuildView::State state, std::string problem) { ended(state, std::move(problem)); });
    m_parts.changed();
}

void Builder::ended(BuildView::State state, std::string problem)
{
    const Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    BuildView &view = viewOf(job.subject.id);
    view.state = state;
    view.problem = std::move(problem);
    view.duration = m_parts.clock.loop().now() - view.started;
    const BuildView told = view;
    m_parts.changed();
    next();
    for (const auto &wait : job.waiting)
        wait->take(told);
}

bool Builder::cancel(const NodeId &resource)
{
    bool found = false;
    std::vector<Job> dropped;
    for (std::size_t i = m_jobs.size(); i-- > 1;) {
        if (!resource.empty() && m_jobs[i].subject.id != resource)
            continue;
        dropped.push_back(std::move(m_jobs[i]));
        m_jobs.erase(m_jobs.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (m_run && !m_jobs.empty() && (resource.empty() || m_jobs.front().subject.id == resource)) {
        found = true;
        m_run->cancel();
    }
    for (const Job &job : dropped) {
        BuildView &view = viewOf(job.subject.id);
        view.state = BuildView::State::Cancelled;
        view.problem = "cancelled";
        for (const auto &wait : job.waiting)
            wait->take(view);
    }
    if (!dropped.empty())
        m_parts.changed();
    return found || !dropped.empty();
}

} // namespace lambdarium
