// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/layerversion.h"
#include "core/workspace/workspace.h"

#include <optional>

namespace lambdarium {

/// Unpacks a deployment package behind the unpacker's walls and freezes it. Errors are AWS's ("Type: sentence").
/// Blocking; any thread.
Result<CodeSnapshot> freezeZip(const Workspace &workspace, const std::string &bytes);

/// Versions of layers that the API made: one file each in the state directory. Numbers are never used again. Value type
/// over the file system; any thread, blocking; one writer at a time.
class LayerShelf
{
public:
    explicit LayerShelf(Workspace workspace) : m_workspace(std::move(workspace)) {}

    /// meta: everything but number and content. Returns the new version, in its place on the disk.
    Result<LayerVersion> publish(LayerVersion meta, const std::string &zip) const;
    /// Nothing: there is no such version. Deleted ones are found, too.
    std::optional<LayerVersion> find(const std::string &name, std::int64_t number) const;
    /// Newest first, without deleted ones. Empty name: the newest of each layer, by name.
    std::vector<LayerVersion> versions(const std::string &name = {}) const;
    /// What is not there is no error.
    Result<void> remove(const std::string &name, std::int64_t number) const;

private:
    std::vector<LayerVersion> all(const std::string &name) const;
    Result<void> write(const LayerVersion &version) const;

    Workspace m_workspace;
};

} // namespace lambdarium
