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

/** What to say on every page about the saved client secret's end, from 60 days before on. */
@ApplicationScoped
public class ExpiryNotices {
    private static final String MEND =
            "Create a new secret in Entra and enter it under Platform Configuration › Email ›" + " SMTP.";
    private static final String NOBODY = " Nobody is warned by mail: no administrator is entered there.";

    @Inject
    WarningLog log;

    @Inject
    Clock clock;

    /** What to say of the secret in these saved settings. */
    public Optional<ExpiryNotice> of(MailSettings saved) {
        Instant now = clock.instant();
        return WatchedSecret.in(saved).flatMap(secret -> notice(secret, now));
    }

    /** The days of UTC on which warnings of the client secret in these saved settings were mailed, the oldest first. */
    public List<LocalDate> warnedOn(MailSettings saved) {
        return WatchedSecret.in(saved)
                .map(secret -> log.warnedAt(secret.identity()).stream()
                        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                        .toList())
                .orElse(List.of());
    }

    private static Optional<ExpiryNotice> notice(WatchedSecret secret, Instant now) {
        SecretExpiry expiry = secret.expiry();
        String headline = expiry.said(now) + ".";
        String nobody = secret.warned().isEmpty() ? NOBODY : "";
        return switch (expiry.stage(now)) {
            case FAR -> Optional.empty();
            case UNKNOWN ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.WARN,
                        headline,
                        "So nobody can be warned before mail stops. Enter the day that Entra shows under Certificates &"
                                + " secrets.",
                        expiry.daysLeft(now)));
            case NEAR, CLOSE ->
                Optional.of(
                        new ExpiryNotice(ExpiryNotice.Tone.WARN, headline, stillWorks(nobody), expiry.daysLeft(now)));
            case LAST ->
                Optional.of(
                        new ExpiryNotice(ExpiryNotice.Tone.BAD, headline, stillWorks(nobody), expiry.daysLeft(now)));
            case PAST ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.BAD, headline, "No mail leaves with it. " + MEND, expiry.daysLeft(now)));
        };
    }

    private static String stillWorks(String nobody) {
        return "From then on no mail leaves. " + MEND + " The old one keeps working until its day. "
                + "Days are counted in UTC+14, where they begin first." + nobody;
    }
}
