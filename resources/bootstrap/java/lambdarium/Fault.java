// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What went wrong, in the words of Lambda's runtime for Java. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String OURS = "lambdarium.";

    private final String type;
    private final String trace;
    /** Ends the process instead of waiting for the first event. */
    final boolean fatal;

    private Fault(String message, String type, String trace, boolean fatal) {
        super(message, null, false, false);
        this.type = type;
        this.trace = trace;
        this.fatal = fatal;
    }

    static Fault saying(String message) {
        return new Fault(message, null, null, false);
    }

    static Fault because(String message, Throwable cause, boolean fatal) {
        return new Fault(message, cause.getClass().getName(), traceOf(cause), fatal);
    }

    /** The body for the caller: a handler's own exception has its frames, a fault of ours has none. */
    static Map<String, Object> body(Throwable thrown) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errorMessage", messageOf(thrown));
        String type = thrown instanceof Fault ? ((Fault) thrown).type : thrown.getClass().getName();
        if (type != null) body.put("errorType", type);
        if (thrown instanceof Fault) return body;
        List<Object> frames = new ArrayList<>();
        for (StackTraceElement frame : withoutOurs(thrown).getStackTrace()) frames.add(frame.toString());
        body.put("stackTrace", frames);
        return body;
    }

    /** The log's event. */
    static String text(Throwable thrown) {
        if (!(thrown instanceof Fault))
            return messageOf(thrown) + ": " + thrown.getClass().getName() + "\n" + traceOf(thrown);
        Fault fault = (Fault) thrown;
        return fault.type == null ? fault.getMessage() : fault.getMessage() + ": " + fault.type + "\n" + fault.trace;
    }

    private static String messageOf(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        return message == null ? thrown.getClass().getName() : message;
    }

    private static String traceOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        withoutOurs(thrown).printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Cuts every stack, causes included, where this runtime begins. */
    static <T extends Throwable> T withoutOurs(T thrown) {
        cut(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
        return thrown;
    }

    private static void cut(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) return;
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < frames.length; ++i) {
            if (!frames[i].getClassName().startsWith(OURS)) continue;
            thrown.setStackTrace(java.util.Arrays.copyOf(frames, i));
            break;
        }
        cut(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) cut(suppressed, seen);
    }
}
