package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.signetmail.credential.Slot;
import org.signetmail.settings.MailSettings;
import org.signetmail.text.Messages;

/** What pages and monitors say about the end of the saved credential; the notice appears 60 days before it. */
@ApplicationScoped
public class ExpiryNotices {

    @Inject
    WarningLog log;

    @Inject
    WatchedCredentials credentials;

    @Inject
    WarningSchedule schedule;

    @Inject
    Clock clock;

    /** What to say of the credential in these saved settings. */
    public Optional<ExpiryNotice> of(MailSettings saved) {
        Instant now = clock.instant();
        return credentials.current(saved).flatMap(credential -> notice(credential, now));
    }

    /** The days of UTC on which warnings of the credential in these saved settings were mailed, the oldest first. */
    public List<LocalDate> warnedOn(MailSettings saved) {
        return credentials
                .current(saved)
                .map(credential -> log.warnedAt(credential.identity()).stream()
                        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                        .toList())
                .orElse(List.of());
    }

    /** The UTC date on which the first warning of a credential with this end is due; null if the end is unknown. */
    public @Nullable LocalDate warnedFrom(CredentialEnd end) {
        return schedule.firstDay(end);
    }

    /**
     * Days until the credential in each slot may end: see {@link CredentialEnd#daysLeft}; empty if its end is unknown. A
     * slot is missing if it is empty, mail does not use it, or its credential never ends.
     */
    public Map<Slot, OptionalInt> daysLeft(MailSettings saved) {
        var days = new EnumMap<Slot, OptionalInt>(Slot.class);
        for (Slot slot : Slot.values()) {
            credentials
                    .in(slot, saved)
                    .map(WatchedCredential::end)
                    .filter(end -> !(end instanceof CredentialEnd.Never))
                    .ifPresent(end -> days.put(slot, end.daysLeft(clock.instant())));
        }
        return days;
    }

    /** One sentence about the end of the credential in these saved settings, without a name, for a monitor. */
    public Optional<String> sentence(MailSettings saved) {
        return credentials
                .current(saved)
                .map(credential -> Messages.text("expiry.notice.headline", credential.sentence(clock.instant())));
    }

    /**
     * Acknowledges the warning that is due: no more mail about it is sent, until the next one is due.
     *
     * @return false if none is due, or it was acknowledged before
     */
    public boolean acknowledge(MailSettings saved, String who) {
        return due(saved)
                .map(due -> log.acknowledge(due.credential(), due.rung(), who, clock.instant()))
                .orElse(false);
    }

    /** Who has acknowledged the warning that is due; empty if none is due, or it was not acknowledged. */
    public Optional<String> acknowledgedBy(MailSettings saved) {
        return due(saved)
                .flatMap(due -> log.acknowledgement(due.credential(), due.rung()))
                .map(WarningLog.Acknowledgement::who);
    }

    /** Whether there is a warning to acknowledge. */
    public boolean isDue(MailSettings saved) {
        return due(saved).isPresent();
    }

    private record Due(String credential, int rung) {}

    private Optional<Due> due(MailSettings saved) {
        return credentials.current(saved).flatMap(credential -> {
            OptionalInt rung = schedule.due(credential, clock.instant());
            return rung.isEmpty() ? Optional.empty() : Optional.of(new Due(credential.identity(), rung.getAsInt()));
        });
    }

    /** The end as a file for a calendar (RFC 5545); empty if there is none or it is unknown. */
    public Optional<String> calendar(MailSettings saved) {
        return credentials.current(saved).flatMap(credential -> CalendarFile.of(credential, clock.instant()));
    }

    private static Optional<ExpiryNotice> notice(WatchedCredential credential, Instant now) {
        CredentialEnd end = credential.end();
        String headline = Messages.text("expiry.notice.headline", credential.sentence(now));
        return switch (end.stage(now)) {
            case FAR -> Optional.empty();
            case UNKNOWN ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.WARN, headline, Messages.text("expiry.notice.unknown"), end.daysLeft(now)));
            case NEAR, CLOSE ->
                Optional.of(
                        new ExpiryNotice(ExpiryNotice.Tone.WARN, headline, stillWorks(credential), end.daysLeft(now)));
            case LAST ->
                Optional.of(
                        new ExpiryNotice(ExpiryNotice.Tone.BAD, headline, stillWorks(credential), end.daysLeft(now)));
            case PAST ->
                Optional.of(new ExpiryNotice(
                        ExpiryNotice.Tone.BAD,
                        headline,
                        Messages.text("expiry.notice.past", credential.kind().replace()),
                        end.daysLeft(now)));
        };
    }

    private static String stillWorks(WatchedCredential credential) {
        String near = Messages.text(
                credential.end() instanceof CredentialEnd.Moment ? "expiry.notice.nearMoment" : "expiry.notice.near",
                credential.kind().replace());
        return credential.warned().isEmpty() ? near + " " + Messages.text("expiry.notice.unwarned") : near;
    }
}
