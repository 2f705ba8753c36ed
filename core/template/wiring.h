// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/changes.h"

namespace lambdarium {

/// Makes and removes wires in one Editor: the trigger, reference or destination and the permission that goes with it.
/// The request has been judged possible before.
class Wiring
{
public:
    Wiring(Editor &editor, const Template::Impl &source) : m_editor(editor), m_source(source) {}

    Result<void> connect(const WireRequest &wire);
    Result<void> disconnect(const Edge &edge);
    std::vector<std::string> takeDetails() { return std::move(m_details); }

private:
    using Json = nlohmann::ordered_json;

    Result<void> connectQueue(const WireRequest &wire);
    Result<void> connectTopic(const WireRequest &wire);
    Result<void> connectBucket(const WireRequest &wire);
    Result<void> connectSchedule(const WireRequest &wire);
    Result<void> connectUrl(const WireRequest &wire);
    Result<void> connectTopicToQueue(const WireRequest &wire);
    Result<void> connectDestination(const WireRequest &wire);
    Result<void> connectDeadLetter(const WireRequest &wire);
    Result<void> connectUses(const WireRequest &wire);
    Result<void> addVariable(const WireRequest &wire, const Json &value);
    Result<void> addPolicy(const WireRequest &wire, const Json &value);
    /// The bucket's name without a reference, where a reference would close CloudFormation's circle.
    Result<void> nameBucket(const std::string &bucket, Json &value);
    Result<void> addEvent(const std::string &function, std::string_view wish, const Json &event);
    Result<void> addPermission(const std::string &function, const std::string &principal, const Json &sourceArn,
                               const std::string &wish);
    Result<void> disconnectUses(const Edge &edge);
    Result<void> disconnectResource(const Edge &edge);
    Result<void> disconnectDestination(const Edge &edge);
    bool serverless(std::string_view function) const;
    TreePath property(std::string_view function, std::string_view key) const;
    Json targetArn(const std::string &id) const;
    void tell(std::string detail) { m_details.push_back(std::move(detail)); }

    Editor &m_editor;
    const Template::Impl &m_source;
    std::vector<std::string> m_details;
};

} // namespace lambdarium
