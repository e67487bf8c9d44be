package org.signetmail.smtp;

import java.time.Instant;
import java.util.List;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;

/** An SMTP session failed. Holds the symptom, and whether a message may have been sent. */
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;
    private final boolean outcomeKnown;
    private final boolean beforeSignIn;
    private final RefusalScope scope;
    private final transient List<RefusedRecipient> recipients;

    /**
     * A failure of the whole account.
     *
     * @param outcomeKnown whether it is certain that no message was sent
     */
    SmtpFailure(Symptom symptom, boolean outcomeKnown) {
        this(symptom, outcomeKnown, false, RefusalScope.ACCOUNT, List.of());
    }

    /**
     * A refusal: no message was sent.
     *
     * @param scope what else would be refused the same way
     * @param recipients the refused recipients; empty if the refusal is about none in particular
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

    /** A failure before any part of a sign-in was sent. */
    static SmtpFailure beforeSignIn(Symptom symptom) {
        return new SmtpFailure(symptom, true, true, RefusalScope.ACCOUNT, List.of());
    }

    /** Whether it failed before the sign-in: another address of the server may work. */
    boolean isBeforeSignIn() {
        return beforeSignIn;
    }

    Symptom symptom() {
        return symptom;
    }

    /** The outcome of the message that failed with it. */
    Outcome outcome(RenderedMessage mail, Instant at) {
        return outcomeKnown
                ? new Outcome.Refused(mail.from(), at, symptom, scope, recipients, mail.messageId())
                : new Outcome.Unknown(mail.from(), mail.messageId(), at, symptom);
    }
}
