// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/limits.h"
#include "core/model/model.h"
#include "core/session/factmailbox.h"
#include "core/session/snapshot.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lambdarium {

enum class InvocationType { RequestResponse, Event, DryRun };

namespace command {

/// Any time; the reparsed template: deploys what changed, drains the rest.
struct ApplyModel
{
    Model model;
    Account account;
    LimitsProfile limits;
};
/// Code below the workspace was saved: the next invocation of these functions runs it. Empty: look at all.
struct ReloadCode
{
    std::vector<NodeId> functions;
};
/// Once deployed. Replies when the invocation ended (RequestResponse) or was accepted (Event).
struct Invoke
{
    NodeId function;
    std::string payload;
    InvocationType type = InvocationType::RequestResponse;
    std::string qualifier;
    std::string clientContext;
    bool tail = false;
};
/// The same service path as the wire API. Replies once the message is durable.
struct SendMessage
{
    NodeId queue;
    std::string body;
    Duration delay{};
};
struct Publish
{
    NodeId topic;
    std::string message;
    std::string subject;
};
/// Puts the file's bytes under key; the file is read by the core.
struct PutObject
{
    NodeId bucket;
    std::string key;
    std::string file;
    std::string content; ///< used when file is empty
};
struct DeleteObject
{
    NodeId bucket;
    std::string key;
};
/// Fires a schedule once, now, as the rule would.
struct FireSchedule
{
    NodeId schedule;
};
/// Calls a function URL through its own listener.
struct CallUrl
{
    NodeId function;
    std::string method = "GET";
    std::string path = "/";
    std::string body;
};
struct PurgeQueue
{
    NodeId queue;
};
/// Lets queue pollers and schedules run. The grant to run code (security.md B.3).
struct StartSources
{};
struct StopSources
{};
struct KillEnvironment
{
    EnvironmentId environment{};
};
/// Stops every process of an environment until ThawEnvironment; the deadline of its invocation stands still too.
struct FreezeEnvironment
{
    EnvironmentId environment{};
};
struct ThawEnvironment
{
    EnvironmentId environment{};
};
/// The environment goes when its invocation has ended, at once when it is idle; the next invocation starts cold.
struct RecycleEnvironment
{
    EnvironmentId environment{};
};
/// Runs the build step of functions and layers; output comes as LogWritten of LogKind::Build. Runs code of the
/// workspace: refused while restricted. Replies with BuildOutcome when all have ended.
struct Build
{
    std::vector<NodeId> resources; ///< empty: all that have a build step
};
struct CancelBuild
{
    NodeId resource; ///< empty: all
};
/// Writes the deployment package of a function or layer: same input, same bytes. Replies with PackageOutcome.
struct ExportPackage
{
    NodeId resource;
    std::string file;
};
/// Replaces the code folder of a function or layer by what a deployment zip holds. Replies with PackageOutcome.
struct ImportPackage
{
    NodeId resource;
    std::string file;
};
/// Puts the code of a function that the Lambda API made into a folder of the workspace and the function into the
/// template file. Replies with Accepted: its logical id.
struct AdoptFunction
{
    NodeId function;
};
/// Removes a function that the Lambda API made, with its versions, aliases and settings.
struct RemoveFunction
{
    NodeId function;
};
/// The user's decision about this workspace.
struct SetTrust
{
    Trust trust = Trust::Isolated;
    /// The consent to run without walls (isolation level 1), typed for this project alone; nothing: as it is stored.
    std::optional<bool> unprotected{};
};
/// How cold starts are made from now on; kept for this session only.
struct SetColdStart
{
    bool strict = false;    ///< execute the interpreter each time instead of copying a warm one
    bool simulated = false; ///< add the time that package size and runtime cost in the cloud
};
/// Runs the isolation self-test again; the report comes with the next snapshot.
struct TestIsolation
{};
/// Ctrl+Shift+X: ends running invocations and environments, keeps queues and events.
struct StopEverything
{};

} // namespace command

/// Everything the core can be asked to do; each says when it is legal.
using Command = std::variant<command::ApplyModel, command::ReloadCode, command::Invoke, command::SendMessage,
                             command::Publish, command::PutObject, command::DeleteObject, command::FireSchedule,
                             command::CallUrl, command::PurgeQueue, command::StartSources, command::StopSources,
                             command::KillEnvironment, command::FreezeEnvironment, command::ThawEnvironment,
                             command::RecycleEnvironment, command::Build, command::CancelBuild, command::ExportPackage,
                             command::ImportPackage, command::AdoptFunction, command::RemoveFunction, command::SetTrust,
                             command::SetColdStart, command::TestIsolation, command::StopEverything>;

/// What an invocation gave back. HTTP-level refusals (429, 404, 413 ...) have status >= 400, an AWS error type
/// and the AWS body in payload; function errors have status 200 and functionError set.
struct InvokeOutcome
{
    int status = 200;
    std::string functionError; ///< "Unhandled", empty on success
    std::string payload;
    std::string errorType; ///< of a refusal: "TooManyRequestsException"
    std::string executedVersion;
    std::string requestId;
    std::string logTail; ///< last 4 KB of this invocation's log, plain text
    InvocationOutcome outcome = InvocationOutcome::Success;
    Duration duration{};
    std::int64_t billedMs = 0;
    std::optional<Duration> initDuration;
    std::int64_t memoryMb = 0, maxMemoryUsedMb = 0;
    std::string errorFile; ///< relative to the code folder, of the innermost user frame
    int errorLine = 0;
};

