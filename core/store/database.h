// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace lambdarium {

/// A prepared statement. One thread at a time; owned next to its Database, destroyed before it.
class Statement
{
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt *statement) : m_statement(statement) {}
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    ~Statement();

    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, std::string_view bytes);
    /// True while a row is there; false at the end. An error is told by the database.
    Result<bool> step();
    std::int64_t number(int column) const;
    std::string text(int column) const;
    void reset();

private:
    sqlite3_stmt *m_statement = nullptr;
};

/// One SQLite connection; errors as Result. One thread at a time.
class Database
{
public:
    /// Opens or creates, sets WAL and the given synchronous level ("FULL", "NORMAL"), migrates from its
    /// user_version to `version` (a copy is made before an older file is changed). A newer file is ReadOnly.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path &file, const char *synchronous,
                                                  int version, const char *schema);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<void> run(const char *sql);
    Result<Statement> prepare(const char *sql);
    Error error(const std::string &what) const;

private:
    explicit Database(sqlite3 *handle) : m_handle(handle) {}
    Result<int> userVersion();

    sqlite3 *m_handle;
};

} // namespace lambdarium
