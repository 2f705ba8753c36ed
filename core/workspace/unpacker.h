// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace lambdarium {

struct Unpacked
{
    std::uintmax_t unzippedBytes = 0;
    std::uintmax_t files = 0;
};

/// Takes the zips of strangers apart (archive.h) in a process of its own behind walls: `program`, lambdarium-unpack,
/// which gets the zip and one folder as descriptors and can reach nothing else. Its word about what it unpacked is
/// believed as far as the folder bears it out (listCode). Without a program it works in this process: for tests of the
/// archive itself. Immutable; any thread.
class Unpacker
{
public:
    Unpacker() = default;
    explicit Unpacker(std::filesystem::path program) : m_program(std::move(program)) {}

    /// As inspectArchive. Blocking. Unavailable when the program does not run.
    Result<Unpacked> inspect(const std::filesystem::path &file) const;
    /// As unpackArchive. Blocking. Unavailable when the program does not run.
    Result<Unpacked> unpack(const std::filesystem::path &file, const std::filesystem::path &folder, bool durable) const;

    /// What the helper does with its descriptors, and its exit status. After its walls stand.
    static int serve(bool unpacks, bool durable);
    /// The numbers under which the helper finds them: the zip, the folder, and where its answer goes.
    static constexpr int zipDescriptor = 3, folderDescriptor = 4, answerDescriptor = 1;

private:
    Result<Unpacked> ask(const std::filesystem::path &file, const std::filesystem::path *folder, bool durable) const;

    std::filesystem::path m_program;
};

} // namespace lambdarium
