// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/packagedigests.h"

#include "core/base/log.h"
#include "core/packaging/package.h"

#include <utility>

namespace lambdarium {

PackageDigests::PackageDigests(Mailbox &mailbox, std::filesystem::path scratch)
    : m_mailbox(mailbox), m_scratch(std::move(scratch)),
      m_worker(std::make_unique<Worker<Task>>([](std::vector<Task> tasks) {
          for (Task &task : tasks)
              task();
      }))
{}

PackageDigests::~PackageDigests() { *m_alive = false; }

void PackageDigests::ask(const std::string &directory, Reply reply)
{
    if (const auto known = m_known.find(directory); known != m_known.end())
        return reply(known->second);
    auto &waiting = m_asked[directory];
    waiting.push_back(std::move(reply));
    if (waiting.size() > 1)
        return;
    m_worker->post([this, alive = m_alive, directory, scratch = m_scratch, &mailbox = m_mailbox] {
        if (!*alive)
            return;
        auto measured = measurePackage(directory, scratch);
        if (!measured)
            log::warning(measured.error().within("CodeSha256 of " + directory).message);
        const CodePackage package = measured ? CodePackage{measured->sha256, measured->zippedBytes} : CodePackage{};
        mailbox.post([this, alive, directory, package] {
            if (!*alive)
                return;
            m_known[directory] = package;
            for (const Reply &each : std::exchange(m_asked[directory], {}))
                each(package);
            m_asked.erase(directory);
        });
    });
}

} // namespace lambdarium
