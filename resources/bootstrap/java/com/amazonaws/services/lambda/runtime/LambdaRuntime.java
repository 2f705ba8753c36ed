// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package com.amazonaws.services.lambda.runtime;

import lambdarium.EventLog;

/** The logger for code that has no context at hand. */
public final class LambdaRuntime {
    private static volatile LambdaLogger logger = EventLog.logger();

    private LambdaRuntime() {}

    public static LambdaLogger getLogger() {
        return logger;
    }
}
