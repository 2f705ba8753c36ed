// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** One event as its handler sees it beside the payload. */
final class Invocation implements Context, CognitoIdentity {
    /** What the core writes there (core/runtimes/heldtime.h); absent where it gave none. */
    private static final Path HELD = Paths.get("/proc/self/fd/59");

    private final Map<String, String> headers;
    private final long heldBefore;

    Invocation(Map<String, String> headers) {
        this.headers = headers;
        this.heldBefore = heldMs();
    }

    /** How long the user has stopped this environment so far. */
    private static long heldMs() {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(HELD)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (IOException | BufferUnderflowException unknown) {
            return 0;
        }
    }

    @Override
    public String getAwsRequestId() {
        return headers.get("lambda-runtime-aws-request-id");
    }

    @Override
    public String getLogGroupName() {
        return System.getenv("AWS_LAMBDA_LOG_GROUP_NAME");
    }

    @Override
    public String getLogStreamName() {
        return System.getenv("AWS_LAMBDA_LOG_STREAM_NAME");
    }

    @Override
    public String getFunctionName() {
        return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
    }

    @Override
    public String getFunctionVersion() {
        return System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
    }

    @Override
    public String getInvokedFunctionArn() {
        return headers.get("lambda-runtime-invoked-function-arn");
    }

    @Override
    public CognitoIdentity getIdentity() {
        return this;
    }

    @Override
    public ClientContext getClientContext() {
        String text = headers.get("lambda-runtime-client-context");
        return text == null || text.isEmpty() ? null : new Caller((Map<?, ?>) Json.read(text));
    }

    @Override
    public int getRemainingTimeInMillis() {
        long deadline = Long.parseLong(headers.getOrDefault("lambda-runtime-deadline-ms", "0"));
        return (int) Math.max(0, deadline + heldMs() - heldBefore - System.currentTimeMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
    }

    @Override
    public LambdaLogger getLogger() {
        return EventLog.logger();
    }

    @Override
    public String getTenantId() {
        return headers.get("lambda-runtime-aws-tenant-id");
    }

    @Override
    public String getXrayTraceId() {
        return headers.get("lambda-runtime-trace-id");
    }

    @Override
    public String getIdentityId() {
        return identity("cognitoIdentityId");
    }

    @Override
    public String getIdentityPoolId() {
        return identity("cognitoIdentityPoolId");
    }

    private String identity(String name) {
        String text = headers.get("lambda-runtime-cognito-identity");
        return text == null || text.isEmpty() ? "" : String.valueOf(((Map<?, ?>) Json.read(text)).get(name));
    }

    /** The client context's three parts. */
    private static final class Caller implements ClientContext, Client {
        private final Map<?, ?> all;

        Caller(Map<?, ?> all) {
            this.all = all;
        }

        private Map<String, String> part(String name) {
            Map<String, String> made = new HashMap<>();
            Object part = all.get(name);
            if (!(part instanceof Map)) return null;
            ((Map<?, ?>) part).forEach((key, value) -> made.put(key.toString(), String.valueOf(value)));
            return made;
        }

        private String named(String name) {
            Map<String, String> client = part("client");
            return client == null ? null : client.get(name);
        }

        @Override
        public Client getClient() {
            return part("client") == null ? null : this;
        }

        @Override
        public Map<String, String> getCustom() {
            return part("custom");
        }

        @Override
        public Map<String, String> getEnvironment() {
            return part("env");
        }

        @Override
        public String getInstallationId() {
            return named("installation_id");
        }

        @Override
        public String getAppTitle() {
            return named("app_title");
        }

        @Override
        public String getAppVersionName() {
            return named("app_version_name");
        }

        @Override
        public String getAppVersionCode() {
            return named("app_version_code");
        }

        @Override
        public String getAppPackageName() {
            return named("app_package_name");
        }
    }
}
