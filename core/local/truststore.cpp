// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/truststore.h"

#include "core/workspace/files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lambdarium {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr const char *idFile = "project-id";
constexpr std::size_t idLength = 32;
constexpr std::uintmax_t fileBytesMax = 4 << 20;

fs::path userFile()
{
    const char *config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && *config == '/')
        return fs::path(config) / "lambdarium" / "trust.json";
    const char *home = std::getenv("HOME");
    return fs::path(home != nullptr && *home != '\0' ? home : "/nonexistent") / ".config" / "lambdarium" / "trust.json";
}

const char *wordOf(Trust trust) { return trust == Trust::Trusted ? "trusted" : "isolated"; }

std::string canonicalPath(const fs::path &root)
{
    std::error_code failure;
    const fs::path path = fs::canonical(root, failure);
    return failure ? std::string() : path.string();
}

std::string readWord(const fs::path &file, std::size_t most)
{
    std::ifstream stream(file);
    std::string word(most, '\0');
    stream.read(word.data(), static_cast<std::streamsize>(most));
    word.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount())));
    while (!word.empty() && (word.back() == '\n' || word.back() == ' '))
        word.pop_back();
    return word;
}

std::string projectId(const fs::path &state)
{
    const std::string id = readWord(state / idFile, idLength + 1);
    return id.size() == idLength ? id : std::string();
}

Result<std::string> makeProjectId(const fs::path &state)
{
    if (std::string id = projectId(state); !id.empty())
        return id;
    std::random_device device;
    std::string id;
    while (id.size() < idLength)
        id += "0123456789abcdef"[device() % 16];
    std::error_code failure;
    fs::create_directories(state, failure);
    if (auto written = writeAtomically(state, idFile, id + "\n"); !written)
        return written.error();
    return id;
}

std::int64_t ownerOf(const std::string &path)
{
    struct stat info
    {};
    return stat(path.c_str(), &info) == 0 ? static_cast<std::int64_t>(info.st_uid) : -1;
}

/// The stored object; null when there is none; discarded when it is broken.
Json readStore(const fs::path &file)
{
    std::error_code failure;
    if (!fs::exists(file, failure))
        return nullptr;
    struct stat info
    {};
    // Whoever else may write it could grant anything.
    const bool ours = stat(file.c_str(), &info) == 0 && info.st_uid == geteuid() && (info.st_mode & 0022) == 0;
    if (!ours || fs::file_size(file, failure) > fileBytesMax || failure)
        return Json(Json::value_t::discarded);
    std::ifstream stream(file);
    Json json = Json::parse(std::string(std::istreambuf_iterator<char>(stream), {}), nullptr, false);
    const bool sound = json.is_object() && json.contains("projects") && json["projects"].is_object();
    return sound ? json : Json(Json::value_t::discarded);
}

/// Held while the file is read and written anew.
class FileLock
{
public:
    explicit FileLock(const fs::path &file) : m_file(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        while (m_file.valid() && flock(m_file.value(), LOCK_EX) != 0 && errno == EINTR) {
        }
    }

private:
    Descriptor m_file;
};

} // namespace

TrustStore::TrustStore(fs::path file) : m_file(file.empty() ? userFile() : std::move(file)) {}

Trust TrustStore::projectMaximum(const fs::path &root)
{
    const std::string word = readWord(root / ".lambdarium" / "trust", 32);
    if (word == "restricted")
        return Trust::Restricted;
    return word == "isolated" ? Trust::Isolated : Trust::Trusted;
}

std::optional<SpawnGrant> TrustStore::grant(Trust trust, bool unprotected)
{
    if (trust == Trust::Restricted)
        return std::nullopt;
    return SpawnGrant(unprotected);
}

TrustStore::Decision TrustStore::decision(const fs::path &root, const fs::path &state) const
{
    const Json store = readStore(m_file);
    if (store.is_discarded())
        return {.problem = m_file.string()
                    + " cannot be read or can be written by others: every workspace is restricted."};
    const std::string path = canonicalPath(root);
    if (!store.is_object() || path.empty())
        return {};
    const auto found = store["projects"].find(path);
    if (found == store["projects"].end() || !found->is_object())
        return {};
    const Json &entry = *found;
    const auto is = [&entry](const char *key, const Json &value) { return entry.contains(key) && entry[key] == value; };
    const std::string id = projectId(state);
    if (id.empty() || !is("id", id) || !is("owner", ownerOf(path)))
        return {};
    Decision decision;
    if (is("trust", wordOf(Trust::Trusted)))
        decision.trust = Trust::Trusted;
    else if (is("trust", wordOf(Trust::Isolated)))
        decision.trust = Trust::Isolated;
    decision.trust = std::min(decision.trust, projectMaximum(root));
    decision.unprotected = decision.trust != Trust::Restricted && is("unprotected", true);
    return decision;
}

Result<void> TrustStore::decide(const fs::path &root, const fs::path &state, Trust trust, bool unprotected) const
{
    const std::string path = canonicalPath(root);
    if (path.empty())
        return Error{ErrorCode::NotFound, root.string() + " does not exist"};
    std::error_code failure;
    fs::create_directories(m_file.parent_path(), failure);
    const FileLock lock(m_file.string() + ".lock");
    Json store = readStore(m_file);
    if (store.is_discarded())
        fs::rename(m_file, m_file.string() + ".broken", failure);
    if (!store.is_object())
        store = {{"version", 1}, {"projects", Json::object()}};
    if (trust == Trust::Restricted) {
        store["projects"].erase(path);
    } else {
        auto id = makeProjectId(state);
        if (!id)
            return id.error().within("trust of " + path);
        store["projects"][path] = {
            {"id", *id}, {"owner", ownerOf(path)}, {"trust", wordOf(trust)}, {"unprotected", unprotected}};
    }
    return writeAtomically(m_file.parent_path(), m_file.filename(),
                           store.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace lambdarium
