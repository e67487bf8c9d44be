package org.signetmail.smtp;

import org.signetmail.account.Symptom;

/** An SMTP dialogue that ended before its time. */
final class SmtpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;
    private final boolean outcomeKnown;

    /** @param outcomeKnown whether it is certain that no mail went out */
    SmtpFailure(Symptom symptom, boolean outcomeKnown) {
        super(symptom.code());
        this.symptom = symptom;
        this.outcomeKnown = outcomeKnown;
    }

    Symptom symptom() {
        return symptom;
    }

    boolean outcomeKnown() {
        return outcomeKnown;
    }
}
