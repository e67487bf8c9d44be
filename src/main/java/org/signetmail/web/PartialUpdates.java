package org.signetmail.web;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;

/** Adds fields to a partial update, which renders only the live parts otherwise and leaves the fields as typed. */
final class PartialUpdates {
    /** Fields that decide which other fields the page has. */
    private static final EnumSet<Field> SHAPING = EnumSet.of(Field.CUSTOM_SERVER, Field.TYPE, Field.CREDENTIAL);

    /** The container of the field, present whether the field is shown or not. */
    private static final String FURTHER_DOMAINS = "furtherDomainsPlace";

    private static final String HISTORY = "historyPlace";

    private PartialUpdates() {}

    /** Renders the fields whose typed values are replaced with saved ones, and empties the fields for secrets. */
    static void saved(SettingsForm typed, SettingsForm saved) {
        fields(SettingsForm.FIELDS.stream()
                .filter(field -> !typed.asTyped(field).equals(saved.asTyped(field))));
        secret();
        update(List.of(HISTORY, "keyState"));
    }

    static void secret() {
        update(List.of("clientSecretPlace", "relayPasswordPlace"));
    }

    /** Renders what belongs to the chosen kind of credential. */
    static void credential() {
        update(List.of("clientSecretPlace", "secretExpiresPlace"));
    }

    /** Opens the dialog about the expiry date and renders no field again. */
    static void dateQuestion() {
        PrimeFaces.current().executeScript("PF('dateDialog').show()");
    }

    static void fields(Stream<Field> changed) {
        List<Field> fields = changed.toList();
        if (fields.stream().anyMatch(SHAPING::contains)) {
            update(List.of("customServer-control", "whenOn", HISTORY));
        } else {
            update(fields.stream().flatMap(PartialUpdates::places).collect(Collectors.toSet()));
        }
    }

    private static Stream<String> places(Field field) {
        String control = field.id() + "-control";
        return switch (field) {
            case USER_SENDER -> Stream.of(control, FURTHER_DOMAINS);
            case FURTHER_DOMAINS -> Stream.of(FURTHER_DOMAINS);
            default -> Stream.of(control);
        };
    }

    private static void update(Collection<String> ids) {
        PrimeFaces.current().ajax().update(ids);
    }
}
