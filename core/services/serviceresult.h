// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>

namespace lambdarium {

/// A refusal of a service in AWS's own words. code is the wire code ("QueueDoesNotExist",
/// "AWS.SimpleQueueService.NonExistentQueue", "NoSuchKey"); gateways only render it.
struct ServiceError
{
    int status = 400;
    std::string code;
    std::string message;
};

/// A value or a ServiceError.
template <typename T>
class [[nodiscard]] ServiceResult
{
public:
    ServiceResult(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    ServiceResult(ServiceError error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }
    T &operator*() { return std::get<0>(m_state); }
    const T &operator*() const { return std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const T *operator->() const { return &std::get<0>(m_state); }
    const ServiceError &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, ServiceError> m_state;
};

/// A success without a value.
struct Done
{};

/// Called exactly once on the core thread, after what it reports is durable; possibly before the call returns
/// when the request is refused.
template <typename T>
using ServiceReply = std::function<void(ServiceResult<T>)>;

} // namespace lambdarium
