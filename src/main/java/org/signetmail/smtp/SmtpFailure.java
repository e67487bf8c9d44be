package org.signetmail.smtp;

import java.time.Instant;
import java.util.List;
import org.signetmail.account.Symptom;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.Outcome.RefusedRecipient;
import org.signetmail.letter.RefusalScope;
import org.signetmail.letter.RenderedMail;

/** An SMTP dialogue that ended before its time. */
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;
    private final boolean outcomeKnown;
    private final RefusalScope scope;
    private final transient List<RefusedRecipient> recipients;

    /**
     * Of the account.
     *
     * @param outcomeKnown whether it is certain that no mail went out
     */
    SmtpFailure(Symptom symptom, boolean outcomeKnown) {
        this(symptom, outcomeKnown, RefusalScope.ACCOUNT, List.of());
    }

    /**
     * A refusal: no mail went out.
     *
     * @param scope what else would be refused the same way
     * @param recipients those who were refused; empty if none of them in particular was
     */
    SmtpFailure(Symptom symptom, RefusalScope scope, List<RefusedRecipient> recipients) {
        this(symptom, true, scope, recipients);
    }

    private SmtpFailure(Symptom symptom, boolean outcomeKnown, RefusalScope scope, List<RefusedRecipient> recipients) {
        super(symptom.code());
        this.symptom = symptom;
        this.outcomeKnown = outcomeKnown;
        this.scope = scope;
        this.recipients = List.copyOf(recipients);
    }

    Symptom symptom() {
        return symptom;
    }

    /** How the mail ended with it. */
    Outcome outcome(RenderedMail mail, Instant at) {
        return outcomeKnown
                ? new Outcome.Refused(mail.from(), at, symptom, scope, recipients, mail.messageId())
                : new Outcome.Unknown(mail.from(), mail.messageId(), at, symptom);
    }
}
