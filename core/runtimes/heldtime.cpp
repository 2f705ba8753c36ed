// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/heldtime.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>

namespace lambdarium {

Result<std::unique_ptr<HeldTime>> HeldTime::make()
{
    UniqueFd memory(memfd_create("held", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory || ftruncate(memory.value(), sizeof(std::int64_t)) != 0)
        return Error::fromErrno("making an environment", errno);
    void *value = mmap(nullptr, sizeof(std::int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, memory.value(), 0);
    if (value == MAP_FAILED)
        return Error::fromErrno("making an environment", errno);
    fcntl(memory.value(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL);
    return std::unique_ptr<HeldTime>(new HeldTime(std::move(memory), static_cast<std::int64_t *>(value)));
}

HeldTime::~HeldTime() { munmap(m_value, sizeof(std::int64_t)); }

UniqueFd HeldTime::readEnd() const
{
    const std::string path = "/proc/self/fd/" + std::to_string(m_memory.value());
    return UniqueFd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

void HeldTime::add(Duration pause)
{
    m_total += pause;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(m_total).count();
    std::atomic_ref(*m_value).store(milliseconds);
}

} // namespace lambdarium
