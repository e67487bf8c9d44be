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
import org.signetmail.text.Messages;

/** Creates the notice about the expiry of the saved client secret, from 60 days before it. */
@ApplicationScoped
public class ExpiryNotices {

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
        String headline = Messages.text("expiry.notice.headline", expiry.sentence(now));
        return switch (expiry.stage(now)) {
            case FAR -> Optional.empty();
            case UNKNOWN ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.WARN,
                        headline,
                        Messages.text("expiry.notice.unknown"),
                        expiry.daysLeft(now)));
            case NEAR, CLOSE ->
                Optional.of(
                        new ExpiryNotice(ExpiryNotice.Tone.WARN, headline, stillWorks(secret), expiry.daysLeft(now)));
            case LAST ->
                Optional.of(
                        new ExpiryNotice(ExpiryNotice.Tone.BAD, headline, stillWorks(secret), expiry.daysLeft(now)));
            case PAST ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.BAD, headline, Messages.text("expiry.notice.past"), expiry.daysLeft(now)));
        };
    }

    private static String stillWorks(WatchedSecret secret) {
        return Messages.text(secret.warned().isEmpty() ? "expiry.notice.nearUnwarned" : "expiry.notice.near");
    }
}
