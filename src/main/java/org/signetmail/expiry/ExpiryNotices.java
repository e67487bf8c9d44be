package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.signetmail.settings.MailSettings;

/** Creates the notice about the expiry of the saved client secret, from 60 days before it. */
@ApplicationScoped
public class ExpiryNotices {
    private static final String REMEDY =
            "Create a new secret in Entra and enter it under Platform Configuration › Email ›" + " SMTP.";
    private static final String NO_RECIPIENTS = " No warnings are sent by mail: no administrator is entered there.";

    @Inject
    WarningLog log;

    @Inject
    Clock clock;

    /** What to say of the secret in these saved settings. */
    public Optional<ExpiryNotice> of(MailSettings saved) {
        Instant now = clock.instant();
        return WatchedSecret.from(saved).flatMap(secret -> notice(secret, now));
    }

    /** The days of UTC on which warnings of the client secret in these saved settings were mailed, the oldest first. */
    public List<LocalDate> warnedOn(MailSettings saved) {
        return WatchedSecret.from(saved)
                .map(secret -> log.warnedAt(secret.identity()).stream()
                        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                        .toList())
                .orElse(List.of());
    }

    private static Optional<ExpiryNotice> notice(WatchedSecret secret, Instant now) {
        SecretExpiry expiry = secret.expiry();
        String headline = expiry.sentence(now) + ".";
        String noRecipients = secret.warned().isEmpty() ? NO_RECIPIENTS : "";
        return switch (expiry.stage(now)) {
            case FAR -> Optional.empty();
            case UNKNOWN ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.WARN,
                        headline,
                        "So Signet can't warn you before mail stops. Enter the date that Entra shows under"
                                + " Certificates & secrets.",
                        expiry.daysLeft(now)));
            case NEAR, CLOSE ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.WARN, headline, stillWorks(noRecipients), expiry.daysLeft(now)));
            case LAST ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.BAD, headline, stillWorks(noRecipients), expiry.daysLeft(now)));
            case PAST ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.BAD,
                        headline,
                        "Signet can't send mail with it. " + REMEDY,
                        expiry.daysLeft(now)));
        };
    }

    private static String stillWorks(String noRecipients) {
        return "After that, Signet can't send mail. " + REMEDY + " The old one works until its last day. "
                + "Days are counted in UTC+14, where they begin first." + noRecipients;
    }
}
