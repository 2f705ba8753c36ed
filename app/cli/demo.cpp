// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/corehandle.h"
#include "app/cli/factprinter.h"
#include "app/cli/triggers.h"
#include "core/local/localsession.h"
#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <QProcess>

#include <cstdio>
#include <map>
#include <set>

namespace lambdarium {

namespace {

using namespace std::chrono_literals;

/// Fires, then follows: counts what started and ended so that it knows when everything came to rest.
class Demo
{
public:
    Demo(const Workspace &workspace, const Model &model, CoreHandle &handle)
        : m_workspace(workspace), m_model(model), m_handle(handle)
    {}

    void note(const Fact &fact)
    {
        if (std::holds_alternative<fact::InvocationStarted>(fact.body))
            ++m_running;
        if (const auto *end = std::get_if<fact::InvocationEnded>(&fact.body)) {
            --m_running;
            ++m_ended[end->function];
            if (end->outcome != InvocationOutcome::Success)
                ++m_failed;
        }
    }

    bool fireAll()
    {
        bool sound = true;
        for (const Trigger &trigger : triggersOf(m_workspace, m_model)) {
            const Result<CommandOutcome> result = m_handle.call(trigger.command);
            sound = print(trigger.node, result) && sound;
            m_expected.insert(trigger.function);
        }
        return sound;
    }

    bool atRest(const Snapshot &snapshot) const
    {
        const bool allRan = std::ranges::all_of(m_expected, [&](const NodeId &id) { return m_ended.contains(id); });
        if (m_running > 0 || snapshot.accountInUse > 0 || !allRan)
            return false;
        for (const QueueView &queue : snapshot.queues) {
            const Queue *model = m_model.queue(queue.id);
            const bool consumed = std::ranges::any_of(m_model.edges, [&](const Edge &edge) {
                return edge.kind == EdgeKind::QueueToFunction && model != nullptr && edge.from == model->id;
            });
            if (consumed && queue.visible + queue.inFlight + queue.delayed > 0)
                return false;
        }
        return std::ranges::all_of(snapshot.functions, [](const FunctionView &view) { return view.queuedEvents == 0; });
    }

    void summarise() const
    {
        for (const auto &[function, count] : m_ended)
            std::fprintf(stderr, "lambdarium: %s ran %d time%s\n", function.c_str(), count, count == 1 ? "" : "s");
    }

    bool firedSomething() const { return !m_expected.empty(); }
    int failures() const { return m_failed; }

private:
    static bool print(const NodeId &node, const Result<CommandOutcome> &result)
    {
        if (!result) {
            std::fprintf(stderr, "lambdarium: %s: %s\n", node.c_str(), result.error().message.c_str());
            return false;
        }
        if (const auto *url = std::get_if<UrlResponse>(&*result))
            std::printf("%s answered %d %s\n", node.c_str(), url->status, terminalText(url->body).c_str());
        else if (const auto *accepted = std::get_if<Accepted>(&*result))
            std::printf("%s accepted %s\n", node.c_str(), accepted->id.c_str());
        std::fflush(stdout);
        return true;
    }

    const Workspace &m_workspace;
    const Model &m_model;
    CoreHandle &m_handle;
    int m_running = 0;
    int m_failed = 0;
    std::set<NodeId> m_expected;
    std::map<NodeId, int> m_ended;
};

int picture(const Options &options, const char *program)
{
    const QStringList arguments{QStringLiteral("screenshot"), options.workspace, QStringLiteral("--out"), options.out};
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QString::fromLocal8Bit(program), arguments);
    return process.waitForFinished(120000) ? process.exitCode() : static_cast<int>(ExitEnvironment);
}

int fireEverything(const Options &options)
{
    const auto workspace = Workspace::open(options.workspace.toStdString());
    if (!workspace)
        return failed(workspace.error());
    auto text = workspace->readText(workspace->templatePath().filename());
    if (!text)
        return failed(text.error());
    const auto parsed = Template::parse(std::move(*text));
    if (!parsed)
        return failed(parsed.error());

    CoreHandle handle;
    auto session = LocalSession::open(sessionOptions(options, options.workspace.toStdString()));
    if (!session)
        return failed(session.error());
    FactPrinter printer(stdout, stderr);
    Demo demo(*workspace, parsed->model(), handle);
    handle.attach(**session, [&](const Fact &fact) {
        printer.print(fact);
        demo.note(fact);
    });
    if (const auto started = handle.call(command::StartSources{}); !started)
        return failed(started.error());
    if (!demo.fireAll())
        return ExitEnvironment;
    const bool rested = handle.wait(60s, [&] { return demo.atRest(*(*session)->snapshot()); });
    if (!demo.firedSomething())
        std::fprintf(stderr, "lambdarium: this workspace has no trigger to fire\n");
    demo.summarise();
    if (!rested)
        std::fprintf(stderr, "lambdarium: still busy after a minute; see the log above\n");
    return demo.failures() > 0 || !rested ? ExitFunctionError : ExitOk;
}

} // namespace

int runDemo(const Options &options, const char *program)
{
    const int code = fireEverything(options);
    if (options.out.isEmpty() || code == ExitUsage)
        return code;
    const int pictured = picture(options, program);
    return code != ExitOk ? code : pictured;
}

} // namespace lambdarium
