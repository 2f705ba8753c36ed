// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Plain values: what a template says, with intrinsic functions resolved. Any thread; no behaviour.
/// Every `id` is the template's logical id (NodeId); `name` is the physical name used in ARNs
/// (decisions.md, "names"). References between resources are NodeIds, never names or ARNs.
namespace lambdarium {

/// Half-open byte range of the template text.
struct TextRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const TextRange &) const = default;
};

enum class Severity { Error, Warning, Hint };

/// A finding about the template or the code it points to. `code` is stable ("MemorySizeRange") and selects the
/// translated sentence; `message` is the English one, AWS's own text where AWS has one.
struct Problem
{
    Severity severity = Severity::Error;
    std::string code;
    std::string message;
    NodeId node;          ///< empty: the whole file
    std::string property; ///< SAM path ("MemorySize"), empty: the node
    TextRange range;
    int line = 0; ///< 1-based; 0 when unknown
    bool operator==(const Problem &) const = default;
};

/// An environment variable: literal text, or a value that came from an intrinsic function.
struct EnvironmentVariable
{
    std::string name;
    std::string value;   ///< resolved text as the process sees it
    NodeId reference;    ///< the resource a Ref/GetAtt/Sub named alone, else empty
    bool literal = true; ///< false: written as an intrinsic function; the inspector shows the reference
    bool operator==(const EnvironmentVariable &) const = default;
};

/// A SAM policy template or statement of a function's execution role, stored and shown, not yet enforced.
struct PolicyGrant
{
    std::string kind; ///< "SQSSendMessagePolicy", "ManagedPolicy", "Statement"
    NodeId target;    ///< the resource it names, when it names one
    std::string text; ///< compact JSON of the entry
    bool operator==(const PolicyGrant &) const = default;
};

struct FunctionUrl
{
    std::string authType = "NONE"; ///< NONE or AWS_IAM
    std::string invokeMode = "BUFFERED";
    std::vector<std::string> allowOrigins; ///< empty: no CORS
    std::vector<std::string> allowMethods; ///< empty: those that need no preflight
    std::vector<std::string> allowHeaders;
    std::vector<std::string> exposeHeaders;
    bool allowCredentials = false;
    std::int64_t maxAgeSeconds = 0; ///< 0-86400
    bool operator==(const FunctionUrl &) const = default;
};

/// What a function can reach (isolation.md A.4, "Networks"). The template's word, in the order of what it opens.
enum class NetworkMode {
    Isolated,  ///< loopback, Runtime API and the local AWS endpoint; anything else is refused at once
    NoRoute,   ///< as in a VPC subnet without NAT: what leads outside hangs until the function times out
    Endpoints, ///< as NoRoute, but the services named in NetworkSettings::allow answer (VPC endpoints)
    Egress,    ///< as NoRoute, but the host:port pairs of NetworkSettings::allow are reached, each one logged
    Full,      ///< the machine's own network
};

/// `Metadata: { Lambdarium: { Network: { Mode: Egress, Allow: ["example.com:443"] } } }` of a function. A project may
/// ask for more than Isolated; it gets it only in a workspace that its user trusts (security.md B.3).
struct NetworkSettings
{
    NetworkMode mode = NetworkMode::Isolated;
    std::vector<std::string> allow; ///< Endpoints: "sqs", "s3", ...; Egress: "host:port"
    bool operator==(const NetworkSettings &) const = default;
};

/// LoggingConfig (runtime-api.md 10).
struct LoggingSettings
{
    std::string format = "Text";           ///< "Text" or "JSON"
    std::string applicationLevel = "INFO"; ///< TRACE ... FATAL; only with JSON
    std::string systemLevel = "INFO";      ///< DEBUG, INFO, WARN; only with JSON
    std::string group;                     ///< empty: /aws/lambda/<name>
    bool operator==(const LoggingSettings &) const = default;
};

struct Function
{
    NodeId id;
    std::string name;
    std::string runtime; ///< "python3.13", "nodejs22.x", "provided.al2023", ...
    std::string handler;
    std::string codeUri;    ///< relative to the workspace; empty when inlineCode is set
    std::string inlineCode; ///< InlineCode / ZipFile text
    std::string description;
    std::string role; ///< ARN or name as written; empty: SAM makes "<id>Role"
    std::int64_t memoryMb = 128;
    std::int64_t timeoutSeconds = 3;
    std::int64_t ephemeralMb = 512;
    std::optional<std::int64_t> reservedConcurrency;
    std::vector<EnvironmentVariable> environment;
    std::vector<PolicyGrant> policies;
    std::vector<std::string>
        layers; ///< in order, later wins: NodeId of a Layer of the template, else the ARN as written
    LoggingSettings logging;
    std::string tracing = "PassThrough";     ///< TracingConfig.Mode: "PassThrough" or "Active"
    std::string snapStart = "None";          ///< SnapStart.ApplyOn: "None" or "PublishedVersions"
    std::string recursiveLoop = "Terminate"; ///< or "Allow": loops with other services go on
    std::string buildMethod;                 ///< Metadata.BuildMethod as SAM has it; empty: what the code folder says
    std::string autoPublishAlias;            ///< SAM: changed code becomes a version that this alias names; empty: none
    bool autoPublishAllProperties = false;   ///< AutoPublishAliasAllProperties: other settings, too
    NetworkSettings network;
    std::optional<FunctionUrl> url;
    NodeId deadLetterTarget; ///< DeadLetterQueue.TargetArn: queue or topic
    NodeId onSuccess;        ///< EventInvokeConfig destination: queue, topic or function
    NodeId onFailure;
    std::int64_t maximumRetryAttempts = 2;       ///< 0-2
    std::int64_t maximumEventAgeSeconds = 21600; ///< 60-21600
    TextRange range;                             ///< the whole resource in the template
    bool operator==(const Function &) const = default;
};

