// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/template.h"

#include "core/template/derive.h"
#include "core/template/templateimpl.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace lambdarium {

std::optional<TextPosition> positionOf(const Error &error)
{
    TextPosition position;
    const std::size_t at = error.message.find("line ");
    if (at == std::string::npos
        || std::sscanf(error.message.c_str() + at, "line %d, column %d", &position.line, &position.column) != 2)
        return std::nullopt;
    return position;
}

std::string_view edgeKindName(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::QueueToFunction: return "QueueToFunction";
    case EdgeKind::BucketToFunction: return "BucketToFunction";
    case EdgeKind::TopicToFunction: return "TopicToFunction";
    case EdgeKind::ScheduleToFunction: return "ScheduleToFunction";
    case EdgeKind::UrlToFunction: return "UrlToFunction";
    case EdgeKind::TopicToQueue: return "TopicToQueue";
    case EdgeKind::QueueToDeadLetter: return "QueueToDeadLetter";
    case EdgeKind::OnFailure: return "OnFailure";
    case EdgeKind::OnSuccess: return "OnSuccess";
    case EdgeKind::FunctionDeadLetter: return "FunctionDeadLetter";
    case EdgeKind::Uses: return "Uses";
    }
    return "Uses";
}

Template::Template(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}

Result<Template> Template::parse(std::string text, const Account &account, const LimitsProfile &limits)
{
    auto tree = Tree::parse(text);
    if (!tree)
        return tree.error();
    auto impl = std::make_shared<Impl>();
    impl->text = std::move(text);
    impl->account = account;
    impl->limits = limits;
    impl->tree = std::move(*tree);
    const NodeIndex root = impl->tree.root();
    if (!impl->tree.isNull(root) && !impl->tree.isMapping(root))
        return Error{ErrorCode::InvalidInput, "line 1, column 1: Template format error: the template is not an object"};
    const std::size_t first = impl->text.find_first_not_of(" \t\r\n");
    impl->json = first != std::string::npos && impl->text[first] == '{' && nlohmann::json::accept(impl->text);
    impl->model = Deriver(impl->tree, account, limits).derive();
    return Template(std::move(impl));
}

const std::string &Template::text() const { return m_impl->text; }

const Account &Template::account() const { return m_impl->account; }

const Model &Template::model() const { return m_impl->model; }

bool Template::isJson() const { return m_impl->json; }

} // namespace lambdarium
