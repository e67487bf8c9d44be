package org.signetmail.web;

import java.io.Serializable;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.SettingsChange;

/**
 * Whether the stored secret is being replaced on the page, and what becomes of its expiry date then: a new secret has a date
 * of its own, and with the old one the warnings would come at the wrong time.
 */
final class SecretReplacement implements Serializable {
    private static final long serialVersionUID = 1L;

    private boolean asked;
    private boolean dateEmptied;
    private String question = "";

    boolean asked() {
        return asked;
    }

    /** A date that was typed before stays: it is that of the new secret. */
    void begin(SettingsForm form, SettingsForm base) {
        asked = true;
        if (isOAuth(form) && !form.isBlank(Field.SECRET_EXPIRES) && sameDate(form, base)) {
            dateEmptied = true;
            form.put(Field.SECRET_EXPIRES, "");
        }
    }

    /** The stored secret stays, and its date with it. */
    void end(SettingsForm form, SettingsForm base) {
        if (dateEmptied) {
            form.put(Field.SECRET_EXPIRES, base.get(Field.SECRET_EXPIRES));
        }
        asked = false;
        dateEmptied = false;
    }

    /** What the form says: as long as no new secret is typed, the stored one keeps the date that was emptied. */
    SettingsForm meant(SettingsForm form, SettingsForm base, boolean secretTyped) {
        if (!dateEmptied || secretTyped || !form.isBlank(Field.SECRET_EXPIRES)) {
            return form;
        }
        SettingsForm meant = form.copy();
        meant.put(Field.SECRET_EXPIRES, base.get(Field.SECRET_EXPIRES));
        return meant;
    }

    /** Whether to ask before this is saved: a new secret would be saved with the date of the stored one, or without any. */
    boolean asks(SettingsForm form, SettingsForm base, SettingsChange change) {
        String old = base.get(Field.SECRET_EXPIRES);
        if (change.clientSecret().isEmpty() || old.isEmpty()) {
            return false;
        }
        if (form.isBlank(Field.SECRET_EXPIRES)) {
            question =
                    "You typed a new client secret and no date in Secret expires. Entra shows the date beside the new"
                            + " secret. Without it, no warning is sent before mail stops.";
            return true;
        }
        question = "You typed a new client secret, but Secret expires is still " + old
                + ", the date of the stored one. Entra shows the date beside the new secret. With the old date, warnings"
                + " come at the wrong time.";
        return sameDate(form, base) && !dateEmptied;
    }

    /** What was asked last, in words. */
    String question() {
        return question;
    }

    private static boolean isOAuth(SettingsForm form) {
        return AuthenticationType.valueOf(form.get(Field.TYPE)) == AuthenticationType.OAUTH2;
    }

    private static boolean sameDate(SettingsForm form, SettingsForm base) {
        return Formats.readDay(form.get(Field.SECRET_EXPIRES)).equals(Formats.readDay(base.get(Field.SECRET_EXPIRES)));
    }
}
