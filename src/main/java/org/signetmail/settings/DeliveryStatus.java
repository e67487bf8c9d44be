package org.signetmail.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Symptom;

/**
 * The last observed results of the saved settings: test of the credentials, accepted and failed messages.
 *
 * @param credentialsPassedAt when a test of the saved credentials last passed; null after they have changed
 * @param acceptedAt when a message was last accepted with the saved settings
 * @param failingSince time of the first of the consecutive failures; null while mail works or before the first message
 * @param failure reason of the last failure; null exactly when {@code failingSince} is
 */
public record DeliveryStatus(
        @Nullable Instant credentialsPassedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant failingSince,
        @Nullable Symptom failure) {

    public static final DeliveryStatus UNTRIED = new DeliveryStatus(null, null, null, null);

    /** The most recent result. */
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
