// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/snapshot.h"

#include "core/workspace/archive.h"
#include "core/workspace/files.h"

#include <openssl/evp.h>

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t maxEntries = 65535;
constexpr int maxDepth = 32;
constexpr std::size_t inlineCharactersMax = 4194304; ///< versions-aliases-deploy.md 5

class Sha256
{
public:
    Sha256() : m_context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr); }
    ~Sha256() { EVP_MD_CTX_free(m_context); }
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;
    void add(std::string_view bytes) { EVP_DigestUpdate(m_context, bytes.data(), bytes.size()); }
    std::string hex()
    {
        std::array<unsigned char, 32> digest{};
        EVP_DigestFinal_ex(m_context, digest.data(), nullptr);
        std::string text;
        for (const unsigned char byte : digest) {
            text.push_back("0123456789abcdef"[byte >> 4U]);
            text.push_back("0123456789abcdef"[byte & 15U]);
        }
        return text;
    }

private:
    EVP_MD_CTX *m_context;
};

bool skipped(const fs::path &name)
{
    return name == ".git" || name == ".hg" || name == ".svn" || name == ".bzr" || name == ".lambdarium"
        || name == "__pycache__" || name == ".aws-sam";
}

std::string stampOf(const struct stat &status)
{
    return std::to_string(status.st_ino) + ":" + std::to_string(status.st_size) + ":"
        + std::to_string(status.st_ctim.tv_sec) + "." + std::to_string(status.st_ctim.tv_nsec) + ":"
        + std::to_string(status.st_mode & 0111U);
}

bool leaves(const fs::path &link, const fs::path &target)
{
    if (target.is_absolute())
        return true;
    const fs::path real = (link.parent_path() / target).lexically_normal();
    return !real.empty() && *real.begin() == "..";
}

/// A file that changed a moment ago may change again within the same time stamp.
bool aged(const struct stat &status)
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    const auto age = (now.tv_sec - status.st_ctim.tv_sec) * 1000 + (now.tv_nsec - status.st_ctim.tv_nsec) / 1000000;
    return age > 50;
}

bool settled(const std::vector<CodeEntry> &entries, const fs::path &folder)
{
    return std::ranges::all_of(entries, [&](const CodeEntry &entry) {
        struct stat status = {};
        return ::lstat((folder / entry.path).c_str(), &status) == 0 && aged(status);
    });
}

std::string head(const CodeEntry &entry)
{
    const char kind = entry.kind == CodeEntry::Kind::Folder ? 'd' : entry.kind == CodeEntry::Kind::Link ? 'l' : 'f';
    return std::string(1, kind) + (entry.executable ? "x" : "-") + entry.path.generic_string() + '\0' + entry.target
        + '\0';
}

