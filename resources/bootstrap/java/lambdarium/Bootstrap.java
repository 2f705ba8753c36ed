// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.File;
import java.io.IOError;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a Java handler inside an execution environment (Java 11 and later) over the HTTP Runtime API, which costs little
 * beside a Java machine. The only argument is the handler's name.
 */
public final class Bootstrap {
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private Bootstrap() {}

    public static void main(String[] arguments) throws IOException {
        EventLog.takeStandardStreams();
        RuntimeApi api = new RuntimeApi(System.getenv("AWS_LAMBDA_RUNTIME_API"));
        ClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getSystemClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Handler handler;
        try {
            handler = Handler.load(arguments.length > 0 ? arguments[0] : "", loader);
        } catch (Fault fault) {
            report(fault);
            api.failInit(bytes(fault), "Runtime.BadFunctionCode");
            System.exit(1);
            return;
        }
        while (serve(api, handler)) {
        }
        System.exit(1);
    }

    /** The package, its libraries and those of layers, each folder in the order of names. */
    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        String root = System.getenv("LAMBDA_TASK_ROOT");
        urls.add(new File(root).toURI().toURL());
        String layers = System.getProperty("lambdarium.opt", "/opt");
        for (String folder : new String[] {root + "/lib", layers + "/java/lib"}) {
            File[] files = new File(folder).listFiles((where, name) -> name.endsWith(".jar"));
            if (files == null) continue;
            Arrays.sort(files);
            for (File file : files) urls.add(file.toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    /** One invocation; false when the process must end after it. */
    private static boolean serve(RuntimeApi api, Handler handler) throws IOException {
        RuntimeApi.Answer event = api.next();
        if (event.status != 200) return false;
        Invocation invocation = new Invocation(event.headers);
        String id = invocation.getAwsRequestId();
        EventLog.setRequestId(id);
        String trace = invocation.getXrayTraceId();
        if (trace == null) System.clearProperty(TRACE_PROPERTY);
        else System.setProperty(TRACE_PROPERTY, trace);
        try {
            byte[] result = handler.call(event.body, invocation);
            System.out.flush();
            api.respond(id, result);
            return true;
        } catch (Throwable thrown) {
            report(thrown);
            api.fail(id, bytes(thrown), thrown instanceof Fault ? "Runtime.BadFunctionCode" : "Runtime.UserException");
            return !(thrown instanceof VirtualMachineError || thrown instanceof IOError);
        } finally {
            Thread.interrupted(); // a flag that the handler left behind is not the next one's
        }
    }

    private static void report(Throwable thrown) {
        LambdaRuntime.getLogger().log(Fault.text(thrown), LogLevel.ERROR);
    }

    private static byte[] bytes(Throwable thrown) {
        return Json.write(Fault.body(thrown)).getBytes(StandardCharsets.UTF_8);
    }
}
