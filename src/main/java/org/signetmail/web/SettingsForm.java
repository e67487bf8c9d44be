package org.signetmail.web;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.TlsMode;
import org.signetmail.settings.MailSettings;

/**
 * What stands in the fields of the settings page, as typed. Holds no secret: secrets live for one request, in
 * {@link TypedSecrets}.
 */
class SettingsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The fields whose values are kept here, in the order of the page. */
    static final List<Field> FIELDS = List.of(
            Field.CUSTOM_SERVER,
            Field.TYPE,
            Field.CLOUD,
            Field.CLIENT_ID,
            Field.TENANT_ID,
            Field.SECRET_EXPIRES,
            Field.ROUTE,
            Field.HOST,
            Field.PORT,
            Field.TLS,
            Field.USER,
            Field.SYSTEM_MAILBOX,
            Field.USER_SENDER,
            Field.FURTHER_DOMAINS,
            Field.WARNED);

    private final TreeMap<String, String> values = new TreeMap<>();

    static SettingsForm of(MailSettings saved) {
        var form = new SettingsForm();
        Relay relay = saved.relay();
        form.put(Field.CUSTOM_SERVER, saved.customServer());
        form.put(Field.TYPE, saved.type().name());
        form.put(Field.CLOUD, saved.cloudId());
        form.put(
                Field.CLIENT_ID,
                saved.registration().map(app -> app.client().value()).orElse(""));
        form.put(
                Field.TENANT_ID,
                saved.registration().map(app -> app.tenant().value()).orElse(""));
        form.put(Field.SECRET_EXPIRES, saved.secretExpiresOn() == null ? "" : Formats.day(saved.secretExpiresOn()));
        form.put(Field.ROUTE, saved.route().name());
        form.put(Field.HOST, relay == null ? "" : relay.server().host());
        form.put(Field.PORT, relay == null ? "587" : relay.server().port());
        form.put(
                Field.TLS, relay == null ? TlsMode.STARTTLS.name() : relay.tls().name());
        form.put(Field.USER, saved.relayUser());
        form.put(Field.SYSTEM_MAILBOX, saved.systemMailbox());
        form.put(Field.USER_SENDER, saved.userSender().name());
        form.put(
                Field.FURTHER_DOMAINS,
                saved.furtherDomains().stream().map(Domain::name).collect(Collectors.joining("\n")));
        form.put(Field.WARNED, saved.warned().stream().map(Mailbox::address).collect(Collectors.joining("\n")));
        return form;
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
        String typed = Objects.requireNonNullElse(values.get(field.id()), "");
        return Field.PASTED.contains(field) ? PastedText.of(typed) : PastedText.visible(typed);
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
