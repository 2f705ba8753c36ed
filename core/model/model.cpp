// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model.h"

#include <algorithm>

namespace lambdarium {

namespace {

template <typename T>
const T *found(const std::vector<T> &items, std::string_view idOrName)
{
    const auto byId = std::ranges::find(items, idOrName, &T::id);
    if (byId != items.end())
        return &*byId;
    const auto byName = std::ranges::find(items, idOrName, &T::name);
    return byName == items.end() ? nullptr : &*byName;
}

std::string arn(const Account &account, std::string_view service, std::string_view rest)
{
    std::string text = "arn:aws:";
    text.append(service).append(":").append(account.region).append(":").append(account.id).append(":").append(rest);
    return text;
}

} // namespace

const Function *Model::function(std::string_view idOrName) const { return found(functions, idOrName); }

const Queue *Model::queue(std::string_view idOrName) const { return found(queues, idOrName); }

const Topic *Model::topic(std::string_view idOrName) const { return found(topics, idOrName); }

const Bucket *Model::bucket(std::string_view idOrName) const { return found(buckets, idOrName); }

const Schedule *Model::schedule(std::string_view id) const { return found(schedules, id); }

const Layer *Model::layer(std::string_view idOrName) const { return found(layers, idOrName); }

NodeId functionUrlNode(std::string_view function) { return std::string(function) + "/FunctionUrl"; }

std::string Account::functionArn(std::string_view name, std::string_view qualifier) const
{
    std::string rest = "function:" + std::string(name);
    if (!qualifier.empty())
        rest.append(":").append(qualifier);
    return arn(*this, "lambda", rest);
}

std::string Account::queueArn(std::string_view name) const { return arn(*this, "sqs", name); }

std::string Account::topicArn(std::string_view name) const { return arn(*this, "sns", name); }

std::string Account::bucketArn(std::string_view name) const { return "arn:aws:s3:::" + std::string(name); }

std::string Account::ruleArn(std::string_view name) const { return arn(*this, "events", "rule/" + std::string(name)); }

} // namespace lambdarium
