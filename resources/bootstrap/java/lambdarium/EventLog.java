// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One log event however many lines it has: a telemetry frame inside the standard output (runtime-api.md 10), so that
 * order is kept.
 */
public final class EventLog implements LambdaLogger {
    private static final int FRAME_TEXT = 0xa55a0003;
    private static final int[] LEVELS = {0, 0x04, 0x08, 0x0c, 0x10, 0x14, 0x18}; // in the order of LogLevel
    private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);
    private static final boolean JSON = "JSON".equals(System.getenv("AWS_LAMBDA_LOG_FORMAT"));
    private static final LogLevel LEAST = leastLevel();
    private static final EventLog INSTANCE = new EventLog();

    private static volatile String requestId = "";

    private EventLog() {}

    public static LambdaLogger logger() {
        return INSTANCE;
    }

    static void setRequestId(String id) {
        requestId = id;
    }

    /** Standard streams in UTF-8, a line at a time, whatever the locale says. */
    static void takeStandardStreams() throws UnsupportedEncodingException {
        System.setOut(new PrintStream(OUTPUT, true, "UTF-8"));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, "UTF-8"));
    }

    @Override
    public void log(String message) {
        log(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(byte[] message) {
        write(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(String message, LogLevel level) {
        if (JSON && level != LogLevel.UNDEFINED && level.compareTo(LEAST) < 0) return;
        String text = JSON ? jsonLine(String.valueOf(message), level) : String.valueOf(message);
        write(text.getBytes(StandardCharsets.UTF_8), level);
    }

    @Override
    public void log(byte[] message, LogLevel level) {
        if (JSON && level != LogLevel.UNDEFINED && level.compareTo(LEAST) < 0) return;
        write(message, level);
    }

    private static LogLevel leastLevel() {
        try {
            return LogLevel.fromString(System.getenv("AWS_LAMBDA_LOG_LEVEL"));
        } catch (IllegalArgumentException unset) {
            return LogLevel.UNDEFINED;
        }
    }

    private static String jsonLine(String message, LogLevel level) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("message", message);
        line.put("level", level == LogLevel.UNDEFINED ? "UNDEFINED" : level.name());
        if (!requestId.isEmpty()) line.put("AWSRequestId", requestId); // none during INIT
        return Json.write(line);
    }

    private static void write(byte[] message, LogLevel level) {
        int length = message.length;
        while (length > 0 && message[length - 1] == '\n') --length;
        Instant now = Instant.now();
        ByteBuffer frame = ByteBuffer.allocate(16 + length);
        frame.putInt(FRAME_TEXT | LEVELS[level.ordinal()]).putInt(length);
        frame.putLong(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000).put(message, 0, length);
        System.out.flush();
        synchronized (System.out) {
            try {
                OUTPUT.write(frame.array());
            } catch (IOException gone) {
                // Nobody reads the log any more; the function goes on as in Lambda.
            }
        }
    }
}
