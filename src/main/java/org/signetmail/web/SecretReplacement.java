package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.io.Serializable;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.SettingsChange;

/**
 * Tracks whether the stored secret is being replaced on the page, and clears its expiry date then: a new secret has a
 * date of its own, and with the old date warnings would be sent at the wrong time.
 */
final class SecretReplacement implements Serializable {
    private static final long serialVersionUID = 1L;

    private boolean active;
    private boolean dateEmptied;
    private String question = "";

    boolean isActive() {
        return active;
    }

    /** Begins the replacement and empties the date. A date typed before stays: it belongs to the new secret. */
    void begin(SettingsForm form, SettingsForm base) {
        active = true;
        if (isOAuth(form) && !form.isBlank(Field.SECRET_EXPIRES) && sameDate(form, base)) {
            dateEmptied = true;
            form.put(Field.SECRET_EXPIRES, "");
        }
    }

    /** Ends the replacement: the stored secret stays, and its date with it. */
    void end(SettingsForm form, SettingsForm base) {
        if (dateEmptied) {
            form.put(Field.SECRET_EXPIRES, base.get(Field.SECRET_EXPIRES));
        }
        active = false;
        dateEmptied = false;
    }

    /** The form as it is read: as long as no new secret is typed, the stored one keeps the date that was emptied. */
    SettingsForm effective(SettingsForm form, SettingsForm base, boolean secretTyped) {
        if (!dateEmptied || secretTyped || !form.isBlank(Field.SECRET_EXPIRES)) {
            return form;
        }
        SettingsForm effective = form.copy();
        effective.put(Field.SECRET_EXPIRES, base.get(Field.SECRET_EXPIRES));
        return effective;
    }

    /**
     * Whether a save needs confirmation: it would save a new secret with the date of the stored one, or without a date.
     */
    boolean needsConfirmation(SettingsForm form, SettingsForm base, SettingsChange change) {
        String old = base.get(Field.SECRET_EXPIRES);
        if (change.clientSecret().isEmpty() || old.isEmpty()) {
            return false;
        }
        if (form.isBlank(Field.SECRET_EXPIRES)) {
            question = text("oauth.expires.question.none");
            return true;
        }
        question = text("oauth.expires.question.old", old);
        return sameDate(form, base) && !dateEmptied;
    }

    /** The text of the latest question. */
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
