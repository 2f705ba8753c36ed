// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/layershelf.h"

#include "core/packaging/package.h"
#include "core/workspace/archive.h"
#include "core/workspace/files.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>

#include <algorithm>
#include <fstream>

namespace lambdarium {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr char shelf[] = "layer-versions";

Json toJson(const LayerVersion &version, const fs::path &state)
{
    const fs::path directory = fs::path(version.code.directory).lexically_relative(state);
    return {{"name", version.name},
            {"number", version.number},
            {"code", directory.string()},
            {"bytes", version.code.bytes},
            {"sha256", version.code.package ? version.code.package->sha256 : std::string()},
            {"zipped", version.code.package ? version.code.package->bytes : 0},
            {"description", version.description},
            {"license", version.license},
            {"runtimes", version.runtimes},
            {"architectures", version.architectures},
            {"created", version.created.time_since_epoch().count()},
            {"removed", version.removed}};
}

std::optional<LayerVersion> fromFile(const fs::path &file, const fs::path &state)
{
    std::ifstream stream(file);
    const Json json = Json::parse(stream, nullptr, false);
    try {
        LayerVersion version;
        version.name = json.at("name");
        version.number = json.at("number");
        version.code.directory = (state / json.at("code").get<std::string>()).string();
        version.code.bytes = json.at("bytes");
        version.code.package = CodePackage{json.at("sha256"), json.at("zipped")};
        version.description = json.at("description");
        version.license = json.at("license");
        version.runtimes = json.at("runtimes").get<std::vector<std::string>>();
        version.architectures = json.at("architectures").get<std::vector<std::string>>();
        version.created = Instant{Duration{json.at("created").get<std::int64_t>()}};
        version.removed = json.at("removed");
        return version;
    } catch (const Json::exception &) {
        return std::nullopt; // not one of ours, or cut short: as if it were not there
    }
}

/// Names become folders.
bool legalName(const std::string &name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

} // namespace

Result<CodeSnapshot> freezeZip(const Workspace &workspace, const std::string &bytes)
{
    if (bytes.size() > zippedBytesMax)
        return zippedTooLarge();
    if (auto made = workspace.ensureStateDirectory(); !made)
        return made.error();
    std::string file = (workspace.stateDirectory() / "upload-XXXXXX").string();
    const Descriptor descriptor(mkostemp(file.data(), O_CLOEXEC));
    if (!descriptor.valid())
        return Error::fromErrno("keeping the package", errno);
    const auto frozen = [&]() -> Result<CodeSnapshot> {
        if (auto written = writeAll(descriptor, bytes, "the package"); !written)
            return written.error();
        const auto copy = workspace.freeze(file, "the package");
        if (!copy)
            return copy.error();
        const auto sha256 = codeSha256(file);
        if (!sha256)
            return sha256.error();
        CodeSnapshot code;
        code.directory = copy->directory.string();
        code.bytes = static_cast<std::int64_t>(copy->bytes);
        code.package = CodePackage{*sha256, static_cast<std::int64_t>(bytes.size())};
        return code;
    }();
    std::error_code ignored;
    fs::remove(file, ignored);
    return frozen;
}

Result<LayerVersion> LayerShelf::publish(LayerVersion meta, const std::string &zip) const
{
    auto code = freezeZip(m_workspace, zip);
    if (!code)
        return code.error();
    meta.code = std::move(*code);
    meta.number = 1;
    for (const LayerVersion &version : all(meta.name))
        meta.number = std::max(meta.number, version.number + 1);
    if (auto written = write(meta); !written)
        return written.error();
    return meta;
}

std::optional<LayerVersion> LayerShelf::find(const std::string &name, std::int64_t number) const
{
    if (!legalName(name))
        return std::nullopt;
    return fromFile(m_workspace.stateDirectory() / shelf / name / (std::to_string(number) + ".json"),
                    m_workspace.stateDirectory());
}

std::vector<LayerVersion> LayerShelf::versions(const std::string &name) const
{
    std::vector<LayerVersion> found;
    if (!name.empty()) {
        found = all(name);
        std::erase_if(found, [](const LayerVersion &version) { return version.removed; });
        return found;
    }
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(m_workspace.stateDirectory() / shelf, ignored))
        if (auto versions = this->versions(entry.path().filename().string()); !versions.empty())
            found.push_back(std::move(versions.front()));
    std::ranges::sort(found, {}, &LayerVersion::name);
    return found;
}

Result<void> LayerShelf::remove(const std::string &name, std::int64_t number) const
{
    auto version = find(name, number);
    if (!version || version->removed)
        return {};
    version->removed = true;
    return write(*version);
}

std::vector<LayerVersion> LayerShelf::all(const std::string &name) const
{
    std::vector<LayerVersion> found;
    if (!legalName(name))
        return found;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(m_workspace.stateDirectory() / shelf / name, ignored))
        if (auto version = fromFile(entry.path(), m_workspace.stateDirectory()))
            found.push_back(std::move(*version));
    std::ranges::sort(found, std::ranges::greater{}, &LayerVersion::number);
    return found;
}

Result<void> LayerShelf::write(const LayerVersion &version) const
{
    const std::string text =
        toJson(version, m_workspace.stateDirectory()).dump(-1, ' ', false, Json::error_handler_t::replace);
    return writeAtomically(m_workspace.stateDirectory(),
                           fs::path(shelf) / version.name / (std::to_string(version.number) + ".json"), text);
}

} // namespace lambdarium
