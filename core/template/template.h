// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/limits.h"
#include "core/model/model.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Replaces [offset, offset + removed) bytes of the template by inserted. Edits of one change are sorted by
/// offset and do not overlap; apply from the back.
struct TextEdit
{
    std::size_t offset = 0;
    std::size_t removed = 0;
    std::string inserted;
    bool operator==(const TextEdit &) const = default;
};
using TextEdits = std::vector<TextEdit>;

/// Precondition: edits are sorted, do not overlap and lie within text.
std::string applied(std::string_view text, const TextEdits &edits);
/// The edits that bring applied(text, edits) back to text: undo.
TextEdits inverse(std::string_view text, const TextEdits &edits);

/// A place in the template text, both from 1; column counts characters.
struct TextPosition
{
    int line = 1;
    int column = 1;
    bool operator==(const TextPosition &) const = default;
};

/// The place a parse error names ("line 3, column 5: ..."); nothing for limits of the whole file.
std::optional<TextPosition> positionOf(const Error &error);

/// "QueueToFunction": stable names of wire kinds, for codes, ids and translation.
std::string_view edgeKindName(EdgeKind kind);

/// The kinds of node the palette offers. Schedule and FunctionUrl are created as events of a function.
enum class ResourceKind { Function, Queue, Topic, Bucket, Schedule, FunctionUrl };

/// A wire to make. For OnFailure, OnSuccess, Uses and FunctionDeadLetter, from is the function; the rest as in
/// EdgeKind. Schedule -> function moves the event to that function.
struct WireRequest
{
    EdgeKind kind = EdgeKind::Uses;
    NodeId from;
    NodeId to;
};

/// What a new function begins with. Empty and 0: not written.
struct FunctionSeed
{
    std::string runtime;
    std::string handler;
    std::string buildMethod; ///< Metadata.BuildMethod
    std::int64_t memoryMb = 0;
    std::int64_t timeoutSeconds = 0;
    bool streamingUrl = false; ///< with a function URL whose InvokeMode is RESPONSE_STREAM
};

/// What a change does, for toasts and undo texts: "wire", the permission it adds, in AWS's words.
struct TemplateChange
{
    TextEdits edits;
    NodeId node;                      ///< the node created or changed
    std::vector<std::string> details; ///< "Policy SQSSendMessagePolicy on OrdersQueue"
    std::size_t base = 0;             ///< textMark() of the text that the edits belong to
};

/// Tells one text from another: equal texts have equal marks.
std::size_t textMark(std::string_view text);

/// A parsed template.yaml / .yml / .json (SAM or CloudFormation). Immutable; any thread. Never runs anything.
///
/// Parse with libyaml events (exact marks); limits of security.md B.2.8: depth 100, 100,000 nodes, 10,000 expanded
/// aliases, 1 MB scalars, 1 MB input, only CloudFormation tags, duplicate keys are errors.
class Template
{
public:
    /// Syntax errors and limit violations are an Error with line and column in the message; everything softer is
    /// a Problem in model().problems.
    /// An empty text is a template without resources. References to a queue become the URL
    /// http://127.0.0.1:4566/<account>/<name>: inside every environment the endpoint is at that address.
    static Result<Template> parse(std::string text, const Account &account = {}, const LimitsProfile &limits = {});

    const std::string &text() const;
    const Account &account() const;
    const Model &model() const;
    bool isJson() const;

    /// Sets a scalar or a JSON value at the SAM path of a resource ("MemorySize", "Environment.Variables.X",
    /// "ReservedConcurrentExecutions", "EphemeralStorage.Size", "Events.Every.Schedule"); value is plain text for
    /// scalars (quoted as needed), or JSON when it begins with { or [. Nothing: removes the key (reset to default).
    /// Setting an inherited (Globals, merge key) value adds the key at the resource, never edits the shared one.
    /// Values are not range-checked here: model().problems says what is wrong afterwards.
    Result<TemplateChange> set(std::string_view resource, std::string_view path,
                               std::optional<std::string> value) const;
    /// Adds a resource with a free logical id derived from the wish; a function gets CodeUri and Handler for the
    /// runtime. Schedule and FunctionUrl need `function`.
    Result<TemplateChange> add(ResourceKind kind, std::string_view wishedId, std::string_view function = {},
                               std::string_view runtime = "python3.13") const;
    /// Adds an AWS::Serverless::Function with a free logical id derived from the wish; CodeUri is the id as a folder.
    Result<TemplateChange> addFunction(std::string_view wishedId, const FunctionSeed &seed) const;
    /// Adds a function as it is: what the Lambda API made becomes part of the template, under its physical name.
    /// mappings: QueueToFunction; those of queues of this template become its events.
    Result<TemplateChange> adopt(const Function &function, std::string_view codeUri,
                                 const std::map<std::string, std::string> &tags = {},
                                 const std::vector<Edge> &mappings = {}) const;
    /// Adds an AWS::Serverless::LayerVersion with a free logical id derived from the wish.
    Result<TemplateChange> addLayer(std::string_view wishedId, std::string_view contentUri) const;
    /// Removes a resource or event with everything that points to it: events, subscriptions, policies,
    /// environment variables that reference it.
    Result<TemplateChange> remove(std::string_view node) const;
    Result<TemplateChange> rename(std::string_view node, std::string_view newId) const;
    Result<TemplateChange> duplicate(std::string_view node) const;
    /// Creates the wire and the permission it needs. Refusals are sentences for the user.
    Result<TemplateChange> connect(const WireRequest &wire) const;
    Result<TemplateChange> disconnect(std::string_view edgeId) const;
    /// Why the wire is impossible, or what it will mean ("ChargeCard already reads this queue: each message will go
    /// to only one of the two"). possible() is cheap: asked for every port while dragging.
    struct Verdict
    {
        bool possible = false;
        bool warning = false;
        std::string code; ///< stable, selects the translated sentence
        std::string message;
        std::vector<std::string> arguments; ///< %1, %2 of the translated sentence, in the order of message
    };
    Verdict judge(const WireRequest &wire) const;
    /// All kinds that could join the two, best first.
    std::vector<EdgeKind> kindsBetween(std::string_view from, std::string_view to) const;

    class Impl; ///< known to this folder only

private:
    explicit Template(std::shared_ptr<const Impl> impl);
    std::shared_ptr<const Impl> m_impl;
};

} // namespace lambdarium
