package org.signetmail.smtp;

import java.time.Instant;
import java.util.List;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;

/** An SMTP dialogue that ended before its time. */
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;
    private final boolean outcomeKnown;
    private final boolean beforeSignIn;
    private final RefusalScope scope;
    private final transient List<RefusedRecipient> recipients;

    /**
     * Of the account.
     *
     * @param outcomeKnown whether it is certain that no mail went out
     */
    SmtpFailure(Symptom symptom, boolean outcomeKnown) {
        this(symptom, outcomeKnown, false, RefusalScope.ACCOUNT, List.of());
    }

    /**
     * A refusal: no mail went out.
     *
     * @param scope what else would be refused the same way
     * @param recipients those who were refused; empty if none of them in particular was
     */
    SmtpFailure(Symptom symptom, RefusalScope scope, List<RefusedRecipient> recipients) {
        this(symptom, true, false, scope, recipients);
    }

    private SmtpFailure(
            Symptom symptom,
            boolean outcomeKnown,
            boolean beforeSignIn,
            RefusalScope scope,
            List<RefusedRecipient> recipients) {
        super(symptom.code());
        this.symptom = symptom;
        this.outcomeKnown = outcomeKnown;
        this.beforeSignIn = beforeSignIn;
        this.scope = scope;
        this.recipients = List.copyOf(recipients);
    }

    /** That came before anything of a sign-in was sent. */
    static SmtpFailure beforeSignIn(Symptom symptom) {
        return new SmtpFailure(symptom, true, true, RefusalScope.ACCOUNT, List.of());
    }

    /** Whether another address of the server may do better. */
    boolean isBeforeSignIn() {
        return beforeSignIn;
    }

    Symptom symptom() {
        return symptom;
    }

    /** How the mail ended with it. */
    Outcome outcome(RenderedMessage mail, Instant at) {
        return outcomeKnown
                ? new Outcome.Refused(mail.from(), at, symptom, scope, recipients, mail.messageId())
                : new Outcome.Unknown(mail.from(), mail.messageId(), at, symptom);
    }
}
