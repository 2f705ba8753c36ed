// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/environment.h"
#include "core/engine/traceheader.h"

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace lambdarium {

/// Counts of one function over this session and the newest samples of its figures.
class FunctionStats
{
public:
    void add(const InvokeOutcome &outcome);
    std::int64_t memoryMedianMb() const;
    double durationP95Ms() const;

    std::int64_t invocations = 0, errors = 0, throttles = 0, coldStarts = 0;
    std::int64_t memoryPeakMb = 0;

private:
    static constexpr std::size_t sampleCount = 256;
    std::vector<std::int64_t> m_memory;
    std::vector<double> m_durations;
    std::size_t m_next = 0;
};

/// One deployed function's $LATEST, or one of its published versions, and its pool of environments. Core thread; owned
/// by Engine.
class FunctionState
{
public:
    explicit FunctionState(NodeId id) : stats(m_stats), traces(m_traces), m_id(std::move(id)) {}
    /// A published version: concurrency, facts and figures are those of the function, which outlives it.
    FunctionState(FunctionState &latest, std::string version)
        : stats(latest.stats), traces(latest.traces), m_id(latest.m_id), m_version(std::move(version))
    {}
    FunctionState(const FunctionState &) = delete;
    FunctionState &operator=(const FunctionState &) = delete;

    /// Of the function.
    const NodeId &id() const { return m_id; }
    /// "$LATEST" or a number.
    const std::string &version() const { return m_version; }
    bool isLatest() const { return m_version == "$LATEST"; }
    /// SnapStart: whether a snapshot is to stand ready before anybody asks. Of a version, while an alias names it; the
    /// others' are made when they are asked for. Returns whether that is news.
    bool prepareAhead(bool ahead) { return std::exchange(m_ahead, ahead) != ahead; }
    bool preparedAhead() const { return m_ahead; }
    const CodeSnapshot &code() const { return m_code; }
    const Function &config() const { return m_config; }
    const EnvironmentSpec &spec() const { return m_spec; }
    const std::string &problem() const { return m_problem; }
    const std::string &arn() const { return m_spec.functionArn; }
    bool deployed() const { return m_deployed; }
    /// Unzipped code and layers.
    std::int64_t packageBytes() const { return m_code.bytes; }
    const std::string &runtimeNote() const { return m_runtimeNote; }

    /// Takes new settings; true when environments made from the old ones must go.
    bool configure(const Function &function, const CodeSnapshot &code, const Account &account,
                   Result<std::string> runtimeNote);
    /// The template no longer has it.
    void remove() { m_deployed = false; }

    Environment &add(std::unique_ptr<Environment> environment);
    void erase(EnvironmentId id) { m_environments.erase(id); }
    Environment *find(EnvironmentId id) const;
    bool empty() const { return m_environments.empty(); }
    /// Oldest first.
    const std::map<EnvironmentId, std::unique_ptr<Environment>> &environments() const { return m_environments; }

    /// Warm environments, most recently used last, with the time they fell idle.
    struct IdleEnvironment
    {
        Environment *environment;
        Instant since;
    };
    /// Most recently used that the user did not freeze, or nullptr.
    Environment *takeIdle();
    void putIdle(Environment &environment, Instant now) { m_idle.push_back({&environment, now}); }
    void dropIdle(const Environment &environment);
    const std::vector<IdleEnvironment> &idle() const { return m_idle; }

    /// A failed or timed-out invocation resets its environment: the next one repeats init inside the invocation and
    /// writes to the same log stream. Kept as long as an idle environment would be.
    /// Its /tmp is there again.
    struct Reset
    {
        std::string logStream;
        std::shared_ptr<KeptTmp> tmp;
        Instant since{};
    };
    void putReset(Reset reset) { m_resets.push_back(std::move(reset)); }
    std::optional<Reset> takeReset(Instant notBefore);
    void dropResets() { m_resets.clear(); }

    FunctionView view() const;
    /// Adds the environments of this version to the view of its function.
    void addEnvironments(FunctionView &view) const;
    FunctionStats &stats;
    TraceSampler &traces;

private:
    FunctionStats m_stats;
    TraceSampler m_traces;
    NodeId m_id;
    std::string m_version = "$LATEST";
    bool m_ahead = false;
    Function m_config;
    CodeSnapshot m_code;
    EnvironmentSpec m_spec; ///< without id and log stream
    std::string m_problem;
    std::string m_runtimeNote;
    bool m_deployed = false;
    std::map<EnvironmentId, std::unique_ptr<Environment>> m_environments;
    std::vector<IdleEnvironment> m_idle;
    std::deque<Reset> m_resets;
};

} // namespace lambdarium
