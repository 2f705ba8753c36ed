// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/store.h"

#include <filesystem>
#include <memory>

namespace lambdarium {

class Mailbox;

/// state.db: WAL, synchronous FULL, one worker thread that groups waiting changes into one transaction. Owned by
/// LocalSession; core thread only (results arrive through the mailbox).
class SqliteStore : public Store
{
public:
    /// Creates or migrates (backup first). Corrupt: not a database or damaged. ReadOnly: written by a newer
    /// version or not writable. The mailbox must outlive the store.
    static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path &file, Mailbox &mailbox);
    /// Writes what is waiting, then closes; undelivered done calls are dropped.
    ~SqliteStore() override;

    void append(StoreChange change, Done done) override;
    Result<std::vector<std::pair<std::string, std::string>>> load(const std::string &space) override;
    Result<std::vector<std::string>> spaces(const std::string &prefix) override;

private:
    class Impl;
    explicit SqliteStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
