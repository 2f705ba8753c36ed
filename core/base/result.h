// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace lambdarium {

/// What went wrong, as far as a caller reacts to it; a new code only when some caller does.
enum class ErrorCode {
    InvalidInput, ///< the user's text or argument is wrong; message says where
    NotFound,     ///< no such file, resource, function
    Conflict,     ///< state forbids it now (already exists, in use, busy)
    Throttled,    ///< a concurrency or rate rule refused it
    Unavailable,  ///< this machine lacks something (interpreter, port, namespace); message holds the remedy
    Io,           ///< the operating system refused (disk full, permission)
    ReadOnly,     ///< the workspace cannot be written
    Corrupt,      ///< stored data cannot be read
    Cancelled,    ///< the asker gave up or the session is closing
};

/// An expected failure. message is one English sentence fit for a terminal; the window maps code to tr().
struct Error
{
    ErrorCode code = ErrorCode::InvalidInput;
    std::string message;

    /// The same error with context put in front: `"reading template.yaml: " + message`.
    Error within(std::string_view context) const;
    /// From errno: maps EACCES/EROFS to ReadOnly, ENOENT to NotFound, everything else to Io.
    static Error fromErrno(std::string_view what, int errnoValue);
};

/// A value or an Error. Subset of std::expected (absent from GCC 12 in C++20); swap it later.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }
    /// Precondition: hasValue().
    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    /// Precondition: !hasValue().
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}
    bool hasValue() const { return !m_failed; }
    explicit operator bool() const { return hasValue(); }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_failed = false;
};

} // namespace lambdarium
