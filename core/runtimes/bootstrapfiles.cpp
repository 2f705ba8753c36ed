// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/bootstrapfiles.h"

#include "core/runtimes/bootstrapsources.h"

#include <cerrno>
#include <cstdlib>
#include <fstream>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

/// Readable by the uid that handlers run as, whatever the user's umask says.
Result<void> writeReadable(const fs::path &root, std::string_view name, std::string_view text)
{
    const fs::path file = root / name;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    for (fs::path folder = file.parent_path(); folder != root; folder = folder.parent_path())
        fs::permissions(folder, fs::perms{0755}, error);
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.close();
    if (!stream)
        return Error{ErrorCode::Io, "The runtime support file " + file.string() + " cannot be written."};
    fs::permissions(file, fs::perms{0644}, error);
    return {};
}

} // namespace

Result<BootstrapFiles> BootstrapFiles::write(const std::string &directory)
{
    fs::path target = directory;
    if (directory.empty()) {
        std::error_code error;
        std::string name = (fs::temp_directory_path(error) / "lambdarium-runtime-XXXXXX").string();
        if (!mkdtemp(name.data()))
            return Error::fromErrno("making a folder for the runtimes", errno);
        target = name;
    }
    BootstrapFiles files(target, directory.empty());
    std::error_code error;
    fs::create_directories(target, error);
    fs::permissions(target, fs::perms{0755}, error);
    std::vector<BootstrapSource> sources = bootstrapSources();
    const std::vector<BootstrapSource> classes = javaClasses();
    sources.insert(sources.end(), classes.begin(), classes.end());
    for (const BootstrapSource &source : sources) {
        if (auto written = writeReadable(target, source.path, source.text); !written)
            return written.error();
    }
    return files;
}

std::string BootstrapFiles::directoryOf(RuntimeFamily family) const
{
    const char *name = "python";
    if (family == RuntimeFamily::Node)
        name = "node";
    else if (family == RuntimeFamily::Ruby)
        name = "ruby";
    else if (family == RuntimeFamily::Java)
        name = "java";
    return (m_directory / name).string();
}

BootstrapFiles::BootstrapFiles(BootstrapFiles &&other) noexcept
    : m_directory(std::move(other.m_directory)), m_owned(std::exchange(other.m_owned, false))
{}

BootstrapFiles::~BootstrapFiles()
{
    std::error_code error;
    if (m_owned)
        fs::remove_all(m_directory, error);
}

} // namespace lambdarium
