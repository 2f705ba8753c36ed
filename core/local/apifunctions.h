// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/functionchange.h"
#include "core/gateway/layerkeeper.h"
#include "core/local/deployer.h"

#include <memory>
#include <string>

namespace lambdarium {

/// Functions that the Lambda API makes, changes and removes beside the template. Their settings and code are kept with
/// the releases; the deployer lays them over the template's model. What the template says later counts again: a changed
/// setting, changed code, or a function of the same name. Core thread; owned by LocalCore.
class ApiFunctions
{
public:
    struct Parts
    {
        WallClock &clock;
        Workspace workspace;
        Engine &engine;
        Deployer &deployer;
    };
    explicit ApiFunctions(Parts parts);
    ~ApiFunctions();
    ApiFunctions(const ApiFunctions &) = delete;
    ApiFunctions &operator=(const ApiFunctions &) = delete;

    /// A FunctionChanger. The package is unpacked and frozen on the deployer's worker.
    void change(FunctionChange change, Releases::Done done);
    /// A change of what the API keeps that the next deployment shows: a ReleaseChanger.
    void changeStored(const std::string &name, Releases::Mutation mutate, Releases::Done done);
    /// A LayerKeeper.
    void layers(LayerRequest request, std::function<void(Releases::Refusal, std::vector<LayerVersion>)> done);
    /// Copies the code of a created function into a new folder of the workspace and writes the function into the
    /// template file; replies with its logical id. The template's function counts once that is deployed.
    void adopt(const std::string &name, std::function<void(Result<NodeId>)> reply);
    /// Settings of a deployed function that are not the template's, by their names in templates. Empty for one that the
    /// template does not have.
    std::vector<std::string> overridden(const Function &deployed, const CodeSnapshot &code) const;
    /// After each change of the template: forgets created functions whose name it has now.
    void templateChanged();

private:
    struct Prepared;
    void commit(const std::shared_ptr<FunctionChange> &change, const Prepared &prepared, Releases::Done done);
    Releases::Refusal apply(const FunctionChange &change, const Prepared &prepared, FunctionReleases &releases) const;
    Releases::Refusal create(const FunctionChange &change, const Prepared &prepared, FunctionReleases &releases) const;
    Releases::Refusal update(const FunctionChange &change, const Prepared &prepared, FunctionReleases &releases) const;
    void redeploy(Task done);
    const Function *ofTemplate(const std::string &name) const;

    Parts m_parts;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
