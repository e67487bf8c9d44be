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
public record Standing(
        @Nullable Instant credentialsPassedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant failingSince,
        @Nullable Symptom failure) {

    public static final Standing UNTRIED = new Standing(null, null, null, null);

    /** What was seen last, in a word. */
    public enum Word {
        FAILING,
        WORKING,
        TESTED,
        NOT_TESTED
    }

    public Word inAWord() {
        if (failingSince != null) {
            return Word.FAILING;
        }
        if (acceptedAt != null) {
            return Word.WORKING;
        }
        return credentialsPassedAt != null ? Word.TESTED : Word.NOT_TESTED;
    }
}
