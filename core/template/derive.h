// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/limits.h"
#include "core/template/resolver.h"

namespace lambdarium {

bool isFunctionType(std::string_view type);

/// Reads a tree into the Model: one pass over Resources, soft findings as Problems. Used once and thrown away.
class Deriver
{
public:
    Deriver(const Tree &tree, const Account &account, const LimitsProfile &limits);

    Model derive();

private:
    struct Source
    {
        NodeId id;
        std::string type;
        NodeIndex key = noNode;
        NodeIndex properties = noNode;
        TextRange range;
        NodeIndex metadata = noNode;
    };
    struct Finding
    {
        Severity severity = Severity::Error;
        std::string code;
        std::string message;
        std::string property;
    };

    // derive.cpp
    void addResource(const Source &source);
    void addQueue(const Source &source);
    void addTopic(const Source &source);
    void addSubscription(const Source &source, const NodeId &topic, NodeIndex properties, const std::string &edgeId);
    void addBucket(const Source &source);
    void addRule(const Source &source);
    void addMapping(const Source &source);
    void addUrl(const Source &source);
    void addInvokeConfig(const Source &source);
    void readFilter(Edge &edge, NodeIndex filter) const;
    void readMapping(Edge &edge, NodeIndex properties) const;
    void note(const Source &source, NodeIndex at, Finding finding);
    TextRange rangeOf(NodeIndex value) const;

    // derivefunction.cpp
    void addFunction(const Source &source);
    void readCode(const Source &source, Function &function);
    void readNumbers(const Source &source, Function &function);
    void readEnvironment(const Source &source, Function &function);
    void readPolicies(const Source &source, Function &function);
    void readInvokeConfig(const Source &source, NodeIndex config, Function &function);
    void readUrl(const Source &source, NodeIndex config, Function &function);
    void readEvents(const Source &source, const Function &function);
    void readEvent(const Source &source, const Function &function, const TreeEntry &event);
    void addUses(const Function &function);
    /// A property of a function: its own, else the one of Globals.
    NodeIndex property(const Source &source, std::string_view key) const;
    /// The entries of a map property, Globals first, the function's own winning.
    std::vector<TreeEntry> merged(const Source &source, std::initializer_list<std::string_view> path) const;

    // derivesettings.cpp
    void addLayer(const Source &source);
    void readSettings(const Source &source, Function &function);
    void readSnapStart(const Source &source, Function &function);
    void readNetwork(const Source &source, Function &function);
    void checkAllow(const Source &source, const Function &function);
    void checkLayers(const Source &source, const Function &function);

    // findings.cpp
    void checkFunction(const Source &source, const Function &function);
    void checkEnvironment(const Source &source, const Function &function);
    void checkLogging(const Source &source, const Function &function);
    void checkReserved();
    void checkReferences();
    void checkWires();
    void checkQueue(const Source &source, const Queue &queue, bool redriven);
    /// property: the template's word for the expression at this place.
    void checkSchedule(const Source &source, const Schedule &schedule, NodeIndex at, std::string_view property);
    void checkTemplate();

    const Tree &m_tree;
    Resolver m_resolver;
    LimitsProfile m_limits;
    NodeIndex m_globals = noNode;
    Model m_model;
};

} // namespace lambdarium
