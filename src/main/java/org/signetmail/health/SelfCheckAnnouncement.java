package org.signetmail.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.credential.Slot;
import org.signetmail.expiry.Notifier;
import org.signetmail.health.CredentialProbe.Probed;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/** Announces a change that the self-check found: in the log, in the audit trail, and to the administrators. */
@ApplicationScoped
class SelfCheckAnnouncement {
    /** For programs: never changes. */
    private static final String FAILED = "credential.check.failed";

    /** Likewise. */
    private static final String WORKS = "credential.check.works";

    @Inject
    Notifier notifier;

    @Inject
    Event<AuditNote> audit;

    @Inject
    Clock clock;

    void send(Slot slot, Probed probed, List<Mailbox> administrators) {
        Symptom failure = probed.failure();
        String place = slot.name().toLowerCase(Locale.ROOT);
        String code = failure == null ? "" : failure.code();
        (failure == null ? LogEvent.SELF_CHECK_WORKS : LogEvent.SELF_CHECK_FAILED)
                .with("slot", place)
                .with("kind", probed.credential().kind())
                .with("code", code)
                .log();
        String sentence = Messages.text(
                failure == null ? "health.selfCheck.works" : "health.selfCheck.fails",
                Messages.text("health.selfCheck." + place),
                probed.credential().kind().label(),
                code);
        audit.fire(new AuditNote(AuditNote.Kind.TEST, Messages.text("health.selfCheck.by"), sentence));
        String text = failure == null
                ? Messages.text("health.selfCheck.works.mail", sentence)
                : Messages.text("health.selfCheck.fails.mail." + place, sentence, failure.words());
        var notice = new Notifier.Notice(
                "check/" + place + "/" + clock.instant(),
                failure == null ? WORKS : FAILED,
                administrators,
                Messages.text("health.selfCheck.subject", sentence),
                text);
        if (notifier.send(notice) == Notifier.Result.FAILED) {
            LogEvent.SELF_CHECK_NOT_SENT.with("why", sentence).log();
        }
    }
}
