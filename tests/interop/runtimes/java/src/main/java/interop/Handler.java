// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package interop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.LinkedHashMap;
import java.util.Map;

public class Handler implements RequestHandler<Map<String, Object>, Object> {
    public Handler() {
        if (System.getenv("FAIL_INIT") != null) throw new IllegalArgumentException("no init");
    }

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        switch ((String) event.get("do")) {
            case "echo":
                return event.get("value");
            case "about":
                Map<String, Object> about = new LinkedHashMap<>();
                about.put("id", context.getAwsRequestId());
                about.put("arn", context.getInvokedFunctionArn());
                about.put("left", context.getRemainingTimeInMillis());
                about.put("trace", System.getProperty("com.amazonaws.xray.traceHeader"));
                about.put("client", context.getClass().getProtectionDomain().getCodeSource().getLocation().getPath());
                return about;
            case "raise":
                throw new IllegalStateException("no");
            case "panic":
                throw new StackOverflowError("deep");
            case "big":
                return "x".repeat((Integer) event.get("value"));
            default:
                context.getLogger().log("leaving\n");
                System.exit(3);
                return null;
        }
    }
}
