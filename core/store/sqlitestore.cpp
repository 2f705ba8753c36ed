// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlitestore.h"

#include "core/loop/mailbox.h"
#include "core/store/database.h"
#include "core/store/worker.h"

#include <atomic>

namespace lambdarium {

namespace {

constexpr int formatVersion = 1;
constexpr const char *schema =
    "CREATE TABLE IF NOT EXISTS rows(space TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY(space, key)) WITHOUT ROWID;";

} // namespace

class SqliteStore::Impl
{
public:
    struct Entry
    {
        StoreChange change;
        Done done;
    };

    Impl(std::unique_ptr<Database> opened, Statement put, Statement remove, Mailbox &mailbox)
        : database(std::move(opened)), putRow(std::move(put)), removeRow(std::move(remove)), mailbox(mailbox),
          worker(std::make_unique<Worker<Entry>>([this](std::vector<Entry> entries) { write(std::move(entries)); }))
    {}

    /// Worker thread. One transaction for all: what arrived during the last fsync shares the next.
    void write(std::vector<Entry> entries);
    Result<void> writeRows(const std::vector<Entry> &entries, std::size_t first, std::size_t last);

    std::unique_ptr<Database> database;
    Statement putRow;
    Statement removeRow;
    Mailbox &mailbox;
    std::shared_ptr<std::atomic<bool>> open = std::make_shared<std::atomic<bool>>(true);
    std::unique_ptr<Worker<Entry>> worker; // last: ends before what it uses
};

Result<void> SqliteStore::Impl::writeRows(const std::vector<Entry> &entries, std::size_t first, std::size_t last)
{
    if (auto begun = database->run("BEGIN IMMEDIATE"); !begun)
        return begun;
    for (std::size_t i = first; i < last; ++i)
        for (const StoreRow &row : entries[i].change.rows) {
            Statement &statement = row.value ? putRow : removeRow;
            statement.bind(1, row.space).bind(2, row.key);
            if (row.value)
                statement.bind(3, *row.value);
            auto stepped = statement.step();
            statement.reset();
            if (!stepped) {
                (void)database->run("ROLLBACK");
                return stepped.error();
            }
        }
    auto committed = database->run("COMMIT");
    if (!committed)
        (void)database->run("ROLLBACK");
    return committed;
}

void SqliteStore::Impl::write(std::vector<Entry> entries)
{
    std::vector<Result<void>> results(entries.size());
    if (const auto all = writeRows(entries, 0, entries.size()); !all) {
        // One change may be to blame (too big for the disk): each gets its own chance and its own answer.
        for (std::size_t i = 0; i < entries.size(); ++i)
            results[i] = entries.size() == 1 ? all : writeRows(entries, i, i + 1);
    }
    auto answers = std::make_shared<std::vector<std::pair<Done, Result<void>>>>();
    for (std::size_t i = 0; i < entries.size(); ++i)
        answers->emplace_back(std::move(entries[i].done), std::move(results[i]));
    mailbox.post([answers, stillOpen = open] {
        for (auto &[done, result] : *answers)
            if (*stillOpen && done)
                done(result);
    });
}

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

SqliteStore::~SqliteStore() { *m_impl->open = false; }

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path &file, Mailbox &mailbox)
{
    auto database = Database::open(file, "FULL", formatVersion, schema);
    if (!database)
        return database.error();
    auto put = (*database)->prepare("INSERT INTO rows(space, key, value) VALUES(?1, ?2, ?3)"
                                    " ON CONFLICT(space, key) DO UPDATE SET value = excluded.value");
    auto remove = (*database)->prepare("DELETE FROM rows WHERE space = ?1 AND key = ?2");
    if (!put)
        return put.error();
    if (!remove)
        return remove.error();
    return std::unique_ptr<SqliteStore>(
        new SqliteStore(std::make_unique<Impl>(std::move(*database), std::move(*put), std::move(*remove), mailbox)));
}

void SqliteStore::append(StoreChange change, Done done) { m_impl->worker->post({std::move(change), std::move(done)}); }

Result<std::vector<std::pair<std::string, std::string>>> SqliteStore::load(const std::string &space)
{
    auto statement = m_impl->database->prepare("SELECT key, value FROM rows WHERE space = ?1 ORDER BY key");
    if (!statement)
        return statement.error();
    statement->bind(1, space);
    std::vector<std::pair<std::string, std::string>> rows;
    while (true) {
        auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return rows;
        rows.emplace_back(statement->text(0), statement->text(1));
    }
}

Result<std::vector<std::string>> SqliteStore::spaces(const std::string &prefix)
{
    auto statement = m_impl->database->prepare(
        "SELECT DISTINCT space FROM rows WHERE substr(space, 1, length(?1)) = ?1 ORDER BY space");
    if (!statement)
        return statement.error();
    statement->bind(1, prefix);
    std::vector<std::string> names;
    while (true) {
        auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return names;
        names.push_back(statement->text(0));
    }
}

} // namespace lambdarium
