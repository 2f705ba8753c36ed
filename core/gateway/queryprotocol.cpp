// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/queryprotocol.h"

#include "core/gateway/xmlwriter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t argumentsMax = 2000;
constexpr int levelsMax = 10;

std::string_view xmlNamespaceOf(ApiService service)
{
    switch (service) {
    case ApiService::Sqs: return "http://queue.amazonaws.com/doc/2012-11-05/";
    case ApiService::Sns: return "http://sns.amazonaws.com/doc/2010-03-31/";
    case ApiService::Sts: return "https://sts.amazonaws.com/doc/2011-06-15/";
    case ApiService::Iam: return "https://iam.amazonaws.com/doc/2010-05-08/";
    default: return {};
    }
}

/// The values of {"1":a,"2":b} in numeric order.
std::vector<json> numbered(const json &tree)
{
    std::map<int, json> ordered;
    if (tree.is_object()) {
        for (const auto &[key, value] : tree.items()) {
            int index = 0;
            if (std::from_chars(key.data(), key.data() + key.size(), index).ec == std::errc{})
                ordered[index] = value;
        }
    }
    std::vector<json> values;
    for (auto &[index, value] : ordered)
        values.push_back(std::move(value));
    return values;
}

std::string textOf(const json &value)
{
    return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump();
}

/// [{"Name":n,"Value":v}] as {n:v}; key names differ between services.
json pairsToMap(const std::vector<json> &pairs, const char *nameKey, const char *valueKey)
{
    json map = json::object();
    for (const json &pair : pairs) {
        if (pair.is_object() && pair.contains(nameKey))
            map[textOf(pair[nameKey])] = pair.contains(valueKey) ? pair[valueKey] : json("");
    }
    return map;
}

/// One SQS argument group: its JSON member and its converted value.
std::pair<std::string, json> sqsMember(const std::string &key, const json &value);

json sqsEntries(const json &value)
{
    json entries = json::array();
    for (const json &entry : numbered(value))
        entries.push_back(sqsInputFromQuery(entry));
    return entries;
}

std::pair<std::string, json> sqsMember(const std::string &key, const json &value)
{
    if (key == "Attribute")
        return {"Attributes", pairsToMap(numbered(value), "Name", "Value")};
    if (key == "MessageAttribute" || key == "MessageSystemAttribute")
        return {key + "s", pairsToMap(numbered(value), "Name", "Value")};
    if (key == "Tag")
        return {"tags", pairsToMap(numbered(value), "Key", "Value")};
    if (key == "AttributeName" || key == "MessageAttributeName" || key == "MessageSystemAttributeName")
        return {key + "s", json(numbered(value))};
    if (key.ends_with("BatchRequestEntry"))
        return {"Entries", sqsEntries(value)};
    return {key, value};
}

/// Name of the repeated element of a flattened SQS list or map; empty: an ordinary member.
std::string sqsElement(const std::string &member, const std::string &operation)
{
    static const std::map<std::string, std::string> names{
        {"QueueUrls", "QueueUrl"},   {"queueUrls", "QueueUrl"},           {"Messages", "Message"},
        {"Attributes", "Attribute"}, {"Failed", "BatchResultErrorEntry"}, {"MessageAttributes", "MessageAttribute"}};
    if (member == "Successful")
        return operation + "ResultEntry";
    const auto found = names.find(member);
    return found == names.end() ? std::string() : found->second;
}

class Renderer
{
public:
    Renderer(XmlWriter &xml, const Route &route) : m_xml(xml), m_route(route) {}

    void members(const json &object)
    {
        for (const auto &[name, value] : object.items()) {
            if (m_route.service == ApiService::Sqs)
                sqs(name, value);
            else
                other(name, value);
        }
    }

private:
    void leafOrStruct(const std::string &name, const json &value)
    {
        if (!value.is_object()) {
            m_xml.text(name, textOf(value));
            return;
        }
        m_xml.begin(name);
        members(value);
        m_xml.end();
    }

