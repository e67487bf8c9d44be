package org.signetmail.web;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;

/** What is drawn anew besides the live parts: the fields themselves, which otherwise stay as they are typed in. */
final class PartialUpdates {
    /** Fields that decide which other fields there are. */
    private static final EnumSet<Field> SHAPING = EnumSet.of(Field.CUSTOM_SERVER, Field.TYPE);

    /** Where the field is, or is not. */
    private static final String FURTHER_DOMAINS = "furtherDomainsPlace";

    private static final String HISTORY = "historyPlace";

    private PartialUpdates() {}

    /** For when saved values take the place of typed ones. A secret that is typed is gone then. */
    static void saved(SettingsForm typed, SettingsForm saved) {
        fields(SettingsForm.FIELDS.stream()
                .filter(field -> !typed.asTyped(field).equals(saved.asTyped(field))));
        secret();
        update(List.of(HISTORY, "keyState"));
    }

    static void secret() {
        update(List.of("clientSecretPlace", "relayPasswordPlace"));
    }

    /** Opens the dialog, over a page that stays as it is typed. */
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
