package org.signetmail.jndi;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.signetmail.text.Messages;

/**
 * Properties that can't be changed: a mail session exposes its properties to all applications that share it, so a
 * change by one would affect the others. Methods that change properties throw {@link UnsupportedOperationException}.
 */
class ReadOnlyProperties extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Map<Object, Object> fixed;

    ReadOnlyProperties(Map<String, String> values) {
        fixed = Map.copyOf(values);
        fixed.forEach(super::put);
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException(Messages.text("jndi.readOnly"));
    }

    /**
     * Accepts the value that the key has already: {@link jakarta.mail.Session#setProvider} puts the class of the
     * current provider.
     */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Called under a session's lock, and changes nothing.
    public Object put(Object key, Object value) {
        if (!value.equals(fixed.get(key))) {
            throw refused();
        }
        return value;
    }

    @Override
    public synchronized Object setProperty(String key, String value) {
        throw refused();
    }

    @Override
    public synchronized void putAll(Map<?, ?> values) {
        throw refused();
    }

    @Override
    public synchronized Object putIfAbsent(Object key, Object value) {
        throw refused();
    }

    @Override
    public synchronized Object remove(Object key) {
        throw refused();
    }

    @Override
    public synchronized boolean remove(Object key, Object value) {
        throw refused();
    }

    @Override
    public synchronized void clear() {
        throw refused();
    }

    @Override
    public synchronized Object replace(Object key, Object value) {
        throw refused();
    }

    @Override
    public synchronized boolean replace(Object key, Object before, Object value) {
        throw refused();
    }

    @Override
    public synchronized void replaceAll(BiFunction<? super Object, ? super Object, ?> change) {
        throw refused();
    }

    @Override
    public synchronized Object computeIfAbsent(Object key, Function<? super Object, ?> value) {
        throw refused();
    }

    @Override
    public synchronized Object computeIfPresent(Object key, BiFunction<? super Object, ? super Object, ?> value) {
        throw refused();
    }

    @Override
    public synchronized Object compute(Object key, BiFunction<? super Object, ? super Object, ?> value) {
        throw refused();
    }

    @Override
    public synchronized Object merge(Object key, Object value, BiFunction<? super Object, ? super Object, ?> both) {
        throw refused();
    }

    @Override
    public Set<Object> keySet() {
        return fixed.keySet();
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return fixed.entrySet();
    }

    @Override
    public Collection<Object> values() {
        return fixed.values();
    }
}
