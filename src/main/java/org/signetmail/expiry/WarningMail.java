package org.signetmail.expiry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.AdminCenter;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Mailbox;
import org.signetmail.alert.Alert;
import org.signetmail.message.PlainTextMail;
import org.signetmail.text.Messages;

/** The warning mail. Names the application and reveals nothing of the credential. */
record WarningMail(WatchedCredential credential, Instant now) {
    /** For programs: never changes. */
    private static final String EVENT = "credential.expiry";

    /** The warning on this rung of the schedule. Once the credential has ended, the fall-back relay is tried first. */
    Notifier.Warning rung(int rung) {
        var alert = new Alert(
                EVENT,
                Messages.text("expiry.notice.headline", credential.sentence(now)),
                credential.kind().replace(),
                credential.end().daysLeft(now),
                now);
        return new Notifier.Warning(
                credential.identity(),
                rung,
                credential.warned(),
                alert,
                this::to,
                credential.end().stage(now) == ExpiryStage.PAST);
    }

    /** @param first whether to attach the end as an event for a calendar */
    PlainTextMail to(Mailbox administrator, boolean first) {
        return new PlainTextMail(
                List.of(administrator),
                credential.subject(now),
                text(),
                first
                        ? CalendarFile.of(credential, now)
                                .map(file -> new PlainTextMail.Attachment(CalendarFile.NAME, CalendarFile.TYPE, file))
                        : Optional.empty());
    }

    private String text() {
        return Messages.text(
                "expiry.mail.text",
                credential.sentence(now),
                applicationField(app -> app.client().value()),
                applicationField(app -> app.tenant().value()),
                applicationField(app -> app.cloud().label()),
                steps(),
                Messages.text(
                        credential.end().stage(now) == ExpiryStage.PAST ? "expiry.mail.ended" : "expiry.mail.notYet"),
                aboutTheDay());
    }

    /** Numbered steps to replace the credential. */
    String steps() {
        var center = AdminCenter.of(
                credential.application().map(ApplicationRegistration::cloud),
                credential.application().map(ApplicationRegistration::client));
        return credential.kind().steps(center.credentials(), center.list());
    }

    private String aboutTheDay() {
        CredentialEnd end = credential.end();
        return Messages.text(
                end instanceof CredentialEnd.LastDay
                        ? "expiry.mail.day"
                        : end instanceof CredentialEnd.Moment ? "expiry.mail.moment" : "expiry.mail.unknownEnd");
    }

    private String applicationField(Function<ApplicationRegistration, String> part) {
        Optional<String> known = credential.application().map(part);
        return known.orElseGet(() -> Messages.text("expiry.mail.unknown"));
    }
}
