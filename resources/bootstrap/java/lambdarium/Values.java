// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
package lambdarium;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * JSON values from and to a handler's types: text, numbers, enums, collections, maps, arrays, beans (a public
 * constructor without arguments and setters, names compared without case) and records.
 */
final class Values {
    private Values() {}

    /** A value that does not fit the type. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static Object toType(Object json, Type type) {
        Class<?> raw = rawClass(type);
        if (json == null)
            return raw.isPrimitive() && raw != void.class ? zero(raw) : raw == Optional.class ? Optional.empty() : null;
        if (raw == Object.class || raw == void.class || raw == Void.class) return json;
        if (raw == Optional.class) return Optional.of(toType(json, argument(type, 0)));
        if (raw.isArray()) return toArray(json, componentType(type), raw.getComponentType());
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) return toCollection(json, type, raw);
        if (Map.class.isAssignableFrom(raw)) return toMap(json, type, raw);
        Object scalar = toScalar(json, raw);
        if (scalar != null) return scalar;
        if (!(json instanceof Map)) return fromOneArgument(json, raw);
        return isRecord(raw) ? toRecord((Map<?, ?>) json, raw) : toBean((Map<?, ?>) json, type, raw);
    }

    /** What Json.write() takes. */
    static Object toJson(Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number)
            return value;
        if (value instanceof CharSequence || value instanceof Character) return value.toString();
        if (value instanceof Enum) return ((Enum<?>) value).name();
        if (value instanceof Optional) return toJson(((Optional<?>) value).orElse(null));
        if (value instanceof Date) return ((Date) value).getTime();
        if (value instanceof byte[]) return java.util.Base64.getEncoder().encodeToString((byte[]) value);
        if (value instanceof Map) {
            Map<String, Object> map = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, item) -> map.put(String.valueOf(key), toJson(item)));
            return map;
        }
        List<Object> list = new ArrayList<>();
        if (value instanceof Iterable && !(value instanceof java.nio.file.Path)) {
            ((Iterable<?>) value).forEach(item -> list.add(toJson(item)));
            return list;
        }
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); ++i) list.add(toJson(Array.get(value, i)));
            return list;
        }
        if (value.getClass().getName().startsWith("java.")) return value.toString();
        return fields(value);
    }

    // --- types ---------------------------------------------------------------------------------------------------

    static Class<?> rawClass(Type type) {
        if (type instanceof Class) return (Class<?>) type;
        if (type instanceof ParameterizedType) return rawClass(((ParameterizedType) type).getRawType());
        if (type instanceof WildcardType) return rawClass(((WildcardType) type).getUpperBounds()[0]);
        if (type instanceof TypeVariable) return rawClass(((TypeVariable<?>) type).getBounds()[0]);
        return Array.newInstance(rawClass(((GenericArrayType) type).getGenericComponentType()), 0).getClass();
    }

    private static Type argument(Type type, int index) {
        if (!(type instanceof ParameterizedType)) return Object.class;
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return index < arguments.length ? arguments[index] : Object.class;
    }

    private static Type componentType(Type type) {
        return type instanceof GenericArrayType ? ((GenericArrayType) type).getGenericComponentType()
                                                : ((Class<?>) type).getComponentType();
    }

    private static Object zero(Class<?> primitive) {
        return Array.get(Array.newInstance(primitive, 1), 0);
    }

    private static Unfit unfit(Object json, Class<?> raw) {
        String what = json instanceof Map ? "an object"
                : json instanceof List    ? "an array"
                : json instanceof String  ? "a text"
                                          : "the value " + json;
        return new Unfit("Cannot make " + raw.getName() + " of " + what, null);
    }

    // --- from JSON -----------------------------------------------------------------------------------------------

    private static Object toArray(Object json, Type item, Class<?> raw) {
        if (raw == byte.class && json instanceof String) return java.util.Base64.getDecoder().decode((String) json);
        if (!(json instanceof List)) throw unfit(json, raw);
        List<?> list = (List<?>) json;
        Object array = Array.newInstance(raw, list.size());
        for (int i = 0; i < list.size(); ++i) Array.set(array, i, toType(list.get(i), item));
        return array;
    }

    private static Object toCollection(Object json, Type type, Class<?> raw) {
        if (!(json instanceof List)) throw unfit(json, raw);
        Collection<Object> items;
        if (SortedSet.class.isAssignableFrom(raw)) items = new TreeSet<>();
        else if (Set.class.isAssignableFrom(raw)) items = new LinkedHashSet<>();
        else items = new ArrayList<>();
        Collection<Object> made = concrete(raw, items);
        for (Object item : (List<?>) json) made.add(toType(item, argument(type, 0)));
        return made;
    }

    private static Object toMap(Object json, Type type, Class<?> raw) {
        if (!(json instanceof Map)) throw unfit(json, raw);
        Map<Object, Object> made =
                concrete(raw, SortedMap.class.isAssignableFrom(raw) ? new TreeMap<>() : new LinkedHashMap<>());
        ((Map<?, ?>) json)
                .forEach((key, item) -> made.put(toType(key, argument(type, 0)), toType(item, argument(type, 1))));
        return made;
    }

    /** The usual implementation where it fits, else a new one of the class that was asked for. */
    @SuppressWarnings("unchecked")
    private static <T> T concrete(Class<?> raw, T usual) {
        if (raw.isInstance(usual)) return usual;
        try {
            return (T) raw.getConstructor().newInstance();
        } catch (ReflectiveOperationException fault) {
            throw new Unfit("Cannot make " + raw.getName(), fault);
        }
    }

    /** Null when the class is no scalar. */
    private static Object toScalar(Object json, Class<?> raw) {
        boolean plain = !(json instanceof Map) && !(json instanceof List);
        try {
            if (raw == String.class || raw == CharSequence.class) {
                if (plain) return json.toString();
            } else if (raw == boolean.class || raw == Boolean.class) {
                if (json instanceof Boolean) return json;
                if ("true".equals(json) || "false".equals(json)) return "true".equals(json);
            } else if (raw == char.class || raw == Character.class) {
                if (json instanceof String && ((String) json).length() == 1) return ((String) json).charAt(0);
            } else if (raw.isEnum()) {
                for (Object constant : raw.getEnumConstants()) {
                    if (((Enum<?>) constant).name().equals(json)) return constant;
                }
            } else if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
                if (plain && !(json instanceof Boolean)) return toNumber(new BigDecimal(json.toString()), raw);
            } else if (raw == Date.class) {
                if (json instanceof Number) return new Date(((Number) json).longValue());
                if (json instanceof String) return Date.from(Instant.parse((String) json));
            } else {
                return null;
            }
        } catch (RuntimeException fault) {
            throw new Unfit("Cannot make " + raw.getName() + " of the value " + json, fault);
        }
        throw unfit(json, raw);
    }

    private static Object toNumber(BigDecimal number, Class<?> raw) {
        if (raw == int.class || raw == Integer.class) return number.toBigInteger().intValueExact();
        if (raw == long.class || raw == Long.class) return number.toBigInteger().longValueExact();
        if (raw == short.class || raw == Short.class) return number.toBigInteger().shortValueExact();
        if (raw == byte.class || raw == Byte.class) return number.toBigInteger().byteValueExact();
        if (raw == float.class || raw == Float.class) return number.floatValue();
        if (raw == BigInteger.class) return number.toBigInteger();
        if (raw == BigDecimal.class) return number;
        return number.doubleValue();
    }

    /** Times and identifiers of other libraries: a public constructor or factory that takes the text or the number. */
    private static Object fromOneArgument(Object json, Class<?> raw) {
        for (Class<?> kind : new Class<?>[] {json.getClass(), Object.class}) {
            try {
                return raw.getConstructor(kind).newInstance(json);
            } catch (ReflectiveOperationException other) {
                continue;
            }
        }
        for (String factory : new String[] {"parse", "fromString", "valueOf", "of"}) {
            for (Class<?> kind : new Class<?>[] {String.class, CharSequence.class}) {
                try {
                    Method method = raw.getMethod(factory, kind);
                    if (Modifier.isStatic(method.getModifiers())) return method.invoke(null, json.toString());
                } catch (ReflectiveOperationException other) {
                    continue;
                }
            }
        }
        throw unfit(json, raw);
    }

    private static Object toBean(Map<?, ?> json, Type type, Class<?> raw) {
        Map<String, Object> values = byLowerName(json);
        try {
            Constructor<?> constructor = raw.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object bean = constructor.newInstance();
            for (Method method : raw.getMethods()) {
                String name = method.getName();
                if (!name.startsWith("set") || name.length() < 4 || method.getParameterCount() != 1) continue;
                String key = name.substring(3).toLowerCase(Locale.ROOT);
                if (!values.containsKey(key)) continue;
                method.setAccessible(true);
                method.invoke(bean, toType(values.get(key), resolve(method.getGenericParameterTypes()[0], type, raw)));
            }
            for (Field field : raw.getFields()) {
                String key = field.getName().toLowerCase(Locale.ROOT);
                int modifiers = field.getModifiers();
                if (!values.containsKey(key) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) continue;
                field.set(bean, toType(values.get(key), resolve(field.getGenericType(), type, raw)));
            }
            return bean;
        } catch (ReflectiveOperationException fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            throw new Unfit("Cannot make " + raw.getName() + " of an object", cause);
        }
    }

    /** A member's type with the class's own type variables as the surrounding type has them. */
    private static Type resolve(Type type, Type surrounding, Class<?> raw) {
        Map<Type, Type> known = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; ++i) known.put(variables[i], argument(surrounding, i));
        return known.isEmpty() ? type : substitute(type, known);
    }

    /** The type with what is known of its variables put in. */
    static Type substitute(Type type, Map<Type, Type> known) {
        if (!(type instanceof ParameterizedType)) return known.getOrDefault(type, type);
        ParameterizedType given = (ParameterizedType) type;
        Type[] arguments = given.getActualTypeArguments().clone();
        for (int i = 0; i < arguments.length; ++i) arguments[i] = substitute(arguments[i], known);
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return arguments;
            }

            @Override
            public Type getRawType() {
                return given.getRawType();
            }

            @Override
            public Type getOwnerType() {
                return given.getOwnerType();
            }
        };
    }

    private static Map<String, Object> byLowerName(Map<?, ?> json) {
        Map<String, Object> values = new HashMap<>();
        json.forEach((key, value) -> values.put(key.toString().toLowerCase(Locale.ROOT), value));
        return values;
    }

    // --- records: seen through reflection, because this must run on Java 11 too ----------------------------------

    private static boolean isRecord(Class<?> raw) {
        return raw.getSuperclass() != null && raw.getSuperclass().getName().equals("java.lang.Record");
    }

    private static Object[] components(Class<?> raw) throws ReflectiveOperationException {
        return (Object[]) Class.class.getMethod("getRecordComponents").invoke(raw);
    }

    private static Object call(Object component, String method) throws ReflectiveOperationException {
        return component.getClass().getMethod(method).invoke(component);
    }

    private static Object toRecord(Map<?, ?> json, Class<?> raw) {
        Map<String, Object> values = byLowerName(json);
        try {
            Object[] components = components(raw);
            Class<?>[] types = new Class<?>[ components.length ];
            Object[] arguments = new Object[components.length];
            for (int i = 0; i < components.length; ++i) {
                types[i] = (Class<?>) call(components[i], "getType");
                String name = ((String) call(components[i], "getName")).toLowerCase(Locale.ROOT);
                arguments[i] = toType(values.get(name), (Type) call(components[i], "getGenericType"));
            }
            Constructor<?> constructor = raw.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException fault) {
            throw new Unfit("Cannot make " + raw.getName() + " of an object",
                    fault.getCause() == null ? fault : fault.getCause());
        }
    }

    // --- to JSON -------------------------------------------------------------------------------------------------

    /** Getters in the order of the fields they belong to, then the others by name; public fields last. */
    private static Map<String, Object> fields(Object value) {
        Class<?> raw = value.getClass();
        Map<String, Method> getters = new TreeMap<>();
        Map<String, Object> made = new LinkedHashMap<>();
        try {
            if (isRecord(raw)) {
                for (Object component : components(raw)) {
                    Method accessor = (Method) call(component, "getAccessor");
                    accessor.setAccessible(true);
                    made.put((String) call(component, "getName"), toJson(accessor.invoke(value)));
                }
                return made;
            }
            for (Method method : raw.getMethods()) {
                String name = propertyOf(method);
                if (name != null) getters.put(name, method);
            }
            for (Field field : declaredFields(raw))
                addGetter(made, getters.remove(field.getName()), field.getName(), value);
            for (Map.Entry<String, Method> entry : getters.entrySet())
                addGetter(made, entry.getValue(), entry.getKey(), value);
            for (Field field : raw.getFields()) {
                if (!Modifier.isStatic(field.getModifiers()))
                    made.putIfAbsent(field.getName(), toJson(field.get(value)));
            }
            return made;
        } catch (ReflectiveOperationException fault) {
            throw new Unfit("Cannot write " + raw.getName(), fault.getCause() == null ? fault : fault.getCause());
        }
    }

    private static void addGetter(Map<String, Object> made, Method getter, String name, Object value)
            throws ReflectiveOperationException {
        if (getter == null) return;
        getter.setAccessible(true);
        made.put(name, toJson(getter.invoke(value)));
    }

    private static List<Field> declaredFields(Class<?> raw) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = raw; at != null && at != Object.class; at = at.getSuperclass()) {
            fields.addAll(0, List.of(at.getDeclaredFields()));
        }
        return fields;
    }

    private static String propertyOf(Method method) {
        String name = method.getName();
        boolean fits = method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers());
        int skip = name.startsWith("get")                                          ? 3
                : name.startsWith("is") && method.getReturnType() == boolean.class ? 2
                                                                                   : 0;
        if (!fits || skip == 0 || name.length() == skip || method.getDeclaringClass() == Object.class) return null;
        // As beans do it: the leading capitals become small ("getURL" is "url"), so that names match their setters.
        int capitals = skip;
        while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) ++capitals;
        return name.substring(skip, capitals).toLowerCase(Locale.ROOT) + name.substring(capitals);
    }
}
