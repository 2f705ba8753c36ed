// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/gateway/functionchange.h"
#include "core/gateway/layerkeeper.h"
#include "core/http/httpserver.h"
#include "core/services/functionurl.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lambdarium {

class FactJournal;
class Services;
class WallClock;

/// The AWS endpoint on loopback (default 4566), function URLs on the next port, and the same endpoint inside each
/// environment. Only translates: behaviour lives in engine and services. Owned by LocalSession after all of
/// Parts; core thread only.
class Gateway
{
public:
    struct Parts
    {
        WallClock &clock;
        Engine &engine;
        Services &services;
        FactJournal &facts;
    };
    struct Options
    {
        HttpLimits limits;          ///< of the listeners on the host
        std::string spoolDirectory; ///< long uploads; best on the file system of the objects. Empty: temporary
        std::uint64_t seed = 1;     ///< request ids
        /// CodeSha256 and CodeSize of frozen code, asked for when a description needs them; replies at once or later,
        /// on the core thread. Empty: CodeSha256 is absent and CodeSize 0.
        std::function<void(const std::string &directory, std::function<void(const CodePackage &)> reply)> package{};
        FunctionChanger change{};      ///< empty: functions cannot be made or changed through the API
        LayerKeeper layers{};          ///< empty: layers are the template's alone
        ReleaseChanger changeStored{}; ///< of function URLs and event source mappings; empty: as for change
    };

    explicit Gateway(Parts parts);
    Gateway(Parts parts, Options options);
    ~Gateway();
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;

    /// The state that functions are described from; after Engine::deploy with the same deployment.
    void deploy(const Deployment &deployment);
    /// 0: 4566 and 4567, or the next free pair. Any other: exactly it and the next, or Unavailable naming the
    /// owner. Call once; returns the port.
    Result<std::uint16_t> listen(std::uint16_t port = 0);
    /// 0 before listen().
    std::uint16_t port() const;
    /// "http://127.0.0.1:4567/lambda-url/<id>/", empty without a function URL or before listen().
    std::string functionUrl(const NodeId &function) const;

    /// Serves one environment: takes ownership of a listening socket made in its network namespace. The tag says
    /// which function and environment call (its role is ignored).
    Result<HttpListenerId> serveEnvironment(int listeningDescriptor, HttpListenerTag tag);
    void closeEnvironment(HttpListenerId id);

    /// CallUrl: the function URL's own code path without a socket, asked for by the user: grants running.
    void callUrl(const NodeId &function, UrlRequest request, std::function<void(Result<UrlResponse>)> reply);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium
