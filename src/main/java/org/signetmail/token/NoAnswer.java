package org.signetmail.token;

import org.signetmail.account.Symptom;

/** A host was called and no answer came. */
public final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Symptom symptom;

    NoAnswer(Symptom symptom) {
        super(symptom.peer() + " " + symptom.code());
        this.symptom = symptom;
    }

    /** One of the {@code NET_} symptoms. */
    public Symptom symptom() {
        return symptom;
    }
}
