// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The Runtime API (runtime-api.md 1) over one kept connection; nothing of java.net.http, which is slow to load. */
final class RuntimeApi {
    private static final String BASE = "/2018-06-01/runtime/";

    private final String host;
    private final int port;
    private Socket socket;
    private InputStream input;

    RuntimeApi(String address) {
        int colon = address.lastIndexOf(':');
        host = address.substring(0, colon);
        port = Integer.parseInt(address.substring(colon + 1));
    }

    /** An answer; header names in small letters. */
    static final class Answer {
        int status;
        final Map<String, String> headers = new HashMap<>();
        byte[] body;
    }

    /** Waits for the next event, for hours if need be. */
    Answer next() throws IOException {
        return call("GET", "invocation/next", null, null);
    }

    void respond(String requestId, byte[] result) throws IOException {
        call("POST", "invocation/" + requestId + "/response", result, null); // 413: the API has ended the invocation
    }

    void fail(String requestId, byte[] error, String type) throws IOException {
        call("POST", "invocation/" + requestId + "/error", error, type);
    }

    void failInit(byte[] error, String type) throws IOException {
        call("POST", "init/error", error, type);
    }

    private Answer call(String method, String path, byte[] body, String errorType) throws IOException {
        if (socket == null) {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            input = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        }
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(BASE)
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        if (errorType != null) head.append("Lambda-Runtime-Function-Error-Type: ").append(errorType).append("\r\n");
        if (body != null)
            head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\n");
        OutputStream output = socket.getOutputStream();
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        try {
            output.write(bytes);
            if (body != null) output.write(body);
            output.flush();
        } catch (IOException refused) {
            // A result that is too long is answered before all of it was read; the answer says so.
        }
        return answer();
    }

    private Answer answer() throws IOException {
        Answer answer = new Answer();
        answer.status = Integer.parseInt(line().split(" ", 3)[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            answer.headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
        answer.body = input.readNBytes(Integer.parseInt(answer.headers.getOrDefault("content-length", "0")));
        if ("close".equalsIgnoreCase(answer.headers.get("connection"))) {
            socket.close();
            socket = null;
        }
        return answer;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) throw new IOException("The Runtime API is gone.");
            if (c != '\r') line.append((char) c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
