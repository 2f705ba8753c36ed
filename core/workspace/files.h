// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace lambdarium {

/// A file descriptor that closes itself.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    Descriptor(Descriptor &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~Descriptor();
    int value() const { return m_descriptor; }
    bool valid() const { return m_descriptor >= 0; }

private:
    int m_descriptor = -1;
};

/// Opens relative to root and never outside of it: no "..", no absolute path, no symbolic link that leaves.
/// InvalidInput when the path leads out.
Result<Descriptor> openBeneath(const std::filesystem::path &root, const std::filesystem::path &relative, int flags);
Result<std::string> readAll(const Descriptor &file, std::uintmax_t limitBytes, std::string_view what);
Result<void> writeAll(const Descriptor &file, std::string_view text, std::string_view what);
/// Temporary file beside it, fsync, rename, fsync of the folder. Makes missing folders beneath root.
Result<void> writeAtomically(const std::filesystem::path &root, const std::filesystem::path &relative,
                             std::string_view text);

} // namespace lambdarium
