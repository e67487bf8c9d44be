package org.signetmail.expiry;

import java.time.Instant;
import java.util.Optional;
import org.signetmail.account.Symptom;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;

/**
 * The end of a client secret as Entra tells it: the secret is right, but past its end. That holds whatever date was typed,
 * until a message is accepted or the credentials change.
 *
 * @param refusedAt when Entra last refused it for that reason
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Entra error codes</a>
 */
public record LearnedEnd(Instant refusedAt) {
    private static final String EXPIRED = "AADSTS7000222";

    public static Optional<LearnedEnd> of(MailSettings saved, DeliveryStatus status) {
        Symptom failure = status.failure();
        return saved.customServer()
                        && saved.type() == AuthenticationType.OAUTH2
                        && failure != null
                        && failure.code().equals(EXPIRED)
                ? Optional.of(new LearnedEnd(failure.seenAt()))
                : Optional.empty();
    }
}
