// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history.h"

#include "core/loop/mailbox.h"
#include "core/store/database.h"
#include "core/store/worker.h"

#include <algorithm>
#include <atomic>
#include <variant>

namespace lambdarium {

namespace {

constexpr int formatVersion = 2;
/// A transaction and a wake-up for every invocation would cost each of them more than all else the core does.
constexpr std::chrono::milliseconds gatherTime{20};
constexpr const char *schema =
    "CREATE TABLE IF NOT EXISTS invocations(id INTEGER PRIMARY KEY, function TEXT NOT NULL, request TEXT NOT NULL,"
    " environment INTEGER, outcome INTEGER, started INTEGER, duration INTEGER, billed INTEGER, init INTEGER,"
    " memory INTEGER, memory_used INTEGER, error_type TEXT, error_message TEXT, error_file TEXT, error_line INTEGER,"
    " source TEXT, cold INTEGER, attempt INTEGER, event BLOB, response BLOB);"
    "CREATE INDEX IF NOT EXISTS invocations_request ON invocations(request);"
    "CREATE INDEX IF NOT EXISTS invocations_function ON invocations(function, id);"
    "CREATE TABLE IF NOT EXISTS logs(id INTEGER PRIMARY KEY, session INTEGER NOT NULL, sequence INTEGER NOT NULL,"
    " time INTEGER NOT NULL, function TEXT NOT NULL, request TEXT NOT NULL, environment INTEGER, kind INTEGER,"
    " level INTEGER, text BLOB NOT NULL);"
    "CREATE INDEX IF NOT EXISTS logs_request ON logs(request);"
    "CREATE INDEX IF NOT EXISTS logs_function ON logs(function, id);"
    // Format 2; a new file goes through format 1, too.
    "ALTER TABLE invocations ADD COLUMN isolation INTEGER NOT NULL DEFAULT -1;"
    "ALTER TABLE invocations ADD COLUMN restore INTEGER NOT NULL DEFAULT -1;"
    "ALTER TABLE invocations ADD COLUMN simulated INTEGER NOT NULL DEFAULT 0;";

constexpr const char *invocationColumns =
    "function, request, environment, outcome, started, duration, billed, init, memory, memory_used, error_type,"
    " error_message, error_file, error_line, source, cold, attempt, isolation, restore, simulated";

InvocationRecord recordOf(const Statement &row)
{
    InvocationRecord record;
    fact::InvocationEnded &end = record.end;
    end.function = row.text(0);
    end.requestId = row.text(1);
    end.environment = EnvironmentId{static_cast<std::uint64_t>(row.number(2))};
    end.outcome = static_cast<InvocationOutcome>(row.number(3));
    end.started = Instant{Duration{row.number(4)}};
    end.duration = Duration{row.number(5)};
    end.billedMs = row.number(6);
    if (row.number(7) >= 0)
        end.initDuration = Duration{row.number(7)};
    end.memoryMb = row.number(8);
    end.maxMemoryUsedMb = row.number(9);
    end.errorType = row.text(10);
    end.errorMessage = row.text(11);
    end.errorFile = row.text(12);
    end.errorLine = static_cast<int>(row.number(13));
    record.source = row.text(14);
    record.cold = row.number(15) != 0;
    record.attempt = static_cast<int>(row.number(16));
    end.isolationLevel = static_cast<int>(row.number(17));
    if (row.number(18) >= 0)
        end.restoreDuration = Duration{row.number(18)};
    end.simulatedColdStart = Duration{row.number(19)};
    return record;
}

} // namespace

class History::Impl
{
public:
    using Job = std::function<void()>;
    using Item = std::variant<InvocationRecord, Fact, Job>;

    Impl(std::unique_ptr<Database> opened, Mailbox &mailbox) : database(std::move(opened)), mailbox(mailbox) {}

    Result<void> prepare();
    void work(std::vector<Item> items);
    void insert(const InvocationRecord &record);
    void insert(const Fact &fact);
    Result<QueryOutcome> run(const query::Invocations &query);
    Result<QueryOutcome> run(const query::Invocation &query);
    Result<QueryOutcome> run(const query::Logs &query);
    template <typename Query>
    void ask(Query query, Reply reply);