    void sqs(const std::string &name, const json &value)
    {
        const std::string element = sqsElement(name, m_route.operation);
        if (element.empty()) {
            leafOrStruct(name, value);
        } else if (value.is_array()) {
            for (const json &item : value)
                leafOrStruct(element, item);
        } else {
            for (const auto &[key, item] : value.items()) {
                m_xml.begin(element).text("Name", key);
                leafOrStruct("Value", item);
                m_xml.end();
            }
        }
    }

    void other(const std::string &name, const json &value)
    {
        if (name == "Attributes" && value.is_object()) {
            m_xml.begin(name);
            for (const auto &[key, item] : value.items())
                m_xml.begin("entry").text("key", key).text("value", textOf(item)).end();
            m_xml.end();
        } else if (value.is_array()) {
            m_xml.begin(name);
            for (const json &item : value)
                leafOrStruct("member", item);
            m_xml.end();
        } else {
            leafOrStruct(name, value);
        }
    }

    XmlWriter &m_xml;
    const Route &m_route;
};

HttpResponse xmlResponse(std::string xml, int status)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "text/xml");
    response.body = std::move(xml);
    return response;
}

} // namespace

std::optional<json> queryTree(const QueryArguments &form)
{
    if (form.size() > argumentsMax)
        return std::nullopt;
    json root = json::object();
    for (const auto &[name, value] : form) {
        json *node = &root;
        std::size_t begin = 0;
        for (int level = 0;; ++level) {
            if (level == levelsMax)
                return std::nullopt;
            const std::size_t dot = name.find('.', begin);
            if (!node->is_object())
                *node = json::object();
            node = &(*node)[name.substr(begin, dot - begin)];
            if (dot == std::string::npos)
                break;
            begin = dot + 1;
        }
        *node = value;
    }
    return root;
}

json sqsInputFromQuery(const json &tree)
{
    json input = json::object();
    if (!tree.is_object())
        return input;
    for (const auto &[key, value] : tree.items()) {
        auto [member, converted] = sqsMember(key, value);
        input[member] = std::move(converted);
    }
    return input;
}

json inputFromQuery(const json &tree)
{
    if (!tree.is_object())
        return tree;
    if (tree.size() == 1 && tree.contains("member")) {
        json list = json::array();
        for (const json &item : numbered(tree["member"]))
            list.push_back(inputFromQuery(item));
        return list;
    }
    if (tree.size() == 1 && tree.contains("entry")) {
        const std::vector<json> entries = numbered(tree["entry"]);
        const bool lower = !entries.empty() && entries.front().is_object() && entries.front().contains("key");
        return lower ? pairsToMap(entries, "key", "value") : pairsToMap(entries, "Name", "Value");
    }
    json input = json::object();
    for (const auto &[key, value] : tree.items())
        input[key] = inputFromQuery(value);
    return input;
}

HttpResponse queryReply(const Route &route, const json &result, const std::string &requestId)
{
    XmlWriter xml;
    xml.begin(route.operation + "Response", xmlNamespaceOf(route.service));
    if (!result.is_null()) {
        xml.begin(route.operation + "Result");
        Renderer(xml, route).members(result);
        xml.end();
    }
    xml.begin("ResponseMetadata").text("RequestId", requestId);
    return xmlResponse(xml.finish(), 200);
}

HttpResponse queryError(ApiService service, const ServiceError &error, const std::string &requestId)
{
    XmlWriter xml;
    xml.begin("ErrorResponse", xmlNamespaceOf(service));
    xml.begin("Error").text("Type", error.status >= 500 ? "Receiver" : "Sender");
    xml.text("Code", error.code).text("Message", error.message);
    if (service == ApiService::Sqs)
        xml.text("Detail", "");
    xml.end().text("RequestId", requestId);
    return xmlResponse(xml.finish(), error.status);
}

} // namespace lambdarium
