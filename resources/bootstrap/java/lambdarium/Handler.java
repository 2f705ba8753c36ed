// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A function's handler, found by its name (runtime-api.md 9). */
interface Handler {
    /** The result as it goes to the caller; throws what the handler threw. */
    byte[] call(byte[] event, Context context) throws Throwable;

    /**
     * "package.Class" with one of Lambda's interfaces, or "package.Class::method". What is wrong with the name or the
     * class is told at the first event; a class or constructor that throws ends the start (a fatal Fault).
     */
    static Handler load(String name, ClassLoader loader) {
        try {
            String[] parts = name.split("::", -1);
            if (parts.length > 2 || parts[0].isEmpty()) throw Fault.saying("Invalid handler: `" + name + "'");
            Class<?> type = loadClass(parts[0], loader);
            return parts.length == 2 ? ofMethod(type, parts[1]) : ofInterface(type);
        } catch (Fault fault) {
            if (fault.fatal) throw fault;
            return (event, context) -> {
                throw fault;
            };
        }
    }

    private static Class<?> loadClass(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException absent) {
            throw Fault.because("Class not found: " + name, absent, false);
        } catch (NoClassDefFoundError absent) {
            throw Fault.because("Error loading class " + name + ": " + absent.getMessage(), absent, false);
        } catch (Throwable thrown) {
            String why = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
            throw Fault.because("Error loading class " + name + why, thrown, true);
        }
    }

    private static Object newInstance(Class<?> type) {
        try {
            Constructor<?> constructor = type.getConstructor();
            return constructor.newInstance();
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            String message =
                    cause.getLocalizedMessage() == null ? cause.getClass().getName() : cause.getLocalizedMessage();
            throw Fault.because(message, cause, true);
        } catch (NoSuchMethodException absent) {
            boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
            String message = "Class " + type.getName()
                    + (inner ? " cannot be instantiated because it is a non-static inner class"
                             : " has no public zero-argument constructor");
            throw Fault.because(message, new Exception(message, inner ? null : absent), false);
        } catch (ReflectiveOperationException thrown) {
            throw Fault.because(String.valueOf(thrown.getMessage()), thrown, false);
        }
    }

    // --- classes with one of Lambda's interfaces -----------------------------------------------------------------

    private static Handler ofInterface(Class<?> type) {
        if (RequestStreamHandler.class.isAssignableFrom(type)) {
            RequestStreamHandler handler = (RequestStreamHandler) newInstance(type);
            return (event, context) -> {
                ByteArrayOutputStream output = new ByteArrayOutputStream(1024);
                handler.handleRequest(new ByteArrayInputStream(event), output, context);
                return output.toByteArray();
            };
        }
        if (!RequestHandler.class.isAssignableFrom(type)) {
            throw Fault.saying("Class does not implement an appropriate handler interface: " + type.getName());
        }
        Type[] types = typesOf(type, new HashMap<>());
        if (types == null) {
            throw Fault.saying(
                    "Class " + type.getName() + " does not implement RequestHandler with concrete type parameters");
        }
        @SuppressWarnings("unchecked")
        RequestHandler<Object, Object> handler = (RequestHandler<Object, Object>) newInstance(type);
        return (event, context) -> {
            Object input = read(event, types[0]);
            return write(handler.handleRequest(input, context), types[1]);
        };
    }

    /** The two types of RequestHandler, wherever above the class they are given. */
    private static Type[] typesOf(Type at, Map<Type, Type> known) {
        Class<?> raw = Values.rawClass(at);
        if (at instanceof ParameterizedType) {
            Type[] arguments = ((ParameterizedType) at).getActualTypeArguments().clone();
            for (int i = 0; i < arguments.length; ++i) {
                arguments[i] = Values.substitute(arguments[i], known);
                known.put(raw.getTypeParameters()[i], arguments[i]);
            }
            if (raw == RequestHandler.class) return arguments;
        }
        List<Type> above = new ArrayList<>(Arrays.asList(raw.getGenericInterfaces()));
        if (raw.getGenericSuperclass() != null) above.add(raw.getGenericSuperclass());
        for (Type next : above) {
            Type[] found = typesOf(next, known);
            if (found != null) return found;
        }
        return null;
    }

    // --- any public method ---------------------------------------------------------------------------------------

    private static Handler ofMethod(Class<?> type, String name) {
        List<Method> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && fits(method.getParameterTypes())) methods.add(method);
        }
        // The longest signature wins, a context at its end counts once more, what the compiler made up comes last.
        methods.sort(
                Comparator.comparing(Method::isBridge).thenComparing(method -> - lengthOf(method.getParameterTypes())));
        if (methods.isEmpty()) {
            throw Fault.saying("No public method named " + name + " with appropriate method signature found on class "
                    + type.getName());
        }
        Method method = methods.get(0);
        Object instance = Modifier.isStatic(method.getModifiers()) ? null : newInstance(type);
        method.setAccessible(true);
        return (event, context) -> callMethod(method, instance, event, context);
    }

    private static boolean isLastContext(Class<?>[] types) {
        return types.length > 0 && types[types.length - 1] == Context.class;
    }

    private static int lengthOf(Class<?>[] types) {
        return types.length + (isLastContext(types) ? 1 : 0);
    }

    /** (InputStream, OutputStream, Context) and parts of it in that order, or (anything, Context) and parts of it. */
    private static boolean fits(Class<?>[] types) {
        int others = types.length - (isLastContext(types) ? 1 : 0);
        for (int i = 0; i < others; ++i) {
            if (types[i] == Context.class) return false;
        }
        return others < 2 || (others == 2 && types[0] == InputStream.class && types[1] == OutputStream.class);
    }

    private static byte[] callMethod(Method method, Object instance, byte[] event, Context context) throws Throwable {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        ByteArrayOutputStream output = new ByteArrayOutputStream(1024);
        boolean streams = false;
        for (int i = 0; i < types.length; ++i) {
            streams |= types[i] == InputStream.class || types[i] == OutputStream.class;
            if (types[i] == Context.class) arguments[i] = context;
            else if (types[i] == InputStream.class) arguments[i] = new ByteArrayInputStream(event);
            else if (types[i] == OutputStream.class) arguments[i] = output;
            else arguments[i] = read(event, method.getGenericParameterTypes()[i]);
        }
        Object result;
        try {
            result = method.invoke(instance, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
        return streams ? output.toByteArray() : write(result, method.getReturnType());
    }

    // --- values --------------------------------------------------------------------------------------------------

    private static Object read(byte[] event, Type type) {
        try {
            return Values.toType(Json.read(new String(event, StandardCharsets.UTF_8)), type);
        } catch (RuntimeException unfit) {
            throw new RuntimeException("An error occurred during JSON parsing", Fault.withoutOurs(unfit));
        }
    }

    private static byte[] write(Object result, Type type) {
        if (type == void.class || type == Void.class) return new byte[] {'n', 'u', 'l', 'l'};
        try {
            return Json.write(Values.toJson(result)).getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException | StackOverflowError unfit) {
            throw new RuntimeException(
                    "An error occurred during JSON serialization of response", Fault.withoutOurs(unfit));
        }
    }
}
