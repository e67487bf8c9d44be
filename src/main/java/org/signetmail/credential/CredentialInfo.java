package org.signetmail.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CredentialKind;

/**
 * What may be shown of a stored credential on the administrators' pages.
 *
 * @param number identifies it; a new credential has a higher one
 * @param slot empty for a former credential
 * @param hint the first three characters of a secret, as Entra shows them; for no other place than these pages
 * @param certificate DER in base64
 * @param expiresOn the last day of a secret as Entra shows it, in a time zone that is not known
 * @param endsAt the end of a certificate, to the second
 * @param promoteAt when the next one becomes the current one
 * @param currentSince when it became the current one
 * @param wipeAt when a former one is wiped
 * @param workedAt when Entra last gave a token for it, for a message or a test, to the minute. Messages that are sent with
 *     a token from before don't count: it works for about an hour after its credential has ended
 * @param failedAt when Entra last refused a token for it, to the minute
 * @param failureCode why, such as {@code AADSTS7000222}
 * @param unannouncedSwitch why Signet switched to it by itself, as long as no administrator was written to about that
 */
public record CredentialInfo(
        long number,
        Optional<Slot> slot,
        CredentialKind kind,
        Instant addedAt,
        String addedBy,
        Optional<String> hint,
        Optional<String> certificate,
        Optional<LocalDate> expiresOn,
        Optional<Instant> endsAt,
        Optional<Instant> promoteAt,
        Optional<Instant> currentSince,
        Optional<Instant> wipeAt,
        Optional<Instant> workedAt,
        Optional<Instant> failedAt,
        Optional<String> failureCode,
        Optional<String> unannouncedSwitch) {

    /** A use that was recorded so recently is not recorded again, unless it went otherwise. */
    public static final Duration RECORDED_INTERVAL = Duration.ofMinutes(1);

    /**
     * Whether such a use was recorded within the last minute, and no other since.
     *
     * @param refusal the code with which Entra refused it; null if there was a token
     */
    public boolean isRecorded(@Nullable String refusal, Instant now) {
        Instant worked = workedAt.orElse(Instant.MIN);
        Instant failed = failedAt.orElse(Instant.MIN);
        boolean same = refusal == null
                ? !worked.isBefore(failed)
                : !failed.isBefore(worked)
                        && failureCode.filter(refusal::equals).isPresent();
        Instant last = refusal == null ? worked : failed;
        return same && last.isAfter(now.minus(RECORDED_INTERVAL));
    }

    public boolean isIn(Slot place) {
        return slot.filter(place::equals).isPresent();
    }
}
