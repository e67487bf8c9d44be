package org.signetmail.container;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Every text that objects lead to through their fields, private ones too. Through classes and their loaders it does not go:
 * there is no way from one application to another that these would not open. A logger leads to the server's others.
 */
final class ReachableTexts {
    private static final int MOST = 50_000; // objects

    private final Deque<Object> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final StringBuilder found = new StringBuilder();

    private ReachableTexts() {}

    static String from(Object... begin) throws IllegalAccessException {
        var reachableTexts = new ReachableTexts();
        for (Object object : begin) {
            reachableTexts.meet(object);
        }
        while (!reachableTexts.open.isEmpty() && reachableTexts.seen.size() < MOST) {
            reachableTexts.look(reachableTexts.open.poll());
        }
        return reachableTexts.found.toString();
    }

    private void meet(Object object) {
        if (object instanceof CharSequence || object instanceof Number) {
            found.append(object).append('\n');
        } else if (object != null
                && !(object instanceof Class)
                && !(object instanceof ClassLoader)
                && !(object instanceof Thread)
                && !(object instanceof Logger)
                && seen.add(object)) {
            open.add(object);
        }
    }

    private void look(Object object) throws IllegalAccessException {
        Class<?> type = object.getClass();
        if (object instanceof char[] text) {
            meet(new String(text));
        } else if (object instanceof byte[] bytes) {
            meet(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (type.isArray()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                meet(Array.get(object, i));
            }
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(this::meet);
        } else if (object instanceof Reference<?> reference) {
            meet(reference.get());
        }
        fields(object, type);
    }

    private void fields(Object object, Class<?> type) throws IllegalAccessException {
        for (Class<?> of = type; of != null && of != Object.class; of = of.getSuperclass()) {
            for (Field field : of.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                    meet(field.get(object));
                }
            }
        }
    }
}
