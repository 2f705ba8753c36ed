// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/scheduleservice.h"

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/model/scheduleexpression.h"
#include "core/services/sqsattributes.h"

#include <nlohmann/json.hpp>

#include <map>

namespace lambdarium {

class ScheduleService::Impl
{
public:
    struct Rule
    {
        Schedule schedule;
        std::optional<ScheduleExpression> expression; ///< nothing: not valid, never fires
        Instant anchor{};
        std::optional<Instant> next;
        std::optional<TimerId> timer;
    };

    Impl(ServiceParts parts, Engine &engine) : parts(parts), prng(Prng(parts.seed).derive(14)), engine(engine) {}
    ~Impl()
    {
        for (auto &[id, rule] : rules)
            disarm(rule);
    }

    void disarm(Rule &rule)
    {
        if (rule.timer)
            parts.loop.cancel(*rule.timer);
        rule.timer.reset();
        rule.next.reset();
    }
    void arm(Rule &rule)
    {
        disarm(rule);
        if (!running || !rule.schedule.enabled || !rule.expression)
            return;
        rule.next = rule.expression->next(parts.loop.now(), rule.anchor);
        if (!rule.next)
            return;
        rule.timer = parts.loop.callAt(*rule.next, [this, &rule] {
            rule.timer.reset();
            const Instant due = *rule.next;
            arm(rule);
            fire(rule, due, [](ServiceResult<std::string>) {});
        });
    }
    std::string event(const Rule &rule, Instant time, const std::string &id) const;
    void fire(const Rule &rule, Instant time, ServiceReply<std::string> reply);

    ServiceParts parts;
    Prng prng;
    Engine &engine;
    Account account;
    std::map<NodeId, Rule> rules;
    bool running = false;
};

std::string ScheduleService::Impl::event(const Rule &rule, Instant time, const std::string &id) const
{
    if (!rule.schedule.input.empty())
        return rule.schedule.input;
    const std::string iso = isoMillis(time).substr(0, 19) + "Z";
    nlohmann::ordered_json json{
        {"version", "0"},        {"id", id},    {"detail-type", "Scheduled Event"}, {"source", "aws.events"},
        {"account", account.id}, {"time", iso}, {"region", account.region}};
    json["resources"] = nlohmann::ordered_json::array({account.ruleArn(rule.schedule.name)});
    json["detail"] = nlohmann::ordered_json::object();
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void ScheduleService::Impl::fire(const Rule &rule, Instant time, ServiceReply<std::string> reply)
{
    const std::string id = makeUuid(prng);
    StoreChange change;
    AsyncEvent asyncEvent{rule.schedule.function, engine.makeRequestId(), event(rule, time, id), {}, {},
                          rule.schedule.id};
    Task enqueue = engine.prepareEvent(std::move(asyncEvent), change);
    if (!enqueue)
        return reply(ServiceError{404, "ResourceNotFoundException",
                                  "Function not found: " + account.functionArn(rule.schedule.function)});
    parts.store.append(std::move(change),
                       [enqueue = std::move(enqueue), reply = std::move(reply), id](Result<void> written) {
                           if (!written)
                               return reply(sqs::notStored(written.error()));
                           enqueue();
                           reply(id);
                       });
}

ScheduleService::ScheduleService(ServiceParts parts, Engine &engine) : m_impl(std::make_unique<Impl>(parts, engine)) {}

ScheduleService::~ScheduleService() = default;

void ScheduleService::deploy(const Model &model, const Account &account)
{
    m_impl->account = account;
    for (auto rule = m_impl->rules.begin(); rule != m_impl->rules.end();) {
        if (model.schedule(rule->first)) {
            ++rule;
            continue;
        }
        m_impl->disarm(rule->second);
        rule = m_impl->rules.erase(rule);
    }
    for (const Schedule &schedule : model.schedules) {
        const bool known = m_impl->rules.contains(schedule.id);
        auto &rule = m_impl->rules[schedule.id];
        // A rate keeps its beat while only other things of the rule change.
        const bool sameBeat = known && rule.schedule.expression == schedule.expression
            && rule.schedule.enabled == schedule.enabled;
        rule.schedule = schedule;
        if (sameBeat)
            continue;
        auto parsed = ScheduleExpression::parse(schedule.expression);
        rule.expression = parsed ? std::optional(*parsed) : std::nullopt;
        rule.anchor = m_impl->parts.loop.now();
        m_impl->arm(rule);
    }
}

void ScheduleService::start()
{
    if (std::exchange(m_impl->running, true))
        return;
    for (auto &[id, rule] : m_impl->rules) {
        rule.anchor = m_impl->parts.loop.now();
        m_impl->arm(rule);
    }
}

void ScheduleService::stop()
{
    m_impl->running = false;
    for (auto &[id, rule] : m_impl->rules)
        m_impl->disarm(rule);
}

void ScheduleService::fire(const NodeId &schedule, ServiceReply<std::string> reply)
{
    const auto rule = m_impl->rules.find(schedule);
    if (rule == m_impl->rules.end())
        return reply(ServiceError{404, "ResourceNotFoundException",
                                  "Rule " + schedule + " does not exist on EventBus default."});
    m_impl->engine.grantRun();
    m_impl->fire(rule->second, m_impl->parts.loop.now(), std::move(reply));
}

void ScheduleService::fill(Snapshot &snapshot) const
{
    for (const auto &[id, rule] : m_impl->rules)
        snapshot.schedules.push_back({id, rule.next});
}

} // namespace lambdarium