/// Reply of SendMessage, Publish (message id), FireSchedule (event id), PutObject (ETag).
struct Accepted
{
    std::string id;
};
struct UrlResponse
{
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct BuildOutcome
{
    std::vector<BuildView> builds; ///< of this command; all Succeeded, or the rest say why not
};
struct PackageOutcome
{
    std::int64_t zippedBytes = 0, unzippedBytes = 0;
    std::int64_t files = 0;
    std::string sha256;   ///< base64, as CodeSha256
    std::string path;     ///< the zip written, or the folder filled
    std::string previous; ///< ImportPackage: where the old content is kept; empty: there was none
};

using CommandOutcome = std::variant<std::monostate, InvokeOutcome, Accepted, UrlResponse, BuildOutcome, PackageOutcome>;

namespace query {

/// Newest first. `before` is a fact sequence; 0: from the newest.
struct Invocations
{
    NodeId function; ///< empty: all
    std::size_t limit = 200;
};
struct Invocation
{
    std::string requestId;
};
struct Messages
{
    NodeId queue;
    std::size_t limit = 100;
};
struct Objects
{
    NodeId bucket;
    std::string prefix;
    std::size_t limit = 1000;
};
/// Facts that a full mailbox dropped or that were before the subscription: sequences in [from, to).
struct Facts
{
    std::uint64_t from = 0, to = 0;
};

/// One live environment with its processes, asked for now.
struct Environment
{
    EnvironmentId environment{};
};

/// What builds would run, told without running anything; legal while restricted.
struct BuildPlan
{
    std::vector<NodeId> resources; ///< empty: all that have a build step
};

/// Log lines of history as LogWritten facts, oldest first: the newest `limit` that match.
struct Logs
{
    NodeId function;             ///< empty: all
    std::string requestId;       ///< empty: all
    EnvironmentId environment{}; ///< 0: all; of this session
    std::string contains;        ///< case-sensitive part of the text; empty: all
    std::uint64_t before = 0;    ///< fact sequence of this session; 0: from the newest, earlier sessions included
    std::size_t limit = 500;
};

} // namespace query

using Query = std::variant<query::Invocations, query::Invocation, query::Messages, query::Objects, query::Facts,
                           query::Environment, query::Logs, query::BuildPlan>;

struct InvocationRecord
{
    fact::InvocationEnded end;
    NodeId source;
    bool cold = false;
    int attempt = 1;
    std::string event;    ///< payload, empty in list replies
    std::string response; ///< payload, empty in list replies
};
struct MessageView
{
    std::string id;
    std::string body;
    Instant sent{};
    int receiveCount = 0;
    bool inFlight = false;
};
struct ObjectView
{
    std::string key;
    std::int64_t bytes = 0;
    Instant modified{};
};

struct ProcessView
{
    int pid = 0; ///< inside; 1 is ours
    int parent = 0;
    std::string command;
    char state = 'S'; ///< as /proc has it: R, S, D, T, Z
    std::int64_t memoryKb = 0;
    Duration cpu{};
};
struct EnvironmentDetail
{
    NodeId function;
    EnvironmentView view;
    std::vector<ProcessView> processes; ///< parents before children
    std::int64_t tmpUsedBytes = 0, tmpLimitBytes = 0;
    std::string logStream;
    std::string runtimeNote;
    NetworkMode network = NetworkMode::Isolated;
    std::vector<fact::Connected> connections; ///< newest 100, oldest first
    std::vector<std::string> extensions;      ///< "name: state"
};

/// One build as it would run now, in a box of its own.
struct BuildStepView
{
    NodeId id; ///< function or layer
    bool layer = false;
    std::string step; ///< "pip install -r requirements.txt"
    /// Every line that bash (-euo pipefail) is given, verbatim and in order.
    std::vector<std::string> commands;
    /// NAME=value of what these lines name; $PYTHON is the interpreter found for the runtime.
    std::vector<std::string> variables;
    /// Lines of the workspace's own files that the commands run in turn, as far as these can be read without running
    /// them: the recipe of the Makefile's target, the life cycle scripts of package.json.
    std::vector<std::string> workspaceCommands;
    /// Files of the code folder that decide what is run or installed.
    std::vector<std::string> decidedBy;
    bool downloads = false; ///< fetches packages, which takes a trusted workspace
    bool network = false;   ///< the box would have the network of this machine
    std::string problem;    ///< why it cannot run as things stand; empty: it can
};
struct BuildPlanView
{
    std::vector<BuildStepView> steps; ///< layers first, in the order in which they would run
};

using QueryOutcome = std::variant<std::vector<InvocationRecord>, std::vector<MessageView>, std::vector<ObjectView>,
                                  std::vector<Fact>, EnvironmentDetail, BuildPlanView>;

/// Keeps facts flowing while it lives. May be destroyed on any thread; no publish after the destructor returns.
class Subscription
{
public:
    virtual ~Subscription() = default;
};

/// The whole core as seen from outside. Thread-safe; every callback runs on the core thread.
class Session
{
public:
    using Reply = std::function<void(Result<CommandOutcome>)>;
    using QueryReply = std::function<void(Result<QueryOutcome>)>;

    virtual ~Session() = default;
    virtual void submit(Command command, Reply reply) = 0;
    virtual void query(Query query, QueryReply reply) = 0;
    /// The mailbox must outlive the subscription.
    virtual std::unique_ptr<Subscription> subscribe(FactMailbox &mailbox) = 0;
    /// Latest published state; never null, never older than the facts already delivered.
    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
};

} // namespace lambdarium
