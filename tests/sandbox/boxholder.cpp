// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"

#include <cstdio>

/// A core for tests to kill: holds five boxes of four processes each, named by the argument, until it dies.
int main(int argumentCount, char **arguments)
{
    using namespace lambdarium;
    if (argumentCount != 2)
        return 2;
    const std::string mark = arguments[1];
    BoxRunner runner;
    std::vector<std::unique_ptr<Box>> boxes;
    for (int i = 0; runner.client && i < 5; ++i) {
        auto box = runner.spawn(BoxRunner::bashSpec("for i in 1 2 3; do setsid sleep " + mark + " & done; wait"));
        if (!box)
            return 1;
        boxes.push_back(std::move(*box));
    }
    // Not before all sleepers run.
    const std::string sleeper = "sleep" + std::string(1, '\0') + mark;
    if (!runner.waitFor([&] { return processesNamed(sleeper) == 15; }))
        return 1;
    boxes[0]->freeze();
    std::printf("%d\n", runner.client->spawnerPid());
    std::fflush(stdout);
    runner.clock.runFor(std::chrono::seconds{60}, [] { return false; });
    return 0;
}
