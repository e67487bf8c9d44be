package org.signetmail.web;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.TlsMode;
import org.signetmail.settings.MailSettings;

/**
 * What stands in the fields of the settings page, as typed. Holds no secret: secrets live for one request, in
 * {@link TypedSecrets}.
 */
class SettingsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The fields whose values are kept here, in the order of the page. */
    static final List<Field> FIELDS = Stream.of(Field.values())
            .filter(field -> field.setting().isPresent())
            .toList();

    /** What stands in a field for which nothing is saved. */
    private static final Map<Field, String> USUAL = Map.of(Field.PORT, "587", Field.TLS, TlsMode.STARTTLS.name());

    private final TreeMap<String, String> values = new TreeMap<>();

    static SettingsForm of(MailSettings saved) {
        var form = new SettingsForm();
        for (Field field : FIELDS) {
            Object value = field.setting().orElseThrow().of(saved);
            form.put(field, value == null ? USUAL.get(field) : text(value));
        }
        return form;
    }

    private static String text(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(Object::toString).collect(Collectors.joining("\n"));
        }
        if (value instanceof LocalDate day) {
            return Formats.day(day);
        }
        return value instanceof Enum<?> choice ? choice.name() : value.toString();
    }

    SettingsForm copy() {
        var copy = new SettingsForm();
        copy.values.putAll(values);
        return copy;
    }

    /** For the page's value expressions: {@code form.values.clientId}. */
    public Map<String, String> getValues() {
        return values;
    }

    String get(Field field) {
        String typed = asTyped(field);
        return Field.PASTED.contains(field) ? PastedText.of(typed) : PastedText.visible(typed);
    }

    /** What the field itself shows, with what is left out when it is read. */
    String asTyped(Field field) {
        return Objects.requireNonNullElse(values.get(field.id()), "");
    }

    boolean isBlank(Field field) {
        return get(field).isEmpty();
    }

    /** Whether nothing stands in a field that is kept here: what can't be read in another one was typed just then. */
    boolean isKeptBlank(Field field) {
        return FIELDS.contains(field) && isBlank(field);
    }

    void put(Field field, @Nullable Object value) {
        values.put(field.id(), value == null ? "" : value.toString());
    }

    boolean customServer() {
        return Boolean.parseBoolean(get(Field.CUSTOM_SERVER));
    }

    /** The fields in which this form says something else than the other, lines and blanks at the ends aside. */
    Stream<Field> differencesFrom(SettingsForm other) {
        return FIELDS.stream().filter(field -> !lines(get(field)).equals(lines(other.get(field))));
    }

    /** Characters of all fields together. */
    int length() {
        return values.values().stream()
                .filter(Objects::nonNull) // Of a field that the form came without.
                .mapToInt(String::length)
                .sum();
    }

    /** What was typed here on top of {@code base}, on top of {@code theirs}: what was not touched here is theirs. */
    SettingsForm rebased(SettingsForm base, SettingsForm theirs) {
        SettingsForm merged = theirs.copy();
        differencesFrom(base).forEach(field -> merged.put(field, get(field)));
        return merged;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
