package org.signetmail.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Symptom;

/**
 * How it stands with the saved settings, as far as was seen.
 *
 * @param credentialsPassedAt when a test of exactly the saved credentials last went well; null after they changed
 * @param acceptedAt when a mail was last accepted with the saved settings
 * @param failingSince when the first mail of the present row of failures failed; null while mail works or none was tried
 * @param failure why the last mail failed; null exactly when {@code failingSince} is
 */
public record DeliveryStatus(
        @Nullable Instant credentialsPassedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant failingSince,
        @Nullable Symptom failure) {

    public static final DeliveryStatus UNTRIED = new DeliveryStatus(null, null, null, null);

    /** What was seen last, in a word. */
    public enum Summary {
        FAILING,
        WORKING,
        TESTED,
        NOT_TESTED
    }

    public Summary summary() {
        if (failingSince != null) {
            return Summary.FAILING;
        }
        if (acceptedAt != null) {
            return Summary.WORKING;
        }
        return credentialsPassedAt != null ? Summary.TESTED : Summary.NOT_TESTED;
    }
}
