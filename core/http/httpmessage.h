// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What travels over a connection, as values. No sockets, no Boost; usable and testable alone.
namespace lambdarium {

/// ASCII only, as header names are.
bool equalsIgnoringCase(std::string_view left, std::string_view right);

/// Header fields in the order they were sent; names keep their case, look-ups ignore it.
class HttpHeaders
{
public:
    using Field = std::pair<std::string, std::string>;

    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<Field> fields) : m_fields(fields) {}

    void add(std::string name, std::string value) { m_fields.emplace_back(std::move(name), std::move(value)); }
    /// Replaces every field of that name.
    void set(std::string_view name, std::string value);
    void remove(std::string_view name);
    /// First value, empty when absent. The view lives as long as the field.
    std::string_view value(std::string_view name) const;
    bool has(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    void clear() { m_fields.clear(); }
    std::size_t size() const { return m_fields.size(); }
    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }

private:
    std::vector<Field> m_fields;
};

/// A request body that was too long for memory. The file disappears with its last owner; keep() hands it over.
class HttpBodyFile
{
public:
    explicit HttpBodyFile(std::string path) : m_path(std::move(path)) {}
    ~HttpBodyFile();
    HttpBodyFile(const HttpBodyFile &) = delete;
    HttpBodyFile &operator=(const HttpBodyFile &) = delete;

    const std::string &path() const { return m_path; }
    /// The caller owns (renames, removes) the file from here on.
    void keep() { m_kept = true; }

private:
    std::string m_path;
    bool m_kept = false;
};

/// Which listener a request arrived on. The engine knows who calls without asking: each environment has
/// listeners of its own.
struct HttpListenerTag
{
    std::string role; ///< the owner's word ("control", "url", "environment", "runtime")
    NodeId function;  ///< empty: not an environment's listener
    EnvironmentId environment{};
    /// Asked once per call to a service ("sqs"): a call that is not admitted gets no answer. Empty: all are.
    std::function<bool(const std::string &service)> admits{};
};

struct HttpRequest
{
    std::string method;
    std::string target; ///< exactly as sent: "/a%20b?x=1"
    std::string path;   ///< target before '?', still percent-encoded
    std::string query;  ///< target after '?', still percent-encoded
    int minorVersion = 1;
    HttpHeaders headers;
    HttpHeaders trailers; ///< after a chunked (or aws-chunked) body
    std::string body;     ///< empty when bodyFile is set
    std::shared_ptr<HttpBodyFile> bodyFile;
    std::uint64_t bodyBytes = 0;
    std::shared_ptr<const HttpListenerTag> listener; ///< never null when it came from a server
    std::uint16_t listenerPort = 0;                  ///< the port that listener is bound to
    std::string peerAddress;                         ///< "127.0.0.1"

    /// The body as text, read back from the file when it was spilled.
    Result<std::string> bodyText() const;
};

/// A part of a file as a response body.
struct HttpFileBody
{
    std::string path;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct HttpResponse
{
    int status = 200;
    HttpHeaders headers; ///< Content-Length, Date and Connection are added by the server
    std::string body;
    std::optional<HttpFileBody> file; ///< sent instead of body
    bool close = false;               ///< end the connection after this response
};

/// "Not Found"; "Unknown" for codes nobody uses.
std::string_view httpReason(int status);

} // namespace lambdarium
