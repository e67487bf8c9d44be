package org.signetmail.expiry;

import java.util.OptionalInt;

/**
 * What every page says about the client secret's end, in plain text.
 *
 * @param daysLeft 0 when it can be over at any hour, negative when it is, empty when nobody knows
 */
public record ExpiryNotice(Tone tone, String headline, String text, OptionalInt daysLeft) {

    /** How loud it is said. */
    public enum Tone {
        WARN,
        BAD
    }
}
