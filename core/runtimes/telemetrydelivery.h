// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"
#include "core/runtimes/telemetryfeed.h"
#include "core/sandbox/box.h"

#include <functional>
#include <list>
#include <memory>
#include <string>

namespace lambdarium {

/// Carries batches to the servers that extensions opened inside their box: one connection per batch, over Box::dial.
/// Core thread; owned by its environment, whose box outlives it.
class TelemetryDelivery
{
public:
    TelemetryDelivery(WallClock &clock, Box &box);
    ~TelemetryDelivery();

    /// done(true): HTTP: any answer below 300; TCP: everything was written. Never called from inside the call.
    void send(const TelemetryTarget &target, const std::string &batch, std::function<void(bool)> done);

private:
    class Post;

    void remove(const Post *post);

    WallClock &m_clock;
    Box &m_box;
    std::list<std::unique_ptr<Post>> m_posts;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium
