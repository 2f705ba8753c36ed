// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package com.amazonaws.services.lambda.runtime;

/** A handler of events that are converted from and to JSON. */
public interface RequestHandler<I, O> {
    O handleRequest(I input, Context context);
}
