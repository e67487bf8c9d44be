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
 * The values in the fields of the settings page, as typed. Holds no secret: secrets live for one request, in
 * {@link TypedSecrets}.
 */
class SettingsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The fields whose values are kept here, in the order of the page. */
    static final List<Field> FIELDS = Stream.of(Field.values())
            .filter(field -> field.setting().isPresent())
            .toList();

    /** The values of fields without a saved value. */
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

    /** The values by field id, for the page's value expressions. */
    public Map<String, String> getValues() {
        return values;
    }

    String get(Field field) {
        String typed = asTyped(field);
        return Field.PASTED.contains(field) ? PastedText.clean(typed) : PastedText.stripInvisible(typed);
    }

    /** The value as typed, including the characters that {@link #get} removes. */
    String asTyped(Field field) {
        return Objects.requireNonNullElse(values.get(field.id()), "");
    }

    boolean isBlank(Field field) {
        return get(field).isEmpty();
    }

    /**
     * Whether a field of this form is empty. False for a secret, which was typed in this request if it has an error.
     */
    boolean isKeptBlank(Field field) {
        return FIELDS.contains(field) && isBlank(field);
    }

    void put(Field field, @Nullable Object value) {
        values.put(field.id(), value == null ? "" : value.toString());
    }

    boolean customServer() {
        return Boolean.parseBoolean(get(Field.CUSTOM_SERVER));
    }

    /** The fields whose values differ, regardless of empty lines and of blanks at the ends of lines. */
    Stream<Field> differencesFrom(SettingsForm other) {
        return FIELDS.stream().filter(field -> !lines(get(field)).equals(lines(other.get(field))));
    }

    /** The total length of all values, in characters. */
    int length() {
        return values.values().stream()
                .filter(Objects::nonNull) // Faces sets null for a field that the request lacks.
                .mapToInt(String::length)
                .sum();
    }

    /**
     * A three-way merge: the values edited here since {@code base}, and those of {@code theirs} for all other fields.
     */
    SettingsForm rebased(SettingsForm base, SettingsForm theirs) {
        SettingsForm merged = theirs.copy();
        differencesFrom(base).forEach(field -> merged.put(field, get(field)));
        return merged;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
