package org.signetmail.expiry;

import java.util.OptionalInt;

/**
 * The notice on every page about the expiry of the client secret, in plain text.
 *
 * @param daysLeft 0 when the secret may expire at any hour, negative after its expiry, empty if unknown
 */
public record ExpiryNotice(Tone tone, String headline, String text, OptionalInt daysLeft) {

    /** The severity of a notice. */
    public enum Tone {
        WARN,
        BAD
    }
}
