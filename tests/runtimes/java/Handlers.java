// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package shop;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Handlers of tst_javaruntime, compiled once for all of its tests. */
public class Handlers {
    public static String twice(String text) {
        return text + text;
    }

    public int count(List<Integer> numbers, Context context) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    public long plus(int number) {
        return number + 1L;
    }

    public void nothing(Map<String, Object> event) {}

    public Object echo(Object event) {
        return event;
    }

    public String same(String text) {
        return text;
    }

    public Map<String, String> overloaded(Map<String, String> event) {
        return Map.of("chosen", "short");
    }

    public Map<String, String> overloaded(Map<String, String> event, Context context) {
        return Map.of("chosen", "long");
    }

    public void copy(InputStream input, OutputStream output) throws IOException {
        input.transferTo(output);
    }

    public long[] timeLeft(Object event, Context context) throws InterruptedException {
        long before = System.currentTimeMillis();
        int left = context.getRemainingTimeInMillis();
        System.out.println("begun");
        for (int i = 0; i < 50; i++) Thread.sleep(10);
        return new long[] {System.currentTimeMillis() - before, left - context.getRemainingTimeInMillis()};
    }

    public Object[] about(Object event, Context context) {
        return new Object[] {
            context.getAwsRequestId(), context.getFunctionName(), context.getFunctionVersion(),
            context.getMemoryLimitInMB(), context.getInvokedFunctionArn(), context.getLogGroupName(),
            context.getLogStreamName(), context.getClientContext().getCustom(),
            context.getClientContext().getClient().getAppTitle(),
            context.getRemainingTimeInMillis() > 0 && context.getRemainingTimeInMillis() <= 10000,
            System.getProperty("com.amazonaws.xray.traceHeader")
        };
    }

    public Map<String, String> environment(Object event) {
        return System.getenv();
    }

    public String log(Object event, Context context) {
        System.out.println("printed é");
        context.getLogger().log("two\nlines");
        System.err.println("to stderr");
        LambdaRuntime.getLogger().log("levelled", LogLevel.WARN);
        LambdaRuntime.getLogger().log("fine", LogLevel.DEBUG);
        return null;
    }

    public static String raise(Object event) {
        throw new IllegalStateException("boom");
    }

    public static String deep(Object event) throws Exception {
        throw new Exception(new IOException("inside"));
    }

    public static String recurse(Object event) {
        return recurse(event) + "x";
    }

    public static int fill(Object event) {
        byte[][] kept = new byte[10000][];
        for (int i = 0; i < kept.length; ++i) kept[i] = new byte[1 << 20];
        return kept.length;
    }

    public static String exit(Object event) {
        System.exit(3);
        return null;
    }

    public static String longText(int length) {
        char[] text = new char[length];
        Arrays.fill(text, 'x');
        return new String(text);
    }

    public static Object loop(Object event) {
        Object[] self = new Object[1];
        self[0] = self;
        return self;
    }

    /** A bean with generics, an enum, a nested list and a public field. */
    public static class Order {
        public enum State {
            OPEN,
            PAID
        }

        public double total;
        private String orderId;
        private List<Line> lines;
        private State state;
        private boolean gift;

        public String getOrderId() {
            return orderId;
        }

        public void setOrderId(String orderId) {
            this.orderId = orderId;
        }

        public List<Line> getLines() {
            return lines;
        }

        public void setLines(List<Line> lines) {
            this.lines = lines;
        }

        public State getState() {
            return state;
        }

        public void setState(State state) {
            this.state = state;
        }

        public boolean isGift() {
            return gift;
        }

        public void setGift(boolean gift) {
            this.gift = gift;
        }
    }

    public static class Line {
        private int pieces;

        public int getPieces() {
            return pieces;
        }

        public void setPieces(int pieces) {
            this.pieces = pieces;
        }
    }

    public static class Pay implements RequestHandler<Order, Order> {
        @Override
        public Order handleRequest(Order order, Context context) {
            for (Line line : order.getLines()) order.total += line.getPieces();
            order.setState(Order.State.PAID);
            return order;
        }
    }

    public abstract static class Base<T> implements RequestHandler<List<T>, T> {}

    public static class First extends Base<Line> {
        @Override
        public Line handleRequest(List<Line> lines, Context context) {
            return lines.get(0);
        }
    }

    public static class Stream implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            output.write(("<" + new String(input.readAllBytes(), StandardCharsets.UTF_8) + ">").getBytes(StandardCharsets.UTF_8));
        }
    }

    public static class NoHandler {}

    public static class Closed {
        private Closed() {}

        public String run(Object event) {
            return "";
        }
    }

    public static class FailsToStart implements RequestHandler<Object, Object> {
        public FailsToStart() {
            throw new IllegalArgumentException("early");
        }

        @Override
        public Object handleRequest(Object event, Context context) {
            return null;
        }
    }

    public static class FailsToLoad {
        static final int VALUE = Integer.parseInt("none");
    }
}
