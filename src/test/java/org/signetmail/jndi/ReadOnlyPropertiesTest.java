package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadOnlyPropertiesTest {
    private final Properties properties = new ReadOnlyProperties(Map.of("mail.signet.sender", "system"));

    private static Stream<Consumer<Properties>> attempts() {
        return Stream.of(
                all -> all.put("mail.event.executor", "x"),
                all -> all.setProperty("mail.signet.sender", "user"),
                all -> all.putAll(Map.of("mail.signet.sender", "user")),
                all -> all.putIfAbsent("mail.debug", "true"),
                all -> all.remove("mail.signet.sender"),
                all -> all.remove("mail.signet.sender", "system"),
                Properties::clear,
                all -> all.replace("mail.signet.sender", "user"),
                all -> all.replace("mail.signet.sender", "system", "user"),
                all -> all.replaceAll((key, value) -> "user"),
                all -> all.compute("mail.signet.sender", (key, value) -> "user"),
                all -> all.computeIfAbsent("mail.debug", key -> "true"),
                all -> all.computeIfPresent("mail.signet.sender", (key, value) -> "user"),
                all -> all.merge("mail.signet.sender", "user", (before, value) -> value),
                all -> load(all),
                all -> all.keySet().clear(),
                all -> all.keySet().remove("mail.signet.sender"),
                all -> all.entrySet().clear(),
                all -> all.entrySet().iterator().next().setValue("user"),
                all -> all.values().clear(),
                all -> first(all.keys()).remove(),
                all -> first(all.elements()).remove());
    }

    private static void load(Properties all) {
        try {
            all.load(new StringReader("mail.signet.sender=user"));
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The JDK's enumeration of a Hashtable is also an iterator, whose remove() works. */
    private static Iterator<?> first(Enumeration<?> all) {
        var iterator = all instanceof Iterator<?> same ? same : all.asIterator();
        iterator.next();
        return iterator;
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void noMethodChangesThem(Consumer<Properties> attempt) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> attempt.accept(properties));

        assertUnchanged();
    }

    @Test
    void theyCanBeReadLikeOtherProperties() {
        assertUnchanged();
    }

    private void assertUnchanged() {
        assertThat(properties.getProperty("mail.signet.sender")).isEqualTo("system");
        assertThat(properties.getProperty("mail.debug")).isNull();
        assertThat(properties.stringPropertyNames()).containsExactly("mail.signet.sender");
        assertThat(properties).isEqualTo(Map.of("mail.signet.sender", "system"));
        assertThat(properties.entrySet()).hasSize(1);
    }
}
