package org.signetmail.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.Mailer;
import org.signetmail.health.CredentialProbe.Probed;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;
import org.signetmail.text.Messages;

/** Announces a change that the self-check found: in the log, in the audit trail, and by mail to the administrators. */
@ApplicationScoped
class SelfCheckAnnouncement {
    @Inject
    Mailer mailer;

    @Inject
    Event<AuditNote> audit;

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
        administrators.forEach(administrator -> mail(administrator, sentence, text));
    }

    /** A mail for each, so that an invalid address doesn't affect the others. */
    private void mail(Mailbox administrator, String subject, String text) {
        String code = "";
        try {
            if (mailer.sendFromSystem(new PlainTextMail(
                            List.of(administrator), Messages.text("health.selfCheck.subject", subject), text + "\n"))
                    instanceof Outcome.Refused refused) {
                code = refused.symptom().code();
            }
        } catch (NotConfigured | SealBroken cannotSend) {
            code = String.valueOf(cannotSend.getMessage());
        }
        if (!code.isEmpty()) {
            LogEvent.SELF_CHECK_NOT_MAILED
                    .with("to", administrator)
                    .with("why", code)
                    .log();
        }
    }
}
