// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <sqlite3.h>

#include <utility>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

ErrorCode kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return ErrorCode::ReadOnly;
    default: return ErrorCode::Io;
    }
}

} // namespace

Statement::Statement(Statement &&other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_statement, other.m_statement);
    return *this;
}

Statement::~Statement() { sqlite3_finalize(m_statement); }

Statement &Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, index, value);
    return *this;
}

Statement &Statement::bind(int index, std::string_view bytes)
{
    sqlite3_bind_text64(m_statement, index, bytes.data(), bytes.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return Error{kindOf(code), sqlite3_errmsg(sqlite3_db_handle(m_statement))};
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(m_statement, column); }

std::string Statement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string();
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

Database::~Database() { sqlite3_close_v2(m_handle); }

Error Database::error(const std::string &what) const
{
    return {kindOf(sqlite3_errcode(m_handle)), what + ": " + sqlite3_errmsg(m_handle)};
}

Result<void> Database::run(const char *sql)
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return error("the database refused");
    return {};
}

Result<Statement> Database::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr) != SQLITE_OK)
        return error("the database refused");
    return Statement(statement);
}

Result<int> Database::userVersion()
{
    auto statement = prepare("PRAGMA user_version");
    if (!statement)
        return statement.error();
    auto row = statement->step();
    if (!row)
        return row.error();
    return static_cast<int>(statement->number(0));
}

Result<std::unique_ptr<Database>> Database::open(const fs::path &file, const char *synchronous, int version,
                                                 const char *schema)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Database> database(new Database(handle));
    const std::string name = file.filename().string();
    if (code != SQLITE_OK)
        return database->error("opening " + name);
    sqlite3_busy_timeout(handle, 5000);
    auto found = database->userVersion();
    if (!found)
        return found.error().within(name);
    if (*found > version)
        return Error{ErrorCode::ReadOnly,
                     name + " was written by a newer version of Lambdarium (format " + std::to_string(*found)
                         + ", this one knows " + std::to_string(version) + "). It is left as it is."};
    if (auto set = database->run("PRAGMA journal_mode=WAL"); !set)
        return set.error().within(name);
    if (auto set = database->run((std::string("PRAGMA synchronous=") + synchronous).c_str()); !set)
        return set.error().within(name);
    if (*found == version)
        return database;
    if (*found > 0) { // an older format: keep what it was before changing it
        const std::string copy = file.string() + ".v" + std::to_string(*found);
        std::error_code ignored;
        fs::remove(copy, ignored);
        auto backup = database->prepare("VACUUM INTO ?1");
        if (!backup)
            return backup.error().within(name);
        if (auto done = backup->bind(1, copy).step(); !done)
            return done.error().within("backing up " + name);
    }
    const std::string migration = std::string("BEGIN IMMEDIATE;") + schema
        + "PRAGMA user_version=" + std::to_string(version) + ";COMMIT;";
    if (auto migrated = database->run(migration.c_str()); !migrated)
        return migrated.error().within(name);
    return database;
}

} // namespace lambdarium