/// Hashes one file and, when there is a target, copies it at the same time.
Result<void> digestFile(const fs::path &folder, const CodeEntry &entry, Sha256 &hash, const Descriptor *copy)
{
    const auto file = openBeneath(folder, entry.path, O_RDONLY | O_NONBLOCK);
    if (!file)
        return file.error();
    std::array<char, 65536> buffer{};
    Sha256 content;
    while (true) {
        const ssize_t count = ::read(file->value(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Error::fromErrno("reading " + entry.path.string(), errno);
        if (count == 0)
            break;
        const std::string_view part(buffer.data(), static_cast<std::size_t>(count));
        content.add(part);
        if (copy) {
            if (auto written = writeAll(*copy, part, entry.path.string()); !written)
                return written;
        }
    }
    hash.add(content.hex());
    return {};
}

Result<std::string> hashOf(const fs::path &folder, const std::vector<CodeEntry> &entries)
{
    Sha256 hash;
    for (const CodeEntry &entry : entries) {
        hash.add(head(entry));
        if (entry.kind != CodeEntry::Kind::File)
            continue;
        if (auto done = digestFile(folder, entry, hash, nullptr); !done)
            return done.error();
    }
    return hash.hex();
}

/// Copies into an existing empty folder and returns the hash of what was really copied.
Result<std::string> copyTo(const fs::path &folder, const std::vector<CodeEntry> &entries, const fs::path &target)
{
    Sha256 hash;
    ::chmod(target.c_str(), 0755);
    for (const CodeEntry &entry : entries) {
        hash.add(head(entry));
        const fs::path to = target / entry.path;
        if (entry.kind == CodeEntry::Kind::Folder) {
            if (::mkdir(to.c_str(), 0755) != 0 || ::chmod(to.c_str(), 0755) != 0)
                return Error::fromErrno("making " + to.string(), errno);
            continue;
        }
        if (entry.kind == CodeEntry::Kind::Link) {
            if (::symlink(entry.target.c_str(), to.c_str()) != 0)
                return Error::fromErrno("making " + to.string(), errno);
            continue;
        }
        const Descriptor file(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        if (!file.valid())
            return Error::fromErrno("writing " + to.string(), errno);
        if (auto done = digestFile(folder, entry, hash, &file); !done)
            return done.error();
        if (::fchmod(file.value(), entry.executable ? 0755 : 0644) != 0) // whatever the umask said
            return Error::fromErrno("writing " + to.string(), errno);
    }
    return hash.hex();
}

/// A snapshot from an earlier run may have been torn by a power cut: its files must at least have their sizes.
bool complete(const fs::path &snapshot, const std::vector<CodeEntry> &entries)
{
    return std::ranges::all_of(entries, [&](const CodeEntry &entry) {
        struct stat status = {};
        return ::lstat((snapshot / entry.path).c_str(), &status) == 0
            && (entry.kind != CodeEntry::Kind::File || static_cast<std::uintmax_t>(status.st_size) == entry.size);
    });
}

Result<void> listInto(const fs::path &folder, const fs::path &relative, const std::vector<std::string> &leftOut,
                      std::vector<CodeEntry> &out)
{
    const auto depth = std::distance(relative.begin(), relative.end());
    if (depth > maxDepth)
        return Error{ErrorCode::InvalidInput, relative.string() + " is nested deeper than 32 folders."};
    std::error_code failure;
    for (fs::directory_iterator at(folder / relative, failure), end; !failure && at != end; at.increment(failure)) {
        const fs::path path = relative / at->path().filename();
        struct stat status = {};
        if (skipped(path.filename()) || std::ranges::count(leftOut, path.string()) > 0
            || ::lstat(at->path().c_str(), &status) != 0)
            continue;
        CodeEntry entry{.path = path, .stamp = stampOf(status)};
        if (S_ISLNK(status.st_mode)) {
            entry.kind = CodeEntry::Kind::Link;
            entry.target = fs::read_symlink(at->path(), failure).string();
            if (failure || leaves(path, entry.target))
                return Error{ErrorCode::InvalidInput,
                             "The link " + path.string()
                                 + " leads out of the code folder; "
                                   "Lambda packages cannot hold it."};
        } else if (S_ISDIR(status.st_mode)) {
            entry.kind = CodeEntry::Kind::Folder;
        } else if (S_ISREG(status.st_mode)) {
            entry.executable = (status.st_mode & 0111U) != 0;
            entry.size = static_cast<std::uintmax_t>(status.st_size);
        } else {
            return Error{ErrorCode::InvalidInput, path.string() + " is neither a file nor a folder."};
        }
        if (out.size() >= maxEntries)
            return Error{ErrorCode::InvalidInput, "The code folder has more than 65535 entries."};
        const bool folderEntry = entry.kind == CodeEntry::Kind::Folder;
        out.push_back(std::move(entry));
        if (!folderEntry)
            continue;
        if (auto listed = listInto(folder, path, leftOut, out); !listed)
            return listed;
    }
    if (failure)
        return Error::fromErrno("reading " + (folder / relative).string(), failure.value());
    return {};
}

} // namespace

std::string contentHash(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

Result<std::vector<CodeEntry>> listCode(const fs::path &folder, const std::vector<std::string> &leftOut)
{
    std::vector<CodeEntry> entries;
    if (auto listed = listInto(folder, {}, leftOut, entries); !listed)
        return listed.error();
    std::uintmax_t total = 0;
    for (const CodeEntry &entry : entries)
        total += entry.size;
    if (total > unzippedBytesMax)
        return unzippedTooLarge();
    std::ranges::sort(entries, {}, [](const CodeEntry &entry) { return entry.path; });
    return entries;
}

Workspace::SnapshotCache::Known Workspace::SnapshotCache::find(const std::string &folder, const std::string &stamps)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(folder);
    return found != m_known.end() && found->second.stamps == stamps ? found->second : Known{};
}

void Workspace::SnapshotCache::remember(const std::string &folder, Known known)
{
    const std::lock_guard lock(m_mutex);
    m_known[folder] = std::move(known);
}

namespace {

/// A folder of its own below the store, for what is not whole yet.
Result<fs::path> makeTemporary(const fs::path &store)
{
    static std::atomic<unsigned> counter{0};
    std::error_code failure;
    fs::path temporary = store / (".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
    fs::create_directories(temporary, failure);
    if (failure)
        return Error::fromErrno("making " + temporary.string(), failure.value());
    ::chmod(store.c_str(), 0755);
    ::chmod(temporary.c_str(), 0755);
    return temporary;
}

/// Somebody else may have been faster with the same content.
Result<void> putInPlace(const fs::path &temporary, const fs::path &place)
{
    std::error_code failure;
    if (::rename(temporary.c_str(), place.c_str()) == 0)
        return {};
    const int reason = errno;
    fs::remove_all(temporary, failure);
    if (reason != EEXIST && reason != ENOTEMPTY)
        return Error::fromErrno("making " + place.string(), reason);
    return {};
}

std::uintmax_t bytesOf(const std::vector<CodeEntry> &entries)
{
    std::uintmax_t total = 0;
    for (const CodeEntry &entry : entries)
        total += entry.size;
    return total;
}

} // namespace

Result<CodeCopy> Workspace::freeze(const fs::path &source, std::string_view what,
                                   const std::vector<std::string> &leftOut) const
{
    std::error_code failure;
    if (fs::is_regular_file(source, failure))
        return freezeArchive(source);
    const fs::path store = m_state / "code";
    for (int attempt = 0; attempt < 5; ++attempt) { // again when somebody saves while we copy
        auto entries = listCode(source, leftOut);
        if (!entries)
            return entries.error();
        std::string stamps;
        for (const CodeEntry &entry : *entries)
            stamps.append(entry.path.string()).append(1, '\0').append(entry.stamp).append(1, '\n');
        const std::uintmax_t bytes = bytesOf(*entries);
        const auto known = m_snapshots->find(source.string(), stamps);
        if (!known.hash.empty() && fs::is_directory(store / known.hash, failure))
            return CodeCopy{store / known.hash, bytes};
        const auto hash = hashOf(source, *entries);
        if (!hash)
            return hash.error();
        const fs::path place = store / *hash;
        if (!fs::is_directory(place, failure) || !complete(place, *entries)) {
            if (auto made = ensureStateDirectory(); !made)
                return made.error();
            const auto temporary = makeTemporary(store);
            if (!temporary)
                return temporary.error();
            const auto copied = copyTo(source, *entries, *temporary);
            if (!copied || *copied != *hash) {
                fs::remove_all(*temporary, failure);
                if (!copied && copied.error().code != ErrorCode::NotFound)
                    return copied.error();
                continue;
            }
            if (fs::is_directory(place, failure) && !complete(place, *entries))
                fs::remove_all(place, failure);
            if (auto put = putInPlace(*temporary, place); !put)
                return put.error();
        }
        if (settled(*entries, source))
            m_snapshots->remember(source.string(), {std::move(stamps), *hash, bytes});
        return CodeCopy{place, bytes};
    }
    return Error{ErrorCode::Conflict, "The code of " + std::string(what) + " keeps changing; try again."};
}

Result<CodeCopy> Workspace::freezeArchive(const fs::path &archive) const
{
    struct stat status = {};
    if (::stat(archive.c_str(), &status) != 0)
        return Error::fromErrno("reading " + archive.string(), errno);
    const fs::path store = m_state / "code";
    const std::string stamp = stampOf(status);
    std::error_code failure;
    const auto known = m_snapshots->find(archive.string(), stamp);
    if (!known.hash.empty() && fs::is_directory(store / known.hash, failure))
        return CodeCopy{store / known.hash, known.bytes};
    if (auto made = ensureStateDirectory(); !made)
        return made.error();
    const auto temporary = makeTemporary(store);
    if (!temporary)
        return temporary.error();
    const auto unpacked = m_unpacker.unpack(archive, *temporary, false);
    auto entries = unpacked ? listCode(*temporary) : Result<std::vector<CodeEntry>>(unpacked.error());
    auto hash = entries ? hashOf(*temporary, *entries) : Result<std::string>(entries.error());
    if (!hash) {
        fs::remove_all(*temporary, failure);
        return hash.error();
    }
    const fs::path place = store / *hash;
    if (fs::is_directory(place, failure) && !complete(place, *entries))
        fs::remove_all(place, failure);
    if (auto put = putInPlace(*temporary, place); !put)
        return put.error();
    if (aged(status))
        m_snapshots->remember(archive.string(), {stamp, *hash, unpacked->unzippedBytes});
    return CodeCopy{place, unpacked->unzippedBytes};
}

Result<CodeCopy> Workspace::freezeCode(const Function &function) const
{
    if (!function.inlineCode.empty()) {
        auto place = snapshotInline(function);
        if (!place)
            return place.error();
        return CodeCopy{std::move(*place), function.inlineCode.size()};
    }
    const auto source = codeSource(function.id, function.codeUri, "CodeUri");
    if (!source)
        return source.error();
    return freeze(*source, function.id);
}

Result<fs::path> Workspace::snapshotCode(const Function &function) const
{
    auto copy = freezeCode(function);
    if (!copy)
        return copy.error();
    return std::move(copy->directory);
}

Result<fs::path> Workspace::snapshotInline(const Function &function) const
{
    const bool node = function.runtime.starts_with("nodejs");
    if (!node && !function.runtime.starts_with("python"))
        return Error{ErrorCode::InvalidInput,
                     "Inline code is for Node.js and Python only; " + function.id + " has " + function.runtime
                         + " and needs a CodeUri."};
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }; // of UTF-8
    const auto characters = function.inlineCode.size()
        - static_cast<std::size_t>(std::ranges::count_if(function.inlineCode, continues));
    if (characters > inlineCharactersMax)
        return Error{ErrorCode::InvalidInput,
                     "The inline code of " + function.id + " has more than " + std::to_string(inlineCharactersMax)
                         + " characters."};
    const std::string name = node ? "index.js" : "index.py";
    const fs::path place = m_state / "code" / contentHash("inline\n" + name + "\n" + function.inlineCode);
    std::error_code failure;
    if (fs::file_size(place / name, failure) == function.inlineCode.size() && !failure)
        return place;
    if (auto made = ensureStateDirectory(); !made)
        return made.error();
    fs::create_directories(place, failure);
    if (failure)
        return Error::fromErrno("making " + place.string(), failure.value());
    ::chmod(place.parent_path().c_str(), 0755);
    ::chmod(place.c_str(), 0755);
    if (auto written = writeAtomically(place, name, function.inlineCode); !written)
        return written.error();
    ::chmod((place / name).c_str(), 0644);
    return place;
}

} // namespace lambdarium
