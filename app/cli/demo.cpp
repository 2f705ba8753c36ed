// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/corehandle.h"
#include "app/cli/factprinter.h"
#include "core/local/localsession.h"
#include "core/template/template.h"
#include "core/workspace/workspace.h"

#include <nlohmann/json.hpp>

#include <QProcess>

#include <cstdio>
#include <fstream>
#include <map>

namespace lambdarium {

namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

/// What the demo sends through each trigger: the workspace's own saved events where they fit.
class DemoInput
{
public:
    explicit DemoInput(const Workspace &workspace) : m_workspace(workspace) {}

    std::string httpBody(const NodeId &function) const
    {
        for (const SavedEvent &event : m_workspace.events()) {
            const Json json = read(event);
            if (event.function == function && json.is_object() && json.contains("body") && json["body"].is_string())
                return json["body"].get<std::string>();
        }
        return "{}";
    }

    std::string messageBody(const NodeId &function) const
    {
        for (const SavedEvent &event : m_workspace.events()) {
            const Json json = read(event);
            if (event.function == function && json.is_object() && json.contains("Records")
                && json["Records"].is_array() && !json["Records"].empty())
                return json["Records"][0].value("body", "{}");
        }
        return R"({"hello":"world"})";
    }

    /// A file to put into a bucket: anything below samples/, else a short text.
    std::filesystem::path file() const
    {
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(m_workspace.root() / "samples", ignored))
            if (entry.is_regular_file())
                return entry.path();
        return {};
    }

private:
    static Json read(const SavedEvent &event)
    {
        std::ifstream stream(event.path);
        return Json::parse(stream, nullptr, false);
    }

    const Workspace &m_workspace;
};

/// Fires, then follows: counts what started and ended so that it knows when everything came to rest.
class Demo
{
public:
    Demo(const Workspace &workspace, const Model &model, CoreHandle &handle)
        : m_input(workspace), m_model(model), m_handle(handle)
    {
    }

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
        for (const Edge &edge : m_model.edges)
            if (std::optional<Command> command = trigger(edge)) {
                const Result<CommandOutcome> result = m_handle.call(std::move(*command));
                sound = print(edge, result) && sound;
            }
        return sound;
    }

    bool atRest(const Snapshot &snapshot) const
    {
        if (m_running > 0)
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

    int failures() const { return m_failed; }
    bool ranSomething() const { return !m_ended.empty(); }

private:
    std::optional<Command> trigger(const Edge &edge) const
    {
        switch (edge.kind) {
        case EdgeKind::UrlToFunction:
            return command::CallUrl{.function = edge.to, .method = "POST", .path = "/", .body = m_input.httpBody(edge.to)};
        case EdgeKind::ScheduleToFunction: return command::FireSchedule{.schedule = edge.from};
        case EdgeKind::TopicToFunction:
            return command::Publish{.topic = edge.from, .message = m_input.messageBody(edge.to), .subject = {}};
        case EdgeKind::QueueToFunction:
            return command::SendMessage{.queue = edge.from, .body = m_input.messageBody(edge.to)};
        case EdgeKind::BucketToFunction: {
            const auto file = m_input.file();
            const std::string name = file.empty() ? "hello" + edge.s3Suffix : file.filename().string();
            return command::PutObject{.bucket = edge.from, .key = edge.s3Prefix + name, .file = file.string(),
                                      .content = "hello"};
        }
        default: return std::nullopt;
        }
    }

    static bool print(const Edge &edge, const Result<CommandOutcome> &result)
    {
        if (!result) {
            std::fprintf(stderr, "lambdarium: %s: %s\n", edge.from.c_str(), result.error().message.c_str());
            return false;
        }
        if (const auto *url = std::get_if<UrlResponse>(&*result))
            std::printf("%s answered %d %s\n", edge.from.c_str(), url->status, terminalText(url->body).c_str());
        else if (const auto *accepted = std::get_if<Accepted>(&*result))
            std::printf("%s accepted %s\n", edge.from.c_str(), accepted->id.c_str());
        std::fflush(stdout);
        return true;
    }

    DemoInput m_input;
    const Model &m_model;
    CoreHandle &m_handle;
    int m_running = 0;
    int m_failed = 0;
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
    auto session = LocalSession::open({.workspace = options.workspace.toStdString(), .port = options.port});
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
    const bool rested = handle.wait(60s, [&] { return demo.ranSomething() && demo.atRest(*(*session)->snapshot()); });
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
