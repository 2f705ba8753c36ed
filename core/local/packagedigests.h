// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/loop/mailbox.h"
#include "core/store/worker.h"

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

/// CodeSha256 and CodeSize of frozen code: those of the zip that ExportPackage writes of it. Packed on a thread of its
/// own when somebody asks for the first time, so that neither opening nor saving nor invoking waits; kept for the
/// session, because frozen code never changes. Core thread; owned by LocalCore.
class PackageDigests
{
public:
    using Reply = std::function<void(const CodePackage &)>;

    /// scratch: a folder for the zip while it is measured; made when missing. The mailbox outlives this.
    PackageDigests(Mailbox &mailbox, std::filesystem::path scratch);
    ~PackageDigests();
    PackageDigests(const PackageDigests &) = delete;
    PackageDigests &operator=(const PackageDigests &) = delete;

    /// Replies at once for what is known. An empty digest: it cannot be packed. None after the end.
    void ask(const std::string &directory, Reply reply);

private:
    Mailbox &m_mailbox;
    std::filesystem::path m_scratch;
    std::map<std::string, CodePackage> m_known;
    std::map<std::string, std::vector<Reply>> m_asked;
    std::shared_ptr<std::atomic<bool>> m_alive = std::make_shared<std::atomic<bool>>(true);
    std::unique_ptr<Worker<Task>> m_worker; // last: ends first
};

} // namespace lambdarium