struct Queue
{
    NodeId id;
    std::string name;
    bool fifo = false;
    std::int64_t visibilityTimeoutSeconds = 30;
    std::int64_t delaySeconds = 0;
    std::int64_t retentionSeconds = 345600;
    NodeId deadLetterQueue; ///< RedrivePolicy target; the wire leaves this queue
    std::int64_t maxReceiveCount = 0;
    TextRange range;
    bool operator==(const Queue &) const = default;
};

struct Topic
{
    NodeId id;
    std::string name;
    TextRange range;
    bool operator==(const Topic &) const = default;
};

struct Bucket
{
    NodeId id;
    std::string name;
    TextRange range;
    bool operator==(const Bucket &) const = default;
};

/// What a wire means. The end points are Edge::from and Edge::to.
enum class EdgeKind {
    QueueToFunction,    ///< event source mapping
    BucketToFunction,   ///< S3 notification, asynchronous
    TopicToFunction,    ///< SNS subscription, asynchronous
    ScheduleToFunction, ///< EventBridge rule or schedule, asynchronous
    UrlToFunction,      ///< function URL, synchronous
    TopicToQueue,       ///< SNS subscription
    QueueToDeadLetter,  ///< redrive; leaves the queue
    OnFailure,          ///< asynchronous destination; function -> queue, topic or function
    OnSuccess,
    FunctionDeadLetter, ///< DeadLetterQueue of asynchronous invocation
    Uses,               ///< environment variable plus policy; drawn dotted: function -> queue, topic, bucket
};

/// A wire of the canvas: derived from the template, never stored. `id` is stable while its text is
/// ("<from>>kind>to" or the event's key).
struct Edge
{
    std::string id;
    EdgeKind kind = EdgeKind::Uses;
    NodeId from;
    NodeId to;
    std::string eventKey; ///< key below Events (or the mapping's / subscription's logical id)
    // QueueToFunction
    std::string
        qualifier; ///< version or alias that is invoked; empty: $LATEST, or the alias that the function publishes
    std::int64_t batchSize = 10;
    std::int64_t batchWindowSeconds = 0;
    bool enabled = true;
    bool reportBatchItemFailures = false;
    std::optional<std::int64_t> maximumConcurrency;
    // BucketToFunction
    std::vector<std::string> s3Events; ///< "s3:ObjectCreated:*"
    std::string s3Prefix;
    std::string s3Suffix;
    // TopicToQueue
    bool rawDelivery = false;
    TextRange range;
    bool operator==(const Edge &) const = default;
};

/// A rate() or cron() trigger of one function; a node of its own on the canvas ("Reconcile/EveryFive").
struct Schedule
{
    NodeId id;
    NodeId function;
    std::string expression; ///< "rate(5 minutes)", "cron(0 12 * * ? *)"
    std::string name;
    std::string input; ///< JSON handed over instead of the event, empty: the EventBridge event
    bool enabled = true;
    TextRange range;
    bool operator==(const Schedule &) const = default;
};

/// AWS::Serverless::LayerVersion or AWS::Lambda::LayerVersion with content in the workspace. Also listed in others.
struct Layer
{
    NodeId id;
    std::string name;
    std::string contentUri; ///< folder or zip, relative to the workspace
    std::string description;
    std::vector<std::string> runtimes; ///< CompatibleRuntimes; empty: all
    std::string buildMethod;           ///< Metadata.BuildMethod
    TextRange range;
    bool operator==(const Layer &) const = default;
};

/// A resource the workbench shows but does not run ("AWS::DynamoDB::Table").
struct OtherResource
{
    NodeId id;
    std::string type;
    TextRange range;
    bool operator==(const OtherResource &) const = default;
};

/// parse(text): the whole workspace as values.
struct Model
{
    std::string description;
    std::vector<Function> functions;
    std::vector<Queue> queues;
    std::vector<Topic> topics;
    std::vector<Bucket> buckets;
    std::vector<Schedule> schedules;
    std::vector<Edge> edges;
    std::vector<Layer> layers;
    std::vector<OtherResource> others;
    std::vector<Problem> problems;

    const Function *function(std::string_view idOrName) const;
    const Queue *queue(std::string_view idOrName) const;
    const Topic *topic(std::string_view idOrName) const;
    const Bucket *bucket(std::string_view idOrName) const;
    const Schedule *schedule(std::string_view id) const;
    const Layer *layer(std::string_view idOrName) const;
    bool operator==(const Model &) const = default;
};

/// Node of a function's URL: "<function>/FunctionUrl".
NodeId functionUrlNode(std::string_view function);

/// Account and region of a workspace; ARNs are built from names with it (decisions.md).
struct Account
{
    std::string id = "000000000000";
    std::string region = "us-east-1";

    std::string functionArn(std::string_view name, std::string_view qualifier = {}) const;
    std::string queueArn(std::string_view name) const;
    std::string topicArn(std::string_view name) const;
    std::string bucketArn(std::string_view name) const;
    std::string ruleArn(std::string_view name) const;
    bool operator==(const Account &) const = default;
};

} // namespace lambdarium
