// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text from and to maps, lists, strings, numbers, booleans and null; needs nothing but the JDK. */
final class Json {
    private static final int DEPTH_MAX = 1000;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** Text that is not JSON. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** Integers become Integer, Long or BigInteger, whichever is the first that holds them; other numbers Double. */
    static Object read(String text) {
        Json reader = new Json(text);
        reader.space();
        Object value = reader.value();
        reader.space();
        if (reader.at < text.length()) throw reader.malformed("Unexpected text behind the value");
        return value;
    }

    /** Precondition: value consists of what read() makes and of other numbers. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private Malformed malformed(String what) {
        return new Malformed(what + " at offset " + at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) ++at;
    }

    private char next() {
        if (at >= text.length()) throw malformed("Unexpected end of input");
        return text.charAt(at);
    }

    private Object value() {
        char c = next();
        if (c == '{' || c == '[') {
            if (++depth > DEPTH_MAX) throw malformed("Nested too deeply");
            Object value = c == '{' ? object() : array();
            --depth;
            return value;
        }
        if (c == '"') return string();
        if (c == '-' || (c >= '0' && c <= '9')) return number();
        for (String word : new String[] {"true", "false", "null"}) {
            if (!text.startsWith(word, at)) continue;
            at += word.length();
            return c == 'n' ? null : (Object) (c == 't');
        }
        throw malformed("Unexpected character '" + c + "'");
    }

    private Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        ++at;
        space();
        while (next() != '}') {
            if (next() != '"') throw malformed("Expected a name");
            String name = string();
            space();
            if (next() != ':') throw malformed("Expected ':'");
            ++at;
            space();
            map.put(name, value());
            separator('}');
        }
        ++at;
        return map;
    }

    private List<Object> array() {
        List<Object> list = new ArrayList<>();
        ++at;
        space();
        while (next() != ']') {
            list.add(value());
            separator(']');
        }
        ++at;
        return list;
    }

    private void separator(char end) {
        space();
        if (next() == end) return;
        if (next() != ',') throw malformed("Expected ',' or '" + end + "'");
        ++at;
        space();
        if (next() == end) throw malformed("Unexpected '" + end + "'");
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        ++at;
        for (; next() != '"'; ++at) {
            char c = next();
            if (c < ' ') throw malformed("Unescaped control character");
            out.append(c == '\\' ? escape() : c);
        }
        ++at;
        return out.toString();
    }

    private char escape() {
        ++at;
        char c = next();
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) return "\"\\/\b\f\n\r\t".charAt(known);
        if (c != 'u' || at + 4 >= text.length()) throw malformed("Unknown escape");
        int code = 0;
        for (int i = 0; i < 4; ++i) {
            int digit = Character.digit(text.charAt(++at), 16);
            if (digit < 0) throw malformed("Unknown escape");
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Number number() {
        int begin = at;
        boolean whole = true;
        for (; at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0; ++at) {
            whole &= ".eE".indexOf(text.charAt(at)) < 0;
        }
        String digits = text.substring(begin, at);
        if (!isNumber(digits)) throw malformed("Not a number");
        if (!whole) return Double.valueOf(digits);
        BigInteger exact = new BigInteger(digits);
        if (exact.bitLength() < 32) return exact.intValue();
        return exact.bitLength() < 64 ? (Number) exact.longValue() : exact;
    }

    private static boolean isNumber(String digits) {
        int i = digits.startsWith("-") ? 1 : 0;
        int end = skipDigits(digits, i);
        if (end == i || (digits.charAt(i) == '0' && end > i + 1)) return false;
        if (end < digits.length() && digits.charAt(end) == '.') {
            i = end + 1;
            end = skipDigits(digits, i);
            if (end == i) return false;
        }
        if (end < digits.length() && Character.toLowerCase(digits.charAt(end)) == 'e') {
            i = end + 1;
            if (i < digits.length() && "+-".indexOf(digits.charAt(i)) >= 0) ++i;
            end = skipDigits(digits, i);
            if (end == i) return false;
        }
        return end == digits.length();
    }

    private static int skipDigits(String digits, int from) {
        while (from < digits.length() && digits.charAt(from) >= '0' && digits.charAt(from) <= '9') ++from;
        return from;
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof Map) {
            String between = "{";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(between);
                quote(out, String.valueOf(entry.getKey()));
                out.append(':');
                append(out, entry.getValue());
                between = ",";
            }
            out.append(between.equals("{") ? "{}" : "}");
        } else if (value instanceof List) {
            String between = "[";
            for (Object item : (List<?>) value) {
                out.append(between);
                append(out, item);
                between = ",";
            }
            out.append(between.equals("[") ? "[]" : "]");
        } else if (value instanceof String) {
            quote(out, (String) value);
        } else if (value instanceof Double && (((Double) value).isNaN() || ((Double) value).isInfinite())) {
            quote(out, value.toString()); // as Jackson does
        } else {
            out.append(value);
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ++i) {
            char c = text.charAt(i);
            int known = "\"\\\b\f\n\r\t".indexOf(c);
            if (known >= 0) out.append('\\').append("\"\\bfnrt".charAt(known));
            else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }
}