    std::unique_ptr<Database> database;
    Mailbox &mailbox;
    std::int64_t session = 1; ///< sequences start anew in each session
    Statement insertInvocation;
    Statement insertLog;
    std::shared_ptr<std::atomic<bool>> open = std::make_shared<std::atomic<bool>>(true);
    std::unique_ptr<Worker<Item>> worker; // last: ends before what it uses
};

Result<void> History::Impl::prepare()
{
    auto last = database->prepare("SELECT coalesce(max(session), 0) FROM logs");
    if (!last)
        return last.error();
    if (auto row = last->step(); !row)
        return row.error();
    session = last->number(0) + 1;
    auto invocation = database->prepare(
        (std::string("INSERT INTO invocations(") + invocationColumns
         + ", event, response) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)")
            .c_str());
    auto log = database->prepare("INSERT INTO logs(session, sequence, time, function, request, environment, kind, "
                                 "level,"
                                 " text) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
    if (!invocation)
        return invocation.error();
    if (!log)
        return log.error();
    insertInvocation = std::move(*invocation);
    insertLog = std::move(*log);
    worker = std::make_unique<Worker<Item>>([this](std::vector<Item> items) { work(std::move(items)); }, gatherTime);
    return {};
}

/// Worker thread. History is a convenience: what a full disk refuses is dropped, the state database is not.
void History::Impl::work(std::vector<Item> items)
{
    bool inside = false;
    for (Item &item : items) {
        const bool write = !std::holds_alternative<Job>(item);
        if (write != inside) {
            (void)database->run(write ? "BEGIN" : "COMMIT");
            inside = write;
        }
        if (auto *record = std::get_if<InvocationRecord>(&item))
            insert(*record);
        else if (auto *fact = std::get_if<Fact>(&item))
            insert(*fact);
        else
            std::get<Job>(item)();
    }
    if (inside && !database->run("COMMIT"))
        (void)database->run("ROLLBACK");
}

void History::Impl::insert(const InvocationRecord &record)
{
    const fact::InvocationEnded &end = record.end;
    Statement &s = insertInvocation;
    s.bind(1, end.function).bind(2, end.requestId).bind(3, static_cast<std::int64_t>(end.environment));
    s.bind(4, static_cast<std::int64_t>(end.outcome)).bind(5, end.started.time_since_epoch().count());
    s.bind(6, end.duration.count()).bind(7, end.billedMs);
    s.bind(8, end.initDuration ? end.initDuration->count() : std::int64_t{-1});
    s.bind(9, end.memoryMb).bind(10, end.maxMemoryUsedMb).bind(11, end.errorType).bind(12, end.errorMessage);
    s.bind(13, end.errorFile).bind(14, std::int64_t{end.errorLine}).bind(15, record.source);
    s.bind(16, std::int64_t{record.cold}).bind(17, std::int64_t{record.attempt});
    s.bind(18, std::int64_t{end.isolationLevel});
    s.bind(19, end.restoreDuration ? end.restoreDuration->count() : std::int64_t{-1});
    s.bind(20, end.simulatedColdStart.count()).bind(21, record.event).bind(22, record.response);
    (void)s.step();
    s.reset();
}

void History::Impl::insert(const Fact &fact)
{
    const auto &log = std::get<fact::LogWritten>(fact.body);
    Statement &s = insertLog;
    s.bind(1, session).bind(2, static_cast<std::int64_t>(fact.sequence)).bind(3, fact.time.time_since_epoch().count());
    s.bind(4, log.function).bind(5, log.requestId).bind(6, static_cast<std::int64_t>(log.environment));
    s.bind(7, static_cast<std::int64_t>(log.kind)).bind(8, static_cast<std::int64_t>(log.level)).bind(9, log.text);
    (void)s.step();
    s.reset();
}

Result<QueryOutcome> History::Impl::run(const query::Invocations &query)
{
    const std::string sql = std::string("SELECT ") + invocationColumns
        + (query.function.empty() ? " FROM invocations ORDER BY id DESC LIMIT ?2"
                                  : " FROM invocations WHERE function = ?1 ORDER BY id DESC LIMIT "
                                    "?2");
    auto statement = database->prepare(sql.c_str());
    if (!statement)
        return statement.error();
    if (!query.function.empty())
        statement->bind(1, query.function);
    statement->bind(2, static_cast<std::int64_t>(query.limit));
    std::vector<InvocationRecord> records;
    while (true) {
        auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return QueryOutcome{std::move(records)};
        records.push_back(recordOf(*statement));
    }
}

Result<QueryOutcome> History::Impl::run(const query::Invocation &query)
{
    const std::string sql = std::string("SELECT ") + invocationColumns
        + ", event, response FROM invocations WHERE request = ?1 ORDER BY id DESC LIMIT 1";
    auto statement = database->prepare(sql.c_str());
    if (!statement)
        return statement.error();
    auto row = statement->bind(1, query.requestId).step();
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::NotFound, "No invocation " + query.requestId + " in the history."};
    InvocationRecord record = recordOf(*statement);
    record.event = statement->text(20);
    record.response = statement->text(21);
    return QueryOutcome{std::vector{std::move(record)}};
}

Result<QueryOutcome> History::Impl::run(const query::Logs &query)
{
    std::string sql = "SELECT sequence, time, function, request, environment, kind, level, text FROM logs WHERE 1";
    if (!query.function.empty())
        sql += " AND function = ?1";
    if (!query.requestId.empty())
        sql += " AND request = ?2";
    if (!query.contains.empty())
        sql += " AND instr(text, ?3) > 0";
    if (query.before > 0)
        sql += " AND (session < ?4 OR (session = ?4 AND sequence < ?5))";
    if (query.environment != EnvironmentId{})
        sql += " AND session = ?4 AND environment = ?7";
    sql += " ORDER BY id DESC LIMIT ?6";
    auto statement = database->prepare(sql.c_str());
    if (!statement)
        return statement.error();
    statement->bind(1, query.function).bind(2, query.requestId).bind(3, query.contains).bind(4, session);
    statement->bind(5, static_cast<std::int64_t>(query.before)).bind(6, static_cast<std::int64_t>(query.limit));
    statement->bind(7, static_cast<std::int64_t>(query.environment));
    std::vector<Fact> facts;
    while (true) {
        auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        const Statement &s = *statement;
        facts.push_back(
            {static_cast<std::uint64_t>(s.number(0)), Instant{Duration{s.number(1)}},
             fact::LogWritten{s.text(2), s.text(3), EnvironmentId{static_cast<std::uint64_t>(s.number(4))},
                              static_cast<LogKind>(s.number(5)), static_cast<LogLevel>(s.number(6)), s.text(7)}});
    }
    std::ranges::reverse(facts);
    return QueryOutcome{std::move(facts)};
}

template <typename Query>
void History::Impl::ask(Query query, Reply reply)
{
    Job job = [this, query = std::move(query), reply = std::move(reply)] {
        auto outcome = std::make_shared<Result<QueryOutcome>>(run(query));
        mailbox.post([outcome, reply, stillOpen = open] {
            if (*stillOpen)
                reply(std::move(*outcome));
        });
    };
    worker->post(std::move(job), true);
}

History::History(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

History::~History() { *m_impl->open = false; }

Result<std::unique_ptr<History>> History::open(const std::filesystem::path &file, Mailbox &mailbox)
{
    auto database = Database::open(file, "NORMAL", formatVersion, schema);
    if (!database)
        return database.error();
    auto impl = std::make_unique<Impl>(std::move(*database), mailbox);
    if (auto prepared = impl->prepare(); !prepared)
        return prepared.error();
    return std::unique_ptr<History>(new History(std::move(impl)));
}

void History::add(const InvocationRecord &record) { m_impl->worker->post(record); }

void History::add(const Fact &fact)
{
    if (std::holds_alternative<fact::LogWritten>(fact.body))
        m_impl->worker->post(fact);
}

void History::query(query::Invocations query, Reply reply) { m_impl->ask(std::move(query), std::move(reply)); }

void History::query(query::Invocation query, Reply reply) { m_impl->ask(std::move(query), std::move(reply)); }

void History::query(query::Logs query, Reply reply) { m_impl->ask(std::move(query), std::move(reply)); }

} // namespace lambdarium
