package org.signetmail.expiry;

import java.util.OptionalInt;

/**
 * What every page says about the client secret's end, in plain text.
 *
 * @param daysLeft negative when it is over, empty when nobody knows
 */
public record ExpiryNotice(Tone tone, String headline, String text, OptionalInt daysLeft) {

    /** How loud it is said. */
    public enum Tone {
        WARN,
        BAD
    }
}
